import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  ShapeError,
  ValueError,
  add,
  matmul,
  mul,
  sub,
} from "@linnet/core";
import { matrixDims, requireFinite, requireNdim, requireOptions, withElements } from "@linnet/core/extend";
import type { RankOptions } from "../norms/rank-tolerance.js";
import { normOver } from "../norms/vector-norm.js";
import { adjoint } from "../operand/adjoint.js";
import { epsilonOf } from "../operand/epsilon.js";
import { byColumns, requireRows, sameInexact } from "../operand/operands.js";
import type { Solved } from "../operand/typed-shape.js";
import { qrFactors } from "../qr/qr-factors.js";
import { solveTriangle } from "../solve/solve-triangular.js";
import { requireIndependent } from "./require-independent.js";
import type { BasisChange } from "./typed-span.js";

/**
 * The coordinates of vectors in a basis: by which combination of its columns they are made.
 *
 *     A·c = b
 *
 * @param a the basis in columns, `[…, m, n]`, m ≥ n: of the whole space where m = n, else of a subspace
 * @param b a vector `[m]`, or matrices `[…, m, k]` whose leading axes broadcast with a's; in the span of A
 * @param options `rtol`: singular values up to rtol·s₁ count as zero; default max(m, n)·ε, as in `matrixRank`
 * @returns shape `[…, n]` or `[…, n, k]`
 * @throws {DependenceError} when the columns of A are dependent, with the first of them
 * @throws {ValueError} when a vector does not lie in the span: when it is farther from it than m·n·ε·(‖A‖·‖c‖ + ‖b‖), which rounding may
 *   cause; when an entry is NaN or infinite, or rtol is not in [0, 1]
 * @throws {ShapeError} when the rows of A and B differ in number
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks By QR, R·c = Qᴴb: backward stable. Differentiable by both.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.3; Higham, *Accuracy and Stability*, §20.2
 * @example
 * coordinatesIn(array([[1, 1], [0, 1]]), array([3, 2])).toArray(); // about [1, 2]
 */
export function coordinatesIn<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<Solved<A, B>, "coordinatesIn">,
  options?: RankOptions,
): NDArray<Divided<Promote<D, E>>, Result<Solved<A, B>>> {
  requireRows("coordinatesIn", a as NDArray, b as NDArray);
  const [basis, vectors] = sameInexact("coordinatesIn", a as NDArray, b as NDArray);
  const { rtol } = requireOptions("coordinatesIn", options);
  return byColumns(vectors, (x) => coordinates("coordinatesIn", basis, x, rtol));
}

/**
 * The matrix that takes coordinates in one basis to coordinates in another one of the same space.
 *
 *     C = B⁻¹·A:   A·x = B·(C·x)
 *
 * @param a the basis that coordinates are given in, in columns, `[…, m, n]`, m ≥ n
 * @param b the basis that they are wanted in, of the same span; leading axes broadcast
 * @param options as in `coordinatesIn`
 * @returns shape `[…, n, n]`; column j has the coordinates of column j of A
 * @throws {DependenceError} when the columns of A or of B are dependent
 * @throws {ShapeError} when the rows or the columns of A and B differ in number
 * @throws {ValueError} when the spans differ; otherwise as `coordinatesIn`
 * @throws {DTypeError} for bool; integers are converted to float64
 * @example
 * changeOfBasis(array([[2, 0], [0, 2]]), array([[1, 1], [0, 1]])).toArray(); // about [[2, -2], [0, 2]]
 */
export function changeOfBasis<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<BasisChange<A, B>, "changeOfBasis">,
  options?: RankOptions,
): NDArray<Divided<Promote<D, E>>, Result<BasisChange<A, B>>> {
  requireNdim("changeOfBasis", "b", b as NDArray, 2);
  requireRows("changeOfBasis", a as NDArray, b as NDArray);
  const [from, to] = sameInexact("changeOfBasis", a as NDArray, b as NDArray);
  const [[, k], [, n]] = [matrixDims(from), matrixDims(to)];
  if (k !== n) {
    throw new ShapeError("changeOfBasis", `columns ${k} of a and ${n} of b differ`, { a: from.shape, b: to.shape });
  }
  const { rtol } = requireOptions("changeOfBasis", options);
  requireIndependent("changeOfBasis", "a", from, rtol);
  return coordinates("changeOfBasis", to, from, rtol, ["b", "a"]);
}

/** The coordinates of columns, all of one dtype. */
function coordinates(
  op: string,
  basis: NDArray,
  x: NDArray,
  rtol: number | undefined,
  [name, given]: readonly [basis: string, vectors: string] = ["a", "b"],
): NDArray {
  requireFinite(op, given, x);
  requireIndependent(op, name, basis, rtol);
  const [Q, R] = qrFactors(op, basis, false);
  const c = solveTriangle(op, R, matmul(adjoint(Q), x), "upper", "nonunit");
  const [m, n] = matrixDims(basis);
  if (m > n) requireInSpan(op, withElements(basis), withElements(x), withElements(c), [name, given]);
  return c;
}

/** Refuses vectors farther from A·c than rounding may put them. @throws {ValueError} */
function requireInSpan(op: string, a: NDArray, b: NDArray, c: NDArray, [name, given]: readonly [string, string]): void {
  const [m, n] = matrixDims(a);
  const columnNorms = (x: NDArray): NDArray => normOver(x, [x.ndim - 2], 2, false);
  const gap: NDArray = columnNorms(sub(matmul(a, c), b));
  const size: NDArray = normOver(a, [a.ndim - 2, a.ndim - 1], 2, true).reshape([...a.shape.slice(0, -2), 1]);
  const allowed: NDArray = mul(add(mul(size, columnNorms(c)), columnNorms(b)), m * n * epsilonOf(a.type));
  const excess: ArrayLike<number> = sub(gap, allowed).toTypedArray();
  const worst = Array.from(excess).findIndex((value) => value > 0);
  if (worst < 0) return;
  const distance = (gap.toTypedArray() as ArrayLike<number>)[worst];
  throw new ValueError(
    op,
    `the columns of ${given} must lie in the span of ${name}`,
    `a vector at a distance of ${distance.toPrecision(3)} from it`,
    `Project it first: project(${name}, ${given}).`,
  );
}
