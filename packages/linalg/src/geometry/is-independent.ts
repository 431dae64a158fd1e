import { type Check, type DType, type NDArray, type Shape, equal } from "@linnet/core";
import { matrixDims, requireOptions } from "@linnet/core/extend";
import { countRank } from "../norms/matrix-rank.js";
import { type RankOptions, relativeTolerance } from "../norms/rank-tolerance.js";
import { requireInexactMatrix } from "../operand/operands.js";
import type { BatchOf, Matrix } from "../operand/typed-shape.js";
import { singularValuesOf } from "../svd/svd.js";

/**
 * Whether the columns of A are linearly independent: whether its rank is the number of its columns.
 *
 * @param a shape `[…, m, n]`, real or complex
 * @param options `rtol`: singular values up to rtol·s₁ count as zero; default max(m, n)·ε, as in `matrixRank`
 * @returns bool, shape `[…]`; true of no columns
 * @throws {ValueError} when an entry is NaN or infinite, or rtol is not in [0, 1]
 * @throws {DTypeError} for bool; integers are converted to float64
 * @example
 * isIndependent(array([[1, 2], [2, 4]])).toArray(); // false
 */
export function isIndependent<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "isIndependent">,
  options?: RankOptions,
): NDArray<"bool", BatchOf<S>> {
  const matrix = requireInexactMatrix("isIndependent", a as NDArray);
  const rtol = relativeTolerance("isIndependent", matrix, requireOptions("isIndependent", options).rtol);
  const [, n] = matrixDims(matrix);
  return equal(countRank(singularValuesOf("isIndependent", matrix), rtol), n);
}
