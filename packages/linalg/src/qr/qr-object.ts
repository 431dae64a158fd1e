import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  matmul,
} from "@linnet/core";
import { adjoint } from "../operand/adjoint.js";
import { byColumns, requireRows, requireTall, sameInexact } from "../operand/operands.js";
import { columns, rows } from "../operand/parts.js";
import type { ColsOf, MinDim, RowsOf, Solved, WithTail } from "../operand/typed-shape.js";
import { solveTriangle } from "../solve/solve-triangular.js";
import { OrthogonalFactorization } from "./orthogonal-factorization.js";

/** min(m, n), or m for full factors. */
export type Inner<S extends Shape, F extends boolean> = F extends true ? RowsOf<S> : MinDim<S>;

/** A = Q·R. */
export class QR<
  D extends DType = any,
  S extends Shape = any,
  F extends boolean = boolean,
> extends OrthogonalFactorization<D, S> {
  constructor(
    /** Orthonormal columns, shape `[…, m, min(m, n)]`, or `[…, m, m]` when full. */
    readonly Q: NDArray<D, WithTail<S, readonly [RowsOf<S>, Inner<S, F>]>>,
    /** Upper triangular, its diagonal real and ≥ 0, shape `[…, min(m, n), n]`, or `[…, m, n]` when full. */
    readonly R: NDArray<D, WithTail<S, readonly [Inner<S, F>, ColsOf<S>]>>,
  ) {
    super();
  }

  /**
   * The least-squares solution of A·X = B for A of full column rank: R·X = Qᴴ·B.
   *
   * @param b shape `[m]` or `[…, m, k]`
   * @throws {ShapeError} when A has more columns than rows
   * @throws {SingularMatrixError} when R has a zero on its diagonal: use `lstsq`
   */
  override solve<E extends DType, B extends Shape>(
    b: NDArray<E, B> & Check<Solved<S, B>, "solve">,
  ): NDArray<Divided<Promote<D, E>>, Result<Solved<S, B>>> {
    return leastSquares(this.Q, this.R, b as NDArray);
  }

  /** A⁻¹ = R⁻¹·Qᴴ. @throws {ShapeError} when A is not square @throws {SingularMatrixError} when it is singular */
  override inverse(): NDArray<D, S> {
    this.requireSquare("inverse");
    const { Q, R }: { Q: NDArray; R: NDArray } = this;
    return solveTriangle("inverse", R, adjoint(Q), "upper", "nonunit");
  }

  protected override factors(): readonly [NDArray, NDArray] {
    return [this.Q, this.R];
  }

  protected override parts(): readonly [NDArray, NDArray] {
    return [this.Q, this.R];
  }
}

/** X that minimizes ‖Q·R·X − B‖, of full or thin factors. */
function leastSquares(Q: NDArray, R: NDArray, b: NDArray): NDArray {
  const n = R.shape[R.ndim - 1];
  requireTall("solve", Q, R);
  requireRows("solve", Q, b);
  const [q, rhs] = sameInexact("solve", Q, b);
  const [r] = sameInexact("solve", R, b);
  const thin = q.shape[q.ndim - 1] === n ? q : columns(q, 0, n);
  const square = r.shape[r.ndim - 2] === n ? r : rows(r, 0, n);
  return byColumns(rhs, (c) => solveTriangle("solve", square, matmul(adjoint(thin), c), "upper", "nonunit"));
}
