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
  expandDims,
  eye,
  matmul,
  matrixTranspose,
  mul,
  neg,
  squeeze,
} from "@linnet/core";
import { broadcastShapes, unravel, withElements } from "@linnet/core/extend";
import { requireOrthogonal } from "./require-rotations.js";
import { inBatch, requireTail } from "./tail.js";
import type { Followed, Lead, Lead2, Matrices, Vectors } from "./typed-tail.js";

/**
 * The affine map x ↦ A·x + t as a matrix of homogeneous coordinates: a rigid transform where A is a rotation. They compose by `matmul`.
 *
 *     T = [A, t; 0, 1]
 *
 * @param a shape `[…, 3, 3]`
 * @param t shape `[…, 3]`; the axes in front broadcast
 * @returns shape `[…, 4, 4]`
 * @throws {ShapeError} for other last axes, or shapes that do not broadcast
 * @throws {ValueError} when an entry is NaN or infinite
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @example
 * transformPoints(homogeneous(eye(3), array([1, 2, 3])), array([1, 1, 1])).toArray(); // [2, 3, 4]
 */
export function homogeneous<D extends DType, A extends Shape, E extends DType, B extends Shape>(
  a: NDArray<D, A> & Check<Matrices<A, 3, 3, "a">, "homogeneous">,
  t: NDArray<E, B> & Check<Vectors<B, 3, "t">, "homogeneous"> & Check<Broadcast<Lead2<A>, Lead<B>>, "homogeneous">,
): NDArray<Divided<Promote<D, E>>, Followed<Result<Broadcast<Lead2<A>, Lead<B>>>, readonly [4, 4]>> {
  const linear = requireTail("homogeneous", "a", a as NDArray, [3, 3]);
  return assembled("homogeneous", linear, requireTail("homogeneous", "t", t as NDArray, [3]));
}

/**
 * x ↦ x + t as a matrix of homogeneous coordinates.
 *
 * @param t shape `[…, 3]`
 * @returns shape `[…, 4, 4]`
 * @throws as `homogeneous` does
 */
export function translation<D extends DType, S extends Shape>(
  t: NDArray<D, S> & Check<Vectors<S, 3, "t">, "translation">,
): NDArray<Divided<D>, Followed<Lead<S>, readonly [4, 4]>> {
  const vector = requireTail("translation", "t", t as NDArray, [3]);
  return assembled("translation", eye(3, { dtype: vector.dtype }) as NDArray, vector);
}

/**
 * x ↦ (s₀·x₀, s₁·x₁, s₂·x₂) as a matrix of homogeneous coordinates.
 *
 * @param s a factor for each axis, shape `[…, 3]`
 * @returns shape `[…, 4, 4]`
 * @throws as `homogeneous` does
 */
export function scaling<D extends DType, S extends Shape>(
  s: NDArray<D, S> & Check<Vectors<S, 3, "s">, "scaling">,
): NDArray<Divided<D>, Followed<Lead<S>, readonly [4, 4]>> {
  const factors = requireTail("scaling", "s", s as NDArray, [3]);
  return assembled("scaling", mul(expandDims(factors, -1), eye(3, { dtype: factors.dtype })), mul(factors, 0));
}

/**
 * Points moved by an affine map.
 *
 *     x ↦ A·x + t,   T = [A, t; 0, 1]
 *
 * @param T shape `[…, 4, 4]`
 * @param x shape `[…, 3]`; the axes in front broadcast: one T moves any array of points
 * @returns shape `[…, 3]`
 * @throws {ShapeError} for other last axes, or shapes that do not broadcast
 * @throws {ValueError} for a T whose last row is not [0, 0, 0, 1], and for NaN and infinities
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @example
 * transformPoints(translation(array([0, 0, 1])), array([[1, 2, 3], [4, 5, 6]])).toArray(); // [[1, 2, 4], [4, 5, 7]]
 */
