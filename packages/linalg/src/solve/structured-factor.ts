import type { NDArray } from "@linnet/core";
import { matrices, matrixDims, requireFinite, withElements } from "@linnet/core/extend";
import { bandMethod, denseBandFactors } from "./band-method.js";
import { type Structure, look } from "../blocked/matrix/structure.js";
import { choleskyFactors } from "../cholesky/cholesky-method.js";
import type { Factored } from "./factor-method.js";
import { solveFrom } from "./factored-solve.js";
import { ldltFactors } from "../ldlt/ldlt-factor.js";
import { luFactors } from "../lu/lu-factor.js";
import { luMethod } from "../lu/lu-method.js";
import { solveFactored } from "../lu/lu-solve.js";
import { diagonalMethod, lowerMethod, upperMethod } from "./triangular-method.js";

/** What `factorize` tells apart. */
export type MatrixKind =
  | "diagonal"
  | "lowerTriangular"
  | "upperTriangular"
  | "banded"
  | "positiveDefinite"
  | "symmetricIndefinite"
  | "general";

/** A, its factors, and what it was found to be. */
export interface StructuredFactors extends Factored {
  readonly kind: MatrixKind;
}

/** Factors A, a square matrix of floats or a batch of them, as its structure allows. */
export function structuredFactors(op: string, a: NDArray): StructuredFactors {
  return factorsFor(op, a, structureOf(a));
}

/** What all matrices of a batch have in common. */
export function structureOf(a: NDArray): Structure {
  const seen: Structure = { lower: 0, upper: 0, hermitian: true, positive: true };
  const [n] = matrixDims(a);
  for (const [matrix] of matrices([withElements(a)])) {
    look(matrix, seen);
    if (seen.lower === n - 1 && seen.upper === n - 1 && !seen.hermitian) break; // there is nothing more to lose
  }
  return seen;
}

/** Whether n×n matrices of this structure are of the kind `"general"`. */
export function isGeneral(structure: Structure, n: number): boolean {
  return isDense(structure, n) && !structure.hermitian;
}

/** Whether they are of the kind `"positiveDefinite"` if Cholesky succeeds. */
export function mayBeDefinite(structure: Structure, n: number): boolean {
  return isDense(structure, n) && structure.hermitian && structure.positive;
}

/** Neither triangular nor banded. */
function isDense({ lower, upper }: Structure, n: number): boolean {
  return lower > 0 && upper > 0 && 4 * (2 * lower + upper + 1) > n;
}

/** The factors that suit a structure. */
export function factorsFor(
  op: string,
  a: NDArray,
  { lower, upper, hermitian, positive }: Structure,
): StructuredFactors {
  const [n] = matrixDims(a);
  if (lower === 0 || upper === 0) {
    requireFinite(op, "a", a);
    if (lower === upper) return { kind: "diagonal", method: diagonalMethod, a, factors: [a] };
    if (lower > 0) return { kind: "lowerTriangular", method: lowerMethod, a, factors: [a] };
    return { kind: "upperTriangular", method: upperMethod, a, factors: [a] };
  }
  if (4 * (2 * lower + upper + 1) <= n) {
    return { kind: "banded", method: bandMethod(lower, upper), a, factors: denseBandFactors(op, a, lower, upper) };
  }
  if (hermitian) {
    const definite = positive ? choleskyFactors(op, a) : null;
    return definite === null
      ? { kind: "symmetricIndefinite", ...ldltFactors(op, a) }
      : { kind: "positiveDefinite", ...definite };
  }
  const { packed, order } = luFactors(op, a);
  return { kind: "general", method: luMethod, a, factors: [packed, order] };
}

/** X with A·X = B; of general matrices by `lu`'s own primitive, which has a kernel for small ones. */
export function solveStructured(op: string, factored: StructuredFactors, b: NDArray): NDArray {
  const { kind, a, factors } = factored;
  if (kind === "general") return solveFactored(op, { a, packed: factors[0], order: factors[1] }, b);
  return solveFrom(op, factored, b);
}
