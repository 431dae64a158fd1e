import {
  type DType,
  type NDArray,
  type RealOf,
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
import { det } from "../lu/det.js";
import { slogdet } from "../lu/slogdet.js";
import { cond } from "../norms/cond.js";
import type { BatchOf } from "../operand/typed-shape.js";
import type { Factorization } from "../solve/factorization.js";

/** A product of a Q with orthonormal columns or rows and a triangle T with a real diagonal ≥ 0, on either side of it. */
export abstract class OrthogonalFactorization<D extends DType = any, S extends Shape = any> implements Omit<
  Factorization,
  "rank"
> {
  /** A up to rounding is their product. */
  protected abstract factors(): readonly [left: NDArray, right: NDArray];
  /** One of them is Q and one is T. */
  protected abstract parts(): readonly [Q: NDArray, T: NDArray];
  abstract solve(b: NDArray): NDArray;
  abstract inverse(): NDArray<D, S>;

  /** det A = det Q·∏ᵢ Tᵢᵢ, T the triangle. @throws {ShapeError} when A is not square */
  det(): NDArray<D, BatchOf<S>> {
    this.requireSquare("det");
    const [Q, T] = this.parts();
    // det Q is a sign where it is real: a constant to differentiation
    const unit = Q.type.kind === "complex" ? det(Q) : slogdet(Q).sign;
    return mul(unit, prod(diagonal(T), { axis: -1 }));
  }

  /** log |det A| = Σᵢ log Tᵢᵢ, T the triangle; −∞ for a singular matrix. @throws {ShapeError} when A is not square */
  logAbsDet(): NDArray<RealOf<D>, BatchOf<S>> {
    this.requireSquare("logAbsDet");
    return sum(log(real(diagonal(this.parts()[1]))), { axis: -1 });
  }

  /** The condition number s₁/sₖ of A, which is that of the triangle. @throws {ShapeError} when A is empty */
  cond(): NDArray<RealOf<D>, BatchOf<S>> {
    return cond(this.parts()[1]); // zero rows or columns of a full factor change nothing
  }

  /** The product of the factors. */
  reconstruct(): NDArray<D, S> {
    return matmul(...this.factors());
  }

  /** Refuses factors of a matrix that is not square. @throws {ShapeError} */
  protected requireSquare(op: string): void {
    const [left, right] = this.factors();
    const [rows, cols] = [left.shape[left.ndim - 2], right.shape[right.ndim - 1]];
    if (rows === cols) return;
    throw new ShapeError(op, "the factored matrix must be square", { a: [...left.shape.slice(0, -2), rows, cols] });
  }
}
