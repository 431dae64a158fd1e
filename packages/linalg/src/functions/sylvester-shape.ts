import {
  type Broadcast,
  type Dim,
  type NDArray,
  type Shape,
  ShapeError,
  type ShapeProblem,
  astype,
} from "@linnet/core";
import {
  batchDims,
  broadcastShapes,
  inexactType,
  matrixDims,
  promote,
  requireNdim,
  requireSquare,
} from "@linnet/core/extend";
import { requireNumbers } from "../operand/operands.js";
import type { BatchOf, RowsOf } from "../operand/typed-shape.js";

/**
 * X of A·X + X·B = C, with leading axes broadcast: A is `[…, m, m]`, B `[…, n, n]` and C `[…, m, n]`. B and C go by their names in
 * sentences.
 */
export type BetweenSquares<A extends Shape, B extends Shape, C extends Shape, NB extends string, NC extends string> =
  Unranked<A> extends true
    ? any
    : Unranked<B> extends true
      ? any
      : Unranked<C> extends true
        ? any
        : C extends readonly [...Shape, infer M extends Dim, infer N extends Dim]
          ? Agree<RowsOf<A>, M> extends true
            ? Agree<RowsOf<B>, N> extends true
              ? AppendTo<Broadcast<Broadcast2<A, B>, BatchOf<C>>, readonly [M, N]>
              : ShapeProblem<`rows ${RowsOf<B>} of ${NB} and columns ${N} of ${NC} differ`>
            : ShapeProblem<`rows ${RowsOf<A>} of a and ${M} of ${NC} differ`>
          : ShapeProblem<`${NC} must have at least two axes`>;

type Unranked<S extends Shape> = number extends S["length"] ? true : false;
type Agree<A extends Dim, B extends Dim> = number extends A | B ? true : [A] extends [B] ? true : false;
/** Leading axes of both, of A alone where they do not meet: that is told where B is checked. */
type Broadcast2<A extends Shape, B extends Shape> =
  Broadcast<BatchOf<A>, BatchOf<B>> extends infer S extends Shape ? S : BatchOf<A>;
type AppendTo<Batch, Tail extends Shape> = Batch extends Shape ? readonly [...Batch, ...Tail] : Batch;

/** An operand by its name. */
export type Named = readonly [name: string, x: NDArray];

/**
 * The operands A, B and C in the one float or complex dtype that they meet in, after a check of their shapes.
 *
 * @throws {ShapeError} @throws {DTypeError}
 */
export function sylvesterOperands(
  op: string,
  operands: readonly [Named, Named, Named],
): readonly [a: NDArray, b: NDArray, c: NDArray] {
  const [[, a], [nameB, b], [nameC, c]] = operands;
  for (const [name, x] of operands) requireNumbers(op, name, x);
  requireSquare(op, a);
  requireSquare(op, b, nameB);
  requireNdim(op, nameC, c, 2);
  const shapes = Object.fromEntries(operands.map(([name, x]) => [name, x.shape]));
  const [rowsA, rowsB] = [matrixDims(a)[0], matrixDims(b)[0]];
  const [m, n] = matrixDims(c);
  if (rowsA !== m) throw new ShapeError(op, `rows ${rowsA} of a and ${m} of ${nameC} differ`, shapes);
  if (rowsB !== n) throw new ShapeError(op, `rows ${rowsB} of ${nameB} and columns ${n} of ${nameC} differ`, shapes);
  broadcastShapes(op, broadcastShapes(op, batchDims(a), batchDims(b)), batchDims(c));
  const type = inexactType(promote(promote(a.type, b.type), c.type));
  const cast = (x: NDArray): NDArray => (x.type === type ? x : astype(x, type.name));
  return [cast(a), cast(b), cast(c)];
}
