import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Shape,
  div,
  equal,
  where,
} from "@linnet/core";
import { requireSquare, withElements } from "@linnet/core/extend";
import { GeneralEigen, eig } from "./eig.js";
import { SingularMatrixError } from "../errors.js";
import { requireFiniteMatrices, requireRows, sameInexact } from "../operand/operands.js";
import { solve } from "../solve/solve.js";
import type { SolvedSquare, Square } from "../operand/typed-shape.js";

const OP = "eigGeneralized";

/**
 * Eigenvalues and eigenvectors of a pencil, by those of B⁻¹·A. B must be well conditioned for them to be accurate.
 *
 *     A·V = B·V·diag(λ)
 *
 * @param a shape `[…, n, n]`
 * @param b shape `[…, n, n]`; leading axes broadcast
 * @returns complex `values` `[…, n]`, and `vectors` in columns of norm 1
 * @throws {SingularMatrixError} when both matrices are singular to working precision
 * @throws {ShapeError} when the last two axes differ, or those of a and b
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {ConvergenceError} when the iteration does not converge
 * @remarks 8/3·n³ flops more than `eig`. Not the QZ algorithm, which is not here: errors are those of B⁻¹·A, p(n)·u·‖B⁻¹‖·‖A‖ times the
 *   condition of an eigenvalue, where QZ has p(n)·u·(‖A‖ + ‖B‖). A singular B with a nonsingular A gives reciprocals of the
 *   eigenvalues of A⁻¹·B, `Infinity` for those that are exactly zero. For a symmetric A and a positive definite B use
 *   `eighGeneralized`. Differentiable where `eig` of B⁻¹·A is.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §7.7
 * @example
 * eigGeneralized(array([[2, 0], [0, 3]]), array([[1, 0], [0, 2]])).values.toArray(); // [[2, 0], [1.5, 0]]
 */
export function eigGeneralized<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A> & Check<Square<A>, "eigGeneralized">,
  b: NDArray<E, B> & Check<SolvedSquare<A, B>, "eigGeneralized">,
): GeneralEigen<Divided<Promote<D, E>>, A, false, false> {
  requireSquare(OP, a as NDArray);
  requireSquare(OP, b as NDArray, "b");
  requireRows(OP, a as NDArray, b as NDArray);
  const [A, B] = sameInexact(OP, a as NDArray, b as NDArray);
  requireFiniteMatrices(OP, "a", withElements(A));
  requireFiniteMatrices(OP, "b", withElements(B));
  const direct = quotientOf(B, A);
  if (!(direct instanceof SingularMatrixError)) return eig(direct);
  const inverse = quotientOf(A, B);
  if (!(inverse instanceof SingularMatrixError)) return reciprocal(eig(inverse));
  const { pivot, batch, rcond } = direct;
  const hint = "a is singular too: the pencil may have any number as an eigenvalue, which takes the QZ algorithm.";
  throw new SingularMatrixError(OP, pivot, batch, hint, rcond, "b");
}

/** A⁻¹·B, or what `solve` says of a singular A. */
function quotientOf(a: NDArray, b: NDArray): NDArray | SingularMatrixError {
  try {
    return solve(a, b);
  } catch (error) {
    if (error instanceof SingularMatrixError) return error;
    throw error;
  }
}

function reciprocal({ values, vectors }: GeneralEigen): GeneralEigen {
  const isZero = equal(values, 0);
  const inverse = where(isZero, Infinity, div(1, where(isZero, 1, values)));
  return new GeneralEigen(inverse, vectors, undefined, undefined);
}
