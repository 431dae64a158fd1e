import { type DType, type Dim, type NDArray, ShapeError, ValueError, array, zeros } from "@linnet/core";
import { kindOf, requireArray, requireOptions } from "@linnet/core/extend";
import { requireTable } from "../prepare/table.js";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { centralMoments } from "../precision/central-moments.js";
import { type ColumnMoments, mergedMoments } from "./merged-moments.js";
import type { SampleVarianceOptions } from "./sample-variance.js";
import { type WeightOptions, requireDivisor, requireSample, requireWeights } from "./sample.js";
import { kurtosisOf, skewnessOf } from "./skewness-kurtosis.js";

type Row<P extends Dim> = NDArray<"float64", readonly [P]>;

/**
 * Moments of columns that come batch by batch, or in parts that are merged: each operation answers a new value.
 *
 *     M₂ = M₂ᵃ + M₂ᵇ + δ²·nᵃ·nᵇ/n,  δ = x̄ᵇ − x̄ᵃ,  and so on to M₄
 *
 * The mean is kept in twice the precision, so that M₂ after k merges is right to (3·k + 4)·u relative, whatever the mean.
 *
 * @see Chan, Golub & LeVeque 1983; Pébay, *Formulas for robust, one-pass parallel computation of covariances and arbitrary-order
 *   statistical moments*, Sandia report SAND2008-6212
 * @example
 * const first = RunningMoments.fit(array([[1], [2]]));
 * const all = first.update(array([[3], [6]]));
 * all.mean.toArray(); // [3]
 * all.variance().toArray(); // [4.666666666666667]
 */
export class RunningMoments<P extends Dim = number> {
  constructor(
    /** How many rows there were, or the sum of their weights. */
    readonly count: number,
    /** Σw², which is `count` of rows without weights. */
    readonly squaredWeights: number,
    /** `[p]`; zeros where nothing came yet. */
    readonly mean: Row<P>,
    /** What rounding `mean` left over, `[p]`. */
    readonly meanTail: Row<P>,
    /** Σ w·(x − x̄)², `[p]`. */
    readonly m2: Row<P>,
    /** Σ w·(x − x̄)³, `[p]`. */
    readonly m3: Row<P>,
    /** Σ w·(x − x̄)⁴, `[p]`. */
    readonly m4: Row<P>,
    /** `[p]`; ∞ where nothing came yet. */
    readonly min: Row<P>,
    /** `[p]`; −∞ where nothing came yet. */
    readonly max: Row<P>,
  ) {}

  /** Nothing yet, of so many columns. @throws {ValueError} unless their number is a positive integer */
  static empty<const P extends Dim>(columns: P): RunningMoments<P> {
    if (!Number.isInteger(columns) || columns < 1) {
      throw new ValueError("RunningMoments.empty", "columns must be a positive integer", kindOf(columns));
    }
    const none: Row<P> = zeros([columns]);
    return new RunningMoments(0, 0, none, none, none, none, none, none.add(Infinity), none.add(-Infinity));
  }

  /**
   * Of a table, or of a vector as one column.
   *
   * @param x `[n, p]`
   * @param options `weights` `[n]`, whatever they count; rows that weigh nothing are not looked at
   * @throws {ShapeError} unless `x` is a matrix with rows and columns
   * @throws {ValueError} for NaN or infinite entries, and for weights that are negative, beyond 1e100 or all zero
   */
  static fit<N extends Dim, P extends Dim>(
    x: NDArray<DType, readonly [N, P]>,
    options?: Pick<WeightOptions<NoInfer<N>>, "weights">,
  ): RunningMoments<P> {
    return momentsOf("RunningMoments.fit", x, options) as RunningMoments<P>;
  }

  /** With more rows, `[n, p]`. @throws {ShapeError} for other columns @throws {ValueError} as `fit` does */
  update<N extends Dim>(
    batch: NDArray<DType, readonly [N, P]>,
    options?: Pick<WeightOptions<NoInfer<N>>, "weights">,
  ): RunningMoments<P> {
    requireArray("RunningMoments.update", "x", batch);
    if (batch.ndim !== 2 || (batch.shape[1] as number) !== this.mean.size) {
      const expected = `x must have the ${this.mean.size} columns that came before`;
      throw new ShapeError("RunningMoments.update", expected, { x: batch.shape });
    }
    return this.merge(momentsOf("RunningMoments.update", batch, options) as RunningMoments<P>);
  }

  /** With those of other rows. @throws {ShapeError} for other columns */
  merge(other: RunningMoments<P>): RunningMoments<P> {
    if (this.mean.size !== other.mean.size) {
      const shapes = { mean: this.mean.shape, other: other.mean.shape };
      throw new ShapeError("RunningMoments.merge", "both must have the same columns", shapes);
    }
    if (this.count === 0) return other;
    if (other.count === 0) return this;
    const others = columnsOf(other);
    const columns = columnsOf(this).map((column, j) => mergedMoments(column, others[j]));
    return gathered(columns, this.squaredWeights + other.squaredWeights) as RunningMoments<P>;
  }

