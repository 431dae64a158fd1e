import { type NDArray, type Random, ValueError, array, take } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { normalTail, normalTailInverse } from "../special/gaussian.js";
import { type IntervalOptions, requireAlternative, requireConfidence, requireWord } from "./alternative.js";
import { type Report, withReport } from "./report.js";
import {
  type ResamplingOptions,
  type Statistic,
  readResampling,
  requireSameRows,
  requireSamples,
  valueOf,
} from "./resampling.js";

export interface BootstrapOptions extends ResamplingOptions, IntervalOptions {
  /**
   * The interval: quantiles of the resamples (`"percentile"`), these reflected about the estimate (`"basic"`), or quantiles corrected for bias and
   * acceleration (`"bca"`, default).
   */
  readonly method?: "bca" | "percentile" | "basic";
  /** Several samples: draw the same rows of each. Default `false`: each by itself. */
  readonly paired?: boolean;
}

/** What the bootstrap found. */
export interface Bootstrap extends Report {
  /** The statistic of the data. */
  readonly estimate: number;
  /** Deviation of the statistic over the resamples. */
  readonly standardError: number;
  /** Its mean over the resamples, less the estimate. */
  readonly bias: number;
  readonly interval: readonly [low: number, high: number];
  /** The statistic of every resample, `[resamples]`. */
  readonly distribution: NDArray<"float64", readonly [number]>;
}

/**
 * The bootstrap: standard error and interval of any statistic, from samples drawn with replacement from the data's own rows.
 *
 * @param data rows `[n, …]`, n ≥ 2; or several such arrays, for statistics of several samples
 * @param statistic of arrays like those given: a number, or an array of one element
 * @throws {ShapeError} for fewer than two rows, and paired samples of different lengths
 * @throws {ValueError} for a statistic that is not finite, and a `"bca"` interval where all resamples are on one side of the estimate
 * @remarks One call of the statistic a resample; `"bca"` needs one more for every row. A statistic that never varies has the interval
 * of its one value.
 * @see Efron & Tibshirani, *An introduction to the bootstrap*, 1993, ch. 13 and 14
 * @example
 * const x = random(1).normal([30]);
 * const { interval } = bootstrap(x, (sample) => mean(sample), { resamples: 999 });
 */
export function bootstrap(
  data: NDArray | readonly NDArray[],
  statistic: Statistic,
  options?: BootstrapOptions,
): Bootstrap {
  const given = requireOptions<BootstrapOptions>(op, options);
  const { method = "bca", paired = false } = given;
  const { resamples, rng, signal, onIteration } = readResampling(op, given);
  requireWord(op, "method", method, ["bca", "percentile", "basic"]);
  const levels = levelsOf(given);
  const samples = requireSamples(op, data, 2);
  if (paired) requireSameRows(op, samples);
  const estimate = valueOf(op, statistic, () => samples);
  const values = new Float64Array(resamples);
  for (let i = 0; i < resamples; i++) {
    signal?.throwIfAborted();
    values[i] = valueOf(op, statistic, () => resampled(samples, rng, paired));
    onIteration?.({ iteration: i + 1, value: values[i] });
  }
  const mean = values.reduce((sum, v) => sum + (v - estimate), 0) / resamples;
  const squares = values.reduce((sum, v) => sum + (v - estimate - mean) ** 2, 0);
  const sorted = values.toSorted();
  const [low, high] =
    sorted[0] === sorted[resamples - 1]
      ? levels
      : adjusted(method, levels, samples, statistic, estimate, sorted, paired);
  const ends = [quantile(sorted, low, -Infinity), quantile(sorted, high, Infinity)];
  return withReport("Bootstrap", {
    estimate,
    standardError: Math.sqrt(squares / Math.max(1, resamples - 1)),
    bias: mean,
    interval:
      method === "basic" ? ([2 * estimate - ends[1], 2 * estimate - ends[0]] as const) : ([ends[0], ends[1]] as const),
    distribution: array(values),
  });
}

const op = "bootstrap";

/** The levels of the two ends; 0 or 1 for one that is infinite. */
function levelsOf(options: IntervalOptions): readonly [number, number] {
  const alternative = requireAlternative(op, options.alternative);
  const outside = 1 - requireConfidence(op, options.confidence);
  if (alternative === "two-sided") return [outside / 2, 1 - outside / 2];
  return alternative === "less" ? [0, 1 - outside] : [outside, 1];
}

function resampled(samples: readonly NDArray[], rng: Random, paired: boolean): readonly NDArray[] {
  const draw = (n: number) => rng.integers(0, n, [n]) as NDArray<"int32">;
  const shared = paired ? draw(samples[0].shape[0]) : undefined;
  return samples.map((sample) => take(sample, shared ?? draw(sample.shape[0])));
}

/** Levels as the method has them: reflected, corrected, or as they are. */
function adjusted(
  method: "bca" | "percentile" | "basic",
  levels: readonly [number, number],
  samples: readonly NDArray[],
  statistic: Statistic,
  estimate: number,
  sorted: Float64Array,
  paired: boolean,
): readonly [number, number] {
  if (method === "basic") return [1 - levels[1], 1 - levels[0]];
  if (method === "percentile") return levels;
  const below = sorted.reduce((count, v) => count + (v < estimate ? 1 : v === estimate ? 0.5 : 0), 0) / sorted.length;
  if (below === 0 || below === 1) {
    const hint = 'Set method: "percentile".';
    throw new ValueError(
      op,
      "a BCa interval needs resamples on both sides of the estimate",
      `a share ${below} below it`,
      hint,
    );
  }
  const bias = -normalTailInverse(below);
  const acceleration = accelerationOf(samples, statistic, paired);
  const corrected = (level: number) => {
    if (level === 0 || level === 1) return level;
    const z = bias - normalTailInverse(level);
    return normalTail(-(bias + z / (1 - acceleration * z)));
  };
  return [corrected(levels[0]), corrected(levels[1])];
}

/**
 * a = ⅙·Σ uᵢ³ / (Σ uᵢ²)^(3/2) of the influences uᵢ = (n − 1)(θ̄ − θ₍ᵢ₎)/n of single rows, by leaving each out in turn; those of all samples together.
 */
function accelerationOf(samples: readonly NDArray[], statistic: Statistic, paired: boolean): number {
  let [cubes, squares] = [0, 0];
  for (const which of paired ? [-1] : samples.keys()) {
    const n: number = samples[Math.max(0, which)].shape[0];
    const values = Float64Array.from({ length: n }, (_, row) => {
      const others = Array.from({ length: n - 1 }, (_row, i) => (i < row ? i : i + 1));
      const left = () => samples.map((sample, i) => (which < 0 || i === which ? take(sample, others) : sample));
      return valueOf(op, statistic, left);
    });
    const mean = values.reduce((a, b) => a + b) / n;
    for (const value of values) {
      const influence = ((n - 1) * (mean - value)) / n;
      cubes += influence ** 3;
      squares += influence ** 2;
    }
  }
  return squares > 0 ? cubes / 6 / squares ** 1.5 : 0;
}

/** Linear between the sorted values; `beyond` at a level that stands for an open end. */
function quantile(sorted: Float64Array, level: number, beyond: number): number {
  if (level === (beyond < 0 ? 0 : 1)) return beyond;
  const place = level * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
