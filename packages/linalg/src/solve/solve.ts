import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  ValueError,
} from "@linnet/core";
import { kindOf, matrixDims, requireOptions, requireSquare } from "@linnet/core/extend";
import { type Refined, refinedFrom } from "./factored-solve.js";
import { byColumns, requireRows, sameInexact } from "../operand/operands.js";
import { factorsFor, isGeneral, mayBeDefinite, solveStructured, structureOf } from "./structured-factor.js";
import { solveFewDefinite } from "./few-definite-solve.js";
import { areFew, solveFew } from "./few-solve.js";
import type { SolvedSquare } from "../operand/typed-shape.js";
import { type IllConditioned, requireWorkingPrecision } from "../operand/working-precision.js";

/** Options of `solve`. */
export interface SolveOptions {
  /** Is told of a matrix that is singular to working precision, and `solve` answers nevertheless. Without it that is an error. */
  readonly onIllConditioned?: (info: IllConditioned) => void;
  /** Improve the solution by iterative refinement; a function is told what was reached, once for each matrix. */
  readonly refine?: boolean | ((info: Refined) => void);
}

/**
 * X with A·X = B, for a square A, by the factors that suit its structure: those of `factorize`.
 *
 * @param a shape `[…, n, n]`
 * @param b a vector `[n]`, or matrices `[…, n, k]` whose leading axes broadcast with a's
 * @param options `onIllConditioned`, `refine`: see `SolveOptions`
 * @returns shape `[…, n]` or `[…, n, k]`
 * @throws {ShapeError} when A is not square or its rows and those of B differ in number
 * @throws {SingularMatrixError} when a pivot is zero, with its index; without `onIllConditioned` also when A is singular to working
 *   precision: the reciprocal condition `rcond` of A, with its rows and columns scaled to size 1, is below the dtype's ε
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks ⅔·n³ + 2·n²·k flops for a general A, less where `factorize` sees structure, and some 10·n² for the estimate of the condition.
 *   Backward stable: the computed x solves (A + E)·x = b with ‖E‖ of the order of n·ε·‖A‖, so that its relative error is about κ(A)·ε.
 *   With `refine` E is small beside each entry of A, |E| ≤ (n + 1)·ε·|A|, unless A is too ill-conditioned; residuals are computed in float64
 *   also for float32.
 * @see Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §9.3, ch. 12, 15
 * @example
 * solve(array([[2, 1], [1, 3]]), array([3, 5])).toArray(); // about [0.8, 1.4]
 */
export function solve<D extends DType, E extends DType, A extends Shape, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<SolvedSquare<A, B>, "solve">,
  options?: SolveOptions,
): NDArray<Divided<Promote<D, E>>, Result<SolvedSquare<A, B>>> {
  requireSquare("solve", a as NDArray);
  requireRows("solve", a as NDArray, b as NDArray);
  const { onIllConditioned, refine = false } = requireOptions("solve", options);
  requireCallback("onIllConditioned", onIllConditioned);
  if (typeof refine !== "boolean") requireCallback("refine", refine);
  const [matrix, rhs] = sameInexact("solve", a as NDArray, b as NDArray);
  const structure = structureOf(matrix);
  if (refine === false && areFew(matrix, rhs)) {
    const [n] = matrixDims(matrix);
    if (isGeneral(structure, n)) return byColumns(rhs, (b) => solveFew("solve", matrix, b, onIllConditioned));
    const x = mayBeDefinite(structure, n) ? byColumns(rhs, (b) => solveFewDefinite("solve", matrix, b)) : null;
    if (x !== null) return x;
  }
  const factored = factorsFor("solve", matrix, structure);
  if (factored.kind !== "diagonal") requireWorkingPrecision("solve", factored, onIllConditioned);
  return byColumns(rhs, (columns) => {
    if (refine === false) return solveStructured("solve", factored, columns);
    return refinedFrom("solve", factored, columns, refine === true ? null : refine);
  });
}

function requireCallback(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== "function") {
    throw new ValueError("solve", `${name} must be a function`, kindOf(value));
  }
}
