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
  reshape,
} from "@linnet/core";
import { requireSquare } from "@linnet/core/extend";
import { condFrom } from "../solve/factored-cond.js";
import { detFrom, logAbsDetFrom } from "../solve/factored-det.js";
import { productFrom } from "../solve/factored-product.js";
import { solveFrom } from "../solve/factored-solve.js";
import type { Factorization } from "../solve/factorization.js";
import { type LdltFactored, ldltFactors } from "./ldlt-factor.js";
import { inertiaOf, rankOf } from "./ldlt-inertia.js";
import { ldltParts } from "./ldlt-parts.js";
import { byColumns, requireInexactMatrix, requireRows, sameInexact } from "../operand/operands.js";
import type { BatchOf, RowsOf, SolvedSquare, Square, WithTail } from "../operand/typed-shape.js";

/** How many eigenvalues are positive, negative and zero: int32, one each per matrix. */
export interface Inertia<B extends Shape = any> {
  readonly positive: NDArray<"int32", B>;
  readonly negative: NDArray<"int32", B>;
  readonly zero: NDArray<"int32", B>;
}

/**
 * LDLᴴ factorization of a symmetric or Hermitian matrix, definite or not, with rook pivoting. Reads the lower triangle only.
 *
 *     A[p, :][:, p] = L·D·Lᴴ
 *
 * @param a shape `[…, n, n]`
 * @throws {ShapeError} when the last two axes differ
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks n³/3 flops, half of LU. |L| ≤ 2.79, so that solves are backward stable: (A + E)·x = b with ‖E‖ of the order of
 *   n·ε·‖A‖ unless D grows, by far less than the bound allows. A singular matrix has factors too: D then has a zero, and
 *   `solve` and `inverse` throw. Gradients are those of changes that keep A Hermitian.
 * @see Ashcraft, Grimes & Lewis 1998; Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §11.1
 * @example
 * const f = ldlt(array([[0, 1], [1, 0]])); // no Cholesky factor, and no LDLᵀ with a diagonal D
 * f.solve(array([2, 3])).toArray(); // [3, 2]
 */
export function ldlt<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "ldlt">,
): LDLT<Divided<D>, S> {
  return new LDLT(ldltFactors("ldlt", requireInexactMatrix("ldlt", requireSquare("ldlt", a as NDArray))));
}

/** P·A·Pᵀ = L·D·Lᴴ. The factors are unpacked when they are read: keep them in a constant where they are read often. */
export class LDLT<D extends DType = any, S extends Shape = any> implements Factorization {
  constructor(
    /** @internal */
    readonly factored: LdltFactored,
  ) {}

  /** Unit lower triangular, shape of A. */
  get L(): NDArray<D, S> {
    return ldltParts(this.factored)[0];
  }

  /** Block diagonal, with blocks 1×1 and 2×2, symmetric or Hermitian, shape of A. */
  get D(): NDArray<D, S> {
    return ldltParts(this.factored)[1];
  }

  /** int32 `[…, n]`: row and column i of L·D·Lᴴ are row and column p[i] of A. */
  get p(): NDArray<"int32", WithTail<S, readonly [RowsOf<S>]>> {
    const [, order] = this.factored.factors;
    return reshape(order, order.shape.slice(0, -1));
  }

  /**
   * X with A·X = B: 2·n²·k flops.
   *
   * @param b shape `[n]` or `[…, n, k]`
   * @throws {SingularMatrixError} when D has a zero
   */
  solve<E extends DType, B extends Shape>(
    b: NDArray<E, B> & Check<SolvedSquare<S, B>, "solve">,
  ): NDArray<Divided<Promote<D, E>>, Result<SolvedSquare<S, B>>> {
    requireRows("solve", this.factored.a, b as NDArray);
    const [a, rhs] = sameInexact("solve", this.factored.a, b as NDArray);
    const factored = a === this.factored.a ? this.factored : ldltFactors("solve", a); // a float64 b asks for more
    return byColumns(rhs, (columns) => solveFrom("solve", factored, columns, true));
  }

  /** det A = det D, a real number. */
  det(): NDArray<RealOf<D>, BatchOf<S>> {
    return detFrom("det", this.factored, true);
  }

  /** log |det A|; −∞ for a singular matrix. */
  logAbsDet(): NDArray<RealOf<D>, BatchOf<S>> {
    return logAbsDetFrom("logAbsDet", this.factored);
  }

  /** A⁻¹, by solving for the identity. To solve systems, `solve` is faster and more accurate. */
  inverse(): NDArray<D, S> {
    const { a } = this.factored;
    return solveFrom("inverse", this.factored, eye(a.shape[a.ndim - 1], { dtype: a.dtype }), true);
  }

  /**
   * How many eigenvalues of A are positive, negative and zero: as many as of D (Sylvester), read off without finding them.
   *
   * @remarks That of a matrix within rounding of A: eigenvalues below n·ε·‖A‖ count by chance. Zero counts exact zeros of D.
   */
  inertia(): Inertia<BatchOf<S>> {
    const [positive, negative, zero] = inertiaOf(this.factored);
    return { positive, negative, zero };
  }

  /** The numerical rank, int32: eigenvalues of D larger than n·ε times the largest one. `matrixRank` knows better. */
  rank(): NDArray<"int32", BatchOf<S>> {
    return rankOf(this.factored);
  }

  /** An estimate of ‖A‖₁·‖A⁻¹‖₁, as LAPACK's dsycon: at most that, hardly ever less than a third. A constant to derivatives. */
  cond(): NDArray<RealOf<D>, BatchOf<S>> {
    return condFrom(this.factored);
  }

  /** Pᵀ·L·D·Lᴴ·P. */
  reconstruct(): NDArray<D, S> {
    return productFrom(this.factored);
  }
}
