import {
  type Broadcast,
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  array,
  atan2,
  broadcastTo,
  concat,
  cos,
  equal,
  expandDims,
  mul,
  sin,
  squeeze,
  where,
} from "@linnet/core";
import { broadcastShapes } from "@linnet/core/extend";
import { inBatch, requireTail } from "./tail.js";
import { lengths, normalized, unitVectors } from "./unit-vectors.js";
import { matrixOfUnit, nearHemisphere, quaternionOf, requireQuaternions } from "./rotation-quaternion.js";
import { requireRotations } from "./require-rotations.js";
import { vectorPart } from "./rotation-vector.js";
import type { Followed, Lead, Lead2, Matrices, Vectors } from "./typed-tail.js";

/** An axis and an angle about it. */
export interface AxisAngle<D extends DType = any, B extends Shape = any> {
  /** Of length 1, shape `[…, 3]`; `[1, 0, 0]` where the angle is 0. */
  readonly axis: NDArray<D, Followed<B, readonly [3]>>;
  /** In [0, π], shape `[…]`. */
  readonly angle: NDArray<D, B>;
}

/**
 * The rotation about an axis by an angle, by the right hand.
 *
 * @param axis of any length but 0, shape `[…, 3]`
 * @param angle in radians, shape `[…]` or a number; its axes broadcast with those in front of the axis
 * @returns shape `[…, 3, 3]`
 * @throws {ShapeError} for axes that have not three components, or shapes that do not broadcast
 * @throws {ValueError} for an axis that is zero, and for NaN and infinities
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks Orthogonal to a few ε.
 * @example
 * rotationFromAxisAngle(array([0, 0, 2]), Math.PI / 2).toArray(); // about [[0, -1, 0], [1, 0, 0], [0, 0, 1]]
 */
export function rotationFromAxisAngle<
  D extends DType,
  A extends Shape,
  E extends DType = D,
  B extends Shape = readonly [],
>(
  axis: NDArray<D, A> & Check<Vectors<A, 3, "axis">, "rotationFromAxisAngle">,
  angle: (NDArray<E, B> & Check<Broadcast<Lead<A>, B>, "rotationFromAxisAngle">) | number,
): NDArray<Divided<Promote<D, E>>, Followed<Result<Broadcast<Lead<A>, B>>, readonly [3, 3]>> {
  return matrixOfUnit(unitQuaternion("rotationFromAxisAngle", axis as NDArray, angle as NDArray | number));
}

/**
 * The axis and the angle of a rotation.
 *
 * @param R shape `[…, 3, 3]`
 * @throws {ShapeError} for other matrices than 3×3
 * @throws {ValueError} for what is no rotation: |RᵀR − I| above √ε, a reflection, NaN or an infinity
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks At an angle of π both directions of the axis are right, and one is given. Where the angle is 0 its derivative, that of a
 *   length, is taken as 0, and so is the axis's. `rotationToVector` is smooth there.
 * @example
 * rotationToAxisAngle(rotationFromAxisAngle(array([0, 3, 4]), 2)).axis.toArray(); // about [0, 0.6, 0.8]
 */
export function rotationToAxisAngle<D extends DType, S extends Shape>(
  R: NDArray<D, S> & Check<Matrices<S, 3, 3, "R">, "rotationToAxisAngle">,
): AxisAngle<Divided<D>, Lead2<S>> {
  return axisAngle(quaternionOf(requireRotations("rotationToAxisAngle", "R", R as NDArray, 3)));
}

/**
 * The unit quaternion of the rotation about an axis by an angle.
 *
 *     q = cos(θ/2) + sin(θ/2)·(x·i + y·j + z·k)/‖(x, y, z)‖
 *
 * @param axis of any length but 0, shape `[…, 3]`
 * @param angle in radians, shape `[…]` or a number; its axes broadcast with those in front of the axis
 * @returns `[w, x, y, z]`, shape `[…, 4]`
 * @throws as `rotationFromAxisAngle` does
 * @example
 * quaternionFromAxisAngle(array([0, 0, 2]), Math.PI).toArray(); // about [0, 0, 0, 1]
 */
export function quaternionFromAxisAngle<
  D extends DType,
  A extends Shape,
  E extends DType = D,
  B extends Shape = readonly [],
>(
  axis: NDArray<D, A> & Check<Vectors<A, 3, "axis">, "quaternionFromAxisAngle">,
  angle: (NDArray<E, B> & Check<Broadcast<Lead<A>, B>, "quaternionFromAxisAngle">) | number,
): NDArray<Divided<Promote<D, E>>, Followed<Result<Broadcast<Lead<A>, B>>, readonly [4]>> {
  return unitQuaternion("quaternionFromAxisAngle", axis as NDArray, angle as NDArray | number);
}

/**
 * The axis and the angle of a quaternion's rotation.
 *
 * @param q `[w, x, y, z]`, of any length but 0, shape `[…, 4]`
 * @returns q and −q are the same rotation, and have the same angle, of at most π
 * @throws {ShapeError} for vectors that have not four components
 * @throws {ValueError} for a quaternion that is zero, NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks As `rotationToAxisAngle`.
 */
export function quaternionToAxisAngle<D extends DType, S extends Shape>(
  q: NDArray<D, S> & Check<Vectors<S, 4, "q">, "quaternionToAxisAngle">,
): AxisAngle<Divided<D>, Lead<S>> {
  return axisAngle(nearHemisphere(requireQuaternions("quaternionToAxisAngle", "q", q as NDArray)));
}

function unitQuaternion(op: string, axis: NDArray, angle: NDArray | number): NDArray {
  const n = unitVectors(op, "axis", requireTail(op, "axis", axis, [3]));
  const half = halfAngle(op, angle, n);
  const batch = broadcastShapes(op, n.layout.shape.slice(0, -1), half.layout.shape);
  const [c, s] = [cos(half), sin(half)].map((part): NDArray => inBatch(expandDims(part, -1), batch, 1));
  return concat([c, mul(s, n)], { axis: -1 });
}

/** θ/2; a number in the dtype of the axis. */
function halfAngle(op: string, angle: NDArray | number, { dtype }: NDArray): NDArray {
  const theta = typeof angle === "number" ? array(angle, { dtype }) : angle;
  return mul(requireTail(op, "angle", theta, []), 0.5);
}

/** Of a unit quaternion with w ≥ 0. */
function axisAngle(q: NDArray): AxisAngle {
  const v = vectorPart(q);
  const length = lengths(v);
  const isNone = equal(length, 0);
  const first = broadcastTo(array([1, 0, 0], { dtype: q.dtype }), v.shape as readonly number[]);
  const angle: NDArray = mul(atan2(squeeze(length, -1), q.slice("...", 0)), 2);
  return { axis: where(isNone, first, normalized(v)), angle };
}
