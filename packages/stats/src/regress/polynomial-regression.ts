import { type DType, type NDArray, type Shape, ShapeError, ValueError, add, array, div, mul, sub } from "@linnet/core";
import { kindOf, requireArray, requireFinite, requireFloat, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { chebyshevColumns, chebyshevPowers } from "./chebyshev-basis.js";
import { quantileAt } from "./coefficient-table.js";
import { asDecimals } from "../precision/decimals.js";
import { type DoubleDouble, doubleVector, plus, times } from "../precision/double-double.js";
import { inferenceRecord } from "./inference-record.js";
import { LeastSquaresInference, type LeastSquaresRecord, readInference } from "./least-squares-inference.js";
import { LinearFit } from "./linear-fit.js";
import { type PredictionIntervals, intervalsAround } from "./prediction-intervals.js";
import { requireTarget, requirePositiveWeights } from "./target.js";
import { solvedLength } from "./triangle-length.js";

export interface PolynomialRegressionOptions {
  /** Highest power. */
  readonly degree: number;
  /** Of points, positive, `[n]`. Default: all 1. */
  readonly weights?: NDArray;
  /**
   * Take entries as the decimals that they print as, 0.1 for 1/10: for data that were written so, where the 15th digit counts. Default
   * `false`: as the binary numbers that they are.
   */
  readonly decimals?: boolean;
}

/**
 * A polynomial through points by least squares, with inference:
 *
 *     y ≈ b₀ + b₁·x + … + b_d·x^d = Σₖ aₖ·Tₖ((x − c)/h)
 *
 * Fitted in Chebyshev polynomials Tₖ over the range of x, computed and solved in double-double (`RefinedLeastSquares`), and converted to
 * powers there: powers of x that float64 rounds are what costs others half of the digits. Predictions are evaluated in the Tₖ.
 *
 * @see docs/notes/regression.md
 * @example
 * const x = array([0, 1, 2, 3, 4]);
 * const y = array([1, 2, 5, 10, 17]);
 * PolynomialRegression.fit(x, y, { degree: 2 }).coefficients.toArray(); // [1, 0, 1]
 */
export class PolynomialRegression extends LeastSquaresInference {
  protected readonly model = "PolynomialRegression";

  constructor(
    /** In increasing powers of x, shape `[degree + 1]`. */
    readonly coefficients: NDArray<"float64", readonly [number]>,
    /** aₖ, shape `[degree + 1]`. */
    readonly chebyshev: NDArray<"float64", readonly [number]>,
    /** c. */
    readonly centre: number,
    /** h. */
    readonly halfWidth: number,
    /** R of the weighted Tₖ, `[degree + 1, degree + 1]`. */
    readonly triangle: NDArray<"float64", readonly [number, number]>,
    record: LeastSquaresRecord,
  ) {
    super(record);
  }

  get degree(): number {
    return this.coefficients.size - 1;
  }

  /**
   * @param x shape `[n]`
   * @param y shape `[n]`
   * @throws {ShapeError} unless x is a vector and there is a y and a weight for each
   * @throws {ValueError} for entries that are not finite, weights that are not positive, and a degree that is no integer ≥ 0
   * @throws {CollinearityError} when there are fewer different x than coefficients
   * @remarks 4·n·d² flops and some 150·n·d² for refinement.
   */
  static fit(x: NDArray, y: NDArray, options: PolynomialRegressionOptions): PolynomialRegression {
    const op = "PolynomialRegression.fit";
    const { degree, weights, decimals = false } = requireOptions(op, options);
    if (degree === undefined || !Number.isInteger(degree) || degree < 0) {
      throw new ValueError(op, "degree must be an integer ≥ 0", kindOf(degree));
    }
    const points = requireFloat(op, "x", x);
    if (points.ndim !== 1 || points.size === 0)
      throw new ShapeError(op, "x must be a vector of numbers", { x: x.shape });
    requireFinite(op, "x", points);
    const values = Float64Array.from(points.toTypedArray() as Float64Array);
    const [centre, halfWidth] = rangeOf(values);
    const target = requireTarget(op, y, values.length);
    const exact = decimals ? asDecimals : doubleVector;
    const design = {
      op,
      columns: chebyshevColumns(exact(values), centre, halfWidth, degree),
      names: Array.from({ length: degree + 1 }, (_, k) => (k === 0 ? "(intercept)" : k === 1 ? "x" : `x^${k}`)),
      y: exact(target),
      weights: requirePositiveWeights(op, weights, values.length),
      intercept: true,
      epsilon: points.dtype === "float32" ? 2 ** -23 : 2 ** -52,
      aliased: "error" as const,
      hint: "Lower the degree: there are fewer different x.",
    };
    const fit = new LinearFit(design);
    const { gram, pseudo } = fit.inverse();
    const record = inferenceRecord(design, fit, gram, pseudo, undefined);
    const powers = chebyshevPowers(centre, halfWidth, degree);
    const estimates = array(powers.map((row) => combined(row, fit.estimates)));
    const variance = record.residualSquares / (values.length - fit.kept.length || NaN);
    const covariance = array(
      powers.map((row) => fit.gramColumn(row)).flatMap((x) => powers.map((row) => combined(row, x) * variance)),
      { shape: [degree + 1, degree + 1] },
    );
    return new PolynomialRegression(
      estimates,
      record.estimates,
      centre,
      halfWidth,
      array(fit.triangle(), { shape: [degree + 1, degree + 1] }),
      { ...record, estimates, covariance },
    );
  }

  /** @param x any shape @returns the same shape */
  predict<S extends Shape>(x: NDArray<DType, S>): NDArray<"float64", S> {
    const op = "PolynomialRegression.predict";
    const t: NDArray = div(
      sub(requireFloat(op, "x", requireArray(op, "x", x)).astype("float64"), this.centre),
      this.halfWidth,
    );
    const a = this.chebyshev.toTypedArray();
    let [ahead, here]: NDArray[] = [mul(t, 0), mul(t, 0)];
    for (let k = a.length - 1; k > 0; k--) [ahead, here] = [here, add(sub(mul(mul(t, 2), here), ahead), a[k])]; // Clenshaw
    return add(sub(mul(t, here), ahead), a[0]) as NDArray<"float64", S>;
  }

  /**
   * Predictions with the interval of their mean, and that of a new observation (of weight 1).
   *
   * @param x shape `[n]`
   * @param level between 0 and 1, default 0.95
   * @throws {ValueError} for entries that are not finite, and levels that are none
   */
  predictIntervals(x: NDArray, level = 0.95): PredictionIntervals {
    const op = "PolynomialRegression.predictIntervals";
    const width = quantileAt(op, this.dfResidual, level);
    const points = requireFloat(op, "x", x);
    requireFinite(op, "x", points);
    const columns = chebyshevColumns(
      doubleVector(Float64Array.from(points.toTypedArray() as Float64Array)),
      this.centre,
      this.halfWidth,
      this.degree,
    );
    const s = this.residualStandardDeviation;
    const variance = (i: number): number =>
      (solvedLength(
        this.triangle,
        columns.map(({ high }) => high[i]),
      ) *
        s) **
      2;
    return intervalsAround(this.predict(x), variance, s, width);
  }

  toJSON(): ModelJson {
    return writeModel(this.model, {
      coefficients: this.coefficients as NDArray,
      chebyshev: this.chebyshev as NDArray,
      centre: this.centre,
      halfWidth: this.halfWidth,
      triangle: this.triangle as NDArray,
      ...this.inferenceJson(),
    });
  }

  /** @throws {ValueError} for anything but the JSON of such a model */
  static fromJSON(json: unknown): PolynomialRegression {
    const reader = new ModelReader("PolynomialRegression", json);
    return new PolynomialRegression(
      reader.array("coefficients", "k") as NDArray<"float64", readonly [number]>,
      reader.array("chebyshev", "k") as NDArray<"float64", readonly [number]>,
      reader.number("centre"),
      reader.number("halfWidth"),
      reader.array("triangle", "k", "k") as NDArray<"float64", readonly [number, number]>,
      readInference(reader),
    );
  }
}

/** Σ rowₖ·aₖ, rounded once; 0 where terms cancel to rounding. */
function combined(row: readonly DoubleDouble[], a: readonly DoubleDouble[]): number {
  const terms = row.map((v, k) => times(v, a[k]));
  const size = terms.reduce((sum, [high]) => sum + Math.abs(high), 0);
  const [high] = terms.reduce((sum, term) => plus(sum, term), [0, 0]);
  return Math.abs(high) <= terms.length * 2 ** -96 * size ? 0 : high;
}

/** The middle of the range, and half of it: 1 where there is but one point. */
function rangeOf(x: Float64Array): readonly [centre: number, halfWidth: number] {
  const [low, high] = x.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  return [low / 2 + high / 2, high / 2 - low / 2 || 1];
}
