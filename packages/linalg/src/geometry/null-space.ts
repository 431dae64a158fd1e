import type { Check, DType, Divided, NDArray, Result, Shape } from "@linnet/core";
import { matrixDims, requireOptions } from "@linnet/core/extend";
import { adjoint } from "../operand/adjoint.js";
import { requireInexactMatrix } from "../operand/operands.js";
import { rows } from "../operand/parts.js";
import type { ColsOf, Matrix, RowsOf, WithTail } from "../operand/typed-shape.js";
import { type RankOptions, relativeTolerance } from "../norms/rank-tolerance.js";
import { svdFactors } from "../svd/svd.js";
import { oneBasis } from "./one-of-many.js";
import { commonRank } from "./common-rank.js";

/**
 * An orthonormal basis of the null space, the vectors that A takes to zero.
 *
 *     A·Z = 0,   ZᴴZ = I
 *
 * @param a shape `[…, m, n]`, real or complex
 * @param options `rtol`: singular values up to rtol·s₁ count as zero; default max(m, n)·ε, as in `matrixRank`
 * @returns shape `[…, n, n − r]` for the rank r
 * @throws {BatchRankError} when the matrices of a batch have different ranks
 * @throws {ValueError} when an entry is NaN or infinite, or rtol is not in [0, 1]
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks The right singular vectors of the singular values that count as zero: ‖A·Z‖ is of the order of n·ε·‖A‖. A basis is one of
 *   many and has no derivative; asking for it throws `DerivativeError`.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.5.2
 * @example
 * nullSpace(array([[1, 1, 0], [0, 0, 1]])).shape; // [3, 1]: ±(1, −1, 0)/√2
 */
export function nullSpace<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "nullSpace">,
  options?: RankOptions,
): NDArray<Divided<D>, Result<WithTail<S, readonly [ColsOf<S>, number]>>> {
  return nullSpaceOf("nullSpace", requireInexactMatrix("nullSpace", a as NDArray), options, "I − projection(aᴴ)");
}

/**
 * An orthonormal basis of the left null space, the vectors that are orthogonal to the columns of A.
 *
 *     AᴴZ = 0,   ZᴴZ = I
 *
 * @param a shape `[…, m, n]`, real or complex
 * @param options as in `nullSpace`
 * @returns shape `[…, m, m − r]` for the rank r
 * @throws as `nullSpace`, which this is of Aᴴ
 * @example
 * leftNullSpace(array([[1], [1]])).shape; // [2, 1]: ±(1, −1)/√2
 */
export function leftNullSpace<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "leftNullSpace">,
  options?: RankOptions,
): NDArray<Divided<D>, Result<WithTail<S, readonly [RowsOf<S>, number]>>> {
  const matrix = requireInexactMatrix("leftNullSpace", a as NDArray);
  return nullSpaceOf("leftNullSpace", adjoint(matrix), options, "I − projection(a)");
}

function nullSpaceOf(op: string, a: NDArray, options: RankOptions | undefined, projection: string): NDArray {
  const rtol = relativeTolerance(op, a, requireOptions(op, options).rtol);
  const [m, n] = matrixDims(a);
  const [, S, Vh] = svdFactors(op, a, m < n);
  const rank = commonRank(op, S, rtol);
  return oneBasis(op, projection, a, adjoint(rows(Vh, rank, n)));
}
