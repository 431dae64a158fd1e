import {
  type Broadcast,
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type RealOf,
  type Result,
  type Shape,
  abs,
  astype,
  div,
  equal,
  mul,
  neg,
  squeeze,
  where,
} from "@linnet/core";
import { broadcastShapes, requireFinite } from "@linnet/core/extend";
import { conjugate } from "../operand/adjoint.js";
import { sameInexact } from "../operand/operands.js";
import { powerOfTwo } from "../operand/scaled.js";
import { phase } from "./phase.js";
import { components, inBatch, matrixOf, vectorOf } from "./tail.js";
import { lengths } from "./unit-vectors.js";
import type { Followed } from "./typed-tail.js";

/**
 * The rotation of the plane that makes the second of two numbers zero.
 *
 *     [c, s; −s̄, c]·[a; b] = [r; 0],   c = |a|/√(|a|² + |b|²),  s = (a/|a|)·b̄/√(|a|² + |b|²),  r = (a/|a|)·√(|a|² + |b|²)
 *
 * a/|a| is 1 at a = 0; a = b = 0 has the rotation by 0.
 *
 * @param a real or complex numbers, shape `[…]`
 * @param b the same; shapes broadcast
 * @throws {ShapeError} when the shapes do not broadcast
 * @throws {ValueError} when a number is NaN or infinite
 * @throws {DTypeError} for bool; integers are converted to float64
 * @remarks c ≥ 0 is real, so that the rotation is continuous but at a = 0. c and s to a few ε for all numbers, also where squares
 *   over- or underflow; r overflows only where √(|a|² + |b|²) does.
 * @see Anderson, *Algorithm 978: Safe scaling in the level 1 BLAS*, 2017 (LAPACK's `lartg`)
 * @example
 * givens(array(3), array(4)).matrix().toArray(); // about [[0.6, 0.8], [-0.8, 0.6]]
 */
export function givens<D extends DType, A extends Shape, E extends DType, B extends Shape>(
  a: NDArray<D, A>,
  b: NDArray<E, B> & Check<Broadcast<A, B>, "givens">,
): Givens<Divided<Promote<D, E>>, Result<Broadcast<A, B>>> {
  const operands = sameInexact("givens", a as NDArray, b as NDArray);
  requireFinite("givens", "a", operands[0]);
  requireFinite("givens", "b", operands[1]);
  const batch = broadcastShapes("givens", operands[0].layout.shape, operands[1].layout.shape);
  const pair = vectorOf(operands.map((x) => inBatch(x, batch, 0)));
  const unit = powerOfTwo(pair, -1);
  const length = lengths(mul(pair, unit));
  const [f, g] = components(div(mul(pair, unit), where(equal(length, 0), 1, length)));
  const turn = phase(f);
  const isNone = equal(squeeze(length, -1), 0);
  const c: NDArray = where(isNone, 1, abs(f));
  return new Givens(c, mul(turn, conjugate(g)) as NDArray, mul(turn, squeeze(div(length, unit), -1)) as NDArray);
}

/** The rotation [c, s; −s̄, c], and what it makes of the two numbers: r and 0. */
export class Givens<D extends DType = any, S extends Shape = any> {
  constructor(
    /** Real, not negative, shape `[…]`. */
    readonly c: NDArray<RealOf<D>, S>,
    /** Shape `[…]`. */
    readonly s: NDArray<D, S>,
    /** Shape `[…]`. */
    readonly r: NDArray<D, S>,
  ) {}

  /** [c, s; −s̄, c], shape `[…, 2, 2]`. */
  matrix(): NDArray<D, Followed<S, readonly [2, 2]>> {
    const s: NDArray = this.s;
    const c: NDArray = astype(this.c, s.dtype);
    return matrixOf([
      [c, s],
      [neg(conjugate(s)), c],
    ]);
  }
}
