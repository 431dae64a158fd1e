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
  matmul,
  reshape,
} from "@linnet/core";
import { requireSquare } from "@linnet/core/extend";
import { detFromLu } from "./det.js";
import type { Factorization } from "./factorization.js";
import { type LuFactors, luFactors } from "./lu-factor.js";
import { solveFactored } from "./lu-solve.js";
import { luTriangles } from "./lu-triangles.js";
import { byColumns, requireRows, sameInexact } from "./operands.js";
import { permuteRows } from "./permute-rows.js";
import { slogdetFromLu } from "./slogdet.js";
import type { BatchOf, ColsOf, Matrix, MinDim, RowsOf, SolvedSquare, WithTail } from "./typed-shape.js";

/**
 * LU factorization with partial pivoting.
 *
 *     A[p, :] = L·U
 *
 * @param a shape `[…, m, n]`
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks m·n² − n³/3 flops for m ≥ n. Backward stable in practice: |A − Pᵀ·L·U| ≤ γₙ·|L|·|U| and |L| ≤ 1; growth
 *   of |U| is bounded by 2ⁿ⁻¹ and hardly ever seen. Complex pivots are compared by |Re| + |Im|, so that |L| ≤ √2. A singular matrix has factors too: U then has a zero on its
 *   diagonal, and `solve` and `inverse` throw.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §3.4; Higham, *Accuracy and Stability*, §9.3
 * @example
 * const f = lu(array([[4, 3], [6, 3]]));
 * f.solve(array([10, 12])).toArray(); // [1, 2]
 */
export function lu<D extends DType, S extends Shape>(a: NDArray<D, S> & Check<Matrix<S>, "lu">): LU<Divided<D>, S> {
  return new LU(luFactors("lu", a as NDArray));
}

/** P·A = L·U. The factors are unpacked when they are read: keep them in a constant where they are read often. */
export class LU<D extends DType = any, S extends Shape = any> implements Factorization {
  constructor(
    /** @internal */
    readonly factors: LuFactors,
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
    const { order } = this.factors;
    return reshape(order, order.shape.slice(0, -1));
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
    return solveWith("solve", this.factors, b as NDArray);
  }

  /** det A = ±∏ᵢ Uᵢᵢ. @throws {ShapeError} when A is not square */
  det(): NDArray<D, BatchOf<S>> {
    return detFromLu(requireSquareFactors("det", this.factors));
  }

  /** log |det A| = Σᵢ log |Uᵢᵢ|; −∞ for a singular matrix. */
  logAbsDet(): NDArray<RealOf<D>, BatchOf<S>> {
    return slogdetFromLu(requireSquareFactors("logAbsDet", this.factors))[1];
  }

  /** A⁻¹, by solving for the identity. To solve systems, `solve` is faster and more accurate. */
  inverse(): NDArray<D, S> {
    const { a } = requireSquareFactors("inverse", this.factors);
    return solveFactored("inverse", this.factors, eye(a.shape[a.ndim - 1], { dtype: a.dtype }));
  }

  /** Pᵀ·L·U. */
  reconstruct(): NDArray<D, S> {
    const [L, U] = luTriangles(this.factors);
    return permuteRows(matmul(L, U), this.factors.order, "putBack");
  }
}

/** Solves for a vector or for columns, with the checks of a public operation. */
export function solveWith(op: string, factors: LuFactors, b: NDArray): NDArray {
  requireSquareFactors(op, factors);
  requireRows(op, factors.a, b);
  const [a, rhs] = sameInexact(op, factors.a, b);
  const matching = a === factors.a ? factors : luFactors(op, a); // a float64 b asks more than float32 factors have
  return byColumns(rhs, (columns) => solveFactored(op, matching, columns));
}

function requireSquareFactors(op: string, factors: LuFactors): LuFactors {
  requireSquare(op, factors.a);
  return factors;
}
