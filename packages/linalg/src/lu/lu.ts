import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type RealOf,
  type Result,
  type Shape,
  ValueError,
  eye,
  matrixTranspose,
  mul,
  reshape,
} from "@linnet/core";
import { kindOf, requireOptions, requireSquare } from "@linnet/core/extend";
import { detFromLu } from "./det.js";
import { productFrom } from "../solve/factored-product.js";
import type { Factorization } from "../solve/factorization.js";
import { fullLuFactors } from "./full-lu-factor.js";
import { condFromLu } from "./lu-cond.js";
import { type LuFactors, luFactors } from "./lu-factor.js";
import { naturalOrder, parityOf } from "./lu-order.js";
import { luMethod } from "./lu-method.js";
import { rankFromFullLu } from "./lu-rank.js";
import { solveFactored } from "./lu-solve.js";
import { luTriangles } from "./lu-triangles.js";
import { byColumns, requireRows, sameInexact } from "../operand/operands.js";
import { permuteRows } from "../operand/permute-rows.js";
import { slogdetFromLu } from "./slogdet.js";
import type { BatchOf, ColsOf, Matrix, MinDim, RowsOf, SolvedSquare, WithTail } from "../operand/typed-shape.js";

/** Options of `lu`. */
export interface LuOptions {
  /**
   * `"partial"` (default): the largest entry of the column becomes the pivot, by exchanging rows. `"full"`: the largest of all that
   * is left, by exchanging columns too; it reveals the rank, bounds growth far better, and takes several times as long.
   */
  readonly pivoting?: "partial" | "full";
}

/**
 * LU factorization with partial or full pivoting.
 *
 *     A[p, :][:, q] = L·U
 *
 * @param a shape `[…, m, n]`
 * @param options `pivoting`: `"partial"` by default, where q leaves columns in place
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks m·n² − n³/3 flops for m ≥ n. Backward stable in practice: |A − Pᵀ·L·U| ≤ γₙ·|L|·|U| and |L| ≤ 1; growth
 *   of |U| is bounded by 2ⁿ⁻¹ and hardly ever seen. Complex pivots are compared by |Re| + |Im|, so that |L| ≤ √2. A singular
 *   matrix has factors too: U then has a zero on its diagonal, and `solve` and `inverse` throw. Derivatives of L and U divide by the pivots, of
 *   square and wide matrices by all but the last.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §3.4; Higham, *Accuracy and Stability*, §9.3
 * @example
 * const f = lu(array([[4, 3], [6, 3]]));
 * f.solve(array([10, 12])).toArray(); // [1, 2]
 */
export function lu<D extends DType, S extends Shape>(
  a: NDArray<D, S> & Check<Matrix<S>, "lu">,
  options?: LuOptions,
): LU<Divided<D>, S> {
  const { pivoting = "partial" } = requireOptions("lu", options);
  if (pivoting === "partial") return new LU(luFactors("lu", a as NDArray), null);
  if (pivoting !== "full") throw new ValueError("lu", 'pivoting must be "partial" or "full"', kindOf(pivoting));
  const { factors, columns } = fullLuFactors("lu", a as NDArray);
  return new LU(factors, columns);
}

/** P·A·Q = L·U. The factors are unpacked when they are read: keep them in a constant where they are read often. */
export class LU<D extends DType = any, S extends Shape = any> implements Factorization {
  constructor(
    /** Of A with its columns in the order `columns`. @internal */
    readonly factors: LuFactors,
    /** int32 `[…, n, 1]`; null where they stay in place. @internal */
    readonly columns: NDArray | null,
  ) {}

  /** Unit lower triangular (trapezoidal where m > n), shape `[…, m, min(m, n)]`. */
  get L(): NDArray<D, WithTail<S, readonly [RowsOf<S>, MinDim<S>]>> {
    return luTriangles(this.factors)[0];
  }

  /** Upper triangular (trapezoidal where m < n), shape `[…, min(m, n), n]`. */
  get U(): NDArray<D, WithTail<S, readonly [MinDim<S>, ColsOf<S>]>> {
    return luTriangles(this.factors)[1];
  }

