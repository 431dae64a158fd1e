import {
  type DType,
  type Dim,
  type NDArray,
  ShapeError,
  ValueError,
  add,
  max,
  maximum,
  min,
  minimum,
  mul,
  outer,
  sub,
  zeros,
} from "@linnet/core";
import { kindOf, requireArray, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireTable } from "../prepare/table.js";
import { normalized } from "./covariance.js";
import type { SampleVarianceOptions } from "./sample-variance.js";
import { type WeightOptions, requireDivisor, requireWeights, weighingRows } from "./sample.js";
import { scatterOf } from "./scatter.js";

/**
 * Covariance of columns that come batch by batch, or in parts that are merged: each operation answers a new value.
 *
 *     S = Sᵃ + Sᵇ + δ·δᵀ·nᵃ·nᵇ/n,  δ = x̄ᵇ − x̄ᵃ
 *
 * @see Chan, Golub & LeVeque, *Algorithms for computing the sample variance*, 1983
 * @example
 * const first = RunningCovariance.fit(array([[1, 2], [2, 2]]));
 * first.update(array([[3, 5]])).covariance().toArray(); // [[1, 1.5], [1.5, 3]]
 */
export class RunningCovariance<P extends Dim = number> {
  constructor(
    /** How many rows there were, or the sum of their weights. */
    readonly count: number,
    /** Σw², which is `count` of rows without weights. */
    readonly squaredWeights: number,
    /** `[p]`; zeros where nothing came yet. */
    readonly mean: NDArray<"float64", readonly [P]>,
    /** Σ w·(x − x̄)(x − x̄)ᵀ, `[p, p]`. */
    readonly scatter: NDArray<"float64", readonly [P, P]>,
    /** `[p]`; ∞ where nothing came yet. With `max` it tells what is constant, which a rounded scatter does not. */
    readonly min: NDArray<"float64", readonly [P]>,
    /** `[p]`; −∞ where nothing came yet. */
    readonly max: NDArray<"float64", readonly [P]>,
  ) {}

  /** Nothing yet, of so many columns. @throws {ValueError} unless their number is a positive integer */
  static empty<const P extends Dim>(columns: P): RunningCovariance<P> {
    if (!Number.isInteger(columns) || columns < 1) {
      throw new ValueError("RunningCovariance.empty", "columns must be a positive integer", kindOf(columns));
    }
    const none: NDArray = zeros([columns]);
    return new RunningCovariance<P>(0, 0, none, zeros([columns, columns]), none.add(Infinity), none.sub(Infinity));
  }

  /**
   * @param x `[n, p]`
   * @param options `weights` `[n]`, whatever they count
   * @throws {ShapeError} unless `x` is a matrix with rows and columns
   * @throws {ValueError} for NaN or infinite entries, and for weights that are negative, beyond 1e100 or all zero
   */
  static fit<N extends Dim, P extends Dim>(
    x: NDArray<DType, readonly [N, P]>,
    options?: Pick<WeightOptions<NoInfer<N>>, "weights">,
  ): RunningCovariance<P> {
    return ofBatch("RunningCovariance.fit", x, options) as RunningCovariance<P>;
  }

  /** With more rows, `[n, p]`. @throws {ShapeError} for other columns @throws {ValueError} as `fit` does */
  update<N extends Dim>(
    batch: NDArray<DType, readonly [N, P]>,
    options?: Pick<WeightOptions<NoInfer<N>>, "weights">,
  ): RunningCovariance<P> {
    requireArray("RunningCovariance.update", "x", batch);
    if (batch.ndim !== 2 || (batch.shape[1] as number) !== this.mean.size) {
      const expected = `x must have the ${this.mean.size} columns that came before`;
      throw new ShapeError("RunningCovariance.update", expected, { x: batch.shape });
    }
    return this.merge(ofBatch("RunningCovariance.update", batch, options) as RunningCovariance<P>);
  }

  /** With that of other rows. @throws {ShapeError} for other columns */
  merge(other: RunningCovariance<P>): RunningCovariance<P> {
    const [a, b]: readonly NDArray[] = [this.mean, other.mean];
    if (a.size !== b.size) {
      throw new ShapeError("RunningCovariance.merge", "both must have the same columns", {
        mean: a.shape,
        other: b.shape,
      });
    }
    if (this.count === 0) return other;
    if (other.count === 0) return this;
    const count = this.count + other.count;
    const share = other.count / count;
    const delta: NDArray = sub(b, a);
    const between: NDArray = mul(outer(delta, delta) as NDArray, this.count * share);
    return new RunningCovariance<P>(
      count,
      this.squaredWeights + other.squaredWeights,
      add(a, mul(delta, share) as NDArray) as NDArray,
      add(add(this.scatter as NDArray, other.scatter as NDArray) as NDArray, between) as NDArray,
      minimum(this.min as NDArray, other.min as NDArray) as NDArray,
      maximum(this.max as NDArray, other.max as NDArray) as NDArray,
    );
  }

  /**
   * @param options `ddof`: default 1; `weighting`: what the weights counted, frequencies by default
   * @throws {ValueError} unless n − ddof is positive
   */
  covariance(options?: Omit<SampleVarianceOptions, "weights">): NDArray<"float64", readonly [P, P]> {
    const op = "RunningCovariance.covariance";
    const { ddof = 1, weighting } = requireOptions<Omit<SampleVarianceOptions, "weights">>(op, options);
    const size = weighting === "reliability" ? this.count ** 2 / this.squaredWeights : this.count;
    return this.scatter.div(requireDivisor(op, { values: undefined, sum: this.count, size }, ddof)) as NDArray;
  }

  /** @throws {ValueError} for a constant column, whose correlation is not defined */
  correlation(): NDArray<"float64", readonly [P, P]> {
    const column = (this.min as NDArray).toTypedArray().findIndex((v, j) => !(v < this.max.toTypedArray()[j]));
    if (column < 0) return normalized(this.scatter as NDArray);
    const op = "RunningCovariance.correlation";
    throw new ValueError(op, "no column may be constant", `column ${column}`, "Drop it first.");
  }

  toJSON(): ModelJson {
    const { count, squaredWeights, mean, scatter, min, max } = this;
    return writeModel("RunningCovariance", { count, squaredWeights, mean, scatter, min, max });
  }

  /** @throws {ValueError} for anything but the JSON of one, naming the field */
  static fromJSON(json: unknown): RunningCovariance {
    const reader = new ModelReader("RunningCovariance", json);
    return new RunningCovariance(
      reader.number("count"),
      reader.number("squaredWeights"),
      reader.array("mean", "p") as NDArray,
      reader.array("scatter", "p", "p") as NDArray,
      reader.array("min", "p") as NDArray,
      reader.array("max", "p") as NDArray,
    );
  }
}

function ofBatch(op: string, x: NDArray, options: Pick<WeightOptions, "weights"> | undefined): RunningCovariance {
  const { weights } = requireOptions(op, options);
  const data = requireTable(op, x).astype("float64") as NDArray;
  const checked = requireWeights(op, { weights, weighting: "reliability" }, data.shape[0]);
  const { mean, scatter } = scatterOf(op, data, checked);
  const rows = checked.values === undefined ? data : weighingRows(data, checked.values);
  const ends = [min(rows, { axis: 0 }), max(rows, { axis: 0 })] as const;
  return new RunningCovariance(checked.sum, checked.sum ** 2 / checked.size, mean, scatter, ...ends);
}
