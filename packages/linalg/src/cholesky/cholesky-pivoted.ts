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
import { requireOptions, requireSquare } from "@linnet/core/extend";
import { condFrom } from "../solve/factored-cond.js";
import { detFrom, logAbsDetFrom } from "../solve/factored-det.js";
import { productFrom } from "../solve/factored-product.js";
import { solveFrom } from "../solve/factored-solve.js";
import type { Factorization } from "../solve/factorization.js";
import { byColumns, requireInexactMatrix, requireRows, sameInexact } from "../operand/operands.js";
import { type PivotedFactored, pivotedFactors, pivotedL } from "./pivoted-cholesky-factor.js";
import { type RankOptions, relativeTolerance } from "../norms/rank-tolerance.js";
import type { BatchOf, RowsOf, SolvedSquare, Square, WithTail } from "../operand/typed-shape.js";

/**
 * Cholesky factorization with diagonal pivoting, of a positive semidefinite matrix, symmetric or Hermitian. Reads the lower triangle only.
 *
 *     A[p, :][:, p] = L·Lᴴ
 *
 * @param a shape `[…, n, n]`
 * @param options `rtol`: pivots up to rtol times the largest entry of A's diagonal count as zero; default n·ε
 * @throws {ShapeError} when the last two axes differ
 * @throws {NotPositiveDefiniteError} when what is left shows a negative eigenvalue beyond what rtol allows
 * @throws {ValueError} when an entry is NaN or infinite, or rtol is not in [0, 1]
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks n·r² − ⅔·r³ flops for rank r. L has r columns, and zeros beside them; its diagonal descends, and no entry is larger than the
 *   one on the diagonal above it. The rank is right where the eigenvalues of A
 *   leave a gap, but for contrived matrices (Kahan's), whose pivots do not tell how small the eigenvalues are. L has a derivative where the rank is full and the order does not change.
 * @see LAPACK dpstrf; Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §10.3
 * @example
 * const f = choleskyPivoted(array([[1, 2], [2, 4]]));
 * f.rank().item(); // 1
 * f.p.toArray(); // [1, 0]
 */
export function choleskyPivoted<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Square<S>, "choleskyPivoted">,
  options?: RankOptions,
): PivotedCholesky<Divided<D>, S> {
  const matrix = requireInexactMatrix("choleskyPivoted", requireSquare("choleskyPivoted", a as NDArray));
  const { rtol } = requireOptions("choleskyPivoted", options);
  return new PivotedCholesky(
    pivotedFactors("choleskyPivoted", matrix, relativeTolerance("choleskyPivoted", matrix, rtol)),
  );
}

/** P·A·Pᵀ = L·Lᴴ, of any rank. */
export class PivotedCholesky<D extends DType = any, S extends Shape = any> implements Factorization {
  constructor(
    /** @internal */
    readonly factored: PivotedFactored,
  ) {}

  /** Lower triangular, the columns from the rank on zero; shape of A. @throws {DerivativeError} when it is differentiated where
   * the rank is not full */
  get L(): NDArray<D, S> {
    return pivotedL(this.factored);
  }

  /** int32 `[…, n]`: row and column i of L·Lᴴ are row and column p[i] of A. */
  get p(): NDArray<"int32", WithTail<S, readonly [RowsOf<S>]>> {
    const [, order] = this.factored.factors;
    return reshape(order, order.shape.slice(0, -1));
  }

  /** How many pivots exceed rtol times the largest entry of A's diagonal: int32, one per matrix. */
  rank(): NDArray<"int32", BatchOf<S>> {
    return this.factored.rank as NDArray<"int32">;
  }

  /**
   * X with A·X = B: 2·n²·k flops.
   *
   * @param b shape `[n]` or `[…, n, k]`
   * @throws {SingularMatrixError} when A has not full rank, with the rank as `pivot`
   */
  solve<E extends DType, B extends Shape>(
    b: NDArray<E, B> & Check<SolvedSquare<S, B>, "solve">,
  ): NDArray<Divided<Promote<D, E>>, Result<SolvedSquare<S, B>>> {
    requireRows("solve", this.factored.a, b as NDArray);
    const [a, rhs] = sameInexact("solve", this.factored.a, b as NDArray);
    const factored = a === this.factored.a ? this.factored : pivotedFactors("solve", a, this.factored.rtol);
    return byColumns(rhs, (columns) => solveFrom("solve", factored, columns, true));
  }

  /** det A, a real number: 0 where A has not full rank. */
  det(): NDArray<RealOf<D>, BatchOf<S>> {
    return detFrom("det", this.factored, true);
  }

  /** log det A; −∞ where A has not full rank. */
  logAbsDet(): NDArray<RealOf<D>, BatchOf<S>> {
    return logAbsDetFrom("logAbsDet", this.factored);
  }

  /** A⁻¹, by solving for the identity. @throws {SingularMatrixError} when A has not full rank */
  inverse(): NDArray<D, S> {
    const { a } = this.factored;
    return solveFrom("inverse", this.factored, eye(a.shape[a.ndim - 1], { dtype: a.dtype }), true);
  }

  /** An estimate of ‖A‖₁·‖A⁻¹‖₁; Infinity where A has not full rank. A constant to derivatives. */
  cond(): NDArray<RealOf<D>, BatchOf<S>> {
    return condFrom(this.factored);
  }

  /** Pᵀ·L·Lᴴ·P. */
  reconstruct(): NDArray<D, S> {
    return productFrom(this.factored);
  }
}
