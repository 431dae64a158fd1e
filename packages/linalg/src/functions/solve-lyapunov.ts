import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  flip,
} from "@linnet/core";
import { adjoint } from "../operand/adjoint.js";
import type { Square } from "../operand/typed-shape.js";
import { type SchurFactors, schurFactors } from "./schur-factors.js";
import { type SylvesterParams, solveSides } from "./sylvester-equation.js";
import { type BetweenSquares, sylvesterOperands } from "./sylvester-shape.js";

const CONTINUOUS: SylvesterParams = {
  op: "solveContinuousLyapunov",
  kind: "sylvester",
  expected: "a must have no eigenvalues λ and μ with λ + conj(μ) = 0",
  names: ["a", "aᴴ", "q"],
  hint: "There is no unique solution: a stable matrix, all eigenvalues left of the imaginary axis, has one.",
};

const DISCRETE: SylvesterParams = {
  op: "solveDiscreteLyapunov",
  kind: "stein",
  expected: "a must have no eigenvalues λ and μ with λ·conj(μ) = 1",
  names: ["a", "aᴴ", "q"],
  hint: "There is no unique solution: a stable matrix, all eigenvalues within the unit circle, has one.",
};

/**
 * X with A·X + X·Aᴴ = Q, Lyapunov's equation. Where A is stable and Q Hermitian and negative definite, X is positive definite.
 *
 * @param a shape `[…, n, n]`
 * @param q shape `[…, n, n]`; leading axes broadcast
 * @returns shape of q, leading axes broadcast
 * @throws {SpectrumError} when there are eigenvalues of A with λ + conj(μ) = 0, up to ε·‖A‖, with them
 * @throws {ShapeError} when a is not square, or q not like it
 * @throws {ValueError} when an entry is NaN or infinite, and when the solution overflows
 * @throws {ConvergenceError} when the Schur form does not converge
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks 25·n³ flops for the one Schur form, 10·n³ for the rest. Accurate as `solveSylvester`.
 * @see Bartels & Stewart 1972
 * @example
 * solveContinuousLyapunov(array([[-1, 0], [0, -2]]), array([[-2, 0], [0, -4]])).toArray(); // [[1, 0], [0, 1]]
 */
export function solveContinuousLyapunov<D extends DType, E extends DType, A extends Shape, Q extends Shape>(
  a: NDArray<D, A> & Check<Square<A>, "solveContinuousLyapunov">,
  q: NDArray<E, Q> & Check<BetweenSquares<A, A, Q, "a", "q">, "solveContinuousLyapunov">,
): NDArray<Divided<Promote<D, E>>, Result<BetweenSquares<A, A, Q, "a", "q">>> {
  return solveLyapunov(CONTINUOUS, a as NDArray, q as NDArray) as NDArray<any, any>; // the shape is the one that the rule computes
}

/**
 * X with A·X·Aᴴ − X + Q = 0, Lyapunov's equation in discrete time, or Stein's: X = Σₖ Aᵏ·Q·(Aᴴ)ᵏ where all eigenvalues of A lie
 * within the unit circle.
 *
 * @param a shape `[…, n, n]`
 * @param q shape `[…, n, n]`; leading axes broadcast
 * @returns shape of q, leading axes broadcast
 * @throws {SpectrumError} when there are eigenvalues of A with λ·conj(μ) = 1, up to ε·max(1, ‖A‖²), with them
 * @throws {ShapeError} when a is not square, or q not like it
 * @throws {ValueError} when an entry is NaN or infinite, and when the solution overflows
 * @throws {ConvergenceError} when the Schur form does not converge
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks 25·n³ flops for the Schur form, 14·n³ for the rest. By the Schur form itself, as Kitagawa and Barraud do: the bilinear
 *   transform to the continuous equation inverts A + I, which fails at an eigenvalue −1 that this equation does not mind.
 *   ‖A·X·Aᴴ − X + Q‖ ≤ p(n)·u·(1 + ‖A‖²)·‖X‖.
 * @see Kitagawa 1977, *An algorithm for solving the matrix equation X = FXF′ + S*; Jonsson & Kågström 2002, Part II
 * @example
 * solveDiscreteLyapunov(array([[0.5]]), array([[3]])).toArray(); // [[4]]
 */
export function solveDiscreteLyapunov<D extends DType, E extends DType, A extends Shape, Q extends Shape>(
  a: NDArray<D, A> & Check<Square<A>, "solveDiscreteLyapunov">,
  q: NDArray<E, Q> & Check<BetweenSquares<A, A, Q, "a", "q">, "solveDiscreteLyapunov">,
): NDArray<Divided<Promote<D, E>>, Result<BetweenSquares<A, A, Q, "a", "q">>> {
  return solveLyapunov(DISCRETE, a as NDArray, q as NDArray) as NDArray<any, any>; // the shape is the one that the rule computes
}

function solveLyapunov(params: SylvesterParams, a: NDArray, q: NDArray): NDArray {
  const [matrix, , rhs] = sylvesterOperands(params.op, [
    ["a", a],
    ["a", a],
    ["q", q],
  ]);
  const factors = schurFactors(params.op, "a", matrix);
  return solveSides(params, { matrix, factors }, { matrix: adjoint(matrix), factors: adjointFactors(factors) }, rhs);
}

/** Aᴴ = Z·Tᴴ·Zᴴ, in reverse order of rows and columns: that makes Tᴴ upper triangular again. */
function adjointFactors([T, Z]: SchurFactors): SchurFactors {
  return [flip(adjoint(T), { axis: [-2, -1] }), flip(Z, { axis: -1 })];
}
