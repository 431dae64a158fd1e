import type { Check, DType, Divided, NDArray, Result, Shape } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { adjoint } from "../operand/adjoint.js";
import { requireInexactMatrix } from "../operand/operands.js";
import { columns } from "../operand/parts.js";
import type { ColsOf, Matrix, RowsOf, WithTail } from "../operand/typed-shape.js";
import { type RankOptions, relativeTolerance } from "../norms/rank-tolerance.js";
import { svdFactors } from "../svd/svd.js";
import { commonRank } from "./common-rank.js";
import { oneBasis } from "./one-of-many.js";

/**
 * An orthonormal basis of the column space (the range) of A, of any rank.
 *
 *     Q·QᴴA = A,   QᴴQ = I
 *
 * @param a shape `[…, m, n]`, real or complex
 * @param options `rtol`: singular values up to rtol·s₁ count as zero; default max(m, n)·ε, as in `matrixRank`
 * @returns shape `[…, m, r]` for the rank r
 * @throws {BatchRankError} when the matrices of a batch have different ranks
 * @throws {ValueError} when an entry is NaN or infinite, or rtol is not in [0, 1]
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks The left singular vectors of the singular values that count. `basis` picks columns of A itself. A basis is one of many and
 *   has no derivative; asking for it throws `DerivativeError`.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.5.2
 * @example
 * orth(array([[3, 6], [4, 8]])).shape; // [2, 1]: ±(3, 4)/5
 */
export function orth<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "orth">,
  options?: RankOptions,
): NDArray<Divided<D>, Result<WithTail<S, readonly [RowsOf<S>, number]>>> {
  return rangeOf("orth", requireInexactMatrix("orth", a as NDArray), options, "projection(a)");
}

/**
 * An orthonormal basis of the row space of A, in columns: of the range of Aᴴ, what is orthogonal to the null space.
 *
 *     A·Q·Qᴴ = A,   QᴴQ = I
 *
 * @param a shape `[…, m, n]`, real or complex
 * @param options as in `orth`
 * @returns shape `[…, n, r]` for the rank r
 * @throws as `orth`, which this is of Aᴴ
 * @example
 * rowSpace(array([[3, 4], [6, 8]])).shape; // [2, 1]: ±(3, 4)/5
 */
export function rowSpace<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "rowSpace">,
  options?: RankOptions,
): NDArray<Divided<D>, Result<WithTail<S, readonly [ColsOf<S>, number]>>> {
  const matrix = requireInexactMatrix("rowSpace", a as NDArray);
  return rangeOf("rowSpace", adjoint(matrix), options, "projection(aᴴ)");
}

function rangeOf(op: string, a: NDArray, options: RankOptions | undefined, projection: string): NDArray {
  const rtol = relativeTolerance(op, a, requireOptions(op, options).rtol);
  const [U, S] = svdFactors(op, a);
  return oneBasis(op, projection, a, columns(U, 0, commonRank(op, S, rtol)));
}
