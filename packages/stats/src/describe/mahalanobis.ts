import {
  type DType,
  type Dim,
  type Divided,
  type NDArray,
  ShapeError,
  div,
  mean as meanOf,
  sqrt,
  square,
  sub,
  sum,
} from "@linnet/core";
import { requireFinite, requireFloat, requireOptions } from "@linnet/core/extend";
import { solveTriangular } from "@linnet/linalg";
import { requireTable } from "../prepare/table.js";
import { covarianceFactor } from "./covariance-factor.js";
import { scatterOf } from "./scatter.js";

/** Options of `mahalanobis`. */
export interface MahalanobisOptions<P extends Dim> {
  /** `[p]`, by default that of `x`. */
  readonly mean?: NDArray<DType, readonly [P]>;
  /** `[p, p]`, positive definite; by default that of `x`, with the divisor n − 1. */
  readonly covariance?: NDArray<DType, readonly [P, P]>;
}

/**
 * Distances of rows from a mean in units of a covariance:
 *
 *     dᵢ = √((xᵢ − m)ᵀ·C⁻¹·(xᵢ − m)) = ‖L⁻¹·(xᵢ − m)‖,  C = L·Lᵀ
 *
 * Of normal data dᵢ² is distributed as χ² with p degrees of freedom.
 *
 * @param x shape `[n, p]`
 * @param options `mean` and `covariance`; a shrunk or robust one keeps outliers from hiding themselves
 * @returns shape `[n]`
 * @throws {ShapeError} unless `x` is a matrix, mean and covariance are of its columns, and without a covariance for n ≤ p
 * @throws {NotPositiveDefiniteError} for a covariance that is not, as of constant or dependent columns
 * @throws {ValueError} for NaN or infinite entries
 * @remarks One factorization and a triangular solve of n columns: n·p² flops. The inverse is not formed.
 * @see Mahalanobis, *On the generalized distance in statistics*, 1936
 * @example
 * const covariance = array([[4, 0], [0, 1]]);
 * mahalanobis(array([[2, 0], [0, 2]]), { mean: array([0, 0]), covariance }).toArray(); // [1, 2]
 */
export function mahalanobis<N extends Dim, P extends Dim, D extends DType>(
  x: NDArray<D, readonly [N, P]>,
  options?: MahalanobisOptions<NoInfer<P>>,
): NDArray<Divided<D>, readonly [N]> {
  const { mean, covariance } = requireOptions<MahalanobisOptions<P>>("mahalanobis", options);
  const data = requireTable("mahalanobis", x);
  const center = mean === undefined ? (meanOf(data, { axis: 0 }) as NDArray) : ofColumns("mean", mean, data, 1);
  const C = covariance === undefined ? ownCovariance(data) : ofColumns("covariance", covariance, data, 2);
  const L = covarianceFactor("mahalanobis", C, data.shape[0]);
  const apart: NDArray = sub(data, center);
  const z: NDArray = solveTriangular(L, apart.T as NDArray, "lower");
  return sqrt(sum(square(z), { axis: 0 }) as NDArray).astype(data.dtype) as NDArray;
}

function ofColumns(name: string, given: NDArray, data: NDArray, axes: number): NDArray {
  const value = requireFloat("mahalanobis", name, given);
  const p = data.shape[1];
  const shape: readonly number[] = value.shape;
  if (shape.length !== axes || shape.some((length) => length !== p)) {
    const expected = `${name} must have shape [${axes === 1 ? p : `${p}, ${p}`}]`;
    throw new ShapeError("mahalanobis", expected, { [name]: shape, x: data.shape });
  }
  requireFinite("mahalanobis", name, value);
  return value;
}

function ownCovariance(data: NDArray): NDArray {
  const [n, p]: readonly number[] = data.shape;
  if (n <= p) {
    const hint = "Give a covariance, as of ledoitWolf.";
    throw new ShapeError("mahalanobis", "x must have more rows than columns", { x: data.shape }, hint);
  }
  return div(scatterOf("mahalanobis", data, { values: undefined, sum: n, size: n }).scatter, n - 1);
}
