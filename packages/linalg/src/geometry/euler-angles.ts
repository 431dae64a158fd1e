import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  ValueError,
  add,
  atan2,
  cos,
  greater,
  hypot,
  less,
  lessEqual,
  logicalOr,
  matmul,
  mul,
  neg,
  onesLike,
  sin,
  sub,
  where,
  zerosLike,
} from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { epsilonOf } from "../operand/epsilon.js";
import { quaternionOf } from "./rotation-quaternion.js";
import { requireRotations } from "./require-rotations.js";
import { components, matrixOf, requireTail, vectorOf } from "./tail.js";
import type { Followed, Lead, Lead2, Matrices, Vectors } from "./typed-tail.js";

type Proper = "xyx" | "xzx" | "yxy" | "yzy" | "zxz" | "zyz";
type TaitBryan = "xyz" | "xzy" | "yxz" | "yzx" | "zxy" | "zyx";

/**
 * The axes of three rotations, one after the other: those of the fixed frame in lower case (extrinsic), those that turn along in upper
 * case (intrinsic). `"ZYX"` is yaw, pitch and roll.
 */
export type EulerOrder = Proper | TaitBryan | Uppercase<Proper | TaitBryan>;

/** The angles of three rotations about axes of coordinates. */
export interface EulerAngles<D extends DType = any, B extends Shape = any> {
  /** In the order of the axes; the second in [0, π] for `"zxz"` and its like, in [−π/2, π/2] for `"xyz"` and its like. Shape `[…, 3]`. */
  readonly angles: NDArray<D, Followed<B, readonly [3]>>;
  /** Where the first and the third axis coincide, so that only the sum or the difference of their angles is known: the third is 0 there. Shape `[…]`. */
  readonly gimbalLock: NDArray<"bool", B>;
}

/**
 * The rotation of three rotations about axes of coordinates, one after the other.
 *
 *     "xyz": R = R_z(γ)·R_y(β)·R_x(α)        "XYZ": R = R_x(α)·R_y(β)·R_z(γ)
 *
 * @param angles `[α, β, γ]` in radians, shape `[…, 3]`
 * @param order lower case: about the axes of the fixed frame; upper case: about those that turn along
 * @returns shape `[…, 3, 3]`
 * @throws {ShapeError} for other than three angles
 * @throws {ValueError} for an order that is none, and when an angle is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @see SciPy, `Rotation.from_euler`
 * @example
 * rotationFromEuler(array([Math.PI / 2, 0, 0]), "ZYX").toArray(); // about [[0, -1, 0], [1, 0, 0], [0, 0, 1]]
 */
export function rotationFromEuler<D extends DType, S extends Shape>(
  angles: NDArray<D, S> & Check<Vectors<S, 3, "angles">, "rotationFromEuler">,
  order: EulerOrder,
): NDArray<Divided<D>, Followed<Lead<S>, readonly [3, 3]>> {
  const { axes, isIntrinsic } = axesOf("rotationFromEuler", order);
  const parts = components(requireTail("rotationFromEuler", "angles", angles as NDArray, [3]));
  const turns = parts.map((angle, i) => aboutAxis(axes[i], angle));
  if (!isIntrinsic) turns.reverse();
  return matmul(matmul(turns[0], turns[1]), turns[2]);
}

/**
 * The angles about axes of coordinates of a rotation, and where they are not unique.
 *
 * @param R shape `[…, 3, 3]`
 * @param order as in `rotationFromEuler`
 * @returns angles that make R again to a few ε, everywhere
 * @throws {ShapeError} for other matrices than 3×3
 * @throws {ValueError} for an order that is none, and for what is no rotation: |RᵀR − I| above √ε, a reflection, NaN or an infinity
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks From the quaternion: the sum and the difference of the outer angles are arguments of two complex numbers, the middle angle is
 *   that of their lengths. Gimbal lock is one of them below 16·ε; outside of it the outer angles err by ε over its length.
 *   Derivatives at gimbal lock are finite and no derivatives, as there are none.
 * @see Bernardes & Viollet, *Quaternion to Euler angles conversion*, PLOS ONE, 2022
 * @example
 * rotationToEuler(rotationFromEuler(array([0.1, 0.2, 0.3]), "ZYX"), "ZYX").angles.toArray(); // about [0.1, 0.2, 0.3]
 */
