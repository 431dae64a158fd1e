import {
  type Broadcast,
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  ValueError,
  add,
  array,
  concat,
  div,
  exp,
  expandDims,
  less,
  log,
  mul,
  sub,
  where,
} from "@linnet/core";
import { broadcastShapes, requireFinite, unravel, withElements } from "@linnet/core/extend";
import { epsilonOf } from "../operand/epsilon.js";
import { powerOfTwo } from "../operand/scaled.js";
import { arcRatio } from "./arc-ratio.js";
import { conjugated, product } from "./quaternion-product.js";
import { nearHemisphere, requireQuaternions } from "./rotation-quaternion.js";
import { halfVector, requireAngles, squaredLengths, vectorPart } from "./rotation-vector.js";
import { stumpff } from "./stumpff.js";
import { inBatch, requireTail } from "./tail.js";
import { lengths, requireNonzero } from "./unit-vectors.js";
import type { Followed, Lead, Vectors } from "./typed-tail.js";

/**
 * The exponential of a quaternion.
 *
 *     exp(w + v) = eʷ·(cos ‖v‖ + v·sin ‖v‖/‖v‖)
 *
 * Of `[0, v/2]` it is the rotation with rotation vector v.
 *
 * @param q `[w, x, y, z]`, shape `[…, 4]`
 * @throws {ShapeError} for vectors that have not four components
 * @throws {ValueError} when a component is NaN or infinite, one of v 1/ε and more, or eʷ overflows
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks All derivatives exist everywhere.
 * @example
 * quaternionExp(array([0, 0, 0, Math.PI / 2])).toArray(); // about [0, 0, 0, 1]
 */
export function quaternionExp<D extends DType, S extends Shape>(
  q: NDArray<D, S> & Check<Vectors<S, 4, "q">, "quaternionExp">,
): NDArray<Divided<D>, S> {
  const x = requireTail("quaternionExp", "q", q as NDArray, [4]);
  const size = exp(x.slice("...", "0:1"));
  requireFinite("quaternionExp", "exp(w)", size);
  return mul(size, expOfVector(requireAngles("quaternionExp", "q", vectorPart(x))));
}

/**
 * The logarithm of a quaternion: of smallest length among those whose exponential it is.
 *
 *     log(w + v) = log ‖q‖ + v·atan2(‖v‖, w)/‖v‖
 *
 * @param q `[w, x, y, z]`, no real number ≤ 0, shape `[…, 4]`
 * @throws {ShapeError} for vectors that have not four components
 * @throws {ValueError} for zero and for negative real numbers, whose logarithm has no direction, and for NaN and infinities
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks All derivatives exist.
 * @example
 * quaternionLog(array([0, 0, 0, 1])).toArray(); // about [0, 0, 0, 1.5707963]
 */
export function quaternionLog<D extends DType, S extends Shape>(
  q: NDArray<D, S> & Check<Vectors<S, 4, "q">, "quaternionLog">,
): NDArray<Divided<D>, S> {
  const x = requireTail("quaternionLog", "q", q as NDArray, [4]);
  requireNonzero("quaternionLog", "q", x);
  requireDirection(x);
  const scale = powerOfTwo(x, -1);
  const y = mul(x, scale);
  const [w, v, length] = [y.slice("...", "0:1"), vectorPart(y), lengths(y)];
  const s = expandDims(squaredLengths(v), -1);
  // The angle is twice one whose cosine is as w + ‖q‖, or where that cancels, s/(‖q‖ − w).
  const isBehind = less(w, 0);
  const apart = where(isBehind, sub(length, w), 1);
  const half = where(isBehind, div(s, apart), add(w, length));
  return concat([sub(log(length), log(scale)), mul(v, mul(arcRatio(half, s), 2))], { axis: -1 });
}

/**
 * Spherical linear interpolation of rotations: from p to q by the shorter way, at constant speed.
 *
 *     p·(p⁻¹·q)ᵗ
 *
 * @param p `[w, x, y, z]`, of any length but 0, shape `[…, 4]`
 * @param q the same; the axes in front broadcast
 * @param t 0 at p, 1 at q (or −q, the same rotation, where it is nearer), also outside of [0, 1]; shape `[…]` that broadcasts with those
 *   in front, or a number
 * @returns unit quaternions, shape `[…, 4]`
 * @throws {ShapeError} for vectors that have not four components, or shapes that do not broadcast
 * @throws {ValueError} for a quaternion that is zero, and for NaN and infinities
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks To a few ε, between nearly equal and nearly opposite quaternions too, without a case apart; all derivatives exist but where
 *   the rotations are half a turn apart, and either way is as short.
 * @see Shoemake, *Animating rotation with quaternion curves*, 1985
 * @example
 * slerp(array([1, 0, 0, 0]), array([0, 0, 0, 1]), 0.5).toArray(); // about [0.7071, 0, 0, 0.7071]
 */
export function slerp<
  D extends DType,
  A extends Shape,
  E extends DType,
  B extends Shape,
  T extends Shape = readonly [],
>(
  p: NDArray<D, A> & Check<Vectors<A, 4, "p">, "slerp">,
  q: NDArray<E, B> & Check<Vectors<B, 4, "q">, "slerp"> & Check<Broadcast<A, B>, "slerp">,
  t: (NDArray<any, T> & Check<Broadcast<Result<Broadcast<Lead<A>, Lead<B>>>, T>, "slerp">) | number,
): NDArray<Divided<Promote<D, E>>, Followed<Result<Broadcast<Result<Broadcast<Lead<A>, Lead<B>>>, T>>, readonly [4]>> {
  const from = requireQuaternions("slerp", "p", p as NDArray);
  const to = requireQuaternions("slerp", "q", q as NDArray);
  const time = requireTail("slerp", "t", (typeof t === "number" ? array(t, { dtype: to.dtype }) : t) as NDArray, []);
  const ends = broadcastShapes("slerp", from.layout.shape.slice(0, -1), to.layout.shape.slice(0, -1));
  const batch = broadcastShapes("slerp", ends, time.layout.shape);
  const step = halfVector(nearHemisphere(product(conjugated(from), to)));
  return product(inBatch(from, batch, 1), expOfVector(mul(step, expandDims(time, -1)))) as NDArray;
}

/** cos ‖v‖ + v·sin ‖v‖/‖v‖. */
function expOfVector(v: NDArray): NDArray {
  const x = expandDims(squaredLengths(v), -1);
  return concat([stumpff(x, 0), mul(v, stumpff(x, 1))], { axis: -1 });
}

/** Refuses negative real numbers, and what is one to the square root of the smallest number. @throws {ValueError} */
function requireDirection(q: NDArray): void {
  const smallest = epsilonOf(q.type) === 2 ** -52 ? 2 ** -500 : 2 ** -60;
  const whole = withElements(q);
  const values: ArrayLike<number> = whole.toTypedArray();
  for (let i = 0; i < values.length; i += 4) {
    const size = Math.max(...[1, 2, 3].map((j) => Math.abs(values[i + j])));
    if (size > -values[i] * smallest) continue;
    const index = unravel(i / 4, whole.layout.shape.slice(0, -1)).join(", ");
    throw new ValueError(
      "quaternionLog",
      "q must not be a negative real number, whose logarithm has no direction",
      index === "" ? values[i] : `${values[i]} at index [${index}]`,
      "As a rotation, −q is the same as q.",
    );
  }
}
