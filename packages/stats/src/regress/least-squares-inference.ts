import { type NDArray, array } from "@linnet/core";
import { FisherF } from "../distributions/fisher-f.js";
import { type JsonValue, type ModelReader } from "../model-json.js";
import { type CoefficientRow, coefficientRows } from "./coefficient-table.js";
import { RegressionSummary } from "./regression-summary.js";
import { type RobustKind, robustKinds } from "./robust-covariance.js";

type Vector = NDArray<"float64", readonly [number]>;

/** What inference is made of. Squares are those of weighted rows. */
export interface LeastSquaresRecord {
  /** Names of the k coefficients, the intercept first. */
  readonly terms: readonly string[];
  /** `[k]`; 0 for what was dropped. */
  readonly estimates: Vector;
  /** Of the estimates, `[k, k]`; NaN for what was dropped, and without residual degrees of freedom. */
  readonly covariance: NDArray<"float64", readonly [number, number]>;
  /** Coefficients that were dropped, as others combine to theirs. */
  readonly aliased: readonly string[];
  readonly rank: number;
  readonly hasIntercept: boolean;
  /** ŷᵢ, `[n]`. */
  readonly fitted: Vector;
  /** yᵢ − ŷᵢ, `[n]`. */
  readonly residuals: Vector;
  /** Diagonal hᵢ of the hat matrix, `[n]`: their sum is the rank. */
  readonly leverage: Vector;
  /** `[n]`; ones where none were given. */
  readonly weights: Vector;
  /** Σ wᵢ·(yᵢ − ŷᵢ)². */
  readonly residualSquares: number;
  /** Σ wᵢ·(ŷᵢ − ȳ)²; without an intercept around 0. */
  readonly modelSquares: number;
  /** Σ wᵢ·(yᵢ − ȳ)²; without an intercept around 0. */
  readonly totalSquares: number;
  /** F of all coefficients but the intercept being 0: by their robust covariance where that is asked for (Wald). */
  readonly f: number;
  /** Of the weighted design with columns of length 1. */
  readonly conditionNumber: number;
  readonly covarianceKind: "plain" | RobustKind;
}

/**
 * Inference of least squares, y = A·b + e with independent errors of variance σ²/wᵢ:
 *
 *     Cov(b̂) = s²·(AᵀWA)⁻¹,   s² = Σ wᵢ·eᵢ² / (n − rank),   t = b̂ⱼ/s.e.(b̂ⱼ) ~ Student's t of n − rank degrees of freedom
 *
 * Where a number does not exist it is NaN: all that needs σ² without residual degrees of freedom (n = rank), R² and F where y does not
 * vary. Residuals within the rounding of the computation are 0; then t is infinite.
 */
export abstract class LeastSquaresInference {
  protected abstract readonly model: string;
  readonly terms: readonly string[];
  readonly estimates: Vector;
  readonly covariance: NDArray<"float64", readonly [number, number]>;
  readonly aliased: readonly string[];
  readonly rank: number;
  readonly hasIntercept: boolean;
  readonly fitted: Vector;
  readonly residuals: Vector;
  readonly leverage: Vector;
  readonly weights: Vector;
  readonly residualSquares: number;
  readonly modelSquares: number;
  readonly totalSquares: number;
  readonly f: number;
  readonly conditionNumber: number;
  readonly covarianceKind: "plain" | RobustKind;

  protected constructor(record: LeastSquaresRecord) {
    this.terms = record.terms;
    this.estimates = record.estimates;
    this.covariance = record.covariance;
    this.aliased = record.aliased;
    this.rank = record.rank;
    this.hasIntercept = record.hasIntercept;
    this.fitted = record.fitted;
    this.residuals = record.residuals;
    this.leverage = record.leverage;
    this.weights = record.weights;
    this.residualSquares = record.residualSquares;
    this.modelSquares = record.modelSquares;
    this.totalSquares = record.totalSquares;
    this.f = record.f;
    this.conditionNumber = record.conditionNumber;
    this.covarianceKind = record.covarianceKind;
  }

  /** Number of observations. */
  get n(): number {
    return this.residuals.size;
  }

  /** n − rank. */
  get dfResidual(): number {
    return this.n - this.rank;
  }

  /** rank, less one for an intercept. */
  get dfModel(): number {
    return this.rank - (this.hasIntercept ? 1 : 0);
  }

  /** s, an estimate of σ. */
  get residualStandardDeviation(): number {
    return this.dfResidual > 0 ? Math.sqrt(this.residualSquares / this.dfResidual) : NaN;
  }

  /** Share of the squares that the model explains; around the mean where there is an intercept, around 0 where not. */
  get r2(): number {
    return this.totalSquares > 0 ? this.modelSquares / this.totalSquares : NaN;
  }

  /** 1 − (1 − R²)·(n − 1)/(n − rank), without an intercept n/(n − rank). */
  get adjustedR2(): number {
    if (this.dfResidual === 0 || !(this.totalSquares > 0)) return NaN;
    return 1 - ((this.residualSquares / this.totalSquares) * (this.dfModel + this.dfResidual)) / this.dfResidual;
  }

