import {
  type Broadcast,
  type Check,
  type DType,
  type Dim,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  ShapeError,
  type ShapeProblem,
  astype,
} from "@linnet/core";
import { batchDims, broadcastShapes, inexactType, matrixDims, promote, requireSquare } from "@linnet/core/extend";
import { requireInexactMatrix } from "../operand/operands.js";
import type { ColsOf, Square } from "../operand/typed-shape.js";
import { exponentialOf } from "./expm.js";
import { frechetOf } from "./matrix-function.js";

/** The shape of the derivative at A along E, or what is wrong. */
type Directed<A extends Shape, E extends Shape> =
  Square<A> extends Shape
    ? Square<E> extends Shape
      ? SameOrder<ColsOf<A>, ColsOf<E>> extends true
        ? Broadcast<A, E>
        : ShapeProblem<`orders ${ColsOf<A>} and ${ColsOf<E>} differ`>
      : Square<E> extends ShapeProblem<"a must have at least two axes">
        ? ShapeProblem<"e must have at least two axes">
        : Square<E>
    : Square<A>;
type SameOrder<N extends Dim, M extends Dim> = number extends N
  ? true
  : number extends M
    ? true
    : [N] extends [M]
      ? true
      : false;

/**
 * The Fréchet derivative of the matrix exponential at A along E: how e^A changes when A does.
 *
 *     L(A, E) = d/dt e^(A + t·E) at t = 0 = ∫₀¹ e^((1 − s)·A)·E·e^(s·A) ds
 *
 * @param a shape `[…, n, n]`
 * @param e shape `[…, n, n]`, the direction; leading axes broadcast with a's
 * @returns shape `[…, n, n]`
 * @throws {ShapeError} when a or e is not square, or they are of different order
 * @throws {OverflowError} when an entry of the result is beyond the largest number of the dtype
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks About three times the cost of `expm`: the algorithm for e^A, differentiated. Its derivatives are those of e^[[A, E], [0, A]].
 * @see Al-Mohy & Higham 2009, _Computing the Fréchet derivative of the matrix exponential, with an application to condition number
 *   estimation_, SIAM J. Matrix Anal. Appl. 30
 * @example
 * expmFrechet(array([[0, 0], [0, 0]]), array([[1, 2], [3, 4]])).toArray(); // [[1, 2], [3, 4]]
 */
export function expmFrechet<D extends DType, F extends DType, A extends Shape, E extends Shape>(
  a: NDArray<D, A>,
  e: NDArray<F, E> & Check<Directed<A, E>, "expmFrechet">,
): NDArray<Divided<Promote<D, F>>, Result<Directed<A, E>>> {
  const [matrix, direction] = [a, e].map((x, i) => requireSquare("expmFrechet", x as NDArray, i === 0 ? "a" : "e"));
  requireInexactMatrix("expmFrechet", matrix);
  requireInexactMatrix("expmFrechet", direction);
  const [[n], [m]] = [matrixDims(matrix), matrixDims(direction)];
  if (n !== m) {
    throw new ShapeError("expmFrechet", `orders ${n} and ${m} differ`, { a: matrix.shape, e: direction.shape });
  }
  broadcastShapes("expmFrechet", batchDims(matrix), batchDims(direction));
  const type = inexactType(promote(matrix.type, direction.type));
  return frechetOf(exponentialOf("expmFrechet"), astype(matrix, type.name), astype(direction, type.name));
}
