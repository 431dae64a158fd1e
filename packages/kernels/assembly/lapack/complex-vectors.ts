import { lessProduct, minusImaginary, quotient, swapped } from "../complex";
import { reciprocal } from "../reciprocal";

/** The reciprocal of a divisor. */
const INVERSE: usize = memory.data(16, 16);

/** y ← y − f·x of n numbers, for the number f at an address. */
export function subtractScaled<T>(n: i32, f: usize, x: usize, y: usize): void {
  subtract<T>(n, v128.load_splat<T>(f), v128.load_splat<T>(f + sizeof<T>()), x, y);
}

/** y ← y − f̄·x. */
export function subtractConjugate<T>(n: i32, f: usize, x: usize, y: usize): void {
  subtract<T>(n, v128.load_splat<T>(f), v128.neg<T>(v128.load_splat<T>(f + sizeof<T>())), x, y);
}

function subtract<T>(n: i32, re: v128, im: v128, x: usize, y: usize): void {
  im = minusImaginary<T>(im);
  const end = y + 2 * n * sizeof<T>();
  for (const last = end - 16; y <= last; y += 16, x += 16) {
    v128.store(y, lessProduct<T>(v128.load(y), re, im, v128.load(x)));
  }
  if (y < end) v128.store64_lane(y, lessProduct<T>(v128.load64_zero(y), re, im, v128.load64_zero(x)), 0);
}

/** x ← x/d for the number d at an address: by its reciprocal, unless that would over- or underflow. */
export function complexDivide<T>(n: i32, d: usize, x: usize): void {
  const size = max<T>(abs<T>(load<T>(d)), abs<T>(load<T>(d + sizeof<T>())));
  const smallest: T = sizeof<T>() == 8 ? <T>8.9e-307 : <T>4.8e-37;
  const end = x + 2 * n * sizeof<T>();
  if (size < smallest || size > <T>1 / smallest) {
    for (const last = end - 16; x <= last; x += 16) v128.store(x, quotient<T>(v128.load(x), d));
    if (x < end) v128.store64_lane(x, quotient<T>(v128.load64_zero(x), d), 0);
    return;
  }
  reciprocal<T>(d, INVERSE);
  const re = v128.load_splat<T>(INVERSE);
  const im = minusImaginary<T>(v128.load_splat<T>(INVERSE + sizeof<T>()));
  for (const last = end - 16; x <= last; x += 16) v128.store(x, product<T>(re, im, v128.load(x)));
  if (x < end) v128.store64_lane(x, product<T>(re, im, v128.load64_zero(x)), 0);
}

/** f·x for f = re + i·im, whose imaginary part comes as (im, −im). @inline */
function product<T>(re: v128, im: v128, x: v128): v128 {
  return v128.sub<T>(v128.mul<T>(re, x), v128.mul<T>(im, swapped<T>(x)));
}

/** The first index of the largest |Re x| + |Im x|. */
export function largestParts<T>(n: i32, x: usize): i32 {
  let best: T = -1;
  let found = 0;
  for (let i = 0; i < n; i++, x += 2 * sizeof<T>()) {
    const size = abs<T>(load<T>(x)) + abs<T>(load<T>(x + sizeof<T>()));
    if (size > best) {
      best = size;
      found = i;
    }
  }
  return found;
}
