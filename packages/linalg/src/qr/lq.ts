import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  ShapeError,
  matmul,
} from "@linnet/core";
import { matrixDims, requireOptions } from "@linnet/core/extend";
import { adjoint } from "../operand/adjoint.js";
import { byColumns, requireInexactMatrix, requireRows, sameInexact } from "../operand/operands.js";
import { columns, rows } from "../operand/parts.js";
import { qrFactors } from "./qr-factors.js";
import { OrthogonalFactorization } from "./orthogonal-factorization.js";
import { solveTriangle } from "../solve/solve-triangular.js";
import type { ColsOf, Matrix, MinDim, RowsOf, Solved, WithTail } from "../operand/typed-shape.js";

/** Options of `lq`. */
export interface LqOptions<F extends boolean> {
  /** All n rows of Q, and an L of n columns. Default false: the first min(m, n). */
  readonly full?: F;
}

/**
 * LQ factorization by Householder reflections: the adjoint of QR of Aᴴ.
 *
 *     A = L·Q
 *
 * L is lower triangular with a real, non-negative diagonal, Q has orthonormal rows.
 *
 * @param a shape `[…, m, n]`, real or complex
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks 4·n·m² − 4/3·m³ flops for both factors (m ≤ n). Backward stable rowwise. Differentiable where the first
 *   min(m, n) rows are independent; functions of the last n − m rows of a full Q where all bases of that space give the same.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.6.2
 * @example
 * const { L, Q } = lq(array([[3, 4], [1, 2]]));
 * L.toArray(); // [[5, 0], [2.2, 0.4]]
 */
export function lq<D extends DType, S extends Shape, const F extends boolean = false>(
  a: NDArray<D, S> & Check<Matrix<S>, "lq">,
  options?: LqOptions<F>,
): LQ<Divided<D>, S, F> {
  const { full = false } = requireOptions("lq", options);
  const [Q, R] = qrFactors("lq", adjoint(requireInexactMatrix("lq", a as NDArray)), full);
  return new LQ(adjoint(R), adjoint(Q));
}

type Inner<S extends Shape, F extends boolean> = F extends true ? ColsOf<S> : MinDim<S>;

/** A = L·Q. */
export class LQ<
  D extends DType = any,
  S extends Shape = any,
  F extends boolean = boolean,
> extends OrthogonalFactorization<D, S> {
  constructor(
    /** Lower triangular, its diagonal real and ≥ 0, shape `[…, m, min(m, n)]`, or `[…, m, n]` when full. */
    readonly L: NDArray<D, WithTail<S, readonly [RowsOf<S>, Inner<S, F>]>>,
    /** Orthonormal rows, shape `[…, min(m, n), n]`, or `[…, n, n]` when full. */
    readonly Q: NDArray<D, WithTail<S, readonly [Inner<S, F>, ColsOf<S>]>>,
  ) {
    super();
  }

  /**
   * The solution of least norm of A·X = B, for A of full row rank: X = Qᴴ·L⁻¹·B.
   *
   * @param b shape `[m]` or `[…, m, k]`
   * @throws {ShapeError} when A has more rows than columns
   * @throws {SingularMatrixError} when L has a zero on its diagonal: use `lstsq`
   */
  override solve<E extends DType, B extends Shape>(
    b: NDArray<E, B> & Check<Solved<S, B>, "solve">,
  ): NDArray<Divided<Promote<D, E>>, Result<Solved<S, B>>> {
    return leastNorm(this.L, this.Q, b as NDArray);
  }

  /** A⁻¹ = Qᴴ·L⁻¹. @throws {ShapeError} when A is not square @throws {SingularMatrixError} when it is singular */
  override inverse(): NDArray<D, S> {
    this.requireSquare("inverse");
    const { L, Q }: { L: NDArray; Q: NDArray } = this;
    return adjoint(solveTriangle("inverse", adjoint(L), Q, "upper", "nonunit"));
  }

  protected override factors(): readonly [NDArray, NDArray] {
    return [this.L, this.Q];
  }

  protected override parts(): readonly [NDArray, NDArray] {
    return [this.Q, this.L];
  }
}

function leastNorm(L: NDArray, Q: NDArray, b: NDArray): NDArray {
  const [m] = matrixDims(L);
  const [, n] = matrixDims(Q);
  if (m > n) {
    const expected = "a must have at least as many columns as rows";
    throw new ShapeError("solve", expected, { L: L.shape, Q: Q.shape }, "Use lstsq.");
  }
  requireRows("solve", L, b);
  const [l, rhs] = sameInexact("solve", L, b);
  const [q] = sameInexact("solve", Q, b);
  const [square, thin] = L.shape[L.ndim - 1] === m ? [l, q] : [columns(l, 0, m), rows(q, 0, m)];
  return byColumns(rhs, (c) => matmul(adjoint(thin), solveTriangle("solve", square, c, "lower", "nonunit")));
}
