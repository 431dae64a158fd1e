import {
  type Broadcast,
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Result,
  type Shape,
  ShapeError,
  ValueError,
  div,
  equal,
  expandDims,
  matmul,
  matrixTranspose,
  mul,
  ones,
  sqrt,
  square,
  squeeze,
  sub,
  sum,
  where,
} from "@linnet/core";
import { broadcastShapes, requireOptions, unravel, withElements } from "@linnet/core/extend";
import { epsilonOf } from "../operand/epsilon.js";
import { powerOfTwo, scaled } from "../operand/scaled.js";
import { procrustes } from "./nearest-rotation.js";
import { inBatch, requireTail } from "./tail.js";
import type { Followed, Lead2, Vectors } from "./typed-tail.js";
import { perMatrix } from "../operand/per-matrix.js";

/** Options of `alignPoints`. */
export interface AlignOptions {
  /** How much each point counts, not negative, shape `[…, k]`; 1 when left out. */
  readonly weights?: NDArray;
  /** Whether lengths may change too, by one factor. Default `false`. */
  readonly scale?: boolean;
}

/** q ≈ scale·rotation·p + translation. */
export interface PointAlignment<D extends DType = any, B extends Shape = any> {
  /** Shape `[…, 3, 3]`. */
  readonly rotation: NDArray<D, Followed<B, readonly [3, 3]>>;
  /** Shape `[…, 3]`. */
  readonly translation: NDArray<D, Followed<B, readonly [3]>>;
  /** 1 unless lengths may change, shape `[…]`. */
  readonly scale: NDArray<D, B>;
  /** Root of the weighted mean of squared distances that are left, shape `[…]`. */
  readonly rmsd: NDArray<D, B>;
}

/**
 * The rotation and translation (and change of scale) that bring points nearest to others: least squares.
 *
 *     min Σᵢ wᵢ·‖qᵢ − (s·R·pᵢ + t)‖²
 *
 * @param p k points, shape `[…, k, 3]`
 * @param q where they should go, one for each; the axes in front broadcast
 * @param options `weights`: of the points; `scale`: default `false`, s = 1
 * @throws {ShapeError} for points that have not three coordinates, or shapes that do not fit
 * @throws {ValueError} for points on a line, about which any rotation is as good; for weights that are negative, or all 0; for NaN and
 *   infinities
 * @throws {DTypeError} for bool and complex; integers are converted to float64
 * @remarks By the nearest rotation of Σ w·q·pᵀ about the centroids: never a reflection; points in a plane are enough. Differentiable; of
 *   points that fit exactly the derivative of `rmsd`, that of a length, is taken as 0.
 * @see Kabsch 1976; Umeyama, *Least-squares estimation of transformation parameters between two point patterns*, 1991
 * @example
 * const p = array([[0, 0, 0], [1, 0, 0], [0, 1, 0]]);
 * const q = array([[5, 0, 0], [5, 1, 0], [4, 0, 0]]);
 * alignPoints(p, q).translation.toArray(); // about [5, 0, 0]
 */
export function alignPoints<D extends DType, A extends Shape, E extends DType, B extends Shape>(
  p: NDArray<D, A> & Check<Vectors<A, 3, "p">, "alignPoints">,
  q: NDArray<E, B> & Check<Vectors<B, 3, "q">, "alignPoints"> & Check<Broadcast<A, B>, "alignPoints">,
  options?: AlignOptions,
): PointAlignment<Divided<Promote<D, E>>, Result<Broadcast<Lead2<A>, Lead2<B>>>> {
  const { weights, scale = false } = requireOptions("alignPoints", options);
  const [from, to] = pairs(p as NDArray, q as NDArray);
  const w = shares(from, weights);
  const [center, target] = [from, to].map((x): NDArray => sum(mul(w, x), { axis: -2, keepDims: true }));
  const [x, y]: NDArray[] = [sub(from, center), sub(to, target)];
  const [unitX, unitY] = [x, y].map((v) => powerOfTwo(v, [-2, -1]));
  const weighted = mul(w, mul(x, unitX)) as NDArray;
  const products = matmul(matrixTranspose(mul(y, unitY)), weighted) as NDArray;
  const tolerance = Math.max(3, from.shape[from.ndim - 2]) * epsilonOf(products.type);
  const contract = "points must not lie on one line, before or after, nor mirror each other about many planes";
  const R = procrustes("alignPoints", products, contract, tolerance);
  const stretch = scale === true ? ratio(R, products, sum(mul(weighted, mul(x, unitX)), { axis: [-2, -1] })) : null;
  const s: NDArray | null = stretch === null ? null : mul(stretch, squeeze(div(unitX, unitY), [-2, -1]) as NDArray);
  const moved = (points: NDArray): NDArray => {
    const turned = matmul(points, matrixTranspose(R));
    return s === null ? turned : mul(perMatrix(s), turned);
  };
  return {
    rotation: R,
    translation: squeeze(sub(target, moved(center)) as NDArray, -2),
    scale: s ?? ones(R.shape.slice(0, -2), { dtype: R.dtype }),
    rmsd: rootMeanSquare(w, sub(y, moved(x)) as NDArray),
  };
}