export function rotationToEuler<D extends DType, S extends Shape>(
  R: NDArray<D, S> & Check<Matrices<S, 3, 3, "R">, "rotationToEuler">,
  order: EulerOrder,
): EulerAngles<Divided<D>, Lead2<S>> {
  const { axes, isIntrinsic } = axesOf("rotationToEuler", order);
  const q = quaternionOf(requireRotations("rotationToEuler", "R", R as NDArray, 3));
  return extrinsicAngles(q, isIntrinsic ? axes.toReversed() : axes, isIntrinsic);
}

/** Axes 0, 1, 2 in their order. @throws {ValueError} */
function axesOf(op: string, order: string): { axes: readonly number[]; isIntrinsic: boolean } {
  const isIntrinsic = typeof order === "string" && order === order.toUpperCase();
  const axes = Array.from(String(order), (letter) => (isIntrinsic ? "XYZ" : "xyz").indexOf(letter));
  const isOrder = axes.length === 3 && !axes.includes(-1) && axes[0] !== axes[1] && axes[1] !== axes[2];
  if (typeof order === "string" && isOrder) return { axes, isIntrinsic };
  throw new ValueError(
    op,
    "order must be three of x, y, z, or of X, Y, Z, neighbours different",
    kindOf(order),
    'Write "xyz" for fixed axes, "XYZ" for axes that turn along.',
  );
}

/** The rotation about an axis of coordinates. */
function aboutAxis(axis: number, angle: NDArray): NDArray {
  const [c, s, zero, one] = [cos(angle), sin(angle), zerosLike(angle), onesLike(angle)] as NDArray[];
  if (axis === 0)
    return matrixOf([
      [one, zero, zero],
      [zero, c, neg(s)],
      [zero, s, c],
    ]);
  if (axis === 1)
    return matrixOf([
      [c, zero, s],
      [zero, one, zero],
      [neg(s), zero, c],
    ]);
  return matrixOf([
    [c, neg(s), zero],
    [s, c, zero],
    [zero, zero, one],
  ]);
}

/**
 * With angles α, β, γ about fixed axes i, j, i and k the third axis, ε = ±1 by the order of i, j, k:
 *
 *     a + b·i = cos(β/2)·exp(i·(α + γ)/2),   c + d·i = sin(β/2)·exp(i·(γ − α)/2)
 *
 * for (a, b, c, d) = (w, qᵢ, qⱼ, ε·qₖ). Axes i, j, k are that case after a quarter turn about j.
 */
function extrinsicAngles(q: NDArray, axes: readonly number[], isIntrinsic: boolean): EulerAngles {
  const [i, j] = axes;
  const isProper = axes[2] === i;
  const k = 3 - i - j;
  const sign = ((i - j) * (j - k) * (k - i)) / 2;
  const [w, ...xyz] = components(q);
  const [qi, qj, qk]: NDArray[] = [xyz[i], xyz[j], mul(xyz[k], sign)];
  const [a, b, c, d]: NDArray[] = isProper ? [w, qi, qj, qk] : [sub(w, qj), add(qi, qk), add(qj, w), sub(qk, qi)];
  const tolerance = 16 * epsilonOf(q.type);
  const [cosine, sine]: NDArray[] = [hypot(a, b), hypot(c, d)];
  const [hasNoSum, hasNoDifference] = [lessEqual(cosine, tolerance), lessEqual(sine, tolerance)];
  const [halfSum, halfDifference]: NDArray[] = [atan2(b, a), atan2(d, c)];
  // What is not known is chosen so that the user's third angle, the first of the fixed axes where they turn along, is 0.
  const turned = (x: NDArray): NDArray => (isIntrinsic ? x : neg(x));
  const sum = where(hasNoSum, turned(halfDifference), halfSum);
  const difference = where(hasNoDifference, turned(halfSum), halfDifference);
  const middle: NDArray = isProper
    ? mul(atan2(sine, cosine), 2)
    : atan2(mul(sub(mul(w, qj), mul(qi, qk)), 2), mul(sine, cosine)); // 2·atan2(sine, cosine) − π/2, relatively right at 0
  const [first, third]: NDArray[] = [wrapped(sub(sum, difference)), wrapped(add(sum, difference))];
  const angles = isProper ? [first, middle, third] : [first, middle, mul(third, sign)];
  return {
    angles: vectorOf((isIntrinsic ? angles.toReversed() : angles) as NDArray[]),
    gimbalLock: logicalOr(hasNoSum, hasNoDifference),
  };
}

/** An angle between −2π and 2π in [−π, π]. */
function wrapped(x: NDArray): NDArray {
  return where(greater(x, Math.PI), sub(x, 2 * Math.PI), where(less(x, -Math.PI), add(x, 2 * Math.PI), x));
}
