import { type NDArray, type Random, ShapeError, array, concat, take } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { type Alternative, type AlternativeOptions, requireAlternative, requireWord } from "./alternative.js";
import { type Report, withReport } from "./report.js";
import { type Rearrangement, rearrangements } from "./rearrangements.js";
import {
  type ResamplingOptions,
  type Statistic,
  readResampling,
  requireSameRows,
  requireSamples,
  valueOf,
} from "./resampling.js";

/** Statistics count as equal within this, relatively: rounding depends on the order of rows. */
const SLACK = 100 * Number.EPSILON;

export interface PermutationOptions extends ResamplingOptions, AlternativeOptions {
  /**
   * What the null hypothesis leaves free: which sample a row is in (`"independent"`, default), which of a pair is in which sample (`"swaps"`), or which
   * row of the second belongs to which of the first (`"pairings"`).
   */
  readonly rearrange?: Rearrangement;
}

/** What a permutation test found. */
export interface PermutationTest extends Report {
  readonly statistic: number;
  readonly pValue: number;
  readonly alternative: Alternative;
  /** Whether all rearrangements were counted. */
  readonly exact: boolean;
  /** The statistic of every rearrangement. */
  readonly distribution: NDArray<"float64", readonly [number]>;
}

/**
 * Permutation test: how extreme a statistic is among those of the same rows rearranged.
 *
 *     p = b/m of all m rearrangements, where these are at most `resamples`; else (b + 1)/(m + 1) of m random ones
 *
 * with b those at least as extreme; two-sided it is twice the smaller of both sides.
 *
 * @param samples at least two arrays of rows `[n, …]`; exactly two, of as many rows, but for `"independent"`
 * @param statistic of arrays like those given: a number, or an array of one element
 * @throws {ShapeError} for an empty sample, or samples that do not fit together
 * @throws {ValueError} for a statistic that is not finite
 * @see Phipson & Smyth, *Permutation p-values should never be zero*, 2010
 * @example
 * const samples = [array([1, 4, 2, 5]), array([3, 6, 7, 9])];
 * const { pValue } = permutationTest(samples, (x, y) => sub(mean(x), mean(y)));
 */
export function permutationTest(
  samples: readonly NDArray[],
  statistic: Statistic,
  options?: PermutationOptions,
): PermutationTest {
  const given = requireOptions<PermutationOptions>(op, options);
  const { rearrange = "independent" } = given;
  const { resamples, rng, signal, onIteration } = readResampling(op, given);
  const alternative = requireAlternative(op, given.alternative);
  requireWord(op, "rearrange", rearrange, ["independent", "swaps", "pairings"]);
  const parts = requireSamples(op, samples, 1);
  requireFit(parts, rearrange);
  const sizes: readonly number[] = parts.map((part) => part.shape[0]);
  const rows = concat(parts as NDArray[]) as NDArray;
  const observed = valueOf(op, statistic, () => parts);
  const { count, all, draw } = rearrangements(rearrange, sizes);
  const exact = count <= resamples;
  const values = new Float64Array(exact ? count : resamples);
  const orders = exact ? all() : drawn(draw, rng, resamples);
  let i = 0;
  for (const order of orders) {
    signal?.throwIfAborted();
    values[i] = valueOf(op, statistic, () => parted(rows, order, sizes));
    onIteration?.({ iteration: i + 1, value: values[i] });
    i++;
  }
  const pValue = pValueOf(values, observed, alternative, exact);
  return withReport("Permutation test", {
    statistic: observed,
    pValue,
    alternative,
    exact,
    distribution: array(values),
  });
}

const op = "permutationTest";

function* drawn(draw: (rng: Random) => Int32Array, rng: Random, count: number): Generator<Int32Array> {
  for (let i = 0; i < count; i++) yield draw(rng);
}

function parted(rows: NDArray, order: Int32Array, sizes: readonly number[]): readonly NDArray[] {
  let at = 0;
  return sizes.map((size) => take(rows, Array.from(order.subarray(at, (at += size)))));
}

function pValueOf(values: Float64Array, observed: number, alternative: Alternative, exact: boolean): number {
  const slack = SLACK * Math.abs(observed);
  let [below, above] = [0, 0];
  for (const value of values) {
    if (value <= observed + slack) below++;
    if (value >= observed - slack) above++;
  }
  const share = (count: number) => (exact ? count / values.length : (count + 1) / (values.length + 1));
  if (alternative === "less") return share(below);
  return alternative === "greater" ? share(above) : Math.min(1, 2 * share(Math.min(below, above)));
}

function requireFit(samples: readonly NDArray[], rearrange: Rearrangement): void {
  const shapes = () => Object.fromEntries(samples.map((sample, i) => [`samples[${i}]`, sample.shape]));
  if (rearrange === "independent" ? samples.length < 2 : samples.length !== 2) {
    const wanted = rearrange === "independent" ? "at least two samples" : `two samples for "${rearrange}"`;
    throw new ShapeError(op, `there must be ${wanted}`, shapes());
  }
  if (rearrange !== "independent") requireSameRows(op, samples);
}
