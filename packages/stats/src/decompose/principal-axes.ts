import { type NDArray, type Random, scope, square, sub, sum } from "@linnet/core";
import { svd, svdRandomized } from "@linnet/linalg";
import { covarianceAxes } from "./covariance-axes.js";
import { leadingSingular } from "./leading-singular.js";

/** By what principal axes are computed. */
export type PcaSolver = "full" | "covariance" | "randomized" | "truncated";

/** Singular values of the centred data, `[k]` descending, and their right vectors, `[k, p]`, with the sum of squares of all values. */
export interface Axes {
  readonly S: NDArray;
  readonly Vh: NDArray;
  readonly squares: number;
}

/** What the solvers that iterate are told. */
export interface SolverOptions {
  readonly op: string;
  readonly rng: Random;
  readonly oversample: number;
  readonly powerIterations: number;
  readonly tolerance: number | undefined;
  readonly maxIterations: number;
  readonly signal: AbortSignal | undefined;
}

/** Rows and columns from which on products with few vectors take less time than the covariance matrix, of whatever spectrum. */
const MANY = 4000;

/**
 * The solver of `"auto"`: one that is as accurate as the SVD, of those the fastest, as measured.
 *
 * - truncated: for at most a hundredth of the components, where rows and columns are both more than 4000
 * - covariance: with at least as many rows as columns
 * - full: otherwise
 */
export function solverFor(n: number, p: number, k: number): PcaSolver {
  const most = Math.min(n, p);
  if (most > MANY && 100 * k <= most) return "truncated";
  return n >= p ? "covariance" : "full";
}

/**
 * Of X − 1·x̄ᵀ, the first k singular values and right vectors; with `"full"` all of them, whatever k is.
 *
 * @param x `[n, p]`
 * @param centre `[p]`
 */
export function principalAxes(solver: PcaSolver, x: NDArray, centre: NDArray, k: number, options: SolverOptions): Axes {
  if (solver === "covariance") return covarianceAxes(x, centre, k);
  return scope(() => {
    const centred: NDArray = sub(x, centre);
    const squares = (sum(square(centred)) as NDArray).item();
    return { ...factors(solver, centred, k, options), squares };
  });
}

/** Of a matrix as it is: the first k singular values and right vectors. */
export function factors(
  solver: Exclude<PcaSolver, "covariance">,
  a: NDArray,
  k: number,
  { rng, oversample, powerIterations, ...limits }: SolverOptions,
): Omit<Axes, "squares"> {
  if (solver === "full") {
    const { S, Vh }: { S: NDArray; Vh: NDArray } = svd(a);
    return { S, Vh };
  }
  if (solver === "truncated") return leadingSingular(a, k, { rng, ...limits });
  const { S, Vh }: { S: NDArray; Vh: NDArray } = svdRandomized(a, k, { rng, oversample, powerIterations });
  return { S, Vh };
}
