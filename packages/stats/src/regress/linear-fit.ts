import { type NDArray, array, matmul } from "@linnet/core";
import { svdvals } from "@linnet/linalg";
import {
  type DoubleDouble,
  type DoubleVector,
  dotProduct,
  doubleVector,
  minus,
  over,
  squareRoot,
  subtractScaled,
  times,
} from "../precision/double-double.js";
import { CollinearityError, independentColumns } from "./independent-columns.js";
import { RefinedLeastSquares, factorsOf } from "./refined-least-squares.js";

/** Least squares of weighted rows: Σ wᵢ·(yᵢ − Σⱼ aᵢⱼ·bⱼ)². */
export interface Design {
  readonly op: string;
  readonly columns: readonly DoubleVector[];
  /** For errors. */
  readonly names: readonly string[];
  readonly y: DoubleVector;
  readonly weights: Float64Array | null;
  /** Whether the first column is constant: squares are then taken around the mean. */
  readonly intercept: boolean;
  /** Rounding of the data. */
  readonly epsilon: number;
  readonly aliased: "error" | "drop";
  /** What to do about dependent columns. */
  readonly hint: string;
}

/** What n·k² may be for (Aᵀ·A)⁻¹ to be refined too: it costs about 150·n·k² operations, some tenths of a second. */
const REFINED_WORK = 2 ** 21;

/**
 * The solution of a design, its columns scaled by powers of two and its weights rooted in double-double.
 *
 * @throws {CollinearityError} for dependent columns, unless they are to be dropped
 */
export class LinearFit {
  /** Which columns take part. */
  readonly kept: readonly number[];
  /** For each kept column. */
  readonly estimates: readonly DoubleDouble[];
  /** √wᵢ·(yᵢ − ŷᵢ), `[n]`. */
  readonly residuals: Float64Array;
  /** Σ wᵢ·(yᵢ − ŷᵢ)². */
  readonly residualSquares: number;
  /** Σ wᵢ·(yᵢ − ȳ)², or without an intercept Σ wᵢ·yᵢ². */
  readonly totalSquares: number;
  /** Total − residual, in double-double. */
  readonly modelSquares: number;
  private readonly system: RefinedLeastSquares;
  private readonly scales: readonly number[];
  private readonly n: number;

  constructor({ op, columns, names, y, weights, intercept, epsilon, aliased, hint }: Design) {
    this.n = y.high.length;
    const roots = weights === null ? null : rootsOf(weights);
    const rows = columns.map((column) => weighted(column, roots));
    const factors = factorsOf(rows.map(({ values }) => values));
    this.kept = independentColumns(factors.R, this.n, epsilon);
    const isFull = this.kept.length === columns.length;
    if (!isFull && aliased === "error") {
      const dependent = names.filter((_, j) => !this.kept.includes(j));
      throw new CollinearityError(op, dependent, this.kept.length, columns.length, hint);
    }
    const taken = this.kept.map((j) => rows[j]);
    const independent = taken.map(({ values }) => values);
    this.system = new RefinedLeastSquares(independent, isFull ? factors : undefined);
    this.scales = taken.map(({ scale }) => scale);

    const target = weighted(y, roots);
    const { r, x } = this.system.solve(target.values, null);
    silence(r, x, this.kept.length);
    this.estimates = this.scales.map((scale, j) => [
      (x.high[j] / scale) * target.scale,
      (x.low[j] / scale) * target.scale,
    ]);
    const total = totalOf(target.values, intercept ? (roots ?? doubleVector(new Float64Array(this.n).fill(1))) : null);
    const residual = dotProduct(r, r);
    const unit = target.scale ** 2;
    const varies = !intercept || y.high.some((v) => v !== y.high[0]); // rounding would leave a little
    this.residuals = r.high.map((v) => v * target.scale);
    this.residualSquares = residual[0] * unit;
    this.totalSquares = varies ? total[0] * unit : 0;
    this.modelSquares = varies ? Math.max(0, minus(total, residual)[0]) * unit : 0;
  }

  /** (AᵀWA)⁻¹·g, for g over the kept columns, refined. */
  gramColumn(g: readonly DoubleDouble[]): readonly DoubleDouble[] {
    const { scales } = this;
    const rhs = doubleVector(Float64Array.from(g, ([high], j) => -high / scales[j]));
    rhs.low.set(g.map(([, low], j) => -low / scales[j]));
    const { x } = this.system.solve(null, rhs);
    return scales.map((scale, j) => [x.high[j] / scale, x.low[j] / scale]);
  }

  /** (AᵀWA)⁻¹ `[k, k]`, and √W·A·(AᵀWA)⁻¹ `[n, k]`, the transposed pseudo-inverse, both row-major. */
  inverse(): { readonly gram: Float64Array; readonly pseudo: () => Float64Array } {
    const k = this.scales.length;
    return this.n * k * k <= REFINED_WORK ? this.refinedInverse() : this.factoredInverse();
  }