  /** int32 `[…, m]`: row i of L·U is row p[i] of A. */
  get p(): NDArray<"int32", WithTail<S, readonly [RowsOf<S>]>> {
    return listOf(this.factors.order);
  }

  /** int32 `[…, n]`: column j of L·U is column q[j] of A. With partial pivoting 0, 1, …, n − 1. */
  get q(): NDArray<"int32", WithTail<S, readonly [ColsOf<S>]>> {
    return listOf(this.columns ?? naturalOrder(this.factors.a));
  }

  /**
   * X with A·X = B: 2·n²·k flops.
   *
   * @param b shape `[n]` or `[…, n, k]`
   * @throws {SingularMatrixError} when a pivot is exactly zero
   */
  solve<E extends DType, B extends Shape>(
    b: NDArray<E, B> & Check<SolvedSquare<S, B>, "solve">,
  ): NDArray<Divided<Promote<D, E>>, Result<SolvedSquare<S, B>>> {
    return solveWith("solve", this.factors, b as NDArray, this.columns);
  }

  /** det A = ±∏ᵢ Uᵢᵢ. @throws {ShapeError} when A is not square */
  det(): NDArray<D, BatchOf<S>> {
    const product = detFromLu(requireSquareFactors("det", this.factors));
    return this.columns === null ? product : mul(product, parityOf(this.columns));
  }

  /** log |det A| = Σᵢ log |Uᵢᵢ|; −∞ for a singular matrix. */
  logAbsDet(): NDArray<RealOf<D>, BatchOf<S>> {
    return slogdetFromLu(requireSquareFactors("logAbsDet", this.factors))[1];
  }

  /** A⁻¹, by solving for the identity. To solve systems, `solve` is faster and more accurate. */
  inverse(): NDArray<D, S> {
    const { a } = requireSquareFactors("inverse", this.factors);
    const x = solveFactored("inverse", this.factors, eye(a.shape[a.ndim - 1], { dtype: a.dtype }));
    return putBack(x, this.columns);
  }

  /**
   * How many pivots exceed max(m, n)·ε times the first: int32 `[…]`. Only full pivoting tells; A is factored again where it was
   * factored with partial pivoting.
   */
  rank(): NDArray<"int32", BatchOf<S>> {
    const { a, packed } = this.factors;
    return rankFromFullLu(this.columns === null ? fullLuFactors("rank", a).factors.packed : packed) as NDArray<"int32">;
  }

  /**
   * An estimate of κ₁(A) = ‖A‖₁·‖A⁻¹‖₁ by a few solves: a lower bound, nearly always within a factor of 3, `[…]`; Infinity for a
   * singular matrix. A constant to differentiation.
   *
   * @throws {ShapeError} when A is not square
   */
  cond(): NDArray<RealOf<D>, BatchOf<S>> {
    return condFromLu(requireSquareFactors("cond", this.factors));
  }

  /** Pᵀ·L·U·Qᵀ. */
  reconstruct(): NDArray<D, S> {
    const { a, packed, order } = this.factors;
    const product = productFrom({ method: luMethod, a, factors: [packed, order] });
    return this.columns === null ? product : matrixTranspose(putBack(matrixTranspose(product), this.columns));
  }
}

/** Solves for a vector or for columns, with the checks of a public operation. */
export function solveWith(op: string, factors: LuFactors, b: NDArray, columns: NDArray | null = null): NDArray {
  requireSquareFactors(op, factors);
  requireRows(op, factors.a, b);
  const [a, rhs] = sameInexact(op, factors.a, b);
  const matching = a === factors.a ? factors : luFactors(op, a); // a float64 b asks more than float32 factors have
  return byColumns(rhs, (x) => putBack(solveFactored(op, matching, x), columns));
}

function putBack(x: NDArray, columns: NDArray | null): NDArray {
  return columns === null ? x : permuteRows(x, columns, "putBack");
}

function listOf(order: NDArray): NDArray<"int32"> {
  return reshape(order, order.shape.slice(0, -1)) as NDArray<"int32">;
}

function requireSquareFactors(op: string, factors: LuFactors): LuFactors {
  requireSquare(op, factors.a);
  return factors;
}