export function transformPoints<D extends DType, A extends Shape, E extends DType, B extends Shape>(
  T: NDArray<D, A> & Check<Matrices<A, 4, 4, "T">, "transformPoints">,
  x: NDArray<E, B> &
    Check<Vectors<B, 3, "x">, "transformPoints"> &
    Check<Broadcast<Lead2<A>, Lead<B>>, "transformPoints">,
): NDArray<Divided<Promote<D, E>>, Followed<Result<Broadcast<Lead2<A>, Lead<B>>>, readonly [3]>> {
  const [A, t] = affineParts("transformPoints", T as NDArray);
  const points = requireTail("transformPoints", "x", x as NDArray, [3]);
  broadcastShapes("transformPoints", t.layout.shape.slice(0, -1), points.layout.shape.slice(0, -1));
  return add(applied(A, points), t) as NDArray;
}

/**
 * The inverse of rigid transforms.
 *
 *     [R, t; 0, 1]⁻¹ = [Rᵀ, −Rᵀt; 0, 1]
 *
 * @param T shape `[…, 4, 4]`
 * @throws {ShapeError} for other matrices than 4×4
 * @throws {ValueError} for what is no rigid transform: its last row is not [0, 0, 0, 1], or |RᵀR − I| above √ε, or det R < 0; and for NaN
 *   and infinities
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks Affine maps that are not rigid have `inv`.
 */
export function rigidInverse<D extends DType, S extends Shape>(
  T: NDArray<D, S> & Check<Matrices<S, 4, 4, "T">, "rigidInverse">,
): NDArray<Divided<D>, S> {
  const [R, t] = rigidParts("rigidInverse", T as NDArray);
  const back: NDArray = matrixTranspose(R);
  return assembled("rigidInverse", back, neg(applied(back, t)));
}

/** R and t of rigid transforms. @throws {ValueError} for what is none */
export function rigidParts(op: string, T: NDArray): readonly [R: NDArray, t: NDArray] {
  const parts = affineParts(op, T);
  requireOrthogonal(op, "the rotation of T", parts[0], 3);
  return parts;
}

/** [A, t; 0, 1]. */
export function assembled(op: string, a: NDArray, t: NDArray): NDArray {
  const batch = broadcastShapes(op, a.layout.shape.slice(0, -2), t.layout.shape.slice(0, -1));
  const top: NDArray = concat([inBatch(a, batch, 2), inBatch(expandDims(t, -1), batch, 2)], { axis: -1 });
  const last: NDArray = array([[0, 0, 0, 1]], { dtype: top.dtype });
  return concat([top, inBatch(last, batch, 2)], { axis: -2 });
}

function affineParts(op: string, T: NDArray): readonly [A: NDArray, t: NDArray] {
  const matrix = requireTail(op, "T", T, [4, 4]);
  requireAffine(op, matrix);
  return [matrix.slice("...", ":3", ":3"), matrix.slice("...", ":3", 3)];
}

/** A·x for each vector x. */
function applied(A: NDArray, x: NDArray): NDArray {
  return A.ndim === 2 && x.ndim > 1
    ? matmul(x, matrixTranspose(A))
    : squeeze(matmul(A, expandDims(x, -1)) as NDArray, -1);
}

function requireAffine(op: string, T: NDArray): void {
  const whole = withElements(T);
  const values: ArrayLike<number> = whole.toTypedArray();
  for (let start = 12; start < values.length; start += 16) {
    const row = [0, 1, 2, 3].map((j) => values[start + j]);
    if (row[0] === 0 && row[1] === 0 && row[2] === 0 && row[3] === 1) continue;
    const index = unravel((start - 12) / 16, whole.layout.shape.slice(0, -2)).join(", ");
    const got = `[${row.join(", ")}]`;
    throw new ValueError(
      op,
      "the last row of T must be [0, 0, 0, 1]",
      index === "" ? got : `${got} at index [${index}]`,
    );
  }
}
