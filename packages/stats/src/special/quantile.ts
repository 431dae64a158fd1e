import { ConvergenceError } from "@linnet/core";

export interface TailQuantile {
  /** Probability of the tail, in (0, ½]. */
  readonly p: number;
  /** Where the search begins: a guess. */
  readonly start: number;
  /** Where it begins anew when the guess is so far out that the tail underflows. */
  readonly mean: number;
  /** The tail beyond x: below it where `rising`, above it otherwise. */
  readonly tail: (x: number) => number;
  /** x·f(x): the derivative of the tail by ln x, but for its sign. */
  readonly slope: (x: number) => number;
  readonly rising: boolean;
}

/** Tails below have lost digits. */
const UNDERFLOW = 1e-305;

/** More than any takes: steps double the digits, and halvings of the logarithm's range end after some sixty. */
const MOST = 200;

/**
 * The x > 0 whose tail is p, by Newton's method on ln tail as a function of ln x.
 *
 * @throws {ConvergenceError} never, unless a tail is not monotonic
 * @remarks The distributions here have a log-concave density in ln x, hence log-concave tails: a tangent of ln tail lies above it, so that
 * every step but the first is towards the root and never beyond it. Where the first one leads to a tail that underflows, or out of what is
 * known to hold the root, the range is halved instead. Steps multiply x, which keeps the digits of a tiny one.
 */
export function quantileByNewton({ p, start, mean, tail, slope, rising }: TailQuantile): number {
  let x = start;
  let [low, high, before] = [0, Infinity, Infinity];
  for (let i = 0; i < MOST; i++) {
    const value = tail(x);
    const step = ((rising ? 1 : -1) * Math.log(p / value) * value) / slope(x);
    const size = Math.abs(step);
    // Beyond the first steps sizes only fall; when rounding is all that they are, the last is taken and the search ends.
    if (size <= 4 * Number.EPSILON || (i > 3 && size < 1e-9 && size >= before)) return x * (1 + step);
    if (value < p === rising) low = x;
    else high = x;
    const next = value < Math.min(UNDERFLOW, p / 4) ? NaN : x * Math.exp(Math.max(-40, Math.min(40, step)));
    if (next === 0 || next === Infinity) return next;
    const middle = Math.sqrt(low) * Math.sqrt(high);
    x = next > low && next < high ? next : middle > 0 && middle < Infinity ? middle : mean;
    before = size;
  }
  throw new ConvergenceError("quantile", `it must be found in ${MOST} steps; got to ${x}.`);
}
