import {
  type DType,
  type Dim,
  type Divided,
  type NDArray,
  ShapeError,
  ValueError,
  add,
  clip,
  diagonal,
  div,
  expandDims,
  eye,
  sqrt,
  where,
} from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { constantColumns, requireTable } from "../prepare/table.js";
import type { SampleVarianceOptions } from "./sample-variance.js";
import { requireDivisor, requireWeights, weighingRows } from "./sample.js";
import { scatterOf } from "./scatter.js";

/**
 * Covariance of the columns of `x`:
 *
 *     Cⱼₖ = Σᵢ wᵢ·(xᵢⱼ − x̄ⱼ)(xᵢₖ − x̄ₖ) / (Σw − ddof·Σw²/Σw),  of frequencies and without weights  … / (Σw − ddof)
 *
 * @param x shape `[n, p]`
 * @param options `ddof`: default 1; `weights` `[n]`, `weighting`: what they count
 * @returns shape `[p, p]`, symmetric to the last bit
 * @throws {ShapeError} unless `x` is a matrix with rows and columns
 * @throws {ValueError} for NaN or infinite entries, unless n − ddof is positive, for weights that count nothing, and for
 *   products that overflow
 * @remarks 2·n·p² flops, over chunks of centred rows: no copy of `x` is made.
 * @example
 * covariance(array([[1, 2], [3, 6]])).toArray(); // [[2, 4], [4, 8]]
 */
export function covariance<N extends Dim, P extends Dim, D extends DType>(
  x: NDArray<D, readonly [N, P]>,
  options?: SampleVarianceOptions<NoInfer<N>>,
): NDArray<Divided<D>, readonly [P, P]> {
  const { ddof = 1, ...weighted } = requireOptions<SampleVarianceOptions>("covariance", options);
  const data = requireTable("covariance", x);
  const weights = requireWeights("covariance", weighted, data.shape[0]);
  return div(scatterOf("covariance", data, weights).scatter, requireDivisor("covariance", weights, ddof));
}

/**
 * Pearson correlation of the columns of `x`: covariances divided by both standard deviations.
 *
 * @param x shape `[n, p]`
 * @param options `weights` `[n]`, whatever they count
 * @returns shape `[p, p]` with a unit diagonal, all of it in [−1, 1]
 * @throws {ShapeError} for fewer than two rows
 * @throws {ValueError} for a constant column, whose correlation is not defined, and for one whose squares under- or overflow
 * @example
 * correlation(array([[1, 2], [3, 5], [5, 8]])).toArray(); // [[1, 1], [1, 1]]
 */
export function correlation<N extends Dim, P extends Dim, D extends DType>(
  x: NDArray<D, readonly [N, P]>,
  options?: Pick<SampleVarianceOptions<NoInfer<N>>, "weights">,
): NDArray<Divided<D>, readonly [P, P]> {
  const { weights } = requireOptions("correlation", options);
  return correlationOf("correlation", requireTable("correlation", x), weights);
}

/** Of a finite table. @throws {ValueError} for a constant column, and for one whose squares under- or overflow */
export function correlationOf(op: string, data: NDArray, weights?: NDArray<DType, readonly [number]>): NDArray {
  const checked = requireWeights(op, { weights, weighting: "reliability" }, data.shape[0]);
  const counted = checked.values === undefined ? data : weighingRows(data, checked.values);
  if (counted.shape[0] < 2) throw new ShapeError(op, "x must have at least two rows", { x: counted.shape });
  const column = constantColumns(counted).toTypedArray().indexOf(1);
  if (column >= 0) throw new ValueError(op, "no column may be constant", `column ${column}`, "Drop it first.");
  const { scatter } = scatterOf(op, data, checked);
  const small = diagonal(scatter).toTypedArray().indexOf(0);
  if (small < 0) return normalized(scatter);
  throw new ValueError(op, "squares must not underflow", `0 in column ${small}`, "Multiply it by a constant first.");
}

/** Products divided by the roots of both of their squares, symmetric to the last bit. */
export function normalized(scatter: NDArray): NDArray {
  const s: NDArray = sqrt(diagonal(scatter));
  const r: NDArray = div(div(scatter, expandDims(s, 1)), s); // one by one: their product could underflow
  const both = clip(div(add(r, r.T as NDArray), 2), -1, 1); // rounding may lead beyond
  return where(eye(s.size, { dtype: "bool" }), 1, both);
}
