import type { Check, DType, Divided, NDArray, Promote, Result, Shape } from "@linnet/core";
import type { Square } from "../operand/typed-shape.js";
import { schurFactors } from "./schur-factors.js";
import { type SylvesterParams, solveSides } from "./sylvester-equation.js";
import { type BetweenSquares, sylvesterOperands } from "./sylvester-shape.js";

const PARAMS: SylvesterParams = {
  op: "solveSylvester",
  kind: "sylvester",
  expected: "a and -b must have no eigenvalue in common",
  names: ["a", "b", "c"],
  hint: "There is no unique solution: move the spectra apart, as by a + λI.",
};

/**
 * X with A·X + X·B = C, Sylvester's equation.
 *
 * @param a shape `[…, m, m]`
 * @param b shape `[…, n, n]`
 * @param c shape `[…, m, n]`; leading axes broadcast
 * @returns shape of c, leading axes broadcast
 * @throws {SpectrumError} when A and −B have an eigenvalue in common, up to ε·max(‖A‖, ‖B‖), with the eigenvalues
 * @throws {ShapeError} when a or b is not square, or c does not fit between them
 * @throws {ValueError} when an entry is NaN or infinite, and when the solution overflows
 * @throws {ConvergenceError} when a Schur form does not converge
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks 25·(m³ + n³) flops for the Schur forms, 5·m·n·(m + n) for the rest, nearly all in products. The residual is small,
 *   ‖A·X + X·B − C‖ ≤ p(m, n)·u·(‖A‖ + ‖B‖)·‖X‖; the relative error is that times (‖A‖ + ‖B‖)/sep(A, −B), where the separation
 *   may be much less than the distance of the spectra. float32 and complex64 are computed in double precision.
 * @see Bartels & Stewart 1972; Jonsson & Kågström 2002; Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., ch. 16
 * @example
 * solveSylvester(array([[1, 0], [0, 2]]), array([[3]]), array([[4], [10]])).toArray(); // [[1], [2]]
 */
export function solveSylvester<
  D extends DType,
  E extends DType,
  F extends DType,
  A extends Shape,
  B extends Shape,
  C extends Shape,
>(
  a: NDArray<D, A> & Check<Square<A>, "solveSylvester">,
  b: NDArray<E, B> & Check<Square<B>, "solveSylvester">,
  c: NDArray<F, C> & Check<BetweenSquares<A, B, C, "b", "c">, "solveSylvester">,
): NDArray<Divided<Promote<Promote<D, E>, F>>, Result<BetweenSquares<A, B, C, "b", "c">>> {
  const [x, y, z] = sylvesterOperands(PARAMS.op, [
    ["a", a as NDArray],
    ["b", b as NDArray],
    ["c", c as NDArray],
  ]);
  const left = { matrix: x, factors: schurFactors(PARAMS.op, "a", x) };
  const right = { matrix: y, factors: schurFactors(PARAMS.op, "b", y) };
  return solveSides(PARAMS, left, right, z) as NDArray<any, any>; // the shape is the one that the rule computes
}
