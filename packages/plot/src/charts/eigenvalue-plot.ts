import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { draw } from "../draw/draw.js";
import { element } from "../draw/document.js";
import { type Mark, drawingIn } from "../draw/marks.js";
import { planeAxes } from "../draw/plane-axes.js";
import type { Frame } from "../draw/sizes.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { type ComplexVector, readComplexMatrix, readComplexVector } from "../read/complex.js";
import { epsilonOf } from "../read/epsilon.js";
import { type Matrix, isNDArray, requireFinite } from "../read/numbers.js";
import { notFiniteNotes } from "../read/not-finite.js";
import { type Colors, colorsOf } from "../theme/theme.js";
import { describeEigenvalues } from "./describe-eigenvalues.js";
import { originCross } from "./origin-cross.js";

/** Eigenvalues, real or complex, or a factorization that has them, such as linalg's `eig`. */
export type Eigenvalues = ComplexVector | { readonly values: NDArray };

export interface EigenvalueOptions extends ChartOptions {
  /** The matrix, shape `[n, n]`, real or complex: its Gershgorin discs are drawn, whose union holds all eigenvalues. */
  readonly gershgorin?: Matrix;
  /** Whose off-diagonal elements make the radii. @defaultValue "rows" */
  readonly discs?: "rows" | "columns" | "both";
  /** Whether the circle of modulus 1 is drawn, inside of which powers of the matrix decay. @defaultValue false */
  readonly unitCircle?: boolean;
}

/** A disc of the complex plane. */
export interface Disc {
  readonly re: number;
  readonly im: number;
  readonly radius: number;
  readonly of: "rows" | "columns";
}

/**
 * Eigenvalues in the complex plane, with units of one length on both axes, and Gershgorin's discs where the matrix is given.
 *
 * @param eigenvalues shape `[n]`, real or complex; those that are not finite are left out and counted below the chart
 * @throws {ShapeError} when the eigenvalues have not one axis or are empty, or `gershgorin` is not square of their number
 * @throws {ValueError} when no eigenvalue is finite, an element of `gershgorin` is not, or an option cannot be used
 * @example
 * eigenvaluePlot([[0.5, 0.5], [0.5, -0.5], [-0.25, 0]], { unitCircle: true }); // pairs [re, im]
 */
export function eigenvaluePlot(eigenvalues: Eigenvalues, options: EigenvalueOptions = {}): Figure {
  const op = "eigenvaluePlot";
  const { unitCircle = false } = options;
  const values = !isNDArray(eigenvalues) && "values" in eigenvalues && isNDArray(eigenvalues.values) ? eigenvalues.values : eigenvalues; // prettier-ignore
  const all = readComplexVector(op, "eigenvalues", values);
  const n = all.re.length;
  const kept = Array.from(all.re.keys()).filter((i) => Number.isFinite(all.re[i]) && Number.isFinite(all.im[i]));
  if (kept.length === 0) throw new ValueError(op, "eigenvalues must hold a finite one", `${n} that are not finite`);
  const [re, im] = [all.re, all.im].map((part) => Float64Array.from(kept, (i) => part[i]));
  const discs = readDiscs(op, options, n);
  const page = readOptions(op, options, {
    title: "Eigenvalues",
    description: describeEigenvalues({ re, im, discs, unitCircle, eps: epsilonOf(values) }),
  });
  const colors = colorsOf(page.theme);
  const round = unitCircle ? [...discs, { re: 0, im: 0, radius: 1 }] : discs;
  const axes = planeAxes(
    [...re, ...round.flatMap((disc) => [disc.re - disc.radius, disc.re + disc.radius])],
    [...im, ...round.flatMap((disc) => [disc.im - disc.radius, disc.im + disc.radius])],
    { x: { label: "real part →", grid: true }, y: { label: "↑ imaginary part", grid: true } },
  );
  const dropped = n - kept.length;
  return draw({
    page,
    ...axes,
    equal: true,
    ...(discs.length > 0 && { legend: { samples: legendOf(discs, colors) } }),
    notes: notFiniteNotes(dropped, "eigenvalue"),
    marks: (frame) => [
      discsMark(discs, frame, colors),
      originCross(frame, colors),
      ...(unitCircle ? [unitCircleMark(frame, colors)] : []),
      valuesMark(re, im, frame, colors),
    ],
    sketch: { kind: "points", x: re, y: im, names: [] },
  });
}

