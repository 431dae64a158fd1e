import type { Check, DType, Divided, NDArray, Shape } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { requireInexactMatrix } from "../operand/operands.js";
import { PivotedQR, pivotedFactors } from "./pivoted-qr.js";
import { qrFactors } from "./qr-factors.js";
import { QR } from "./qr-object.js";
import type { Matrix } from "../operand/typed-shape.js";

/** Options of `qr`. */
export interface QrOptions<F extends boolean> {
  /** All m columns of Q, and an R of m rows. Default false: the first min(m, n). */
  readonly full?: F;
  /** Order the columns so that |Rᵢᵢ| decreases. Default false. */
  readonly pivoting?: false;
}

/** Options of `qr` with column pivoting. */
export interface PivotedQrOptions<F extends boolean> {
  readonly full?: F;
  readonly pivoting: true;
}

/**
 * QR factorization by Householder reflections.
 *
 *     A = Q·R
 *
 * Q has orthonormal columns and R is upper triangular with a **real, non-negative diagonal**, which makes the factors of a
 * matrix of full column rank unique (LAPACK leaves the signs to chance). With `pivoting`, A[:, p] = Q·R and the diagonal
 * decreases, so that it tells the rank: each step takes the column of which most is left.
 *
 * @param a shape `[…, m, n]`, real or complex
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks 4·m·n² − 4/3·n³ flops for both factors (m ≥ n), four times as many for complex numbers. Backward stable
 *   columnwise: ‖aⱼ − Q·rⱼ‖ ≤ c·m·n·u·‖aⱼ‖, and Q is orthonormal to working precision however ill-conditioned A is.
 *   Differentiable where the first min(m, n) columns are independent; a pivoted factorization where the order does not
 *   change. Of the full factors of a tall matrix the first n columns of Q and R are unique, the last m − n any basis of what they
 *   leave: functions of those have a derivative where all bases give the same. Pivoting costs about half as much again, and is computed in
 *   double precision whatever the dtype.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.2 and §5.4; Higham, *Accuracy and Stability*, §19.3
 * @example
 * const { Q, R } = qr(array([[3, 1], [4, 2]]));
 * R.toArray(); // [[5, 2.2], [0, 0.4]]
 */
export function qr<D extends DType, S extends Shape, const F extends boolean = false>(
  a: NDArray<D, S> & Check<Matrix<S>, "qr">,
  options: PivotedQrOptions<F>,
): PivotedQR<Divided<D>, S, F>;
export function qr<D extends DType, S extends Shape, const F extends boolean = false>(
  a: NDArray<D, S> & Check<Matrix<S>, "qr">,
  options?: QrOptions<F>,
): QR<Divided<D>, S, F>;
export function qr(a: NDArray, options?: QrOptions<boolean> | PivotedQrOptions<boolean>): QR | PivotedQR {
  const { full = false, pivoting = false } = requireOptions("qr", options);
  const matrix = requireInexactMatrix("qr", a);
  if (pivoting) return new PivotedQR(...pivotedFactors("qr", matrix, full));
  return new QR(...qrFactors("qr", matrix, full));
}
