import { minusImaginary, quotient, swapped } from "../complex";
import { reciprocal } from "../reciprocal";

/** Rows of a triangle that is solved by substitution. */
const MOST: i32 = 16;
/** The diagonal of the triangle that is being solved, and the reciprocals. */
const DIVISORS: usize = memory.data(16 * MOST, 16);
const INVERSES: usize = memory.data(16 * MOST, 16);
/** Whether all reciprocals are numbers without over- or underflow. */
let invertible: bool = false;

/** Reads k numbers `step` bytes apart, or their conjugates, to divide by. */
export function prepareDivisors<T>(k: i32, conjugate: bool, t: usize, step: isize): void {
  const z = sizeof<T>();
  const smallest: T = z == 8 ? <T>8.9e-307 : <T>4.8e-37;
  invertible = true;
  for (let i = 0, d = DIVISORS, o = INVERSES; i < k; i++, t += step, d += 2 * z, o += 2 * z) {
    const re = load<T>(t);
    const im = load<T>(t + z);
    store<T>(d, re);
    store<T>(d + z, conjugate ? -im : im);
    const size = max<T>(abs<T>(re), abs<T>(im));
    if (!(size >= smallest && size <= <T>1 / smallest)) invertible = false; // NaN too
    reciprocal<T>(d, o);
  }
}

/** A vector of numbers divided by divisor i. */
export function divided<T>(x: v128, i: i32): v128 {
  const d = i * 2 * sizeof<T>();
  return invertible ? times<T>(x, inverse<T>(d, 0), inverse<T>(d, 1)) : quotient<T>(x, DIVISORS + d);
}

/** Four vectors of numbers at an address ← those numbers divided by divisor i. */
export function divideFour<T>(x: usize, i: i32): void {
  const d = i * 2 * sizeof<T>();
  if (!invertible) {
    for (const end = x + 64; x < end; x += 16) v128.store(x, quotient<T>(v128.load(x), DIVISORS + d));
    return;
  }
  const re = inverse<T>(d, 0);
  const im = inverse<T>(d, 1);
  v128.store(x, times<T>(v128.load(x), re, im));
  v128.store(x, times<T>(v128.load(x, 16), re, im), 16);
  v128.store(x, times<T>(v128.load(x, 32), re, im), 32);
  v128.store(x, times<T>(v128.load(x, 48), re, im), 48);
}

/** A part of a reciprocal, the imaginary one as (−im, im). @inline */
function inverse<T>(d: usize, part: usize): v128 {
  const v = v128.load_splat<T>(INVERSES + d + part * sizeof<T>());
  return part == 0 ? v : v128.neg<T>(minusImaginary<T>(v));
}

/** @inline */
function times<T>(x: v128, re: v128, im: v128): v128 {
  return v128.add<T>(v128.mul<T>(re, x), v128.mul<T>(im, swapped<T>(x)));
}
