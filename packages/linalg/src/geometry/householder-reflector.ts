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
  abs,
  add,
  concat,
  div,
  equal,
  expandDims,
  eye,
  matmul,
  mul,
  neg,
  onesLike,
  squeeze,
  sub,
  where,
} from "@linnet/core";
import { requireFinite, requireNdim } from "@linnet/core/extend";
import { adjoint } from "../operand/adjoint.js";
import { byColumns, requireInexact, requireRows } from "../operand/operands.js";
import { powerOfTwo } from "../operand/scaled.js";
import type { Solved } from "../operand/typed-shape.js";
import { phase } from "./phase.js";
import { lengths } from "./unit-vectors.js";
import type { Axes, Lead, Squares } from "./typed-tail.js";
import { perMatrix } from "../operand/per-matrix.js";

/**
 * The reflector that maps a vector to a multiple of e₁.
 *
 *     H = I − τ·v·vᴴ,   H·x = β·e₁,   β = −(x₀/|x₀|)·‖x‖,  v = (1, x₁, x₂, …)/(x₀ − β),  τ = 1 + |x₀|/‖x‖
 *
 * (the 1 in v is not divided; x₀/|x₀| is 1 at x₀ = 0). H is unitary and Hermitian, its own inverse.
 *
 * @param x real or complex, shape `[…, n]`, n ≥ 1
 * @throws {ShapeError} for an empty vector, or a number
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks β has the sign against x₀, so that x₀ − β does not cancel: H is unitary and H·x right to a few ε, also where squares over- or
 *   underflow. x = 0 has H = I. Smooth but where x₀ = 0. LAPACK's `larfg` is the same for real x with another entry than x₀; for
 *   complex x it has a real β in place of a Hermitian H.
 * @see Golub & Van Loan, *Matrix Computations*, 4th ed., §5.1
 * @example
 * const h = householder(array([3, 4]));
 * h.beta.item(); // about -5
 * h.apply(array([3, 4])).toArray(); // about [-5, 0]
 */
export function householder<D extends DType, S extends Shape>(
  x: NDArray<D, S> & Check<Axes<S, "x">, "householder">,
): Householder<Divided<D>, S> {
  const source = requireInexact("householder", "x", x as NDArray);
  requireNdim("householder", "x", source, 1);
  if (source.shape[source.ndim - 1] === 0)
    throw new ShapeError("householder", "x must not be empty", { x: source.shape });
  requireFinite("householder", "x", source);
  const unit = powerOfTwo(source, -1);
  const length = lengths(mul(source, unit));
  const isNone = equal(length, 0);
  const y: NDArray = div(mul(source, unit), where(isNone, 1, length));
  const [first, rest] = [y.slice("...", "0:1"), y.slice("...", "1:")];
  const turn = phase(first);
  const size: NDArray = abs(first);
  const v = concat([onesLike(first), div(rest, mul(turn, add(size, 1)))] as NDArray[], { axis: -1 });
  const tau = where(isNone, 0, add(size, 1));
  return new Householder(v, squeeze(tau, -1), squeeze(neg(mul(turn, div(length, unit))) as NDArray, -1));
}

/** H = I − τ·v·vᴴ. */
export class Householder<D extends DType = any, S extends Shape = any> {
  constructor(
    /** Its first entry is 1, shape `[…, n]`. */
    readonly v: NDArray<D, S>,
    /** Real, in [1, 2], or 0 for H = I; shape `[…]`. */
    readonly tau: NDArray<RealOf<D>, Lead<S>>,
    /** The first entry of H·x, the others being 0; shape `[…]`. */
    readonly beta: NDArray<D, Lead<S>>,
  ) {}

  /** H, shape `[…, n, n]`. */
  matrix(): NDArray<D, Squares<S>> {
    const v: NDArray = this.v;
    return this.reflect(eye(v.shape[v.ndim - 1], { dtype: v.dtype }));
  }

  /**
   * H·b, without H: 4·n flops for each column.
   *
   * @param b `[n]`, or `[…, n, k]`
   * @throws {ShapeError} when b has other rows
   */
  apply<E extends DType, B extends Shape>(
    b: NDArray<E, B> & Check<Solved<Squares<S>, B>, "apply">,
  ): NDArray<Divided<Promote<D, E>>, Result<Solved<Squares<S>, B>>> {
    const given = requireInexact("apply", "b", b as NDArray);
    requireRows("apply", expandDims(this.v as NDArray, -1), given);
    return byColumns(given, (columns) => this.reflect(columns)) as NDArray;
  }

  private reflect(columns: NDArray): NDArray {
    const v: NDArray = expandDims(this.v as NDArray, -1);
    const tau: NDArray = perMatrix(this.tau as NDArray);
    return sub(columns, matmul(mul(tau, v), matmul(adjoint(v), columns)));
  }
}
