import type { Check, DType, Divided, NDArray, Result, Shape } from "@linnet/core";
import { requireSquare } from "@linnet/core/extend";
import { cosineSine } from "../blocked/exponential/cosine-sine.js";
import { requireInexactMatrix } from "../operand/operands.js";
import type { Square } from "../operand/typed-shape.js";
import { type MatrixFunction, functionOf } from "./matrix-function.js";

/**
 * The hyperbolic matrix cosine, cosh A = (e^A + e^(−A))/2.
 *
 * @param a shape `[…, n, n]`
 * @returns shape of a
 * @throws {ShapeError} when the last two axes differ
 * @throws {OverflowError} when an entry of the result is beyond the largest number of the dtype
 * @throws {ValueError} when an entry of a is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks (11.3 + 3·s)·2·n³ flops with s doublings.
 * @see Higham, *Functions of Matrices*, 2008, ch. 12
 * @example
 * coshm(array([[0, 1], [1, 0]])).toArray(); // about [[1.543, 0], [0, 1.543]]
 */
export function coshm<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "coshm">,
): NDArray<Divided<D>, Result<Square<S>>> {
  return functionOf(hyperbolicCosine, requireInexactMatrix("coshm", requireSquare("coshm", a as NDArray)));
}

/**
 * The hyperbolic matrix sine, sinh A = (e^A − e^(−A))/2, without the cancellation of this formula where A is small.
 *
 * @param a shape `[…, n, n]`
 * @returns shape of a
 * @throws {ShapeError} when the last two axes differ
 * @throws {OverflowError} when an entry of the result is beyond the largest number of the dtype
 * @throws {ValueError} when an entry of a is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks As `coshm`.
 * @see Higham, *Functions of Matrices*, 2008, ch. 12
 * @example
 * sinhm(array([[0, 1], [1, 0]])).toArray(); // about [[0, 1.1752], [1.1752, 0]]
 */
export function sinhm<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "sinhm">,
): NDArray<Divided<D>, Result<Square<S>>> {
  return functionOf(hyperbolicSine, requireInexactMatrix("sinhm", requireSquare("sinhm", a as NDArray)));
}

const hyperbolicCosine: MatrixFunction = {
  op: "coshm",
  formula: "cosh a",
  ofNumber: (re, im) => [Math.cosh(re) * Math.cos(im), im === 0 ? 0 : Math.sinh(re) * Math.sin(im)],
  ofMatrix: (duals, a, direction) => cosineSine(duals, a, direction, 1).C,
};

const hyperbolicSine: MatrixFunction = {
  op: "sinhm",
  formula: "sinh a",
  ofNumber: (re, im) => [Math.sinh(re) * Math.cos(im), im === 0 ? 0 : Math.cosh(re) * Math.sin(im)],
  ofMatrix: (duals, a, direction) => cosineSine(duals, a, direction, 1).S,
};
