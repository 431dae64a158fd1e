import {
  type Check,
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  ValueError,
  add,
  array,
  matmul,
  slice,
} from "@linnet/core";
import { kindOf, requireList, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { quantileAt } from "./coefficient-table.js";
import { asDecimals } from "../precision/decimals.js";
import { type DoubleVector, doubleVector } from "../precision/double-double.js";
import { inferenceRecord } from "./inference-record.js";
import { LeastSquaresInference, type LeastSquaresRecord, readInference } from "./least-squares-inference.js";
import { LinearFit } from "./linear-fit.js";
import { type PredictionIntervals, intervalsAround } from "./prediction-intervals.js";
import { type RobustKind, robustKinds } from "./robust-covariance.js";
import { requireTarget, requirePositiveWeights } from "./target.js";
import { solvedLength } from "./triangle-length.js";
import type { TargetRule } from "./typed-target.js";

export interface LinearRegressionOptions {
  /** Fit a constant beside the columns. Default `true`. */
  readonly intercept?: boolean;
  /** Of rows, positive, `[n]`: wᵢ = 1/variance of the errors, up to a factor. Default: all 1. */
  readonly weights?: NDArray;
  /** Names of the columns of x. Default x1, x2, … */
  readonly columns?: readonly string[];
  /** Standard errors that hold where variances of rows differ. Default: those of equal variances. */
  readonly robust?: RobustKind;
  /**
   * What becomes of columns that are linear combinations of those before them: an error that names them, or they are dropped, with
   * coefficients 0. Default `"error"`.
   */
  readonly aliased?: "error" | "drop";
  /**
   * Take entries as the decimals that they print as, 0.1 for 1/10: for data that were written so, where the 15th digit counts. Default
   * `false`: as the binary numbers that they are.
   */
  readonly decimals?: boolean;
}

/**
 * Linear regression by ordinary or weighted least squares, with inference:
 *
 *     b̂ = argmin Σᵢ wᵢ·(yᵢ − b₀ − Σⱼ xᵢⱼ·bⱼ)²
 *
 * By Householder QR, refined with residuals in double-double (`RefinedLeastSquares`), never by normal equations: coefficients are those of
 * the data as given to nearly the last bit, however ill-conditioned the design.
 *
 * @see docs/notes/regression.md; Björck, *Numerical Methods for Least Squares Problems*, 1996, §2.9
 * @example
 * const x = array([[1], [2], [3], [4]]);
 * const line = LinearRegression.fit(x, array([1, 3, 2, 5]), { columns: ["dose"] });
 * line.coefficients.toArray(); // [1.1]
 * console.log(line.summary().toString());
 */
export class LinearRegression<P extends Dim = number, D extends DType = Float> extends LeastSquaresInference {
  protected readonly model = "LinearRegression";

  constructor(
    /** Shape `[p]`; 0 for columns that were dropped. */
    readonly coefficients: NDArray<D, readonly [P]>,
    /** 0 where none was fitted. */
    readonly intercept: number,
    /** How collinear the columns are: 1/(1 − R²) of each regressed on the others, `[p]`; infinite for what was dropped. */
    readonly varianceInflation: NDArray<"float64", readonly [P]>,
    /** R of √W·A over the columns kept, `[rank, rank]`. */
    readonly triangle: NDArray<"float64", readonly [number, number]>,
    record: LeastSquaresRecord,
  ) {
    super(record);
  }

  /**
   * @param x shape `[n, p]`
   * @param y shape `[n]`
   * @throws {ShapeError} unless there is a y and a weight a row
   * @throws {ValueError} for missing (NaN) or infinite entries, weights that are not positive, names that do not fit, and HC2 or HC3 where a
   *   leverage is 1
   * @throws {CollinearityError} for columns that are combinations of those before them: constant ones beside an intercept, and all beyond
   *   the n-th, unless `aliased` is `"drop"`
   * @remarks 4·n·p² flops, and some 100·n·p for each of two or three refinements. Standard errors are refined too where n·p² ≤ 2²¹; beyond
   *   that they have −log₁₀(κ·ε) digits.
   */
  static fit<N extends Dim, P extends Dim, D extends DType, E extends DType, M extends Dim>(
    x: NDArray<D, readonly [N, P]>,
    y: NDArray<E, readonly [M]> & Check<TargetRule<N, M>, "LinearRegression">,
    options?: LinearRegressionOptions,
  ): LinearRegression<P, Divided<Promote<D, E>>> {
    const op = "LinearRegression.fit";
    const {
      intercept = true,
      weights,
      columns,
      robust,
      aliased = "error",
      decimals = false,
    } = requireOptions(op, options);
    if (robust !== undefined && !robustKinds.includes(robust)) {
      throw new ValueError(op, `robust must be one of ${robustKinds.join(", ")}`, kindOf(robust));
    }
    if (aliased !== "error" && aliased !== "drop") {
      throw new ValueError(op, 'aliased must be "error" or "drop"', kindOf(aliased));
    }
    const table = requireTable(op, x, columns);
    const [n, p]: readonly number[] = table.shape;
    const names = requireNames(op, columns, p);
    const target = requireTarget(op, y, n);
    const exact = decimals ? asDecimals : doubleVector;
    const design = {
      op,
      columns: designColumns(table, intercept, exact),
      names: intercept ? ["(intercept)", ...names] : names,
      y: exact(target),
      weights: requirePositiveWeights(op, weights, n),
      intercept,
      epsilon: table.dtype === "float32" ? 2 ** -23 : 2 ** -52,
      aliased,
      hint: 'Leave such columns out, or give aliased: "drop".',
    };
    const fit = new LinearFit(design);
    const { gram, pseudo } = fit.inverse();
    const record = inferenceRecord(design, fit, gram, pseudo, robust);
    const offset = intercept ? 1 : 0;
    const rank = fit.kept.length;
    const dtype = table.dtype === "float32" && y.dtype === "float32" ? "float32" : "float64";
    return new LinearRegression(
      slice(record.estimates, `${offset}:`).astype(dtype) as NDArray,
      intercept ? record.estimates.toTypedArray()[0] : 0,
      array(inflation(design, fit.kept, gram).slice(offset)) as NDArray,
      array(fit.triangle(), { shape: [rank, rank] }),
      record,
    );
  }

  /** b₀ + x·b. @param x shape `[n, p]` @returns shape `[n]` @throws {ShapeError} for other columns than were fitted */
  predict<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N]> {
    const data = requireColumns("LinearRegression.predict", x, this.coefficients.size);
    return add(matmul(data, this.coefficients as NDArray) as NDArray, this.intercept) as NDArray;
  }

  /**
   * Predictions with the interval of their mean, and that of a new observation (of weight 1).
   *
   *     x·b̂ ± t·s.e.,   s.e.² = xᵀ·Cov(b̂)·x of the mean, plus s² of an observation
   *
   * @param x shape `[n, p]`
   * @param level between 0 and 1, default 0.95
   * @throws {ShapeError} for other columns than were fitted
   * @throws {ValueError} for missing or infinite entries, and levels that are none
   */
  predictIntervals<N extends Dim, E extends DType>(
    x: NDArray<E, readonly [N, P]>,
    level = 0.95,
  ): PredictionIntervals<N> {
    const op = "LinearRegression.predictIntervals";
    const data = requireTable(op, requireColumns(op, x, this.coefficients.size));
    const width = quantileAt(op, this.dfResidual, level);
    const columns = designColumns(data, this.hasIntercept, doubleVector).map(({ high }) => high);
    const kept = this.terms.flatMap((name, j) => (this.aliased.includes(name) ? [] : [j]));
    const variance = (i: number): number =>
      this.varianceAt(
        kept.map((j) => columns[j][i]),
        kept,
      );
    const mean = this.predict(data as NDArray<DType, readonly [N, P]>) as NDArray;
    return intervalsAround(mean, variance, this.residualStandardDeviation, width) as PredictionIntervals<N>;
  }

  toJSON(): ModelJson {
    return writeModel(this.model, {
      coefficients: this.coefficients as NDArray,
      intercept: this.intercept,
      varianceInflation: this.varianceInflation as NDArray,
      triangle: this.triangle as NDArray,
      ...this.inferenceJson(),
    });
  }

  /** @throws {ValueError} for anything but the JSON of such a model */
  static fromJSON(json: unknown): LinearRegression {
    const reader = new ModelReader("LinearRegression", json);
    return new LinearRegression(
      reader.array("coefficients", "p") as NDArray<Float, readonly [number]>,
      reader.number("intercept"),
      reader.array("varianceInflation", "p") as NDArray<"float64", readonly [number]>,
      reader.array("triangle", "rank", "rank") as NDArray<"float64", readonly [number, number]>,
      readInference(reader),
    );
  }

  /** Of the mean at one row: ‖R⁻ᵀ·x‖²·s², or by the robust covariance. */
  private varianceAt(x: readonly number[], kept: readonly number[]): number {
    if (this.covarianceKind === "plain") return (solvedLength(this.triangle, x) * this.residualStandardDeviation) ** 2;
    const [k, covariance] = [this.terms.length, this.covariance.toTypedArray()];
    let sum = 0;
    kept.forEach((i, a) => kept.forEach((j, b) => (sum += x[a] * covariance[i * k + j] * x[b])));
    return sum;
  }
}

