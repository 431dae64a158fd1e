import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  add,
  div,
  mean,
  mul,
  std,
  sub,
  where,
} from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { constantColumns, requireColumns, requireTable } from "./table.js";

export interface StandardizerOptions {
  /** Divisor of the variance: n − ddof. Default 0. */
  readonly ddof?: number;
}

/**
 * Columns shifted to mean 0 and scaled to standard deviation 1:
 *
 *     zᵢⱼ = (xᵢⱼ − x̄ⱼ) / sⱼ
 *
 * A constant column is only shifted, to zeros: its mean is taken as the constant, its scale as 1.
 */
export class Standardizer<P extends Dim = number, D extends DType = Float> {
  constructor(
    /** Shape `[p]`. */
    readonly mean: NDArray<D, readonly [P]>,
    /** Shape `[p]`; 1 where the column is constant. */
    readonly scale: NDArray<D, readonly [P]>,
  ) {}

  /**
   * Learns means and scales of the columns of `x`.
   *
   * @param x shape `[n, p]`
   * @throws {ShapeError} unless `x` is a matrix with rows and columns
   * @throws {ValueError} for NaN or infinite entries, and unless n − ddof is positive
   * @example
   * const scaler = Standardizer.fit(train);
   * scaler.transform(test); // in units of the training data
   */
  static fit<N extends Dim, P extends Dim, D extends DType>(
    x: NDArray<D, readonly [N, P]>,
    options?: StandardizerOptions,
  ): Standardizer<P, Divided<D>> {
    const { ddof = 0 } = requireOptions("Standardizer.fit", options);
    const data = requireTable("Standardizer.fit", x);
    const constant = constantColumns(data);
    const scale: NDArray = std(data, { axis: 0, ddof });
    return new Standardizer(where(constant, data.at(0) as NDArray, mean(data, { axis: 0 })), where(constant, 1, scale));
  }

  /** @param x shape `[n, p]` @returns the same shape @throws {ShapeError} for other columns than were fitted */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, P]> {
    return div(sub(this.columns("transform", x), this.mean as NDArray) as NDArray, this.scale as NDArray);
  }

  /** Back to the units of the data. @throws {ShapeError} for other columns than were fitted */
  inverseTransform<N extends Dim, E extends DType>(
    z: NDArray<E, readonly [N, P]>,
  ): NDArray<Promote<E, D>, readonly [N, P]> {
    return add(mul(this.columns("inverseTransform", z), this.scale as NDArray) as NDArray, this.mean as NDArray);
  }

  toJSON(): ModelJson {
    return writeModel("Standardizer", { mean: this.mean as NDArray, scale: this.scale as NDArray });
  }

  /** @throws {ValueError} for what is no JSON of a standardizer */
  static fromJSON(json: unknown): Standardizer {
    const reader = new ModelReader("Standardizer", json);
    return new Standardizer(reader.array("mean", "p"), reader.array("scale", "p"));
  }

  private columns(method: string, x: NDArray): NDArray {
    return requireColumns(`Standardizer.${method}`, x, this.mean.size);
  }
}