  /**
   * @param options `ddof`: default 1; `weighting`: what the weights counted, frequencies by default
   * @throws {ValueError} unless n − ddof is positive
   */
  variance(options?: Omit<SampleVarianceOptions, "weights">): Row<P> {
    return this.m2.div(this.divisor("variance", options)) as Row<P>;
  }

  /** Square root of `variance`. */
  standardDeviation(options?: Omit<SampleVarianceOptions, "weights">): Row<P> {
    const divisor = this.divisor("standardDeviation", options);
    return rowOf(columnsOf(this).map(({ m2 }) => Math.sqrt(m2 / divisor))) as Row<P>;
  }

  /** As the function `skewness`; NaN of a constant column. */
  skewness(options?: { readonly bias?: boolean }): Row<P> {
    const { bias = true } = requireOptions("RunningMoments.skewness", options);
    return rowOf(columnsOf(this).map((column) => skewnessOf(column, !bias))) as Row<P>;
  }

  /** As the function `kurtosis`, the excess over a normal distribution's; NaN of a constant column. */
  kurtosis(options?: { readonly bias?: boolean }): Row<P> {
    const { bias = true } = requireOptions("RunningMoments.kurtosis", options);
    return rowOf(columnsOf(this).map((column) => kurtosisOf(column, !bias))) as Row<P>;
  }

  toJSON(): ModelJson {
    const { count, squaredWeights, mean, meanTail, m2, m3, m4, min, max } = this;
    return writeModel("RunningMoments", { count, squaredWeights, mean, meanTail, m2, m3, m4, min, max });
  }

  /** @throws {ValueError} for anything but the JSON of one, naming the field */
  static fromJSON(json: unknown): RunningMoments {
    const reader = new ModelReader("RunningMoments", json);
    const row = (field: string): Row<number> => reader.array(field, "p") as Row<number>;
    return new RunningMoments(
      reader.number("count"),
      reader.number("squaredWeights"),
      row("mean"),
      row("meanTail"),
      row("m2"),
      row("m3"),
      row("m4"),
      row("min"),
      row("max"),
    );
  }

  private divisor(method: string, options: Omit<SampleVarianceOptions, "weights"> | undefined): number {
    const op = `RunningMoments.${method}`;
    const { ddof = 1, weighting } = requireOptions<Omit<SampleVarianceOptions, "weights">>(op, options);
    const size = weighting === "reliability" ? this.count ** 2 / this.squaredWeights : this.count;
    return requireDivisor(op, { values: undefined, sum: this.count, size }, ddof);
  }
}

function momentsOf(op: string, x: NDArray, options: Pick<WeightOptions, "weights"> | undefined): RunningMoments {
  const { weights } = requireOptions(op, options);
  const { n, columns } = requireSample(op, requireTable(op, x));
  const { values, sum, size } = requireWeights(op, { weights, weighting: "reliability" }, n);
  const found = columns.map((column) => {
    const { unit, m2, m3, m4, mean, meanTail } = centralMoments(column, values);
    let [min, max] = [Infinity, -Infinity];
    for (let i = 0; i < n; i++) {
      if (values !== undefined && values[i] === 0) continue;
      min = Math.min(min, column[i]);
      max = Math.max(max, column[i]);
    }
    return { weight: sum, mean, meanTail, m2: m2 * unit ** 2, m3: m3 * unit ** 3, m4: m4 * unit ** 4, min, max };
  });
  return gathered(found, sum ** 2 / size);
}

function columnsOf(moments: RunningMoments): readonly ColumnMoments[] {
  const [mean, meanTail, m2, m3, m4, min, max] = [
    moments.mean,
    moments.meanTail,
    moments.m2,
    moments.m3,
    moments.m4,
    moments.min,
    moments.max,
  ].map((row) => row.toTypedArray());
  return Array.from(mean, (value, j) => ({
    weight: moments.count,
    mean: value,
    meanTail: meanTail[j],
    m2: m2[j],
    m3: m3[j],
    m4: m4[j],
    min: min[j],
    max: max[j],
  }));
}

function gathered(columns: readonly ColumnMoments[], squaredWeights: number): RunningMoments {
  const row = (field: Exclude<keyof ColumnMoments, "weight">): Row<number> => rowOf(columns.map((c) => c[field]));
  return new RunningMoments(
    columns[0].weight,
    squaredWeights,
    row("mean"),
    row("meanTail"),
    row("m2"),
    row("m3"),
    row("m4"),
    row("min"),
    row("max"),
  );
}

function rowOf(values: readonly number[]): Row<number> {
  return array(Float64Array.from(values));
}
