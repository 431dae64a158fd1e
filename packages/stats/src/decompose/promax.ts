import {
  type DType,
  type Dim,
  type Divided,
  type NDArray,
  ValueError,
  abs,
  diagonal,
  matmul,
  mul,
  pow,
  sqrt,
} from "@linnet/core";
import { inv, lstsq, matrixRank } from "@linnet/linalg";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type RotatedLoadings, type VarimaxOptions, requireLoadings, varimax } from "./varimax.js";

export interface PromaxOptions extends VarimaxOptions {
  /** To which power the loadings are driven apart. Default 4. */
  readonly power?: number;
}

/**
 * An oblique rotation: that of varimax, and then the factors that fit its loadings driven apart, λ·|λ|^(m − 1), by least squares.
 * Factors are scaled to variance 1, and their correlations answered.
 *
 *     L = varimax loadings `[p, k]`,  U = argmin ‖L·U − L∘|L|^(m−1)‖,  loadings = L·U·D,  correlations = ((U·D)ᵀ·U·D)⁻¹
 *
 * @param loadings shape `[k, p]`, one factor a row
 * @throws {ShapeError} unless they are a matrix
 * @throws {ValueError} for NaN or infinite entries, a power below 1, and factors that depend on each other
 * @see Hendrickson & White, *Promax: a quick method for rotation to oblique simple structure*, 1964
 * @example
 * promax(array([[1, 1, 1, 0.9], [1, 0.9, -1, -1]])).correlations.shape; // [2, 2]
 */
export function promax<K extends Dim, P extends Dim, D extends DType>(
  loadings: NDArray<D, readonly [K, P]>,
  options?: PromaxOptions,
): RotatedLoadings<K, P, Divided<D>> {
  const { power = 4, ...rest } = requireOptions("promax", options);
  const given = requireLoadings("promax", loadings);
  if (!(power >= 1 && power < Infinity)) {
    throw new ValueError("promax", "power must be a number of at least 1", kindOf(power));
  }
  const k: number = given.shape[0];
  const rank: number = (matrixRank(given) as NDArray).item();
  if (rank < k)
    throw new ValueError("promax", `all of ${k} factors must be independent`, `rank ${rank}`, "Keep fewer.");
  const first = varimax(given as NDArray<D, readonly [K, P]>, rest);
  const L: NDArray = (first.loadings as NDArray).T as NDArray;
  const target = mul(L, pow(abs(L) as NDArray, power - 1) as NDArray) as NDArray;
  const fit: NDArray = lstsq(L, target).x;
  const scale = sqrt(diagonal(inv(matmul(fit.T as NDArray, fit) as NDArray) as NDArray) as NDArray);
  const U: NDArray = mul(fit, scale as NDArray);
  const back = U.T as NDArray;
  return {
    loadings: matmul(back, first.loadings as NDArray),
    rotation: matmul(back, first.rotation as NDArray),
    correlations: inv(matmul(back, U) as NDArray) as NDArray,
    iterations: first.iterations,
    converged: first.converged,
  };
}
