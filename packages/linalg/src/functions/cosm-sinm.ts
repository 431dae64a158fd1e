import type { Check, DType, Divided, NDArray, Result, Shape } from "@linnet/core";
import { requireSquare } from "@linnet/core/extend";
import { cosineSine } from "../blocked/exponential/cosine-sine.js";
import { requireInexactMatrix } from "../operand/operands.js";
import type { Square } from "../operand/typed-shape.js";
import { type MatrixFunction, functionOf } from "./matrix-function.js";

/**
 * The matrix cosine; with y(0) = y₀ and y′(0) = 0, y″ = −A²·y is solved by cos(t·A)·y₀.
 *
 *     cos A = I − A²/2! + A⁴/4! − … = (e^(i·A) + e^(−i·A))/2
 *
 * @param a shape `[…, n, n]`
 * @returns shape of a, real for a real a
 * @throws {ShapeError} when the last two axes differ
 * @throws {OverflowError} when an entry of the result is beyond the largest number of the dtype
 * @throws {ValueError} when an entry of a is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks (11.3 + 2·s)·2·n³ flops with s doublings: cosine and sine are computed together.
 * @see Al-Mohy, Higham & Relton 2015, _New algorithms for computing the matrix sine and cosine separately or simultaneously_, SIAM J. Sci.
 *   Comput. 37
 * @example
 * cosm(array([[0, 1], [0, 0]])).toArray(); // [[1, 0], [0, 1]]: the square is zero
 */
export function cosm<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "cosm">,
): NDArray<Divided<D>, Result<Square<S>>> {
  return functionOf(cosine, requireInexactMatrix("cosm", requireSquare("cosm", a as NDArray)));
}

/**
 * The matrix sine.
 *
 *     sin A = A − A³/3! + A⁵/5! − … = (e^(i·A) − e^(−i·A))/(2·i)
 *
 * @param a shape `[…, n, n]`
 * @returns shape of a, real for a real a
 * @throws {ShapeError} when the last two axes differ
 * @throws {OverflowError} when an entry of the result is beyond the largest number of the dtype
 * @throws {ValueError} when an entry of a is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks As `cosm`.
 * @see Al-Mohy, Higham & Relton 2015, as `cosm`
 * @example
 * sinm(array([[0, 1], [0, 0]])).toArray(); // [[0, 1], [0, 0]]
 */
export function sinm<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "sinm">,
): NDArray<Divided<D>, Result<Square<S>>> {
  return functionOf(sine, requireInexactMatrix("sinm", requireSquare("sinm", a as NDArray)));
}

const cosine: MatrixFunction = {
  op: "cosm",
  formula: "cos a",
  ofNumber: (re, im) => [Math.cos(re) * Math.cosh(im), im === 0 ? 0 : -Math.sin(re) * Math.sinh(im)],
  ofMatrix: (duals, a, direction) => cosineSine(duals, a, direction, -1).C,
};

const sine: MatrixFunction = {
  op: "sinm",
  formula: "sin a",
  ofNumber: (re, im) => [Math.sin(re) * Math.cosh(im), im === 0 ? 0 : Math.cos(re) * Math.sinh(im)],
  ofMatrix: (duals, a, direction) => cosineSine(duals, a, direction, -1).S,
};
