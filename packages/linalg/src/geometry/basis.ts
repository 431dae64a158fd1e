import { type Check, type DType, type NDArray, type Result, type Shape, take } from "@linnet/core";
import type { RankOptions } from "../norms/rank-tolerance.js";
import type { Matrix, RowsOf, WithTail } from "../operand/typed-shape.js";
import { pivotsOf } from "./rref.js";

/**
 * A basis of the span of the columns of A, picked from them: each column that does not depend on those before it.
 *
 * @param a shape `[…, m, n]`, real or complex
 * @param options `rtol`: as in `rref`, whose pivots tell
 * @returns shape `[…, m, r]`, the columns at the pivots of `rref`, in their order and dtype
 * @throws {BatchRankError} when the matrices of a batch have their pivots in different columns
 * @throws {ValueError} when an entry is NaN or infinite, or rtol is not in [0, 1]
 * @throws {DTypeError} for bool
 * @remarks Exact on integers. `orth` has an orthonormal basis, which is better conditioned. Its derivative is that of the choice, which is
 *   constant while the columns that are left out stay dependent.
 * @example
 * basis(array([[1, 2, 0], [1, 2, 1]])).toArray(); // [[1, 0], [1, 1]]
 */
export function basis<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "basis">,
  options?: RankOptions,
): NDArray<D, Result<WithTail<S, readonly [RowsOf<S>, number]>>> {
  return take(a as NDArray, pivotsOf("basis", a as NDArray, options), { axis: -1 });
}
