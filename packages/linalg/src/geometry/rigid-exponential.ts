import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  add,
  concat,
  cross,
  div,
  expandDims,
  mul,
  sub,
} from "@linnet/core";
import { assembled, rigidParts } from "./rigid-transform.js";
import { exponential, logarithm, requireAngles, squaredLengths } from "./rotation-vector.js";
import { stumpff } from "./stumpff.js";
import { requireTail } from "./tail.js";
import type { Followed, Lead, Lead2, Matrices, Vectors } from "./typed-tail.js";

/**
 * The rigid transform of a screw motion: the exponential of SE(3).
 *
 *     T = exp [[ω]ₓ, v; 0, 0] = [exp [ω]ₓ, V·v; 0, 1],   V·v = v + (1 − cos θ)/θ²·ω × v + (θ − sin θ)/θ³·ω × (ω × v),   θ = ‖ω‖
 *
 * @param twist `[ω, v]`: three components of rotation, three of translation, shape `[…, 6]`
 * @returns shape `[…, 4, 4]`
 * @throws {ShapeError} for vectors that have not six components
 * @throws {ValueError} when a component is NaN or infinite, and for angles of 1/ε and more, which have no meaning
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks To a few ε at every angle. All derivatives exist, at ω = 0 too.
 * @see Lynch & Park, *Modern Robotics*, 2017, §3.3.3 (which has ω first, as SciPy's `RigidTransform` has)
 * @example
 * rigidExp(array([0, 0, Math.PI, 0, 0, 2])).toArray(); // about [[-1, 0, 0, 0], [0, -1, 0, 0], [0, 0, 1, 2], [0, 0, 0, 1]]
 */
export function rigidExp<D extends DType, S extends Shape>(
  twist: NDArray<D, S> & Check<Vectors<S, 6, "twist">, "rigidExp">,
): NDArray<Divided<D>, Followed<Lead<S>, readonly [4, 4]>> {
  const x = requireTail("rigidExp", "twist", twist as NDArray, [6]);
  const [omega, v] = [requireAngles("rigidExp", "twist", x.slice("...", ":3")), x.slice("...", "3:")];
  const angle = expandDims(squaredLengths(omega), -1);
  const once: NDArray = cross(omega, v);
  const moved = add(add(v, mul(stumpff(angle, 2), once)), mul(stumpff(angle, 3), cross(omega, once)));
  return assembled("rigidExp", exponential(omega), moved as NDArray);
}

/**
 * The screw motion of a rigid transform: the logarithm of SE(3), with an angle of at most π.
 *
 *     V⁻¹·t = t − ω × t/2 + (1 − (θ/2)·cot(θ/2))/θ²·ω × (ω × t)
 *
 * @param T shape `[…, 4, 4]`
 * @returns `[ω, v]`: three components of rotation, three of translation, shape `[…, 6]`
 * @throws {ShapeError} for other matrices than 4×4
 * @throws {ValueError} for what is no rigid transform: its last row is not [0, 0, 0, 1], or |RᵀR − I| above √ε, or det R < 0; and for NaN
 *   and infinities
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks To a few ε at every angle. Derivatives are those along rigid transforms; all exist at angles below π.
 * @example
 * rigidLog(translation(array([1, 2, 3]))).toArray(); // [0, 0, 0, 1, 2, 3]
 */
export function rigidLog<D extends DType, S extends Shape>(
  T: NDArray<D, S> & Check<Matrices<S, 4, 4, "T">, "rigidLog">,
): NDArray<Divided<D>, Followed<Lead2<S>, readonly [6]>> {
  const [R, t] = rigidParts("rigidLog", T as NDArray);
  const omega = logarithm(R);
  const angle = expandDims(squaredLengths(omega), -1);
  // (1 − c₁/(2·c₂))/θ², without the cancellation: (c₃ − 2·c₄)/(2·c₂)
  const [c2, c3, c4] = [2, 3, 4].map((k) => stumpff(angle, k));
  const factor = div(sub(c3, mul(c4, 2)), mul(c2, 2));
  const once: NDArray = cross(omega, t);
  const v = add(sub(t, mul(once, 0.5)), mul(factor, cross(omega, once)));
  return concat([omega, v as NDArray], { axis: -1 });
}
