import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  add,
  atan2,
  cos,
  neg,
  sin,
  sub,
} from "@linnet/core";
import { entries, matrixOf, requireTail } from "./tail.js";
import { requireRotations } from "./require-rotations.js";
import type { Followed, Lead2, Matrices } from "./typed-tail.js";

/**
 * The rotation of the plane by an angle, counterclockwise.
 *
 *     R = [cos θ, −sin θ; sin θ, cos θ]
 *
 * @param angle in radians, shape `[…]`
 * @returns shape `[…, 2, 2]`
 * @throws {ValueError} when an angle is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @example
 * matmul(rotationFromAngle(array(Math.PI / 2)), array([1, 0])).toArray(); // about [0, 1]
 */
export function rotationFromAngle<D extends DType, S extends Shape>(
  angle: NDArray<D, S>,
): NDArray<Divided<D>, Followed<S, readonly [2, 2]>> {
  const theta = requireTail("rotationFromAngle", "angle", angle, []);
  const [c, s] = [cos(theta), sin(theta)];
  return matrixOf([
    [c, neg(s)],
    [s, c],
  ]);
}

/**
 * The angle of a rotation of the plane.
 *
 * @param R shape `[…, 2, 2]`
 * @returns in (−π, π], shape `[…]`
 * @throws {ShapeError} for other matrices than 2×2
 * @throws {ValueError} for what is no rotation: |RᵀR − I| above √ε, a reflection, NaN or an infinity
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 */
export function rotationToAngle<D extends DType, S extends Shape>(
  R: NDArray<D, S> & Check<Matrices<S, 2, 2, "R">, "rotationToAngle">,
): NDArray<Divided<D>, Lead2<S>> {
  const [r00, r01, r10, r11] = entries(requireRotations("rotationToAngle", "R", R as NDArray, 2));
  return atan2(sub(r10, r01), add(r00, r11)) as NDArray;
}
