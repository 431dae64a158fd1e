import type { Check, DType, Divided, NDArray, Promote, Result, Shape } from "@linnet/core";
import { requireSquare } from "@linnet/core/extend";
import { luFactors } from "./lu-factor.js";
import { solveFactored } from "./lu-solve.js";
import { byColumns, requireRows, sameFloat } from "./operands.js";
import type { SolvedSquare } from "./typed-shape.js";

/**
 * X with A·X = B, for a square A, by LU with partial pivoting.
 *
 * @param a shape `[…, n, n]`
 * @param b a vector `[n]`, or matrices `[…, n, k]` whose leading axes broadcast with a's
 * @returns shape `[…, n]` or `[…, n, k]`
 * @throws {ShapeError} when A is not square or its rows and those of B differ in number
 * @throws {SingularMatrixError} when a pivot is exactly zero, with its index
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks ⅔·n³ + 2·n²·k flops. Backward stable: the computed x solves (A + E)·x = b with ‖E‖ of the order of n·ε·‖A‖,
 *   so that its relative error is about κ(A)·ε. Near singularity `cond` tells how much is left.
 * @see Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §9.3
 * @example
 * solve(array([[2, 1], [1, 3]]), array([3, 5])).toArray(); // [0.8, 1.4]
 */
export function solve<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<SolvedSquare<A, B>, "solve">,
): NDArray<Divided<Promote<D, E>>, Result<SolvedSquare<A, B>>> {
  requireSquare("solve", a as NDArray);
  requireRows("solve", a as NDArray, b as NDArray);
  const [matrix, rhs] = sameFloat("solve", a as NDArray, b as NDArray);
  const factors = luFactors("solve", matrix);
  return byColumns(rhs, (columns) => solveFactored("solve", factors, columns));
}
