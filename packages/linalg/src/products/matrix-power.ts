import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  ValueError,
  broadcastTo,
  eye,
  matmul,
  reshape,
} from "@linnet/core";
import { kindOf, matrixDims, requireSquare } from "@linnet/core/extend";
import { inverseOf } from "../lu/inv.js";
import { requireInexactMatrix } from "../operand/operands.js";
import type { Square } from "../operand/typed-shape.js";

/**
 * An integer power Aⁿ of square matrices; A⁰ = I, and A⁻ⁿ = (A⁻¹)ⁿ.
 *
 * @param a shape `[…, m, m]`
 * @param n an integer
 * @returns shape of a
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when n is no integer, and for n < 0, when an entry is NaN or infinite
 * @throws {SingularMatrixError} for n < 0, when a pivot is exactly zero
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks By squaring: at most 2·log₂|n| products. |fl(Aⁿ) − Aⁿ| ≤ γₙₘ·|A|ⁿ, which is far more than Aⁿ where powers cancel; a
 *   negative power also has the errors of the inverse.
 * @see Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §3.5 and §18; Knuth, *The Art of Computer Programming*,
 *   vol. 2, §4.6.3
 * @example
 * matrixPower(array([[1, 1], [1, 0]]), 10).toArray(); // [[89, 55], [55, 34]]: Fibonacci's numbers
 */
export function matrixPower<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "matrixPower">,
  n: number,
): NDArray<Divided<D>, S> {
  const matrix = requireInexactMatrix("matrixPower", requireSquare("matrixPower", a as NDArray));
  if (!Number.isSafeInteger(n)) throw new ValueError("matrixPower", "n must be an integer", kindOf(n));
  if (n === 0) return broadcastTo(eye(matrixDims(matrix)[0], { dtype: matrix.dtype }) as NDArray, matrix.shape);
  if (n === 1) return reshape(matrix, matrix.shape); // an array of its own
  return power(n > 0 ? matrix : inverseOf("matrixPower", matrix), Math.abs(n));
}

/** aⁿ, n ≥ 1: the squares a, a², a⁴, … of the binary digits of n, multiplied. */
function power(a: NDArray, n: number): NDArray {
  let square = a;
  let product: NDArray | null = null;
  for (let left = n; ; square = matmul(square, square)) {
    if (left % 2 === 1) product = product === null ? square : matmul(product, square);
    left = Math.floor(left / 2);
    if (left === 0) return product ?? square;
  }
}
