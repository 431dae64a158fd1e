import { minusImaginary, quotient, swapped } from "../complex";

/** Where `work` has room for a vector. */
const VECTOR: usize = 64;
/** Σ of one row, which functions cannot return: real part, imaginary part. */
const SUM: usize = memory.data(16, 16);
/** A divisor. */
const DIVISOR: usize = memory.data(16, 16);

/**
 * x ← T⁻¹·x for a triangular T of k rows, or its conjugate, one vector of any stride (all in bytes): by sums over rows where those are contiguous,
 * else by columns. `work` has room for k numbers beyond its first 64 bytes.
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
  const z = 2 * sizeof<T>();
  const v = xStep == z ? x : work + VECTOR;
  if (v != x) for (let i = 0, p = x, q = v; i < k; i++, p += xStep, q += z) copyNumber<T>(p, q);
  if (tCol == z) byRows<T>(k, upper, unit, conjugate, t, tRow, v);
  else byColumns<T>(k, upper, unit, conjugate, t, tRow, tCol, v);
  if (v != x) for (let i = 0, p = x, q = v; i < k; i++, p += xStep, q += z) copyNumber<T>(q, p);
}

/** @inline */
function copyNumber<T>(from: usize, to: usize): void {
  store<T>(to, load<T>(from));
  store<T>(to + sizeof<T>(), load<T>(from + sizeof<T>()));
}

/** The rows of T are contiguous. */
function byRows<T>(k: i32, upper: bool, unit: bool, conjugate: bool, t: usize, tRow: isize, x: usize): void {
  const z = 2 * sizeof<T>();
  const step: isize = upper ? -(tRow + z) : tRow + z;
  let diagonal = upper ? t + (k - 1) * (tRow + z) : t;
  let at = upper ? x + (k - 1) * z : x;
  for (let done = 0; done < k; done++, diagonal += step, at += upper ? -z : z) {
    if (upper) sumOfRow<T>(done, conjugate, diagonal + z, at + z);
    else sumOfRow<T>(done, conjugate, diagonal - done * z, x);
    store<T>(at, load<T>(at) - load<T>(SUM));
    store<T>(at + sizeof<T>(), load<T>(at + sizeof<T>()) - load<T>(SUM + sizeof<T>()));
    if (!unit) divide<T>(conjugate, diagonal, at);
  }
}

/** Σ tᵢ·xᵢ, or of conjugates of t. */
function sumOfRow<T>(n: i32, conjugate: bool, t: usize, x: usize): void {
  let s0 = v128.splat<T>(<T>0);
  let c0 = s0;
  let s1 = s0;
  let c1 = s0;
  const end = x + 2 * n * sizeof<T>();
  for (const last = end - 32; x <= last; x += 32, t += 32) {
    const a = v128.load(t);
    const p = v128.load(x);
    s0 = v128.add<T>(s0, v128.mul<T>(a, p));
    c0 = v128.add<T>(c0, v128.mul<T>(a, swapped<T>(p)));
    const b = v128.load(t, 16);
    const q = v128.load(x, 16);
    s1 = v128.add<T>(s1, v128.mul<T>(b, q));
    c1 = v128.add<T>(c1, v128.mul<T>(b, swapped<T>(q)));
  }
  for (const last = end - 16; x <= last; x += 16, t += 16) {
    const a = v128.load(t);
    const p = v128.load(x);
    s0 = v128.add<T>(s0, v128.mul<T>(a, p));
    c0 = v128.add<T>(c0, v128.mul<T>(a, swapped<T>(p)));
  }
  if (x < end) {
    const a = v128.load64_zero(t);
    const p = v128.load64_zero(x);
    s1 = v128.add<T>(s1, v128.mul<T>(a, p));
    c1 = v128.add<T>(c1, v128.mul<T>(a, swapped<T>(p)));
  }
  // lanes: Re·Re and Im·Im, Re t·Im x and Im t·Re x
  const s = halved<T>(v128.add<T>(s0, s1));
  const c = halved<T>(v128.add<T>(c0, c1));
  store<T>(SUM, conjugate ? first<T>(s) + second<T>(s) : first<T>(s) - second<T>(s));
  store<T>(SUM + sizeof<T>(), conjugate ? first<T>(c) - second<T>(c) : first<T>(c) + second<T>(c));
}

/** The two numbers of float32 parts in a vector added up; of float64 parts it holds one. @inline */
function halved<T>(v: v128): v128 {
  return sizeof<T>() == 8 ? v : v128.add<T>(v, v128.shuffle<f64>(v, v, 1, 0));
}

/** @inline */
function first<T>(v: v128): T {
  return v128.extract_lane<T>(v, 0);
}

/** @inline */
function second<T>(v: v128): T {
  return v128.extract_lane<T>(v, 1);
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
  const z = 2 * sizeof<T>();
  const direction: isize = upper ? -1 : 1;
  let diagonal = upper ? t + (k - 1) * (tRow + tCol) : t;
  let at = upper ? x + (k - 1) * z : x;
  for (let left = k - 1; left >= 0; left--, diagonal += direction * (tRow + tCol), at += direction * z) {
    if (!unit) divide<T>(conjugate, diagonal, at);
    const from = upper ? diagonal - left * tRow : diagonal + tRow;
    subtractColumn<T>(left, conjugate, at, from, tRow, upper ? x : at + z);
  }
}

/** y ← y − f·t, or y − f·t̄, for the number f at an address. */
function subtractColumn<T>(n: i32, conjugate: bool, f: usize, t: usize, tRow: isize, y: usize): void {
  const z = 2 * sizeof<T>();
  const re = v128.load_splat<T>(f);
  const im = v128.load_splat<T>(f + sizeof<T>());
  // f·t = (re, re)·t + (−im, im)·(Im t, Re t); f·t̄ = (re, −re)·t + (im, im)·(Im t, Re t)
  const same = conjugate ? minusImaginary<T>(re) : re;
  const crossed = conjugate ? im : v128.neg<T>(minusImaginary<T>(im));
  const end = y + n * z;
  if (tRow == z) {
    for (const last = end - 16; y <= last; y += 16, t += 16) {
      v128.store(y, less<T>(v128.load(y), same, crossed, v128.load(t)));
    }
  }
  for (; y < end; y += z, t += tRow) {
    if (sizeof<T>() == 8) v128.store(y, less<T>(v128.load(y), same, crossed, v128.load(t)));
    else v128.store64_lane(y, less<T>(v128.load64_zero(y), same, crossed, v128.load64_zero(t)), 0);
  }
}

/** @inline */
function less<T>(y: v128, same: v128, crossed: v128, t: v128): v128 {
  return v128.sub<T>(y, v128.add<T>(v128.mul<T>(same, t), v128.mul<T>(crossed, swapped<T>(t))));
}

/** x ← x/d, or x/d̄, one number. */
function divide<T>(conjugate: bool, d: usize, x: usize): void {
  const z = sizeof<T>();
  store<T>(DIVISOR, load<T>(d));
  store<T>(DIVISOR + z, conjugate ? -load<T>(d + z) : load<T>(d + z));
  if (z == 8) v128.store(x, quotient<T>(v128.load(x), DIVISOR));
  else v128.store64_lane(x, quotient<T>(v128.load64_zero(x), DIVISOR), 0);
}
