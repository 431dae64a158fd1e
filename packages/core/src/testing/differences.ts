import { fromFunction } from "../array/create.js";
import type { NDArray } from "../array/ndarray.js";
import { add, mul } from "../ops/arithmetic.js";
import { astype } from "../ops/astype.js";
import { complex } from "../ops/complex-parts.js";
import { type ArrayFunction, isInexact } from "./record.js";

/** Derivatives along a line by central differences: every element of every result, with a bound of their error. */
export interface Differences {
  readonly slopes: readonly Float64Array[];
  readonly errors: readonly Float64Array[];
}

const EPSILON = Number.EPSILON;
/** A function may be this many roundings away from the correctly rounded one. */
const ROUNDINGS = 64;
/** Below it precision is lost. */
const SMALLEST_NORMAL = 2 ** -1022;

/**
 * d/dt f(x + t·v) at t = 0, by differences in float64 whatever the dtype of x.
 *
 *     D(h) = (f(x + h·v) − f(x − h·v)) / 2h,   error ≤ |D(2h) − D(h)| + 64·ε·(|f| + |x|·|D|/|v|)/h
 *
 * Truncation leaves h²·f‴/6, of which |D(2h) − D(h)| is three times as much; rounding leaves ε·|f|/h of the values, and of
 * the points, which it moves by ε·|x|, as much as that changes f. All norms are largest elements.
 * h = ∛ε·max(1, |x|)/|v| balances the two: about 10⁻¹⁰ of f for smooth functions of moderate size.
 */
export function differencesAlong(f: ArrayFunction, xs: readonly NDArray[], vs: readonly NDArray[]): Differences {
  const wide = xs.map(widened);
  const along = vs.map(widened);
  const h = (Math.cbrt(EPSILON) * Math.max(1, largest(wide))) / Math.max(largest(along), Number.MIN_VALUE);
  const at = (t: number): Float64Array[] =>
    f(wide.map((x, i) => (isInexact(xs[i]) ? add(x, mul(along[i], t)) : x))).map(float64Of);

  const [above, below, farAbove, farBelow] = [at(h), at(-h), at(2 * h), at(-2 * h)];
  const near = quotient(above, below, h);
  const far = quotient(farAbove, farBelow, 2 * h);
  const noise = above.map((_, k) => {
    const size = Math.max(...[above, below, farAbove, farBelow].map((values) => largestOf(values[k])));
    const reach = (largest(wide) / Math.max(largest(along), Number.MIN_VALUE)) * largestOf(near[k]);
    return (ROUNDINGS * EPSILON * (size + reach)) / h + SMALLEST_NORMAL;
  });
  return {
    slopes: near,
    errors: near.map((slopes, k) => slopes.map((slope, i) => Math.abs(far[k][i] - slope) + noise[k])),
  };
}

/**
 * An array without structure, the same each time: element i is 2·frac((i + 1)/φ + seed·0.7548…) − 1, in [−1, 1].
 * Multiples of the golden ratio spread evenly and meet no symmetry of an operation.
 */
export function generic(like: NDArray, seed: number): NDArray {
  let i = 0;
  const next = (): number => {
    const turns = ++i * 0.6180339887498949 + seed * 0.7548776662466927;
    return 2 * (turns - Math.floor(turns)) - 1;
  };
  const values = (): NDArray => fromFunction(like.layout.shape, next);
  return astype(like.type.kind === "complex" ? complex(values(), values()) : values(), like.dtype);
}

/** Elements in row-major order as float64; complex ones as real and imaginary part. */
export function float64Of(x: NDArray): Float64Array {
  return Float64Array.from(x.toTypedArray());
}

function quotient(above: readonly Float64Array[], below: readonly Float64Array[], h: number): Float64Array[] {
  return above.map((y, k) => y.map((value, i) => (value - below[k][i]) / (2 * h)));
}

function widened(x: NDArray): NDArray {
  if (x.type.name === "complex64") return astype(x, "complex128");
  return x.type.name === "float32" ? astype(x, "float64") : x;
}

function largest(xs: readonly NDArray[]): number {
  return Math.max(0, ...xs.filter(isInexact).map((x) => largestOf(float64Of(x))));
}

function largestOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
