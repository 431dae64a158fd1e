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
import { adjoint } from "../operand/adjoint.js";
import { cond } from "../norms/cond.js";
import { det } from "../lu/det.js";
import type { Factorization } from "../solve/factorization.js";
import { byColumns, requireRows, requireTall, sameInexact } from "../operand/operands.js";
import { columns, rows } from "../operand/parts.js";
import { slogdet } from "../lu/slogdet.js";
import { solveTriangle } from "../solve/solve-triangular.js";
import type { BatchOf, ColsOf, MinDim, RowsOf, Solved, WithTail } from "../operand/typed-shape.js";

/** min(m, n), or m for full factors. */
export type Inner<S extends Shape, F extends boolean> = F extends true ? RowsOf<S> : MinDim<S>;

/** A = Q·R. */
export class QR<D extends DType = any, S extends Shape = any, F extends boolean = boolean> implements Omit<
  Factorization,
  "rank"
> {
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
    requireSquareProduct("det", this.Q, this.R);
    return determinantOf(this.Q, this.R);
  }

  /** log |det A| = Σᵢ log Rᵢᵢ; −∞ for a singular matrix. @throws {ShapeError} when A is not square */
  logAbsDet(): NDArray<RealOf<D>, BatchOf<S>> {
    requireSquareProduct("logAbsDet", this.Q, this.R);
    return logDeterminantOf(this.R);
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

/** det Q·∏ᵢ Tᵢᵢ. det Q is a sign where it is real: a constant to differentiation. */
export function determinantOf(Q: NDArray, T: NDArray): NDArray {
  const unit = Q.type.kind === "complex" ? det(Q) : slogdet(Q).sign;
  return mul(unit, prod(diagonal(T), { axis: -1 }));
}

/** Σᵢ log Tᵢᵢ, of a triangular factor whose diagonal is real and not negative. */
export function logDeterminantOf(T: NDArray): NDArray {
  return sum(log(real(diagonal(T))), { axis: -1 });
}

/** (Q·R)⁻¹. */
export function invert(Q: NDArray, R: NDArray): NDArray {
  requireSquareProduct("inverse", Q, R);
  return solveTriangle("inverse", R, adjoint(Q), "upper", "nonunit");
}

/** κ₂ of a product with orthonormal Q: zero rows or columns of a full factor change nothing. */
export function conditionOf(T: NDArray): NDArray {
  return cond(T);
}

/** Refuses factors of a matrix that is not square. @throws {ShapeError} */
export function requireSquareProduct(op: string, left: NDArray, right: NDArray): void {
  const [rows, cols] = [left.shape[left.ndim - 2], right.shape[right.ndim - 1]];
  if (rows === cols) return;
  throw new ShapeError(op, "the factored matrix must be square", { a: [...left.shape.slice(0, -2), rows, cols] });
}
