import {
  type Broadcast,
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  add,
  array,
  cross,
  div,
  expandDims,
  mul,
  sub,
} from "@linnet/core";
import { broadcastShapes } from "@linnet/core/extend";
import { powerOfTwo } from "../operand/scaled.js";
import { squaredLengths, vectorPart } from "./rotation-vector.js";
import { components, requireTail, vectorOf } from "./tail.js";
import { requireQuaternions } from "./rotation-quaternion.js";
import { requireNonzero } from "./unit-vectors.js";
import type { Followed, Lead, Vectors } from "./typed-tail.js";

// Quaternions w + x·i + y·j + z·k are arrays [w, x, y, z]: the real part first, as formulas have it. SciPy has it last.

/**
 * Hamilton's product of quaternions: i² = j² = k² = i·j·k = −1. Rotations multiply alike: q first, then p.
 *
 * @param p `[w, x, y, z]`, shape `[…, 4]`
 * @param q the same; the axes in front broadcast
 * @returns shape `[…, 4]`; ‖p·q‖ = ‖p‖·‖q‖
 * @throws {ShapeError} for vectors that have not four components, or shapes that do not broadcast
 * @throws {ValueError} when a component is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @example
 * quaternionMultiply(array([0, 1, 0, 0]), array([0, 0, 1, 0])).toArray(); // [0, 0, 0, 1]: i·j = k
 */
export function quaternionMultiply<D extends DType, A extends Shape, E extends DType, B extends Shape>(
  p: NDArray<D, A> & Check<Vectors<A, 4, "p">, "quaternionMultiply">,
  q: NDArray<E, B> & Check<Vectors<B, 4, "q">, "quaternionMultiply"> & Check<Broadcast<A, B>, "quaternionMultiply">,
): NDArray<Divided<Promote<D, E>>, Result<Broadcast<A, B>>> {
  const x = requireTail("quaternionMultiply", "p", p as NDArray, [4]);
  const y = requireTail("quaternionMultiply", "q", q as NDArray, [4]);
  broadcastShapes("quaternionMultiply", x.layout.shape, y.layout.shape);
  return product(x, y);
}

/**
 * The conjugate w − x·i − y·j − z·k: the inverse of a unit quaternion.
 *
 * @param q `[w, x, y, z]`, shape `[…, 4]`
 * @throws {ShapeError} for vectors that have not four components
 * @throws {ValueError} when a component is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 */
export function quaternionConjugate<D extends DType, S extends Shape>(
  q: NDArray<D, S> & Check<Vectors<S, 4, "q">, "quaternionConjugate">,
): NDArray<Divided<D>, S> {
  return conjugated(requireTail("quaternionConjugate", "q", q as NDArray, [4]));
}

/**
 * The quaternion q⁻¹ = q̄/‖q‖² with q·q⁻¹ = 1.
 *
 * @param q `[w, x, y, z]`, not zero, shape `[…, 4]`
 * @throws {ShapeError} for vectors that have not four components
 * @throws {ValueError} for a quaternion that is zero, NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks Over- and underflows only where the inverse does.
 * @example
 * quaternionInverse(array([0, 2, 0, 0])).toArray(); // about [0, -0.5, 0, 0]
 */
export function quaternionInverse<D extends DType, S extends Shape>(
  q: NDArray<D, S> & Check<Vectors<S, 4, "q">, "quaternionInverse">,
): NDArray<Divided<D>, S> {
  const x = requireTail("quaternionInverse", "q", q as NDArray, [4]);
  requireNonzero("quaternionInverse", "q", x);
  const scale = powerOfTwo(x, -1);
  const y = mul(x, scale);
  return mul(div(conjugated(y), expandDims(squaredLengths(y), -1)), scale);
}

/**
 * A vector rotated: q·v·q⁻¹.
 *
 * @param q `[w, x, y, z]`, of any length but 0, shape `[…, 4]`
 * @param v shape `[…, 3]`; the axes in front broadcast
 * @returns shape `[…, 3]`
 * @throws {ShapeError} for other last axes, or shapes that do not broadcast
 * @throws {ValueError} for a quaternion that is zero, and for NaN and infinities
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @example
 * quaternionRotate(array([1, 0, 0, 1]), array([1, 0, 0])).toArray(); // about [0, 1, 0]
 */
export function quaternionRotate<D extends DType, A extends Shape, E extends DType, B extends Shape>(
  q: NDArray<D, A> & Check<Vectors<A, 4, "q">, "quaternionRotate">,
  v: NDArray<E, B> &
    Check<Vectors<B, 3, "v">, "quaternionRotate"> &
    Check<Broadcast<Lead<A>, Lead<B>>, "quaternionRotate">,
): NDArray<Divided<Promote<D, E>>, Followed<Result<Broadcast<Lead<A>, Lead<B>>>, readonly [3]>> {
  const unit = requireQuaternions("quaternionRotate", "q", q as NDArray);
  const x = requireTail("quaternionRotate", "v", v as NDArray, [3]);
  broadcastShapes("quaternionRotate", unit.layout.shape.slice(0, -1), x.layout.shape.slice(0, -1));
  const n = vectorPart(unit);
  const twice = mul(cross(n, x), 2);
  return add(add(x, mul(unit.slice("...", "0:1"), twice)), cross(n, twice)) as NDArray;
}

/** p·q, of arrays whose axes broadcast. */
export function product(p: NDArray, q: NDArray): NDArray {
  const [pw, px, py, pz] = components(p);
  const [qw, qx, qy, qz] = components(q);
  const sums = (a: NDArray, b: NDArray, c: NDArray, d: NDArray): NDArray =>
    add(add(mul(pw, a), mul(px, b)), add(mul(py, c), mul(pz, d)));
  return vectorOf([
    sub(mul(pw, qw), add(mul(px, qx), add(mul(py, qy), mul(pz, qz)))),
    sums(qx, qw, qz, qy.neg()),
    sums(qy, qz.neg(), qw, qx),
    sums(qz, qy, qx.neg(), qw),
  ] as NDArray[]);
}

export function conjugated(q: NDArray): NDArray {
  return mul(q, array([1, -1, -1, -1], { dtype: q.dtype }));
}
