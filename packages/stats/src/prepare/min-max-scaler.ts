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
  max,
  min,
  mul,
  sub,
  where,
} from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "./table.js";

export interface MinMaxScalerOptions {
  /** Where the columns that are fitted end up. Default `[0, 1]`. */
  readonly range?: readonly [low: number, high: number];
}

/**
 * Columns mapped linearly from their least and largest number to a range [a, b]:
 *
 *     zᵢⱼ = a + (b − a)·(xᵢⱼ − minⱼ) / (maxⱼ − minⱼ)
 *
 * A constant column goes to a. Other rows may end up outside of the range: nothing is clipped.
 */
export class MinMaxScaler<P extends Dim = number, D extends DType = Float> {
  constructor(
    /** Shape `[p]`. */
    readonly min: NDArray<D, readonly [P]>,
    /** max − min, shape `[p]`; 1 where the column is constant. */
    readonly scale: NDArray<D, readonly [P]>,
    readonly range: readonly [low: number, high: number],
  ) {}

  /**
   * @param x shape `[n, p]`
   * @throws {ShapeError} unless `x` is a matrix with rows and columns
   * @throws {ValueError} for NaN or infinite entries, a column whose spread overflows, and unless `range` is two ascending finite numbers
   * @example
   * MinMaxScaler.fit(array([[1], [3], [5]])).transform(array([[2], [5]])).toArray(); // [[0.25], [1]]
   */
  static fit<N extends Dim, P extends Dim, D extends DType>(
    x: NDArray<D, readonly [N, P]>,
    options?: MinMaxScalerOptions,
  ): MinMaxScaler<P, Divided<D>> {
    const { range = [0, 1] } = requireOptions<MinMaxScalerOptions>("MinMaxScaler.fit", options);
    const [low, high] = requireRange(range);
    const data = requireTable("MinMaxScaler.fit", x);
    const least: NDArray = min(data, { axis: 0 });
    const spread: NDArray = sub(max(data, { axis: 0 }), least);
    const wide = spread.toTypedArray().indexOf(Infinity);
    if (wide >= 0) throw new ValueError("MinMaxScaler.fit", "the spread of a column must be finite", `column ${wide}`);
    return new MinMaxScaler(least, where(spread.equal(0), 1, spread), [low, high]);
  }

  /** @param x shape `[n, p]` @returns the same shape @throws {ShapeError} for other columns than were fitted */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, P]> {
    const [low, high] = this.range;
    const share = div(
      sub(this.columns("transform", x), this.min as NDArray) as NDArray,
      this.scale as NDArray,
    ) as NDArray;
    return low === 0 && high === 1 ? share : add(mul(share, high - low), low);
  }

  /** Back to the units of the data. @throws {ShapeError} for other columns than were fitted */
  inverseTransform<N extends Dim, E extends DType>(
    z: NDArray<E, readonly [N, P]>,
  ): NDArray<Promote<E, D>, readonly [N, P]> {
    const [low, high] = this.range;
    const share = div(sub(this.columns("inverseTransform", z), low) as NDArray, high - low) as NDArray;
    return add(mul(share, this.scale as NDArray) as NDArray, this.min as NDArray);
  }

  toJSON(): ModelJson {
    const [low, high] = this.range;
    return writeModel("MinMaxScaler", { min: this.min as NDArray, scale: this.scale as NDArray, low, high });
  }

  /** @throws {ValueError} for what is no JSON of such a scaler */
  static fromJSON(json: unknown): MinMaxScaler {
    const reader = new ModelReader("MinMaxScaler", json);
    const range = [reader.number("low"), reader.number("high")] as const;
    return new MinMaxScaler(reader.array("min", "p"), reader.array("scale", "p"), range);
  }

  private columns(method: string, x: NDArray): NDArray {
    return requireColumns(`MinMaxScaler.${method}`, x, this.min.size);
  }
}

function requireRange(range: readonly number[]): readonly number[] {
  const fits = Array.isArray(range) && range.length === 2 && range.every(Number.isFinite) && range[0] < range[1];
  if (fits) return range;
  const got = Array.isArray(range) ? `[${range.join(", ")}]` : String(range);
  throw new ValueError("MinMaxScaler.fit", "range must be two finite numbers, ascending", got);
}
