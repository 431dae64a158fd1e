import { type Check, type DType, type Divided, type NDArray, type Result, type Shape, eye } from "@linnet/core";
import { matrixDims, requireOptions } from "@linnet/core/extend";
import { requireInexactMatrix } from "../operand/operands.js";
import { type PseudoInverse, applyPseudoInverse } from "./pseudo-inverse.js";
import { type RankOptions, relativeTolerance } from "../norms/rank-tolerance.js";
import { svdFactors } from "../svd/svd.js";
import type { ColsOf, Matrix, RowsOf, WithTail } from "../operand/typed-shape.js";

/**
 * The Moore–Penrose pseudoinverse A⁺ by the SVD: V·diag(1/sᵢ)·Uᴴ over the singular values that count.
 *
 * @param a shape `[…, m, n]`, real or complex
 * @param options `rtol`: singular values up to rtol·s₁ count as zero; default max(m, n)·ε
 * @returns shape `[…, n, m]`
 * @throws {ValueError} when an entry is NaN or infinite, or rtol is not in [0, 1]
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks The cost of the SVD. Its derivative is that of changes that keep the rank, at repeated singular values too; where others
 *   let the rank grow, A⁺ jumps.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.5.2; Golub & Pereyra 1973 for the derivative
 */
export function pinv<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "pinv">,
  options?: RankOptions,
): NDArray<Divided<D>, Result<WithTail<S, readonly [ColsOf<S>, RowsOf<S>]>>> {
  const matrix = requireInexactMatrix("pinv", a as NDArray);
  const inverse = svdInverse("pinv", matrix, requireOptions("pinv", options).rtol, false);
  return applyPseudoInverse(inverse, eye(matrixDims(matrix)[0], { dtype: matrix.dtype }));
}

/** Factors A by the SVD, for `op`; `fullRank` as in `PseudoInverse`. @throws {ValueError} when `rtol` is not in [0, 1] */
export function svdInverse(
  op: string,
  a: NDArray,
  rtol: number | undefined,
  fullRank: boolean,
): PseudoInverse & { readonly kind: "svd" } {
  return { op, a, fullRank, kind: "svd", factors: svdFactors(op, a), rtol: relativeTolerance(op, a, rtol) };
}
