import {
  type Check,
  type DType,
  type Dim,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  ShapeError,
  astype,
  broadcastTo,
  concat,
  expandDims,
  slice,
} from "@linnet/core";
import { broadcastShapes, requireFinite, requireNdim } from "@linnet/core/extend";
import { byColumns, sameInexact } from "../operand/operands.js";
import { toeplitzSolve } from "./toeplitz.js";
import type { SolvedSquare } from "../operand/typed-shape.js";

/** The shape of the matrix whose first column has shape S. */
type ToeplitzOf<S extends Shape> = number extends S["length"]
  ? any
  : S extends readonly [...infer B extends Shape, infer N extends Dim]
    ? readonly [...B, N, N]
    : any;

/**
 * X with T·X = B for a Toeplitz matrix, whose diagonals are constant, from its first column and first row.
 *
 *     T[i, j] = c[i − j] for i ≥ j, r[j − i] for i < j
 *
 * @param c the first column, shape `[…, n]`
 * @param r the first row, shape `[…, n]`; r[0] is not read. Give c for a symmetric matrix, its conjugate for a Hermitian one.
 * @param b a vector `[n]`, or matrices `[…, n, k]` whose leading axes broadcast with those of c and r
 * @returns shape `[…, n]` or `[…, n, k]`
 * @throws {ShapeError} when c and r, or c and b, differ in length
 * @throws {SingularMatrixError} when a leading block of T is singular to working precision, with the order of it less one as `pivot`; T
 *   itself may be nonsingular then
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks Levinson's recursion: (5 + 2·k)·n² flops and memory for a few vectors, in float64 whatever the dtype. Stable for positive
 *   definite T: the residual is of the order of what Cholesky leaves. For others the error grows with the condition of the worst leading
 *   block, since there is no pivoting: `solve` on the whole matrix is stable, and costs about n/10 times as much.
 * @see Cybenko 1980 on its stability; Golub & Van Loan, *Matrix Computations*, 4th ed., §4.7
 * @example
 * // [[2, 1, 0], [1, 2, 1], [0, 1, 2]]
 * solveToeplitz(array([2, 1, 0]), array([2, 1, 0]), array([4, 8, 8])).toArray(); // about [1, 2, 3]
 */
export function solveToeplitz<
  D extends DType,
  F extends DType,
  E extends DType,
  A extends Shape,
  R extends Shape,
  B extends Shape,
>(
  c: NDArray<D, A>,
  r: NDArray<F, R>,
  b: NDArray<E, B> & Check<SolvedSquare<ToeplitzOf<A>, B>, "solveToeplitz">,
): NDArray<Divided<Promote<Promote<D, F>, E>>, Result<SolvedSquare<ToeplitzOf<A>, B>>> {
  const [column, row, rhs] = operands(c as NDArray, r as NDArray, b as NDArray);
  // r[0] stands for c[0], so that Tᵀ is the matrix of r and c
  requireFinite("solveToeplitz", "c", column);
  const whole: NDArray = row.shape[row.ndim - 1] === 0 ? row : firstFrom(column, row);
  requireFinite("solveToeplitz", "r", whole);
  return byColumns(rhs, (columns) => toeplitzSolve(expandDims(column, -1), expandDims(whole, -1), columns));
}

function operands(c: NDArray, r: NDArray, b: NDArray): readonly [c: NDArray, r: NDArray, b: NDArray] {
  const op = "solveToeplitz";
  requireNdim(op, "c", c, 1);
  requireNdim(op, "r", r, 1);
  requireNdim(op, "b", b, 1);
  const n = c.shape[c.ndim - 1];
  if (r.shape[r.ndim - 1] !== n) throw new ShapeError(op, "c and r must be equally long", { c: c.shape, r: r.shape });
  const rows = b.shape[b.ndim === 1 ? 0 : b.ndim - 2];
  if (rows !== n) throw new ShapeError(op, `length ${n} of c and rows ${rows} of b differ`, { c: c.shape, b: b.shape });
  const [column, row] = sameInexact(op, c, r);
  const [wide, rhs] = sameInexact(op, column, b);
  return [wide, row.type === wide.type ? row : astype(row, wide.dtype), rhs];
}

/** [c₀, r₁, r₂, …]. */
function firstFrom(c: NDArray, r: NDArray): NDArray {
  const batch = broadcastShapes("solveToeplitz", c.shape.slice(0, -1), r.shape.slice(0, -1));
  const widened = (x: NDArray): NDArray => broadcastTo(x, [...batch, x.shape[x.ndim - 1]]);
  return concat([widened(slice(c, "...", "0:1")), widened(slice(r, "...", "1:"))], { axis: -1 });
}
