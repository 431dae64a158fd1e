import { complexSubtractProduct } from "./complex-update";
import { complexDivide, largestParts, subtractScaled } from "./complex-vectors";
import { subtractProduct } from "./update";
import { axpy, iamax } from "./vectors";

// Numbers of one part of type T, or complex ones of two: what eliminations are written in.

/** C ← C − L·U, see `subtractProduct`. */
export function update<T>(
  parts: i32,
  m: i32,
  n: i32,
  k: i32,
  l: usize,
  u: usize,
  uRow: isize,
  uCol: isize,
  c: usize,
  step: isize,
): void {
  if (parts == 1) subtractProduct<T>(m, n, k, l, u, uRow, uCol, c, step);
  else complexSubtractProduct<T>(m, n, k, l, u, uRow, uCol, c, step);
}

/** y ← y − f·x of n numbers, for the number f at an address. */
export function subtract<T>(parts: i32, n: i32, f: usize, x: usize, y: usize): void {
  if (parts == 1) axpy<T>(n, -load<T>(f), x, y);
  else subtractScaled<T>(n, f, x, y);
}

/** x ← x/d of n numbers, for the number d at an address. */
export function divide<T>(parts: i32, n: i32, d: usize, x: usize): void {
  if (parts == 2) {
    complexDivide<T>(n, d, x);
    return;
  }
  const v = v128.load_splat<T>(d);
  const end = x + n * sizeof<T>();
  for (const last = end - 16; x <= last; x += 16) v128.store(x, v128.div<T>(v128.load(x), v));
  for (; x < end; x += sizeof<T>()) store<T>(x, load<T>(x) / load<T>(d));
}

/** The first index of the largest of n numbers, of complex ones by |Re| + |Im|. */
export function indexOfLargest<T>(parts: i32, n: i32, x: usize): i32 {
  return parts == 1 ? iamax<T>(n, x) : largestParts<T>(n, x);
}

/** @inline */
export function isZero<T>(parts: i32, x: usize): bool {
  return load<T>(x) == 0 && (parts == 1 || load<T>(x + sizeof<T>()) == 0);
}

/** @inline */
export function exchange<T>(parts: i32, x: usize, y: usize): void {
  const t = load<T>(x);
  store<T>(x, load<T>(y));
  store<T>(y, t);
  if (parts == 1) return;
  const i = load<T>(x + sizeof<T>());
  store<T>(x + sizeof<T>(), load<T>(y + sizeof<T>()));
  store<T>(y + sizeof<T>(), i);
}