  get fPValue(): number {
    return Number.isNaN(this.f) ? NaN : new FisherF(this.dfModel, this.dfResidual).sf(this.f);
  }

  /** Of normal errors, at the σ² that makes it largest, Σ wᵢ·eᵢ²/n. */
  get logLikelihood(): number {
    const { n } = this;
    let weights = 0;
    for (const w of this.weights.toTypedArray()) weights += Math.log(w);
    return -(n / 2) * (Math.log((2 * Math.PI * this.residualSquares) / n) + 1) + weights / 2;
  }

  /** 2·rank − 2·ln L. (R counts σ too, and has 2 more.) */
  get aic(): number {
    return 2 * this.rank - 2 * this.logLikelihood;
  }

  /** ln(n)·rank − 2·ln L. */
  get bic(): number {
    return Math.log(this.n) * this.rank - 2 * this.logLikelihood;
  }

  /** One for each of `terms`. */
  get standardErrors(): readonly number[] {
    const k = this.terms.length;
    const covariance = this.covariance.toTypedArray();
    return this.terms.map((_, j) => Math.sqrt(covariance[j * k + j]));
  }

  /** Estimate, standard error, t, p and confidence interval of each of `terms`. @throws {ValueError} unless 0 < level < 1 */
  table(level = 0.95): readonly CoefficientRow[] {
    const op = `${this.model}.table`;
    return coefficientRows(op, this.terms, this.estimates.toTypedArray(), this.standardErrors, this.dfResidual, level);
  }

  /** The whole table, to read and to print. @throws {ValueError} unless 0 < level < 1 */
  summary(level = 0.95): RegressionSummary {
    return new RegressionSummary(this.model, this, this.table(level), level);
  }

  toString(): string {
    return this.summary().toString();
  }

  /**
   * Residuals in units of their standard deviations: `internal` by s, `external` by what s is without that row, which follows Student's t
   * of n − rank − 1 degrees of freedom. NaN for rows of leverage 1, whose residual is 0.
   */
  studentizedResiduals(kind: "internal" | "external" = "external"): Vector {
    const s = this.residualStandardDeviation;
    const df = this.dfResidual;
    const internal = this.weightedResiduals().map((e, i) => {
      const free = 1 - this.leverage.toTypedArray()[i];
      return free > this.n * Number.EPSILON ? e / (s * Math.sqrt(free)) : NaN;
    });
    if (kind === "internal") return array(internal);
    return array(internal.map((r) => r * Math.sqrt((df - 1) / (df - r * r))));
  }

  /**
   * How far fits move without a row, Dᵢ = ‖ŷ − ŷ₍ᵢ₎‖²/(rank·s²) = rᵢ²·hᵢ/((1 − hᵢ)·rank), with internally studentized rᵢ.
   *
   * @see Cook, *Detection of influential observation in linear regression*, 1977
   */
  cooksDistance(): Vector {
    const leverage = this.leverage.toTypedArray();
    const internal = this.studentizedResiduals("internal").toTypedArray();
    return array(internal.map((r, i) => (r * r * leverage[i]) / ((1 - leverage[i]) * this.rank)));
  }

  /** √wᵢ·eᵢ, which have equal variances. */
  private weightedResiduals(): Float64Array<ArrayBuffer> {
    const weights = this.weights.toTypedArray();
    return Float64Array.from(this.residuals.toTypedArray(), (e, i) => Math.sqrt(weights[i]) * e);
  }

  /** The record, as fields of JSON. */
  protected inferenceJson(): Readonly<Record<string, JsonValue | NDArray>> {
    return {
      terms: this.terms,
      estimates: this.estimates,
      covariance: this.covariance,
      aliased: this.aliased,
      rank: this.rank,
      hasIntercept: this.hasIntercept,
      fitted: this.fitted,
      residuals: this.residuals,
      leverage: this.leverage,
      weights: this.weights,
      // numbers that may be NaN or infinite, which JSON has not
      statistics: array([
        this.residualSquares,
        this.modelSquares,
        this.totalSquares,
        this.f,
        this.conditionNumber,
      ]) as NDArray,
      covarianceKind: this.covarianceKind,
    };
  }
}

/** The record that `inferenceJson` wrote. @throws {ValueError} for another */
export function readInference(reader: ModelReader): LeastSquaresRecord {
  const [residualSquares, modelSquares, totalSquares, f, conditionNumber] = reader
    .array("statistics", 5)
    .toTypedArray() as Float64Array;
  const vector = (field: string, size: string): Vector => reader.array(field, size) as Vector;
  return {
    terms: reader.strings("terms"),
    estimates: vector("estimates", "k"),
    covariance: reader.array("covariance", "k", "k") as NDArray<"float64", readonly [number, number]>,
    aliased: reader.strings("aliased"),
    rank: reader.number("rank"),
    hasIntercept: reader.boolean("hasIntercept"),
    fitted: vector("fitted", "n"),
    residuals: vector("residuals", "n"),
    leverage: vector("leverage", "n"),
    weights: vector("weights", "n"),
    residualSquares,
    modelSquares,
    totalSquares,
    f,
    conditionNumber,
    covarianceKind: reader.string("covarianceKind", "plain", ...robustKinds),
  };
}
