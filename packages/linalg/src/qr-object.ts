import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type RealOf,
  type Result,
  type Shape,
  ShapeError,
  diagonal,
  log,
  matmul,
  mul,
  prod,
  real,
  sum,
} from "@linnet/core";
import { adjoint } from "./adjoint.js";
import { cond } from "./cond.js";
import { det } from "./det.js";
import type { Factorization } from "./factorization.js";
import { byColumns, requireRows, requireTall, sameInexact } from "./operands.js";
import { columns, rows } from "./parts.js";
import { slogdet } from "./slogdet.js";
import { solveTriangle } from "./solve-triangular.js";
import type { BatchOf, ColsOf, MinDim, RowsOf, Solved, WithTail } from "./typed-shape.js";

/** min(m, n), or m for full factors. */
export type Inner<S extends Shape, F extends boolean> = F extends true ? RowsOf<S> : MinDim<S>;

/** A = Q·R. */
export class QR<D extends DType = any, S extends Shape = any, F extends boolean = boolean> implements Factorization {
  constructor(
    /** Orthonormal columns, shape `[…, m, min(m, n)]`, or `[…, m, m]` when full. */
    readonly Q: NDArray<D, WithTail<S, readonly [RowsOf<S>, Inner<S, F>]>>,
    /** Upper triangular, its diagonal real and ≥ 0, shape `[…, min(m, n), n]`, or `[…, m, n]` when full. */
    readonly R: NDArray<D, WithTail<S, readonly [Inner<S, F>, ColsOf<S>]>>,
  ) {}

  /**
   * The least-squares solution of A·X = B for A of full column rank: R·X = Qᴴ·B.
   *
   * @param b shape `[m]` or `[…, m, k]`
   * @throws {ShapeError} when A has more columns than rows
   * @throws {SingularMatrixError} when R has a zero on its diagonal: use `lstsq`
   */
  solve<E extends DType, B extends Shape>(
    b: NDArray<E, B> & Check<Solved<S, B>, "solve">,
  ): NDArray<Divided<Promote<D, E>>, Result<Solved<S, B>>> {
    return leastSquares(this.Q, this.R, b as NDArray);
  }

  /** det A = det Q·∏ᵢ Rᵢᵢ. @throws {ShapeError} when A is not square */
  det(): NDArray<D, BatchOf<S>> {
    return determinant(this.Q, this.R);
  }

  /** log |det A| = Σᵢ log Rᵢᵢ; −∞ for a singular matrix. @throws {ShapeError} when A is not square */
  logAbsDet(): NDArray<RealOf<D>, BatchOf<S>> {
    return logDeterminant(this.Q, this.R);
  }

  /** A⁻¹ = R⁻¹·Qᴴ. @throws {ShapeError} when A is not square @throws {SingularMatrixError} when it is singular */
  inverse(): NDArray<D, S> {
    return invert(this.Q, this.R);
  }

  /** The condition number s₁/sₖ of A, which is that of R. @throws {ShapeError} when A is empty */
  cond(): NDArray<RealOf<D>, BatchOf<S>> {
    return conditionOf(this.R);
  }

  /** Q·R. */
  reconstruct(): NDArray<D, S> {
    return matmul(this.Q as NDArray, this.R as NDArray);
  }
}

/** X that minimizes ‖Q·R·X − B‖, of full or thin factors. */
export function leastSquares(Q: NDArray, R: NDArray, b: NDArray): NDArray {
  const n = R.shape[R.ndim - 1];
  requireTall("solve", Q, R);
  requireRows("solve", Q, b);
  const [q, rhs] = sameInexact("solve", Q, b);
  const [r] = sameInexact("solve", R, b);
  const thin = q.shape[q.ndim - 1] === n ? q : columns(q, 0, n);
  const square = r.shape[r.ndim - 2] === n ? r : rows(r, 0, n);
  return byColumns(rhs, (c) => solveTriangle("solve", square, matmul(adjoint(thin), c), "upper", "nonunit"));
}

/** det Q is a sign where it is real: a constant to differentiation. */
export function determinant(Q: NDArray, R: NDArray): NDArray {
  requireSquareFactors("det", Q, R);
  const unit = Q.type.kind === "complex" ? det(Q) : slogdet(Q).sign;
  return mul(unit, prod(diagonal(R), { axis: -1 }));
}

export function logDeterminant(Q: NDArray, R: NDArray): NDArray {
  requireSquareFactors("logAbsDet", Q, R);
  return sum(log(real(diagonal(R))), { axis: -1 });
}

export function invert(Q: NDArray, R: NDArray): NDArray {
  requireSquareFactors("inverse", Q, R);
  return solveTriangle("inverse", R, adjoint(Q), "upper", "nonunit");
}

/** κ₂ of Q·R: zero rows of a full R change nothing. */
export function conditionOf(R: NDArray): NDArray {
  return cond(R);
}

function requireSquareFactors(op: string, Q: NDArray, R: NDArray): void {
  if (Q.shape[Q.ndim - 2] === R.shape[R.ndim - 1]) return;
  throw new ShapeError(op, "the factored matrix must be square", { Q: Q.shape, R: R.shape });
}
