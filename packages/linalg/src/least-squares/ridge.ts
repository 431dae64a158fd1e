import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  ValueError,
  broadcastTo,
  concat,
  eye,
  matmul,
  mul,
} from "@linnet/core";
import { batchDims, matrixDims, requireFinite } from "@linnet/core/extend";
import { adjoint } from "../operand/adjoint.js";
import { byColumns, requireRows, sameInexact } from "../operand/operands.js";
import { rows } from "../operand/parts.js";
import { qrFactors } from "../qr/qr-factors.js";
import { solveTriangle } from "../solve/solve-triangular.js";
import type { Solved } from "../operand/typed-shape.js";

/**
 * Ridge regression (Tikhonov regularization): the x that minimizes ‖A·x − b‖₂² + λ·‖x‖₂².
 *
 * @param a shape `[…, m, n]`, real or complex
 * @param b a vector `[m]`, or matrices `[…, m, k]`
 * @param lambda λ ≥ 0; for 0, A must have full rank
 * @returns x, shape `[…, n]` or `[…, n, k]`
 * @throws {ShapeError} when the rows of A and B differ in number
 * @throws {ValueError} when λ is negative or not finite, or an entry is NaN or infinite
 * @throws {SingularMatrixError} when λ is 0 and A has dependent columns (rows where m < n)
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks By QR of [A; √λ·I] where m ≥ n, by LQ of [A √λ·I] where not, never through AᵀA: the condition number is
 *   √((s₁² + λ)/(sₖ² + λ)), not its square. Differentiable by A and b.
 * @see Björck, *Numerical Methods for Least Squares*, §2.7.2
 * @example
 * ridge(array([[1, 0], [0, 1]]), array([2, 4]), 1).toArray(); // [1, 2]
 */
export function ridge<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<Solved<A, B>, "ridge">,
  lambda: number,
): NDArray<Divided<Promote<D, E>>, Result<Solved<A, B>>> {
  return regularize(a as NDArray, b as NDArray, lambda);
}

function regularize(a: NDArray, b: NDArray, lambda: number): NDArray {
  requireRows("ridge", a, b);
  if (!(lambda >= 0 && lambda < Infinity))
    throw new ValueError("ridge", "lambda must be finite and ≥ 0", String(lambda));
  const [A, rhs] = sameInexact("ridge", a, b);
  requireFinite("ridge", "b", rhs);
  const [m, n] = matrixDims(A);
  const side = Math.min(m, n);
  const scaled: NDArray = mul(eye(side, { dtype: A.dtype }) as NDArray, Math.sqrt(lambda));
  const identity = broadcastTo(scaled, [...batchDims(A), side, side]) as NDArray;
  if (m >= n) {
    const [Q, R] = qrFactors("ridge", concat([A, identity], { axis: -2 }), false);
    const top = adjoint(rows(Q, 0, m)); // the rows of b below are zero
    return byColumns(rhs, (c) => solveTriangle("ridge", R, matmul(top, c), "upper", "nonunit"));
  }
  // the solution (x, s) of least norm of A·x + √λ·s = b
  const [Q, R] = qrFactors("ridge", adjoint(concat([A, identity], { axis: -1 })), false);
  return byColumns(rhs, (c) => matmul(rows(Q, 0, n), solveTriangle("ridge", adjoint(R), c, "lower", "nonunit")));
}
