import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  ValueError,
  add,
  div,
  median,
  mul,
  quantile,
  sub,
  where,
} from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "./table.js";

export interface RobustScalerOptions {
  /** The quantiles whose distance is the unit, in [0, 1]. Default `[0.25, 0.75]`: the interquartile range. */
  readonly quantiles?: readonly [low: number, high: number];
}

/**
 * Columns shifted to median 0 and scaled to an interquartile range of 1, which outliers do not move:
 *
 *     zᵢⱼ = (xᵢⱼ − medianⱼ) / (q₀.₇₅ⱼ − q₀.₂₅ⱼ)
 *
 * A column whose two quantiles are equal is only shifted: its scale is taken as 1. Quantiles interpolate linearly (definition 7 of Hyndman & Fan).
 */
export class RobustScaler<P extends Dim = number, D extends DType = Float> {
  constructor(
    /** Shape `[p]`. */
    readonly median: NDArray<D, readonly [P]>,
    /** Shape `[p]`; 1 where the two quantiles are equal. */
    readonly scale: NDArray<D, readonly [P]>,
  ) {}

  /**
   * @param x shape `[n, p]`
   * @throws {ShapeError} unless `x` is a matrix with rows and columns
   * @throws {ValueError} for NaN or infinite entries, and unless `quantiles` are two ascending numbers of [0, 1]
   * @example
   * RobustScaler.fit(array([[1], [2], [3], [4], [1000]])).transform(array([[3], [5]])).toArray(); // [[0], [1]]
   */
  static fit<N extends Dim, P extends Dim, D extends DType>(
    x: NDArray<D, readonly [N, P]>,
    options?: RobustScalerOptions,
  ): RobustScaler<P, Divided<D>> {
    const { quantiles = [0.25, 0.75] } = requireOptions<RobustScalerOptions>("RobustScaler.fit", options);
    const [low, high] = requireQuantiles(quantiles);
    const data = requireTable("RobustScaler.fit", x);
    const at = (q: number): NDArray => quantile(data, q, { axis: 0 });
    const spread = sub(at(high), at(low)) as NDArray;
    return new RobustScaler(median(data, { axis: 0 }) as NDArray, where(spread.equal(0), 1, spread));
  }

  /** @param x shape `[n, p]` @returns the same shape @throws {ShapeError} for other columns than were fitted */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, P]> {
    return div(sub(this.columns("transform", x), this.median as NDArray) as NDArray, this.scale as NDArray);
  }

  /** Back to the units of the data. @throws {ShapeError} for other columns than were fitted */
  inverseTransform<N extends Dim, E extends DType>(
    z: NDArray<E, readonly [N, P]>,
  ): NDArray<Promote<E, D>, readonly [N, P]> {
    return add(mul(this.columns("inverseTransform", z), this.scale as NDArray) as NDArray, this.median as NDArray);
  }

  toJSON(): ModelJson {
    return writeModel("RobustScaler", { median: this.median as NDArray, scale: this.scale as NDArray });
  }

  /** @throws {ValueError} for what is no JSON of such a scaler */
  static fromJSON(json: unknown): RobustScaler {
    const reader = new ModelReader("RobustScaler", json);
    return new RobustScaler(reader.array("median", "p"), reader.array("scale", "p"));
  }

  private columns(method: string, x: NDArray): NDArray {
    return requireColumns(`RobustScaler.${method}`, x, this.median.size);
  }
}

function requireQuantiles(quantiles: readonly number[]): readonly number[] {
  const isList = Array.isArray(quantiles) && quantiles.length === 2;
  if (isList && quantiles[0] >= 0 && quantiles[0] < quantiles[1] && quantiles[1] <= 1) return quantiles;
  const got = Array.isArray(quantiles) ? `[${quantiles.join(", ")}]` : String(quantiles);
  throw new ValueError("RobustScaler.fit", "quantiles must be two numbers of [0, 1], ascending", got);
}
