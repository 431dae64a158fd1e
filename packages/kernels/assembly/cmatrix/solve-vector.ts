import { minusImaginary, swapped } from "../complex";
import { divided, prepareDivisors } from "../trsm/divisors";

/** Where `work` has room for a vector. */
const VECTOR: usize = 64;

/**
 * x ← T⁻¹·x for a triangular T of k rows, or its conjugate, one vector of any stride (all in bytes). Along rows where those are
 * contiguous, else by columns; each number loses its products in the same order, so that the bits are the same. `work` has room for
 * k numbers beyond its first 64 bytes.
 */
export function solveVector<T>(
  k: i32,
  upper: bool,
  unit: bool,
  conjugate: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  x: usize,
  xStep: isize,
  work: usize,
): void {
  const z: isize = 2 * sizeof<T>();
  const v = xStep == z ? x : work + VECTOR;
  if (v != x) for (let i = 0, p = x, q = v; i < k; i++, p += xStep, q += z) storeNumber<T>(q, loadNumber<T>(p));
  if (tCol != z) byColumns<T>(k, upper, unit, conjugate, t, tRow, tCol, v);
  else if (upper) byRows<T>(k, unit, conjugate, t + (k - 1) * (tRow + z), -tRow, -z, v + (k - 1) * z);
  else byRows<T>(k, unit, conjugate, t, tRow, z, v);
  if (v != x) for (let i = 0, p = x, q = v; i < k; i++, p += xStep, q += z) storeNumber<T>(p, loadNumber<T>(q));
}

/** @inline */
function loadNumber<T>(p: usize): v128 {
  return sizeof<T>() == 8 ? v128.load(p) : v128.load64_zero(p);
}

/** @inline */
function storeNumber<T>(p: usize, x: v128): void {
  if (sizeof<T>() == 8) v128.store(p, x);
  else v128.store64_lane(p, x, 0);
}

/** Four rows of a lower triangle at a time, the next number of a row and of x `step` bytes on, which may be backwards. */
function byRows<T>(k: i32, unit: bool, conjugate: bool, t: usize, tRow: isize, step: isize, x: usize): void {
  let done = 0;
  let y = x;
  for (; done + 4 <= k; done += 4, t += 4 * tRow, y += 4 * step) {
    fourRows<T>(done, conjugate, t, tRow, step, x, y);
    // the triangle of the four
    for (let r = 0, p = y, d = t + done * step; r < 4; r++, p += step, d += tRow + step) {
      if (!unit) divide<T>(conjugate, d, p);
      subtractColumn<T>(3 - r, conjugate, p, d + tRow, tRow, p + step, step);
    }
  }
  for (; done < k; done++, t += tRow, y += step) {
    let d = t;
    for (let i = 0, p = x; i < done; i++, p += step, d += step) subtractColumn<T>(1, conjugate, p, d, 0, y, 0);
    if (!unit) divide<T>(conjugate, d, y);
  }
}

/** Four numbers y lose n products each, of x and of a row of T. */
function fourRows<T>(n: i32, conjugate: bool, t: usize, tRow: isize, step: isize, x: usize, y: usize): void {
  const turnSame = sameSigns<T>(conjugate);
  const turnCrossed = crossedSigns<T>(conjugate);
  let y0 = loadNumber<T>(y);
  let y1 = loadNumber<T>(y + step);
  let y2 = loadNumber<T>(y + 2 * step);
  let y3 = loadNumber<T>(y + 3 * step);
  for (; n > 0; n--, x += step, t += step) {
    const same = v128.xor(v128.load_splat<T>(x), turnSame);
    const crossed = v128.xor(v128.load_splat<T>(x + sizeof<T>()), turnCrossed);
    y0 = less<T>(y0, same, crossed, loadNumber<T>(t));
    y1 = less<T>(y1, same, crossed, loadNumber<T>(t + tRow));
    y2 = less<T>(y2, same, crossed, loadNumber<T>(t + 2 * tRow));
    y3 = less<T>(y3, same, crossed, loadNumber<T>(t + 3 * tRow));
  }
  storeNumber<T>(y, y0);
  storeNumber<T>(y + step, y1);
  storeNumber<T>(y + 2 * step, y2);
  storeNumber<T>(y + 3 * step, y3);
}

/** Each number of x that is known is taken out of what is left of x, by its column of T, contiguous or not. */
function byColumns<T>(
  k: i32,
  upper: bool,
  unit: bool,
  conjugate: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  x: usize,
): void {
  const z: isize = 2 * sizeof<T>();
  const direction: isize = upper ? -1 : 1;
  let diagonal = upper ? t + (k - 1) * (tRow + tCol) : t;
  let at = upper ? x + (k - 1) * z : x;
  for (let left = k - 1; left >= 0; left--, diagonal += direction * (tRow + tCol), at += direction * z) {
    if (!unit) divide<T>(conjugate, diagonal, at);
    const from = upper ? diagonal - left * tRow : diagonal + tRow;
    subtractColumn<T>(left, conjugate, at, from, tRow, upper ? x : at + z, z);
  }
}

/** y ← y − f·t, or y − f·t̄, for n numbers and the number f at an address; the next y is `step` bytes on. */
function subtractColumn<T>(n: i32, conjugate: bool, f: usize, t: usize, tRow: isize, y: usize, step: isize): void {
  const z: isize = 2 * sizeof<T>();
  const same = v128.xor(v128.load_splat<T>(f), sameSigns<T>(conjugate));
  const crossed = v128.xor(v128.load_splat<T>(f + sizeof<T>()), crossedSigns<T>(conjugate));
  if (tRow == z && step == z) {
    const lanes: i32 = 8 / sizeof<T>();
    for (; n >= lanes; n -= lanes, y += 16, t += 16) {
      v128.store(y, less<T>(v128.load(y), same, crossed, v128.load(t)));
    }
  }
  for (; n > 0; n--, y += step, t += tRow) {
    storeNumber<T>(y, less<T>(loadNumber<T>(y), same, crossed, loadNumber<T>(t)));
  }
}

// f·t = (re, re)·t + (−im, im)·(Im t, Re t), and f·t̄ = (re, −re)·t + (im, im)·(Im t, Re t) for f = re + i·im

/** @inline */
function sameSigns<T>(conjugate: bool): v128 {
  const zero = v128.splat<T>(<T>0);
  return conjugate ? minusImaginary<T>(zero) : zero;
}

/** @inline */
function crossedSigns<T>(conjugate: bool): v128 {
  const zero = v128.splat<T>(<T>0);
  return conjugate ? zero : v128.neg<T>(minusImaginary<T>(zero));
}

/** @inline */
function less<T>(y: v128, same: v128, crossed: v128, t: v128): v128 {
  return v128.sub<T>(y, v128.add<T>(v128.mul<T>(same, t), v128.mul<T>(crossed, swapped<T>(t))));
}

/** x ← x/d, or x/d̄, one number. */
function divide<T>(conjugate: bool, d: usize, x: usize): void {
  prepareDivisors<T>(1, conjugate, d, 0);
  storeNumber<T>(x, divided<T>(loadNumber<T>(x), 0));
}
