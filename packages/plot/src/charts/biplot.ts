import { ShapeError, ValueError } from "@linnet/core";
import { linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { dots } from "../draw/marks.js";
import { formatNumber, paddedDomain } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { type Labels, readClasses, readNames } from "../read/classes.js";
import { type PrincipalComponents, componentTitles, readField, requireComponents } from "../read/components.js";
import { extent } from "../read/extent.js";
import { notFiniteNotes } from "../read/not-finite.js";
import { readNumbers, requireFinite } from "../read/numbers.js";
import { textNote } from "../read/samples.js";
import { type NumberTable, completeRows, readTable } from "../read/table.js";
import { colorsOf } from "../theme/theme.js";
import { type NamedTips, roomForNames, tipArrows, tipsHeight } from "./named-tips.js";
import { type Points, classDots, namedClasses, radiusFor } from "./class-dots.js";

export interface BiplotOptions extends ChartOptions {
  /** The class of each row: coloured, shaped and named in a legend. */
  readonly labels?: Labels;
  /** Names of the classes, in the order of the sorted labels. */
  readonly classNames?: ArrayLike<number | string>;
  /** Names of the columns; those of named columns, else x1, x2, … by default. */
  readonly names?: ArrayLike<number | string>;
  /** Which two components are shown. @defaultValue [0, 1] */
  readonly components?: readonly [number, number];
  /**
   * Gabriel's scaling. `"covariance"`: points are scores over their standard deviations and arrows are loadings, whose lengths are near the
   * columns' standard deviations and the cosines between them near correlations. `"form"`: points are scores, whose
   * distances are near those of the rows, and arrows are components.
   *
   * @defaultValue "covariance"
   */
  readonly scale?: "covariance" | "form";
}

/** Above this many arrows only the longest are drawn. */
const MOST_ARROWS = 20;

/**
 * Rows and columns of a table in the plane of two principal components: points are rows, arrows are columns, and their scalar products are
 * near the entries (less the columns' means), up to one factor.
 *
 *     X − 1·x̄ᵀ = U·S·Vᵀ ≈ G·Hᵀ:   covariance G = √(n − 1)·U, H = V·S/√(n − 1);   form G = U·S, H = V
 *
 * @param pca a fitted PCA, or what has its fields
 * @param x the table `[n, p]`, of arrays or by named columns; rows that are not finite are left out and counted below the chart
 * @throws {ShapeError} when `x` has not the columns that were fitted, or labels or names do not match
 * @throws {ValueError} when no row is finite, a component has no variance to scale by, or an option cannot be used
 * @see Gabriel, *The biplot graphic display of matrices with application to principal component analysis*, Biometrika 58, 1971
 * @example
 * biplot(PCA.fit(x), x, { names: ["height", "weight", "shoe"], labels: sex });
 */
export function biplot(pca: PrincipalComponents, x: NumberTable, options: BiplotOptions = {}): Figure {
  const op = "biplot";
  const { scale = "covariance", components: pair = [0, 1] } = options;
  if (scale !== "covariance" && scale !== "form") {
    throw new ValueError(op, 'scale must be "covariance" or "form"', JSON.stringify(scale) ?? "undefined");
  }
  const table = readTable(op, "x", x);
  const rows = completeRows(table);
  if (rows.length === 0) throw new ValueError(op, "x must hold a finite row", `${table.rows} rows that are not finite`);
  const { points: [px, py], tips, titles } = coordinates(op, pca, { ...table, kept: rows }, pair, scale); // prettier-ignore
  const points: Points = { x: px, y: py, rows, radius: radiusFor(rows.length) };
  const names = options.names === undefined && table.names ? table.names : arrowNames(op, options.names, table.cols);
  const { shown, factor } = arrowsFor(tips, names, Math.max(...[px, py].flatMap((v) => extent(v)).map(Math.abs)));
  const classes =
    options.labels === undefined
      ? undefined
      : namedClasses(
          op,
          readClasses(op, options.labels, table.rows, "a row of x", { x: [table.rows, table.cols] }),
          options.classNames,
        );
  const page = readOptions(op, options, {
    title: "Biplot",
    description:
      `${rows.length} rows as points${classes ? ` in ${classes.names.length} classes` : ""} and ${names.length} columns as arrows, across ` +
      `${titles[0]}, upwards ${titles[1]}. ${leading(tips, names, titles)}`,
  });
  const colors = colorsOf(page.theme);
  const around = (side: "x" | "y") => paddedDomain(...extent([0, ...points[side], ...shown[side]]), 0.06);
  const domain = roomForNames(shown, { x: around("x"), y: around("y") }, page.width);
  const drawn = classes
    ? classDots(points, classes, colors)
    : { marks: [dots(px, py, { fill: colors.accent, fillOpacity: 0.6, r: points.radius })] };
  const few =
    shown.names.length < names.length ? [`The ${MOST_ARROWS} longest of ${names.length} arrows are drawn.`] : [];
  return draw({
    page,
    x: linearAxis("x", ...domain.x, { label: `${titles[0]} →`, grid: true }),
    y: linearAxis("y", ...domain.y, { label: `↑ ${titles[1]}`, grid: true }),
    equal: true,
    frameHeight: tipsHeight,
    ...drawn,
    notes: [
      scalingNote(scale, factor),
      ...few,
      ...notFiniteNotes(table.rows - rows.length, "row", "left out"),
      ...textNote(table.texts),
    ],
    marks: (frame) => [...drawn.marks, tipArrows(shown, frame, colors, classes ? colors.ink : colors.second)],
    sketch: {
      kind: "points",
      x: px,
      y: py,
      ...(classes && { classes: Int32Array.from(rows, (row) => classes.index[row]) }),
      names: classes?.names ?? [],
    },
  });
}

/** Points and tips of arrows in the plane of two components. */
function coordinates(
  op: string,
  pca: PrincipalComponents,
  table: { readonly cols: number; readonly data: Float64Array; readonly kept: Int32Array },
  pair: readonly number[],
  scale: "covariance" | "form",
): { points: [Float64Array, Float64Array]; tips: [Float64Array, Float64Array]; titles: string[] } {
  const { shape, data: axes } = readNumbers(op, "components", pca.components, 2);
  const [k, p] = shape;
  if (table.cols !== p) {
    throw new ShapeError(op, "x must have the columns that were fitted", {
      x: [table.kept.length, table.cols],
      components: shape,
    });
  }
  requireFinite(op, "components", axes);
  requireComponents(op, pair, k, 2);
  const mean = readField(op, pca, "mean", "columns", p);
  const variance = readField(op, pca, "explainedVariance", "components", k);
  const titles = componentTitles(op, pca, k);
  const along = pair.map((a) => {
    const deviation = Math.sqrt(variance[a]);
    if (scale === "covariance" && !(deviation > 0 && deviation < Infinity)) {
      const hint = 'Choose other components, or scale: "form".';
      throw new ValueError(op, "components must have variance", `${variance[a]} for component ${a}`, hint);
    }
    const unit = scale === "covariance" ? deviation : 1;
    const axis = axes.subarray(a * p, (a + 1) * p);
    const score = (i: number) => axis.reduce((sum, v, j) => sum + v * (table.data[i * p + j] - mean[j]), 0);
    return { points: Float64Array.from(table.kept, (i) => score(i) / unit), tips: axis.map((v) => v * unit) };
  });
  const [first, second] = along;
  return {
    points: [first.points, second.points],
    tips: [first.tips, second.tips],
    titles: pair.map((a) => titles[a]),
  };
}

function arrowNames(op: string, names: ArrayLike<number | string> | undefined, p: number): string[] {
  return names === undefined ? Array.from({ length: p }, (_, j) => `x${j + 1}`) : readNames(op, "names", names, p);
}

/** The longest arrows, all multiplied by one factor of two digits, so that the longest reaches as far as the points do. */
function arrowsFor(
  [x, y]: readonly [Float64Array, Float64Array],
  names: readonly string[],
  reach: number,
): { shown: NamedTips; factor: number } {
  const order = names.map((_, j) => j).sort((a, b) => Math.hypot(x[b], y[b]) - Math.hypot(x[a], y[a]));
  const chosen = order.slice(0, MOST_ARROWS);
  const longest = Math.hypot(x[order[0]], y[order[0]]);
  const factor = reach > 0 && longest > 0 ? Number(((0.9 * reach) / longest).toPrecision(2)) : 1;
  const [tipX, tipY] = [x, y].map((all) => Float64Array.from(chosen, (j) => factor * all[j]));
  return { shown: { names: chosen.map((j) => names[j]), x: tipX, y: tipY }, factor };
}

function scalingNote(scale: "covariance" | "form", factor: number): string {
  const times = factor === 1 ? "" : ` × ${formatNumber(factor)}`;
  return scale === "covariance"
    ? `Points: scores over their standard deviations. Arrows: loadings${times} (covariance biplot).`
    : `Points: scores. Arrows: components${times} (form biplot).`;
}

/** The column that each component follows most. */
function leading(tips: readonly Float64Array[], names: readonly string[], titles: readonly string[]): string {
  const story = tips.map((values, a) => {
    let most = 0;
    for (let j = 1; j < values.length; j++) if (Math.abs(values[j]) > Math.abs(values[most])) most = j;
    return `${titles[a].replace(/ \(.*/, "")} ${values[most] < 0 ? "falls" : "rises"} most with ${names[most]}`;
  });
  return `${story.join(", ")}.`;
}
