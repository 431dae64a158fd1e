import type { NDArray } from "@linnet/core";
import { matrices, matrixDims, requireFinite } from "@linnet/core/extend";
import { bandMethod, denseBandFactors } from "./band-method.js";
import { type Structure, look } from "./blocked/structure.js";
import { choleskyFactors } from "./cholesky-method.js";
import type { Factored } from "./factor-method.js";
import { ldltFactors } from "./ldlt-factor.js";
import { luFactors } from "./lu-factor.js";
import { luMethod } from "./lu-method.js";
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
  const seen: Structure = { lower: 0, upper: 0, hermitian: true, positive: true };
  for (const [matrix] of matrices([a])) look(matrix, seen);
  const { lower, upper, hermitian, positive } = seen;
  if (lower === 0 || upper === 0) {
    requireFinite(op, "a", a);
    if (lower === upper) return { kind: "diagonal", method: diagonalMethod, a, factors: [a] };
    if (lower > 0) return { kind: "lowerTriangular", method: lowerMethod, a, factors: [a] };
    return { kind: "upperTriangular", method: upperMethod, a, factors: [a] };
  }
  if (4 * (2 * lower + upper + 1) <= matrixDims(a)[0]) {
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