function requireNames(op: string, columns: readonly string[] | undefined, p: number): readonly string[] {
  if (columns === undefined) return Array.from({ length: p }, (_, j) => `x${j + 1}`);
  requireList(op, "columns", columns);
  if (columns.length === p && new Set(columns).size === p) return columns;
  throw new ValueError(op, `columns must be ${p} different names`, `[${columns.join(", ")}]`);
}

function designColumns(
  table: NDArray,
  intercept: boolean,
  exact: (values: Float64Array) => DoubleVector,
): DoubleVector[] {
  const [n, p]: readonly number[] = table.shape;
  const data = table.toTypedArray();
  const columns = Array.from({ length: p }, (_, j) =>
    exact(Float64Array.from({ length: n }, (_row, i) => data[i * p + j])),
  );
  return intercept ? [doubleVector(new Float64Array(n).fill(1)), ...columns] : columns;
}

/** (AᵀWA)⁻¹ⱼⱼ·Σ wᵢ·(aᵢⱼ − āⱼ)² for each column, around 0 without an intercept. */
function inflation(
  {
    columns,
    weights,
    intercept,
  }: { columns: readonly DoubleVector[]; weights: Float64Array | null; intercept: boolean },
  kept: readonly number[],
  gram: Float64Array,
): Float64Array<ArrayBuffer> {
  return Float64Array.from(columns, ({ high }, j) => {
    const at = kept.indexOf(j);
    if (at < 0) return Infinity;
    const weightOf = (i: number): number => weights?.[i] ?? 1;
    let [total, mass, squares] = [0, 0, 0];
    high.forEach((v, i) => ((total += weightOf(i) * v), (mass += weightOf(i))));
    const mean = intercept ? total / mass : 0;
    high.forEach((v, i) => (squares += weightOf(i) * (v - mean) ** 2));
    return gram[at * (kept.length + 1)] * squares;
  });
}
