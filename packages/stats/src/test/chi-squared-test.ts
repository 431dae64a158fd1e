import { type NDArray, ShapeError, ValueError, array } from "@linnet/core";
import { kindOf, requireFloat, requireOptions } from "@linnet/core/extend";
import { ChiSquared } from "../distributions/chi-squared.js";
import { sumOf } from "./centred-sums.js";
import { type Report, withReport } from "./report.js";

/** Sums of observed and expected counts may differ by this, relatively. */
const SLACK = 1e-8;

export interface GoodnessOptions {
  /** Counts that the null hypothesis expects, `[k]`, of the same sum. Equal ones when left out. */
  readonly expected?: NDArray;
  /** How many parameters were estimated from the counts. Default 0. */
  readonly ddof?: number;
}

export interface IndependenceOptions {
  /** Yates' correction of a 2 × 2 table: deviations shrunk by ½. Default `true`. */
  readonly correction?: boolean;
}

/** What a χ² test found. */
export interface ChiSquaredTest extends Report {
  /** χ² = Σ (O − E)²/E. */
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
  /** Counts under the null hypothesis, of the shape of the counts observed. */
  readonly expected: NDArray;
  /** Cohen's w, √(χ²/n), of a vector; Cramér's V, √(χ²/(n·(min(r, c) − 1))), of a table (uncorrected χ²). */
  readonly effectSize: number;
}

/**
 * Pearson's χ² test: whether counts agree with those expected (a vector), or whether rows and columns of a table are independent.
 *
 *     χ² = Σ (O − E)²/E;  of a table Eᵢⱼ = rowᵢ·columnⱼ/n, with (r − 1)(c − 1) degrees of freedom
 *
 * The χ² distribution is an approximation, good when all expected counts are about 5 or more.
 *
 * @param observed counts, `[k]` or `[r, c]`, at least two in every axis
 * @throws {ShapeError} for another shape
 * @throws {ValueError} for negative counts, expected ones that are not positive or have another sum, and a row or column of zeros
 * @example
 * const fair = chiSquaredTest(array([16, 18, 16, 14, 12, 12]));
 * const independent = chiSquaredTest(array([[10, 20, 30], [6, 9, 17]]));
 */
export function chiSquaredTest(observed: NDArray, options?: GoodnessOptions & IndependenceOptions): ChiSquaredTest {
  const { expected, ddof = 0, correction = true } = requireOptions<GoodnessOptions & IndependenceOptions>(op, options);
  const counts = requireCounts("observed", observed);
  const { shape } = observed;
  const axes: readonly number[] = shape;
  if ((axes.length !== 1 && axes.length !== 2) || axes.some((size) => size < 2)) {
    throw new ShapeError(op, "observed must be a vector or a matrix, two at least in every axis", { observed: axes });
  }
  if (axes.length === 1) return goodness(counts, expected, ddof);
  if (expected === undefined && ddof === 0) return independence(counts, axes, correction);
  throw new ValueError(op, "expected and ddof go with a vector of counts", `a matrix [${axes.join(", ")}]`);
}

const op = "chiSquaredTest";

function goodness(counts: Float64Array, wanted: NDArray | undefined, ddof: number): ChiSquaredTest {
  const k = counts.length;
  const df = k - 1 - ddof;
  if (!Number.isInteger(ddof) || ddof < 0 || df < 1) {
    throw new ValueError(op, `ddof must be an integer in [0, ${k - 2}]`, kindOf(ddof));
  }
  const n = sumOf(counts);
  const expected = wanted === undefined ? new Float64Array(k).fill(n / k) : requireCounts("expected", wanted);
  if (expected.length !== k) {
    throw new ShapeError(op, "expected must have the shape of observed", {
      observed: [k],
      expected: wanted?.shape ?? [],
    });
  }
  const zero = expected.findIndex((e) => e <= 0);
  if (zero >= 0) throw new ValueError(op, "expected must be positive", `${expected[zero]} at index ${zero}`);
  const sum = sumOf(expected);
  if (Math.abs(sum - n) > SLACK * n) {
    throw new ValueError(op, "expected must have the sum of observed", `${sum} and ${n}`, "Scale it.");
  }
  const statistic = distance(counts, expected, 0);
  return finish("χ² test of goodness of fit", statistic, df, array(expected), Math.sqrt(statistic / n));
}

function independence(counts: Float64Array, axes: readonly number[], correction: boolean): ChiSquaredTest {
  const [rows, columns] = axes;
  const [across, down] = [new Float64Array(rows), new Float64Array(columns)];
  counts.forEach((count, i) => {
    across[Math.floor(i / columns)] += count;
    down[i % columns] += count;
  });
  const empty = [across.indexOf(0), down.indexOf(0)];
  if (Math.max(...empty) >= 0) {
    const where = empty[0] >= 0 ? `row ${empty[0]}` : `column ${empty[1]}`;
    throw new ValueError(op, "every row and column must have counts", `zeros in ${where}`, "Leave it out.");
  }
  const n = sumOf(counts);
  const expected = counts.map((_, i) => (across[Math.floor(i / columns)] * down[i % columns]) / n);
  const df = (rows - 1) * (columns - 1);
  const plain = distance(counts, expected, 0);
  const statistic = correction && df === 1 ? distance(counts, expected, 0.5) : plain;
  const size = Math.sqrt(plain / (n * (Math.min(rows, columns) - 1)));
  return finish("χ² test of independence", statistic, df, array(expected, { shape: axes }), size);
}

/** Σ (|O − E| − shrink)²/E; nothing is shrunk beyond 0. */
function distance(observed: Float64Array, expected: Float64Array, shrink: number): number {
  const terms = observed.map((o, i) => Math.max(0, Math.abs(o - expected[i]) - shrink) ** 2 / expected[i]);
  return sumOf(terms);
}

function finish(title: string, statistic: number, df: number, expected: NDArray, effectSize: number): ChiSquaredTest {
  return withReport(title, { statistic, df, pValue: new ChiSquared(df).sf(statistic), expected, effectSize });
}

function requireCounts(name: string, x: NDArray): Float64Array {
  const counts = Float64Array.from(requireFloat(op, name, x).toTypedArray());
  const wrong = counts.findIndex((count) => !(count >= 0 && count < Infinity));
  if (wrong >= 0) throw new ValueError(op, `${name} must hold counts`, `${counts[wrong]} at index ${wrong}`);
  if (counts.length > 0 && counts.every((count) => count === 0))
    throw new ValueError(op, `${name} must hold counts`, "zeros only");
  return counts;
}