/**
 * Gershgorin's discs: about each diagonal element, as wide as the other elements of its row, or column, together.
 *
 * @see Gershgorin 1931; Golub and Van Loan 2013, Matrix Computations, 4th ed., §7.2
 */
function readDiscs(op: string, { gershgorin, discs = "rows" }: EigenvalueOptions, n: number): Disc[] {
  if (discs !== "rows" && discs !== "columns" && discs !== "both") {
    throw new ValueError(op, 'discs must be "rows", "columns" or "both"', JSON.stringify(discs) ?? "undefined");
  }
  if (gershgorin === undefined) return [];
  const { shape, re, im } = readComplexMatrix(op, "gershgorin", gershgorin);
  if (shape[0] !== n || shape[1] !== n) {
    const hint = "Pass the matrix whose eigenvalues these are.";
    throw new ShapeError(op, `gershgorin must be ${n} × ${n}`, { gershgorin: shape, eigenvalues: [n] }, hint);
  }
  for (const part of [re, im]) requireFinite(op, "gershgorin", part);
  const kinds = discs === "both" ? (["rows", "columns"] as const) : [discs];
  return kinds.flatMap((of) =>
    Array.from({ length: n }, (_, i): Disc => {
      let radius = 0;
      for (let j = 0; j < n; j++) {
        const at = of === "rows" ? i * n + j : j * n + i;
        if (j !== i) radius += Math.hypot(re[at], im[at]);
      }
      return { re: re[i * n + i], im: im[i * n + i], radius, of };
    }),
  );
}

function legendOf(discs: readonly Disc[], colors: Colors) {
  const samples = [{ name: "eigenvalue", color: colors.second, kind: "circle" as const }];
  const has = (of: Disc["of"]) => discs.some((disc) => disc.of === of);
  return [
    ...samples,
    ...(has("rows") ? [{ name: "disc of a row", color: colors.accent, kind: "line" as const }] : []),
    ...(has("columns") ? [{ name: "of a column", color: colors.classes[2], kind: "line" as const, dash: "5 3" }] : []),
  ];
}

/** Each disc with a cross at its middle, the largest behind. */
function discsMark(discs: readonly Disc[], frame: Frame, colors: Colors): Mark {
  return drawingIn(frame, ({ x, y }) => {
    const drawn = [...discs]
      .sort((a, b) => b.radius - a.radius)
      .flatMap(({ re, im, radius, of }) => {
        const [cx, cy, r] = [x(re), y(im), x(radius) - x(0)];
        const [color, fill, dash] = of === "rows" ? [colors.accent, colors.accent, "none"] : [colors.classes[2], "none", "5 3"]; // prettier-ignore
        const look = { fill, "fill-opacity": 0.08, stroke: color, "stroke-width": 1.25, "stroke-dasharray": dash };
        const cross = { d: `M${cx - 3},${cy}h6M${cx},${cy - 3}v6`, fill: "none", stroke: color };
        return [element("circle", { cx, cy, r, ...look }), element("path", cross)];
      });
    return element("g", { class: "linnet-discs" }, ...drawn);
  });
}

function unitCircleMark(frame: Frame, colors: Colors): Mark {
  return drawingIn(frame, ({ x, y }) => {
    const look = { fill: "none", stroke: colors.ink, "stroke-width": 1.25, "stroke-dasharray": "6 4" };
    return element("circle", { class: "linnet-unit-circle", cx: x(0), cy: y(0), r: x(1) - x(0), ...look });
  });
}

function valuesMark(re: Float64Array, im: Float64Array, frame: Frame, colors: Colors): Mark {
  const size = re.length > 300 ? 2.5 : re.length > 60 ? 3.5 : 5;
  const look = { fill: colors.second, stroke: colors.surface, "stroke-width": size > 3 ? 1.25 : 0.5 };
  return drawingIn(frame, ({ x, y }) => {
    const dots = Array.from(re, (value, i) => element("circle", { cx: x(value), cy: y(im[i]), r: size }));
    return element("g", { class: "linnet-eigenvalues", ...look }, ...dots);
  });
}
