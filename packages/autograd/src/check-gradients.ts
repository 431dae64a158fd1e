import {
  type NDArray,
  type Shape,
  ValueError,
  array,
  astype,
  complex as complexOf,
  mapTree,
  scope,
  treeLeaves,
} from "@linnet/core";
import { kindOf, requireList, requireOptions, unravel } from "@linnet/core/extend";
import { GradientError, type GradientMismatch } from "./errors.js";
import { grad } from "./grad.js";
import { requireDifferentiable, requireFunction } from "./require.js";

/** Options of `checkGradients`. */
export interface CheckGradientsOptions {
  /** Elements compared of each array, evenly spread over it. Default 64. */
  readonly elements?: number;
  /** Distance of the differences, relative to max(1, |x|). Default ∛ε of the array's dtype. */
  readonly step?: number;
  /** Allowed relative error beyond that of the differences. Default √ε of the array's dtype. */
  readonly rtol?: number;
}

/**
 * Compares the gradient of `f` at `args` with central differences, element by element, and throws where they differ.
 *
 *     D(h) = (f(x + h·eᵢ) − f(x − h·eᵢ)) / 2h
 *
 * The error of D(h) is h²·f‴/6 from truncation, which |D(2h) − D(h)| overestimates threefold, and about ε·|f|/h from
 * rounding; h = ∛ε balances the two. The sum of both (rounding counted 64 times, for functions that are not correctly
 * rounded) and `rtol` of the largest derivative is what is tolerated.
 *
 * @param f a scalar function of trees
 * @param args the point; all arguments that hold float arrays are compared
 * @throws {GradientError} with every place where the two differ, the worst in its message
 * @remarks Four evaluations of `f` for each element compared. Points at kinks (relu at 0) are reported as differences.
 * @example
 * checkGradients((w: NDArray) => sum(tanh(matmul(x, w))), [w]);
 */
export function checkGradients<A extends readonly unknown[]>(
  f: (...args: A) => NDArray,
  args: readonly [...A],
  options: CheckGradientsOptions = {},
): void {
  requireFunction("checkGradients", f);
  requireList("checkGradients", "args", args);
  requireDifferentiable("checkGradients", "one of the arguments", args);
  const { elements = 64, step, rtol } = requireOptions("checkGradients", options);
  for (const [name, value] of Object.entries({ elements, step, rtol })) {
    if (value === undefined || (typeof value === "number" && value > 0)) continue;
    throw new ValueError("checkGradients", `${name} must be a positive number`, kindOf(value));
  }
  const positions = args.flatMap((arg, i) => (treeLeaves(arg).length > 0 ? [i] : []));
  const gradients = grad<A, NDArray, readonly number[]>(f, { argnums: positions })(...args) as readonly unknown[];
  const mismatches: GradientMismatch[] = [];
  let compared = 0;
  positions.forEach((argument, which) => {
    const slopes = treeLeaves(gradients[which]);
    treeLeaves(args[argument]).forEach(({ path, leaf }, n) => {
      const along = (moved: NDArray): NDArray => {
        const tree = mapTree((x) => (x === leaf ? moved : x), args[argument]);
        return f(...(args.with(argument, tree) as unknown as A)); // only one array is exchanged for another
      };
      const places = spread(leaf.toTypedArray().length, elements);
      compared += places.length;
      for (const mismatch of compare(along, leaf, slopes[n].leaf, places, { step, rtol })) {
        mismatches.push({ argument, path, ...mismatch });
      }
    });
  });
  if (mismatches.length === 0) return;
  mismatches.sort((a, b) => excess(b) - excess(a));
  throw new GradientError("checkGradients", mismatches, compared);
}

/** The places, among those given, where a gradient disagrees with the differences of `f`. */
function compare(
  f: (x: NDArray) => NDArray,
  x: NDArray,
  gradient: NDArray,
  places: readonly number[],
  { step, rtol }: { step: number | undefined; rtol: number | undefined },
): Omit<GradientMismatch, "argument" | "path">[] {
  const complex = x.type.kind === "complex"; // real and imaginary parts are numbers of their own
  const epsilon = x.dtype === "float32" || x.dtype === "complex64" ? 2 ** -23 : 2 ** -52;
  const slopes = Float64Array.from(gradient.toTypedArray());
  const data = x.toTypedArray();
  const largest = slopes.reduce((most, g) => Math.max(most, Math.abs(g)), 0);

  const difference = (i: number, h: number): { slope: number; size: number } => {
    const [high, low] = [data.slice(), data.slice()];
    high[i] += h;
    low[i] -= h;
    const [above, below] = [high, low].map((moved) =>
      scope(() => f(complex ? fromParts(moved, x) : array(moved, { shape: x.shape as Shape, dtype: x.dtype }))).item(),
    );
    return { slope: (above - below) / (high[i] - low[i]), size: Math.max(Math.abs(above), Math.abs(below)) };
  };

  return places.flatMap((i) => {
    const h = (step ?? Math.cbrt(epsilon)) * Math.max(1, Math.abs(data[i]));
    const near = difference(i, h);
    const truncation = Math.abs(difference(i, 2 * h).slope - near.slope);
    const rounding = (64 * epsilon * near.size) / h;
    const tolerance = truncation + rounding + (rtol ?? Math.sqrt(epsilon)) * Math.max(largest, Math.abs(near.slope));
    if (Math.abs(slopes[i] - near.slope) <= tolerance) return [];
    return [
      {
        index: unravel(i, complex ? [...x.shape, 2] : x.shape),
        gradient: slopes[i],
        difference: near.slope,
        tolerance,
      },
    ];
  });
}

/** Complex numbers from real and imaginary parts in turn. */
function fromParts(numbers: ReturnType<NDArray["toTypedArray"]>, { shape, dtype }: NDArray): NDArray {
  const parts = array(numbers, { shape: [...shape, 2] as Shape });
  return astype(complexOf(parts.slice("...", 0), parts.slice("...", 1)), dtype);
}

/** At most `count` indices below `size`, evenly spread. */
function spread(size: number, count: number): number[] {
  const n = Math.min(size, count);
  return Array.from({ length: n }, (_, i) => Math.floor((i * size) / n));
}

/** How many times its tolerance a mismatch is wide; NaN is the worst of all. */
function excess({ gradient, difference, tolerance }: GradientMismatch): number {
  const ratio = Math.abs(gradient - difference) / tolerance;
  return Number.isNaN(ratio) ? Number.POSITIVE_INFINITY : ratio;
}
