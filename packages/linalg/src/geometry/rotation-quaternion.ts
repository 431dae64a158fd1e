import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Shape,
  add,
  expandDims,
  greaterEqual,
  less,
  logicalAnd,
  mul,
  neg,
  sub,
  where,
} from "@linnet/core";
import { requireRotations } from "./require-rotations.js";
import { components, entries, matrixOf, requireTail, vectorOf } from "./tail.js";
import { normalized, unitVectors } from "./unit-vectors.js";
import type { Followed, Lead, Lead2, Matrices, Vectors } from "./typed-tail.js";

/**
 * The rotation v ↦ q·v·q⁻¹ of a quaternion.
 *
 *     R = [1 − 2(y² + z²), 2(xy − wz), 2(xz + wy); 2(xy + wz), 1 − 2(x² + z²), 2(yz − wx); 2(xz − wy), 2(yz + wx), 1 − 2(x² + y²)]
 *
 * @param q `[w, x, y, z]`, the real part first, shape `[…, 4]`; of any length but 0: q and s·q are the same rotation
 * @returns shape `[…, 3, 3]`
 * @throws {ShapeError} for vectors that have not four components
 * @throws {ValueError} for a quaternion that is zero, NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks Orthogonal to a few ε.
 * @example
 * rotationFromQuaternion(array([1, 0, 0, 1])).toArray(); // about [[0, -1, 0], [1, 0, 0], [0, 0, 1]]
 */
export function rotationFromQuaternion<D extends DType, S extends Shape>(
  q: NDArray<D, S> & Check<Vectors<S, 4, "q">, "rotationFromQuaternion">,
): NDArray<Divided<D>, Followed<Lead<S>, readonly [3, 3]>> {
  return matrixOfUnit(requireQuaternions("rotationFromQuaternion", "q", q as NDArray));
}

/**
 * The unit quaternion of a rotation, of the two the one with w ≥ 0.
 *
 * @param R shape `[…, 3, 3]`
 * @returns `[w, x, y, z]`, shape `[…, 4]`
 * @throws {ShapeError} for other matrices than 3×3
 * @throws {ValueError} for what is no rotation: |RᵀR − I| above √ε, a reflection, NaN or an infinity
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks R gives 4·q·qᵀ by sums alone; q is its column of the largest diagonal entry, normalized, so that nothing cancels: to a few ε
 *   for every rotation. Derivatives are those along rotations.
 * @see Shepperd, *Quaternion from rotation matrix*, 1978; Bar-Itzhack 2000
 * @example
 * rotationToQuaternion(array([[0, -1, 0], [1, 0, 0], [0, 0, 1]])).toArray(); // about [0.7071, 0, 0, 0.7071]
 */
export function rotationToQuaternion<D extends DType, S extends Shape>(
  R: NDArray<D, S> & Check<Matrices<S, 3, 3, "R">, "rotationToQuaternion">,
): NDArray<Divided<D>, Followed<Lead2<S>, readonly [4]>> {
  return quaternionOf(requireRotations("rotationToQuaternion", "R", R as NDArray, 3));
}

/** Unit quaternions. @throws {ValueError} for zeros */
export function requireQuaternions(op: string, name: string, q: NDArray): NDArray {
  return unitVectors(op, name, requireTail(op, name, q, [4]));
}

/** The rotation of a unit quaternion. */
export function matrixOfUnit(q: NDArray): NDArray {
  const [w, x, y, z] = components(q);
  const [x2, y2, z2] = [x, y, z].map((part): NDArray => mul(part, 2));
  const [wx, wy, wz]: NDArray[] = [mul(w, x2), mul(w, y2), mul(w, z2)];
  const [xx, yy, zz]: NDArray[] = [mul(x, x2), mul(y, y2), mul(z, z2)];
  const [xy, xz, yz]: NDArray[] = [mul(x, y2), mul(x, z2), mul(y, z2)];
  return matrixOf([
    [sub(1, add(yy, zz)), sub(xy, wz), add(xz, wy)],
    [add(xy, wz), sub(1, add(xx, zz)), sub(yz, wx)],
    [sub(xz, wy), add(yz, wx), sub(1, add(xx, yy))],
  ] as NDArray[][]);
}

/** The unit quaternion, w ≥ 0, of a matrix that is known to be a rotation. */
export function quaternionOf(R: NDArray): NDArray {
  const [r00, r01, r02, r10, r11, r12, r20, r21, r22] = entries(R);
  const [wx, wy, wz]: NDArray[] = [sub(r21, r12), sub(r02, r20), sub(r10, r01)];
  const [xy, xz, yz]: NDArray[] = [add(r10, r01), add(r20, r02), add(r21, r12)];
  const ww: NDArray = add(add(add(r00, r11), r22), 1);
  const xx: NDArray = add(sub(sub(r00, r11), r22), 1);
  const yy: NDArray = add(sub(sub(r11, r00), r22), 1);
  const zz: NDArray = add(sub(sub(r22, r00), r11), 1);
  const columns = [
    [ww, wx, wy, wz],
    [wx, xx, xy, xz],
    [wy, xy, yy, yz],
    [wz, xz, yz, zz],
  ].map(vectorOf);
  const q = normalized(ofLargest([ww, xx, yy, zz], columns));
  return nearHemisphere(q);
}

/** ±q, with w ≥ 0. */
export function nearHemisphere(q: NDArray): NDArray {
  return where(less(q.slice("...", "0:1"), 0), neg(q), q);
}

/** The first column whose weight no other exceeds. */
function ofLargest(weights: readonly NDArray[], columns: readonly NDArray[]): NDArray {
  const isLargest = (i: number): NDArray =>
    weights.map((other): NDArray => greaterEqual(weights[i], other)).reduce((a, b) => logicalAnd(a, b));
  return columns
    .slice(0, -1)
    .reduceRight((rest, column, i): NDArray => where(expandDims(isLargest(i), -1), column, rest), columns[3]);
}
