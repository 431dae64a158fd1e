import type { Arithmetic } from "./arithmetic.js";
import { dot } from "./grid.js";

/** √∑xᵢ², and whether squares had to be kept from leaving the range of floats. */
export interface Length<T> {
  readonly length: T;
  /** Entries were divided by the largest first, and the root multiplied by it. */
  readonly isScaled: boolean;
}

/** The length of a vector; like linalg's `vectorNorm` it over- and underflows only where the length itself does. */
export function lengthOf<T>(arithmetic: Arithmetic<T>, x: readonly T[]): Length<T> {
  const { mul, div, sqrt, sub, read, value } = arithmetic;
  const plain = dot(arithmetic, x, x);
  const largest = x[largestOf(arithmetic, x)];
  if (!leavesRange(arithmetic, largest, plain)) return { length: sqrt(plain), isScaled: false };
  const most = value(largest) < 0 ? sub(read(0), largest) : largest;
  const scaled = x.map((entry) => div(entry, most));
  return { length: mul(most, sqrt(dot(arithmetic, scaled, scaled))), isScaled: true };
}

/** The index of the first entry of largest size. */
export function largestOf<T>({ compareSizes }: Arithmetic<T>, x: readonly T[]): number {
  return x.reduce((best, entry, i) => (compareSizes(entry, x[best]) > 0 ? i : best), 0);
}

/** Whether the largest entry cannot be had back from its square, or the sum of squares is infinite. */
function leavesRange<T>({ mul, div, value, isZero, unitRoundoff }: Arithmetic<T>, most: T, sum: T): boolean {
  if (unitRoundoff === 0 || isZero(most)) return false;
  const back = value(div(mul(most, most), most));
  const isClose = Math.abs(back - value(most)) <= 4 * unitRoundoff * Math.abs(value(most));
  return !isClose || !Number.isFinite(value(sum));
}
