import { quotient, swapped } from "../complex";

/** i·x: (−Im x, Re x). @inline */
export function timesI<T>(x: v128): v128 {
  return v128.xor(swapped<T>(x), sizeof<T>() == 8 ? i64x2(1 << 63, 0) : i32x4(1 << 31, 0, 1 << 31, 0));
}

/** y ← y − f·x of n numbers, for the number f at an address. */
export function subtractScaled<T>(n: i32, f: usize, x: usize, y: usize): void {
  const re = v128.load_splat<T>(f);
  const im = v128.load_splat<T>(f + sizeof<T>());
  const end = y + 2 * n * sizeof<T>();
  for (const last = end - 16; y <= last; y += 16, x += 16) {
    v128.store(y, less<T>(v128.load(y), re, im, v128.load(x)));
  }
  if (y < end) v128.store64_lane(y, less<T>(v128.load64_zero(y), re, im, v128.load64_zero(x)), 0);
}

/** y ← y − f̄·x. */
export function subtractConjugate<T>(n: i32, f: usize, x: usize, y: usize): void {
  const re = v128.load_splat<T>(f);
  const im = v128.neg<T>(v128.load_splat<T>(f + sizeof<T>()));
  const end = y + 2 * n * sizeof<T>();
  for (const last = end - 16; y <= last; y += 16, x += 16) {
    v128.store(y, less<T>(v128.load(y), re, im, v128.load(x)));
  }
  if (y < end) v128.store64_lane(y, less<T>(v128.load64_zero(y), re, im, v128.load64_zero(x)), 0);
}

/** y − re·x − im·(i·x). @inline */
function less<T>(y: v128, re: v128, im: v128, x: v128): v128 {
  return v128.sub<T>(v128.sub<T>(y, v128.mul<T>(re, x)), v128.mul<T>(im, timesI<T>(x)));
}

/** x ← x/d for the number d at an address. */
export function complexDivide<T>(n: i32, d: usize, x: usize): void {
  const end = x + 2 * n * sizeof<T>();
  for (const last = end - 16; x <= last; x += 16) v128.store(x, quotient<T>(v128.load(x), d));
  if (x < end) v128.store64_lane(x, quotient<T>(v128.load64_zero(x), d), 0);
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
