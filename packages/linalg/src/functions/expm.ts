import type { Check, DType, Divided, NDArray, Result, Shape } from "@linnet/core";
import { requireSquare } from "@linnet/core/extend";
import { exponential } from "../blocked/exponential/exponential.js";
import { requireInexactMatrix } from "../operand/operands.js";
import type { Square } from "../operand/typed-shape.js";
import { type MatrixFunction, functionOf } from "./matrix-function.js";

/**
 * The matrix exponential, which solves x′ = A·x: x(t) = e^(t·A)·x(0).
 *
 *     e^A = I + A + A²/2! + A³/3! + …
 *
 * @param a shape `[…, n, n]`
 * @returns shape of a
 * @throws {ShapeError} when the last two axes differ
 * @throws {OverflowError} when an entry of the result is beyond the largest number of the dtype
 * @throws {ValueError} when an entry of a is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks (7.3 + s)·2·n³ flops with s squarings, in the dtype of a. The result is e^(A + E) with ‖E‖ of the order of ε·‖A‖ but for what
 *   squaring adds, which is as bad as n·ε·2^s only where e^(A/2^k) are much larger than e^A. Zeros and diagonals of triangular matrices are
 *   exact to rounding. A gradient costs about three times as much.
 * @see Al-Mohy & Higham 2009, _A new scaling and squaring algorithm for the matrix exponential_, SIAM J. Matrix Anal. Appl. 31
 * @example
 * expm(array([[0, -Math.PI / 2], [Math.PI / 2, 0]])).toArray(); // about [[0, -1], [1, 0]]: a quarter turn
 */
export function expm<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "expm">,
): NDArray<Divided<D>, Result<Square<S>>> {
  return functionOf(exponentialOf("expm"), requireInexactMatrix("expm", requireSquare("expm", a as NDArray)));
}

/** The exponential in the name of `op`. */
export function exponentialOf(op: string): MatrixFunction {
  return {
    op,
    formula: "e^a",
    ofNumber: (re, im) => [Math.exp(re) * Math.cos(im), im === 0 ? 0 : Math.exp(re) * Math.sin(im)],
    ofMatrix: exponential,
  };
}
