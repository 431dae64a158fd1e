export interface TailQuantile {
  /** Probability of the tail, in (0, ½]. */
  readonly p: number;
  /** Any positive number at which the tail is not zero. */
  readonly start: number;
  /** The tail beyond x: below it where `rising`, above it otherwise. */
  readonly tail: (x: number) => number;
  /** x·f(x): the derivative of the tail by ln x, but for its sign. */
  readonly slope: (x: number) => number;
  readonly rising: boolean;
}

/**
 * The x > 0 whose tail is p, by Newton's method on ln tail as a function of ln x.
 *
 * @remarks The distributions here have a log-concave density in ln x, hence log-concave tails: a tangent of ln tail lies above it, so that
 * every step but the first is towards the root and never beyond it, from anywhere. Steps multiply x, which keeps the digits of a tiny one.
 */
export function quantileByNewton({ p, start, tail, slope, rising }: TailQuantile): number {
  let x = start;
  let last = start;
  let before = Infinity;
  for (let i = 0; i < 500; i++) {
    const value = tail(x);
    if (value === 0) {
      x = Math.sqrt(x) * Math.sqrt(last); // the first step went where the tail underflows
      continue;
    }
    last = x;
    const step = (Math.log(p / value) * value) / slope(x);
    const size = Math.abs(step);
    // Beyond the first steps sizes only fall; when rounding is all that they are, the last is taken and the search ends.
    if (size <= 4 * Number.EPSILON || (i > 3 && size < 1e-9 && size >= before))
      return x * (1 + (rising ? step : -step));
    x *= Math.exp(Math.max(-40, Math.min(40, rising ? step : -step)));
    if (x === 0 || x === Infinity) return x;
    before = size;
  }
  return x;
}
