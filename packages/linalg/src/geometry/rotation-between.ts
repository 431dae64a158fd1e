import {
  type Broadcast,
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  abs,
  add,
  argmin,
  atan2,
  concat,
  cross,
  div,
  less,
  lessEqual,
  matmul,
  matrixTranspose,
  mul,
  oneHot,
  squeeze,
  sub,
  sum,
  where,
} from "@linnet/core";
import { broadcastShapes } from "@linnet/core/extend";
import { epsilonOf } from "../operand/epsilon.js";
import { inBatch, requireTail } from "./tail.js";
import { lengths, normalized, unitVectors } from "./unit-vectors.js";
import { matrixOfUnit, quaternionOf } from "./rotation-quaternion.js";
import { requireRotations } from "./require-rotations.js";
import { vectorPart } from "./rotation-vector.js";
import type { Followed, Lead, Lead2, Matrices, Vectors } from "./typed-tail.js";

/**
 * The rotation by the smallest angle that turns the direction of `a` into that of `b`.
 *
 *     R·a/‖a‖ = b/‖b‖, about a × b
 *
 * @param a of any length but 0, shape `[…, 3]`
 * @param b the same; the axes in front broadcast
 * @returns shape `[…, 3, 3]`
 * @throws {ShapeError} for vectors that have not three components, or shapes that do not broadcast
 * @throws {ValueError} for a vector that is zero, NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks With u = a/‖a‖ and v = b/‖b‖ the quaternion has w = ‖u + v‖/2 and the length ‖u − v‖/2 along u × (v ∓ u), the smaller of the
 *   two, whose subtraction is exact: R·u is v to a few ε for all directions. Opposite ones (to rounding) have no such axis; the
 *   rotation is then by π about one at a right angle to both, and its derivative is not defined.
 * @example
 * rotationBetween(array([1, 0, 0]), array([0, 5, 0])).toArray(); // about [[0, -1, 0], [1, 0, 0], [0, 0, 1]]
 */
export function rotationBetween<D extends DType, A extends Shape, E extends DType, B extends Shape>(
  a: NDArray<D, A> & Check<Vectors<A, 3, "a">, "rotationBetween">,
  b: NDArray<E, B> & Check<Vectors<B, 3, "b">, "rotationBetween"> & Check<Broadcast<A, B>, "rotationBetween">,
): NDArray<Divided<Promote<D, E>>, Followed<Result<Broadcast<Lead<A>, Lead<B>>>, readonly [3, 3]>> {
  const op = "rotationBetween";
  const [x, y] = [requireTail(op, "a", a as NDArray, [3]), requireTail(op, "b", b as NDArray, [3])];
  const batch = broadcastShapes(op, x.layout.shape.slice(0, -1), y.layout.shape.slice(0, -1));
  const u = inBatch(unitVectors(op, "a", x), batch, 1);
  const v = inBatch(unitVectors(op, "b", y), batch, 1);
  const isObtuse = less(sum(mul(u, v), { axis: -1, keepDims: true }), 0);
  return matrixOfUnit(normalized(where(isObtuse, throughBack(u, v), throughFront(u, v))));
}

/**
 * The angle of the rotation that takes one rotation to another: the length of the shortest path between them.
 *
 *     θ = ‖log(AᵀB)‖
 *
 * @param a shape `[…, 3, 3]`
 * @param b the same; the axes in front broadcast
 * @returns in [0, π], shape `[…]`
 * @throws {ShapeError} for other matrices than 3×3, or shapes that do not broadcast
 * @throws {ValueError} for what is no rotation: |RᵀR − I| above √ε, a reflection, NaN or an infinity
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks To a few ε, of angles near 0 and near π too, where an arc cosine of the trace has half the digits. Where the rotations are equal
 *   the derivative, that of a length, is taken as 0.
 * @see Eigen, `angularDistance`
 * @example
 * angularDistance(eye(3), rotationFromVector(array([0, 0.5, 0]))).item(); // about 0.5
 */
export function angularDistance<D extends DType, A extends Shape, E extends DType, B extends Shape>(
  a: NDArray<D, A> & Check<Matrices<A, 3, 3, "a">, "angularDistance">,
  b: NDArray<E, B> & Check<Matrices<B, 3, 3, "b">, "angularDistance"> & Check<Broadcast<A, B>, "angularDistance">,
): NDArray<Divided<Promote<D, E>>, Result<Broadcast<Lead2<A>, Lead2<B>>>> {
  const from = requireRotations("angularDistance", "a", a as NDArray, 3);
  const to = requireRotations("angularDistance", "b", b as NDArray, 3);
  broadcastShapes("angularDistance", from.layout.shape, to.layout.shape);
  const q = quaternionOf(matmul(matrixTranspose(from), to));
  return mul(atan2(squeeze(lengths(vectorPart(q)), -1), q.slice("...", 0)), 2) as NDArray;
}

/** The quaternion from u to v that are at most a right angle apart: v − u is exact where they are near. */
function throughFront(u: NDArray, v: NDArray): NDArray {
  const twice = lengths(add(u, v)); // 2·cos(θ/2)
  return concat([mul(twice, 0.5), div(cross(u, sub(v, u)), where(less(twice, 1), 1, twice))], { axis: -1 });
}

/** From u to v that are more than a right angle apart: u + v is exact where they are nearly opposite. */
function throughBack(u: NDArray, v: NDArray): NDArray {
  const middle = add(u, v);
  const isNone = lessEqual(lengths(middle), 8 * epsilonOf(middle.type));
  const axis = normalized(cross(u, where(isNone, leastAlong(u), middle)));
  return concat([mul(lengths(middle), 0.5), mul(axis, mul(lengths(sub(u, v)), 0.5))], { axis: -1 });
}

/** The unit vector along the axis of coordinates to which u is nearest to being orthogonal. */
function leastAlong(u: NDArray): NDArray {
  return oneHot(argmin(abs(u), { axis: -1 }), 3, { dtype: u.dtype });
}
