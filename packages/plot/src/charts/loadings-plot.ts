import { type NDArray, ValueError } from "@linnet/core";
import { linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { line } from "../draw/marks.js";
import { segments } from "../draw/spans.js";
import { formatNumber } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, type Page, readOptions } from "../options.js";
import { readNames } from "../read/classes.js";
import { componentTitles, requireComponents } from "../read/components.js";
import { extent } from "../read/extent.js";
import { type Matrix, readNumbers, requireFinite } from "../read/numbers.js";
import { ramp } from "../theme/ramp.js";
import { colorsOf } from "../theme/theme.js";
import { twoDecimals } from "./correlation-plot.js";
import { drawMatrix } from "./draw-matrix.js";
import { roomForNames, tipArrows, tipsHeight } from "./named-tips.js";

/** Loadings, one component or factor a row `[k, p]`, or a model that has them, such as a fitted PCA or factor analysis. */
export type Loadings = Matrix | { readonly loadings: NDArray };

export interface LoadingsOptions extends ChartOptions {
  /** Names of the columns of the data; x1, x2, … by default. */
  readonly names?: ArrayLike<number | string>;
  /** Which components are shown; the first five, or the first two in a circle, by default. */
  readonly components?: readonly number[];
  /**
   * `"table"`: a column of colours for each component. `"circle"`: arrows in the unit circle, for loadings that are correlations, those of
   * standardized data. @defaultValue "table"
   */
  readonly kind?: "table" | "circle";
}

/** A few rows of a matrix with their names. */
interface Shown {
  readonly names: readonly string[];
  readonly titles: readonly string[];
  /** One component each. */
  readonly values: readonly Float64Array[];
}

/** Of n rows standardized with divisor n, whose variances a PCA takes with n − 1, loadings are √(n/(n − 1)) too long. */
const SLACK = 0.05;

/**
 * How strongly each column of the data belongs to each component: its loading, component·√variance, which for standardized data is
 * their correlation.
 *
 * @param loadings shape `[k, p]`, or a model that has them
 * @throws {ShapeError} when the loadings have not two axes or are empty, or names do not match their columns
 * @throws {ValueError} when a loading is not finite, loadings in a circle are no correlations, or an option cannot be used
 * @see Jolliffe, *Principal Component Analysis*, 2nd ed., 2002, §2.3
 * @example
 * loadingsPlot([[0.9, 0.8, -0.1], [0.1, -0.2, 0.95]], { names: ["height", "weight", "age"] });
 */
export function loadingsPlot(loadings: Loadings, options: LoadingsOptions = {}): Figure {
  const op = "loadingsPlot";
  const { kind = "table" } = options;
  if (kind !== "table" && kind !== "circle") {
    throw new ValueError(op, 'kind must be "table" or "circle"', JSON.stringify(kind) ?? "undefined");
  }
  const model = typeof loadings === "object" && loadings !== null && "loadings" in loadings ? loadings : undefined;
  const { shape, data } = readNumbers(op, "loadings", model ? model.loadings : loadings, 2);
  requireFinite(op, "loadings", data);
  const [k, p] = shape;
  const chosen = options.components ?? Array.from({ length: Math.min(k, kind === "circle" ? 2 : 5) }, (_, a) => a);
  requireComponents(op, chosen, k, kind === "circle" ? 2 : undefined);
  const titles = componentTitles(op, model ?? {}, k);
  const shown = {
    names: options.names === undefined ? Array.from({ length: p }, (_, j) => `x${j + 1}`) : readNames(op, "names", options.names, p), // prettier-ignore
    titles: chosen.map((a) => titles[a]),
    values: chosen.map((a) => data.subarray(a * p, (a + 1) * p)),
  };
  const page = readOptions(op, options, { title: "Loadings", description: describe(shown) });
  return kind === "circle" ? circle(page, shown) : table(page, shown);
}

function table(page: Page, { names, titles, values }: Shown): Figure {
  const [p, k] = [names.length, values.length];
  const data = Float64Array.from({ length: p * k }, (_, at) => values[at % k][Math.floor(at / k)]);
  const far = Math.max(...extent(data).map(Math.abs));
  const end = far > 0.5 && far <= 1 ? 1 : far || 1; // correlations have their own scale
  const grid = { rows: p, cols: k, data, range: [-end, end] as const, hue: ramp(page.op, "diverging") };
  return drawMatrix(page, grid, {
    rowLabels: names,
    columnLabels: titles,
    ...(end <= 1 && { format: twoDecimals }),
    frameHeight: () => Math.min(Math.max(p * 30, 60), 900),
  });
}

function circle(page: Page, { names, titles, values: [x, y] }: Shown): Figure {
  const beyond = names.findIndex((_, j) => Math.hypot(x[j], y[j]) > 1 + SLACK);
  if (beyond >= 0) {
    const got = `${formatNumber(Math.hypot(x[beyond], y[beyond]))} for ${names[beyond]}`;
    const hint = 'Standardize the columns before the fit, or use kind: "table".';
    throw new ValueError(page.op, "loadings in a circle must be correlations, of length 1 at most", got, hint);
  }
  const colors = colorsOf(page.theme);
  const around = { x: [-1.1, 1.1], y: [-1.1, 1.1] } as const;
  const domain = roomForNames({ names, x, y }, around, page.width);
  const turn = Float64Array.from({ length: 181 }, (_, i) => (i * Math.PI) / 90);
  const thin = { stroke: colors.muted, strokeWidth: 1 };
  return draw({
    page,
    x: linearAxis("x", ...domain.x, { label: `${titles[0]} →` }),
    y: linearAxis("y", ...domain.y, { label: `↑ ${titles[1]}` }),
    equal: true,
    frameHeight: tipsHeight,
    marks: (frame) => [
      segments({ x1: [-1, 0], y1: [0, -1], x2: [1, 0], y2: [0, 1] }, { stroke: colors.grid, strokeWidth: 1 }),
      line(turn.map(Math.cos), turn.map(Math.sin), thin),
      tipArrows({ names, x, y }, frame, colors, colors.accent),
    ],
    sketch: { kind: "points", x, y, classes: Int32Array.from(names.keys()), names },
  });
}

/** The columns that each component follows most. */
function describe({ names, titles, values }: Shown): string {
  const story = values.map((loadings, a) => {
    const order = names.map((_, j) => j).sort((i, j) => Math.abs(loadings[j]) - Math.abs(loadings[i]));
    const most = order.slice(0, 3).map((j) => `${names[j]} (${formatNumber(loadings[j])})`);
    return `${titles[a]} is led by ${most.join(", ")}`;
  });
  return `Loadings of ${names.length} columns on ${values.length} components: ${story.join("; ")}.`;
}