/** √(Σ w·‖x‖²), with derivative 0 where all is 0. */
function rootMeanSquare(w: NDArray, x: NDArray): NDArray {
  const unit = powerOfTwo(x, [-2, -1]);
  const total: NDArray = sum(mul(w, square(mul(x, unit))), { axis: [-2, -1] });
  const isNone = equal(total, 0);
  return div(where(isNone, 0, sqrt(where(isNone, 1, total))), squeeze(unit, [-2, -1]));
}

/** tr(RᵀH)/Σw‖x‖². */
function ratio(R: NDArray, products: NDArray, spread: NDArray): NDArray {
  return div(sum(mul(R, products), { axis: [-2, -1] }), spread);
}

/** Points of one shape, `[…, k, 3]`. */
function pairs(p: NDArray, q: NDArray): readonly [NDArray, NDArray] {
  const [from, to] = [requireTail("alignPoints", "p", p, [3]), requireTail("alignPoints", "q", q, [3])];
  const shapes = { p: from.shape, q: to.shape };
  if (from.ndim < 2 || to.ndim < 2) throw new ShapeError("alignPoints", "points must have shape […, k, 3]", shapes);
  const [k, l] = [from, to].map((x): number => x.shape[x.ndim - 2]);
  if (k !== l) throw new ShapeError("alignPoints", "there must be one q for each p", shapes);
  const batch = broadcastShapes("alignPoints", from.layout.shape.slice(0, -2), to.layout.shape.slice(0, -2));
  return [inBatch(from, batch, 2), inBatch(to, batch, 2)];
}

/** Weights whose sum is 1, `[…, k, 1]`. @throws {ValueError} for negative ones, and where all are 0 */
function shares(points: NDArray, weights: NDArray | undefined): NDArray {
  const shape: readonly number[] = points.shape.slice(0, -1);
  const k = shape[shape.length - 1];
  if (k === 0) throw new ShapeError("alignPoints", "there must be points", { p: points.shape });
  if (weights === undefined) return expandDims(mul(ones(shape, { dtype: points.dtype }), 1 / k), -1);
  const given = requireTail("alignPoints", "weights", weights, [k]);
  const w = scaled(given, -1);
  const batch = broadcastShapes("alignPoints", shape, w.layout.shape);
  if (batch.length !== shape.length || batch.some((n, i) => n !== shape[i])) {
    throw new ShapeError("alignPoints", "weights must broadcast to the points", { weights: w.shape, p: points.shape });
  }
  requireWeights(given, k);
  return inBatch(expandDims(div(w, sum(w, { axis: -1, keepDims: true })), -1), shape.slice(0, -1), 2);
}

function requireWeights(w: NDArray, k: number): void {
  const whole = withElements(w);
  const values: ArrayLike<number> = whole.toTypedArray();
  const wrong = Array.from(values).findIndex((value) => value < 0);
  if (wrong >= 0) {
    const index = unravel(wrong, whole.layout.shape).join(", ");
    throw new ValueError("alignPoints", "weights must not be negative", `${values[wrong]} at index [${index}]`);
  }
  for (let start = 0; start < values.length; start += k) {
    if (Array.from({ length: k }, (_, i) => values[start + i]).every((value) => value === 0))
      throw new ValueError("alignPoints", "weights must not all be zero", "a sum of 0");
  }
}
