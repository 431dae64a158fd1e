import {
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Shape,
  ShapeError,
  div,
  equal,
  expandDims,
  mul,
  sub,
  sum,
  where,
} from "@linnet/core";
import { normalizeAxis, requireFloat, requireNdim, requireOptions } from "@linnet/core/extend";
import { vectorNorm } from "@linnet/linalg";

/** Options of `normalize`. */
export interface NormalizeOptions {
  /** p of the p-norm. Default 2. */
  readonly ord?: number;
  /** Default −1. */
  readonly axis?: number;
}

/**
 * Vectors along an axis divided by their p-norm; 0 stays 0.
 *
 *     x / ‖x‖ₚ
 *
 * @throws {ValueError} when `ord` is NaN
 * @throws {DTypeError} for bool and complex
 * @throws {IndexError} for an axis that x does not have
 * @remarks However short or long, without a threshold as other libraries have one: squares that would over- or underflow are
 *   scaled. At 0, where there is no derivative, it is taken as 0.
 */
export function normalize<D extends DType, S extends Shape>(
  x: NDArray<D, S>,
  options?: NormalizeOptions,
): NDArray<Divided<D>, S> {
  const { ord = 2, axis = -1 } = requireOptions("normalize", options);
  return unitVectors("normalize", requireFloat("normalize", "x", x), ord, axis);
}

/**
 * The cosine of the angle between vectors along an axis; 0 where one of them is 0.
 *
 *     a·b / (‖a‖·‖b‖)
 *
 * @param options `axis`: default −1
 * @returns without that axis; the others broadcast
 * @throws {ShapeError} when the shapes do not broadcast
 * @throws {DTypeError} for bool and complex
 */
export function cosineSimilarity<D extends DType, E extends DType>(
  a: NDArray<D>,
  b: NDArray<E>,
  options?: { readonly axis?: number },
): NDArray<Divided<Promote<D, E>>> {
  const { axis = -1 } = requireOptions("cosineSimilarity", options);
  const [x, y] = [requireFloat("cosineSimilarity", "a", a), requireFloat("cosineSimilarity", "b", b)];
  const ndim = Math.max(x.ndim, y.ndim);
  const fromEnd = normalizeAxis("cosineSimilarity", axis, ndim) - ndim;
  const [u, v] = [x, y].map((z) => unitVectors("cosineSimilarity", z, 2, fromEnd));
  return sum(mul(u, v) as NDArray, { axis: fromEnd });
}

/**
 * All distances between the vectors of two sets, in the p-norm.
 *
 *     yᵢⱼ = ‖aᵢ − bⱼ‖ₚ
 *
 * @param a shape `[…, n, d]`
 * @param b shape `[…, m, d]`
 * @param options `ord`: p, default 2
 * @returns shape `[…, n, m]`
 * @throws {ShapeError} when the vectors differ in length
 * @throws {DTypeError} for bool and complex
 * @remarks From the differences themselves, n·m·d numbers: ‖a‖² − 2a·b + ‖b‖² would lose the digits of what lies close. At
 *   distance 0 the derivative is taken as 0.
 */
export function cdist<D extends DType, E extends DType>(
  a: NDArray<D>,
  b: NDArray<E>,
  options?: { readonly ord?: number },
): NDArray<Divided<Promote<D, E>>> {
  const { ord = 2 } = requireOptions("cdist", options);
  return distances(requireFloat("cdist", "a", a), requireFloat("cdist", "b", b), ord);
}

function distances(a: NDArray, b: NDArray, ord: number): NDArray {
  requireNdim("cdist", "a", a, 2);
  requireNdim("cdist", "b", b, 2);
  const shapes = { a: a.shape as readonly number[], b: b.shape as readonly number[] };
  if (shapes.a.at(-1) !== shapes.b.at(-1)) throw new ShapeError("cdist", "vectors must have the same length", shapes);
  return vectorNorm(sub(expandDims(a, -2), expandDims(b, -3)) as NDArray, { ord, axis: -1 });
}

function unitVectors(op: string, x: NDArray, ord: number, axis: number): NDArray {
  const along = normalizeAxis(op, axis, x.ndim);
  const length: NDArray = vectorNorm(x, { ord, axis: along, keepDims: true });
  const isZero = equal(length, 0);
  return div(where(isZero, 0, x), where(isZero, 1, length));
}
