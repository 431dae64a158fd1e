import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  ValueError,
  add,
  expandDims,
  mul,
  square,
  sub,
  sum,
} from "@linnet/core";
import { withElements } from "@linnet/core/extend";
import { epsilonOf } from "../operand/epsilon.js";
import { arcRatio } from "./arc-ratio.js";
import { quaternionOf } from "./rotation-quaternion.js";
import { requireRotations } from "./require-rotations.js";
import { stumpff } from "./stumpff.js";
import { components, matrixOf, requireTail } from "./tail.js";
import type { Followed, Lead, Lead2, Matrices, Vectors } from "./typed-tail.js";

/**
 * The rotation about v by the angle ‖v‖: the exponential of SO(3), by Rodrigues' formula.
 *
 *     R = exp [v]ₓ = cos θ·I + (sin θ/θ)·[v]ₓ + ((1 − cos θ)/θ²)·v·vᵀ,   θ = ‖v‖
 *
 * @param v rotation vectors, in radians, shape `[…, 3]`
 * @returns shape `[…, 3, 3]`
 * @throws {ShapeError} for vectors that have not three components
 * @throws {ValueError} when a component is NaN or infinite, and for angles of 1/ε and more, which have no meaning
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks Orthogonal to a few ε. All derivatives exist, at v = 0 too.
 * @see Murray, Li & Sastry, *A Mathematical Introduction to Robotic Manipulation*, 1994, §2.2
 * @example
 * rotationFromVector(array([0, 0, Math.PI / 2])).toArray(); // about [[0, -1, 0], [1, 0, 0], [0, 0, 1]]
 */
export function rotationFromVector<D extends DType, S extends Shape>(
  v: NDArray<D, S> & Check<Vectors<S, 3, "v">, "rotationFromVector">,
): NDArray<Divided<D>, Followed<Lead<S>, readonly [3, 3]>> {
  return exponential(
    requireAngles("rotationFromVector", "v", requireTail("rotationFromVector", "v", v as NDArray, [3])),
  );
}

/**
 * The rotation vector of a rotation: the logarithm of SO(3), along the axis, as long as the angle.
 *
 * @param R shape `[…, 3, 3]`
 * @returns of length in [0, π], shape `[…, 3]`; at an angle of π, where v and −v are the same rotation, one of the two
 * @throws {ShapeError} for other matrices than 3×3
 * @throws {ValueError} for what is no rotation: |RᵀR − I| above √ε, a reflection, NaN or an infinity
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks Through the quaternion, whose largest component is found first: to a few ε of ‖v‖ near 0, of π near π. Derivatives are those
 *   along rotations; all exist below π.
 * @example
 * rotationToVector(rotationFromVector(array([0, 3, 0]))).toArray(); // about [0, 3, 0]
 */
export function rotationToVector<D extends DType, S extends Shape>(
  R: NDArray<D, S> & Check<Matrices<S, 3, 3, "R">, "rotationToVector">,
): NDArray<Divided<D>, Followed<Lead2<S>, readonly [3]>> {
  return logarithm(requireRotations("rotationToVector", "R", R as NDArray, 3));
}

/** exp [v]ₓ. */
export function exponential(v: NDArray): NDArray {
  const x = squaredLengths(v);
  const [x0, x1, x2] = components(v);
  const [c, s1, c2] = [stumpff(x, 0), stumpff(x, 1), stumpff(x, 2)];
  const [y0, y1, y2] = [x0, x1, x2].map((xi): NDArray => mul(c2, xi));
  const [z0, z1, z2] = [x0, x1, x2].map((xi): NDArray => mul(s1, xi));
  const [m01, m02, m12]: NDArray[] = [mul(y0, x1), mul(y0, x2), mul(y1, x2)];
  return matrixOf([
    [add(c, mul(y0, x0)), sub(m01, z2), add(m02, z1)],
    [add(m01, z2), add(c, mul(y1, x1)), sub(m12, z0)],
    [sub(m02, z1), add(m12, z0), add(c, mul(y2, x2))],
  ] as NDArray[][]);
}

/** The rotation vector of a matrix that is known to be a rotation. */
export function logarithm(R: NDArray): NDArray {
  return mul(halfVector(quaternionOf(R)), 2);
}

/** α·n of a quaternion ‖q‖·(cos α, n·sin α) with cos α ≥ 0: half the rotation vector. */
export function halfVector(q: NDArray): NDArray {
  const [w, ...xyz] = components(q);
  const s = xyz.map((x): NDArray => square(x)).reduce((a, b): NDArray => add(a, b));
  return mul(expandDims(arcRatio(w, s), -1), vectorPart(q));
}

/** (x, y, z) of quaternions: a view. */
export function vectorPart(q: NDArray): NDArray {
  return q.slice("...", "1:");
}

/** ‖v‖² over the last axis. */
export function squaredLengths(v: NDArray): NDArray {
  return sum(square(v), { axis: -1 });
}

/** Refuses angles beside which the distance to the next number is a radian and more. @throws {ValueError} */
export function requireAngles(op: string, name: string, v: NDArray): NDArray {
  const limit = 1 / epsilonOf(v.type);
  const values: ArrayLike<number> = withElements(v).toTypedArray();
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i]) < limit) continue;
    throw new ValueError(
      op,
      `${name} must hold angles below 1/ε = ${limit}`,
      values[i],
      "They have no digits behind the point.",
    );
  }
  return v;
}