  private refinedInverse(): { readonly gram: Float64Array; readonly pseudo: () => Float64Array } {
    const { n, scales } = this;
    const k = scales.length;
    const [gram, pseudo] = [new Float64Array(k * k), new Float64Array(n * k)];
    for (let j = 0; j < k; j++) {
      const unit = new Float64Array(k);
      unit[j] = -1;
      const { r, x } = this.system.solve(null, doubleVector(unit));
      for (let i = 0; i < k; i++) gram[i * k + j] = x.high[i] / scales[i] / scales[j];
      for (let i = 0; i < n; i++) pseudo[i * k + j] = -r.high[i] / scales[j];
    }
    for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) gram[i * k + j] = gram[j * k + i];
    return { gram, pseudo: () => pseudo };
  }

  /** R⁻¹·R⁻ᵀ and Q·R⁻ᵀ. */
  private factoredInverse(): { readonly gram: Float64Array; readonly pseudo: () => Float64Array } {
    const { n, system, scales } = this;
    const k = scales.length;
    const transposed = new Float64Array(k * k); // rows are columns of R⁻¹
    for (let j = 0; j < k; j++) {
      const unit = new Float64Array(k);
      unit[j] = 1;
      transposed.set(system.backward(unit), j * k);
    }
    const inverse = array(
      transposed.map((v, at) => v / scales[at % k]),
      { shape: [k, k] },
    ) as NDArray;
    const gram = matmul(inverse.T as NDArray, inverse).toTypedArray() as Float64Array;
    const q = (): NDArray => array(system.q, { shape: [n, k] });
    return { gram, pseudo: () => matmul(q(), inverse).toTypedArray() as Float64Array };
  }

  /** hᵢ = ‖qᵢ‖²: diagonal of the projection on the span of √W·A. */
  leverage(): Float64Array {
    const { n, system } = this;
    const k = this.scales.length;
    return Float64Array.from({ length: n }, (_, i) => {
      let sum = 0;
      for (let j = 0; j < k; j++) sum += system.q[i * k + j] ** 2;
      return Math.min(1, sum);
    });
  }

  /** R of √W·A, upper triangular `[k, k]`. */
  triangle(): Float64Array {
    const k = this.scales.length;
    return this.system.r.map((v, at) => v * this.scales[at % k]);
  }

  /** Of √W·A with its columns brought to length 1. */
  conditionNumber(): number {
    const k = this.scales.length;
    const { r } = this.system;
    const lengths = this.scales.map((_, j) => Math.hypot(...Array.from({ length: k }, (_row, i) => r[i * k + j])));
    const unit = array(
      r.map((v, at) => v / lengths[at % k]),
      { shape: [k, k] },
    ) as NDArray;
    const values = svdvals(unit).toTypedArray();
    return values[0] / values[k - 1];
  }
}

interface Scaled {
  readonly values: DoubleVector;
  /** Power of two that was taken out. */
  readonly scale: number;
}

/** rows × column, its largest magnitude brought near 1. */
function weighted(column: DoubleVector, rows: DoubleVector | null): Scaled {
  const { values, scale } = scaled(column);
  if (rows === null) return { values, scale };
  for (let i = 0; i < values.high.length; i++) {
    const product = times([values.high[i], values.low[i]], [rows.high[i], rows.low[i]]);
    [values.high[i], values.low[i]] = product;
  }
  const again = scaled(values);
  return { values: again.values, scale: scale * again.scale };
}

function scaled({ high, low }: DoubleVector): Scaled {
  const largest = high.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const scale = largest > 0 ? 2 ** Math.floor(Math.log2(largest)) : 1;
  return { values: { high: high.map((v) => v / scale), low: low.map((v) => v / scale) }, scale };
}

function rootsOf(weights: Float64Array): DoubleVector {
  const roots = Array.from(weights, (w) => squareRoot([w, 0]));
  return { high: Float64Array.from(roots, ([high]) => high), low: Float64Array.from(roots, ([, low]) => low) };
}

/** Residuals and coefficients within the rounding of double-double are zeros: such a fit is exact. */
function silence(r: DoubleVector, x: DoubleVector, k: number): void {
  const size = x.high.reduce((sum, v) => sum + Math.abs(v), 0); // columns are of magnitude 1 to 2
  const rounding = k * 2 ** -96 * size;
  const isNoise = r.high.every((v) => Math.abs(v) <= rounding);
  if (isNoise) for (const part of [r.high, r.low]) part.fill(0);
  x.high.forEach((v, j) => {
    if (Math.abs(v) <= rounding) [x.high[j], x.low[j]] = [0, 0];
  });
}

/** Σ wᵢ·(yᵢ − ȳ)² of yᵢ·√wᵢ, or Σ wᵢ·yᵢ² where there are no roots to take the mean by. */
function totalOf(target: DoubleVector, roots: DoubleVector | null): DoubleDouble {
  if (roots === null) return dotProduct(target, target);
  const mean = over(dotProduct(roots, target), dotProduct(roots, roots));
  const around = { high: target.high.slice(), low: target.low.slice() };
  subtractScaled(around, mean, roots);
  return dotProduct(around, around);
}
