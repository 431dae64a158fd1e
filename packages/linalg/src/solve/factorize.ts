import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type RealOf,
  type Result,
  type Shape,
  eye,
} from "@linnet/core";
import { matrixDims, requireSquare } from "@linnet/core/extend";
import { detFromLu } from "../lu/det.js";
import { condFrom } from "./factored-cond.js";
import { detFrom, logAbsDetFrom } from "./factored-det.js";
import { productFrom } from "./factored-product.js";
import { solveFrom } from "./factored-solve.js";
import type { Factorization } from "./factorization.js";
import { matrixRank } from "../norms/matrix-rank.js";
import { byColumns, requireInexactMatrix, requireRows, sameInexact } from "../operand/operands.js";
import { type MatrixKind, type StructuredFactors, solveStructured, structuredFactors } from "./structured-factor.js";
import type { BatchOf, SolvedSquare, Square } from "../operand/typed-shape.js";

/**
 * Factors a square matrix as its structure allows:
 *
 * | kind | when | factors | cost |
 * | --- | --- | --- | --- |
 * | `"diagonal"` | nothing off the diagonal | none | n |
 * | `"lowerTriangular"`, `"upperTriangular"` | nothing on one side of it | none | none |
 * | `"banded"` | 4·(2·lower + upper + 1) ≤ n | band LU | 2·n·lower·(lower + upper) |
 * | `"positiveDefinite"` | A = Aᴴ with a positive diagonal, and Cholesky succeeds | L·Lᴴ | n³/3 |
 * | `"symmetricIndefinite"` | A = Aᴴ otherwise | Pᵀ·L·D·Lᴴ·P, see `ldlt` | n³/3 |
 * | `"general"` | all else | Pᵀ·L·U, see `lu` | ⅔·n³ |
 *
 * @param a shape `[…, n, n]`. A batch has one kind, which all its matrices have.
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks Symmetry and zeros are those of the entries, exactly. To find them costs a few reads where A is dense and not symmetric, else
 *   n² at most. Singular matrices have factors too; `solve` and `inverse` then throw. Derivatives take A as a general matrix
 *   whatever its kind: what is zero or equal may come to differ.
 * @example
 * factorize(array([[2, 1], [1, 3]])).kind; // "positiveDefinite"
 */
export function factorize<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "factorize">,
): StructuredFactorization<Divided<D>, S> {
  const matrix = requireInexactMatrix("factorize", requireSquare("factorize", a as NDArray));
  return new StructuredFactorization(structuredFactors("factorize", matrix));
}

/** A matrix with the factors that suit it. */
export class StructuredFactorization<D extends DType = any, S extends Shape = any> implements Factorization {
  /** What A was found to be. */
  readonly kind: MatrixKind;

  constructor(
    /** @internal */
    readonly factored: StructuredFactors,
  ) {
    this.kind = factored.kind;
  }

  /**
   * X with A·X = B, in 2·n²·k flops or less.
   *
   * @param b shape `[n]` or `[…, n, k]`
   * @throws {SingularMatrixError} when a pivot is exactly zero
   */
  solve<E extends DType, B extends Shape>(
    b: NDArray<E, B> & Check<SolvedSquare<S, B>, "solve">,
  ): NDArray<Divided<Promote<D, E>>, Result<SolvedSquare<S, B>>> {
    requireRows("solve", this.factored.a, b as NDArray);
    const [a, rhs] = sameInexact("solve", this.factored.a, b as NDArray);
    const factored = a === this.factored.a ? this.factored : structuredFactors("solve", a); // a float64 b asks for more
    return byColumns(rhs, (columns) => solveStructured("solve", factored, columns));
  }

  /** det A. */
  det(): NDArray<D, BatchOf<S>> {
    const { a, factors } = this.factored;
    if (this.kind === "general") return detFromLu({ a, packed: factors[0], order: factors[1] });
    return detFrom("det", this.factored, false) as NDArray;
  }

  /** log |det A|; −∞ for a singular matrix. */
  logAbsDet(): NDArray<RealOf<D>, BatchOf<S>> {
    return logAbsDetFrom("logAbsDet", this.factored);
  }

  /** A⁻¹, by solving for the identity. To solve systems, `solve` is faster and more accurate. */
  inverse(): NDArray<D, S> {
    const { a } = this.factored;
    return solveFrom("inverse", this.factored, eye(matrixDims(a)[0], { dtype: a.dtype }));
  }

  /** The numerical rank, int32, from the singular values: see `matrixRank`. */
  rank(): NDArray<"int32", BatchOf<S>> {
    return matrixRank(this.factored.a);
  }

  /** An estimate of ‖A‖₁·‖A⁻¹‖₁: at most that, hardly ever less than a third. A constant to derivatives. */
  cond(): NDArray<RealOf<D>, BatchOf<S>> {
    return condFrom(this.factored);
  }

  /** The product of the factors: A up to rounding. */
  reconstruct(): NDArray<D, S> {
    return productFrom(this.factored);
  }
}
