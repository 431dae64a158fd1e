import { cosine, sign, sine, times } from "./complex";

export { scratch } from "../scratch";
export { pass2, pass3, pass4, pass5 } from "./pass";
export { passOdd } from "./pass-odd";

// Lines lie side by side: row k holds element k of `cols` lines, each a complex number of two float64.

/**
 * Rows ← a·Re x + i·b·Im x of elements any bytes apart, which lie `im` bytes behind their real parts; b = 0 stands for elements
 * without imaginary part.
 */
function gather<T>(rows: i32, cols: i32, x: usize, row: i32, col: i32, im: i32, a: f64, b: f64, o: usize): void {
  const isPair = im == sizeof<T>() && b != 0;
  const factors = f64x2.replace_lane(f64x2.splat(a), 1, b);
  for (; rows > 0; rows--, x += row) {
    let from = x;
    const end = o + (cols << 4);
    if (isPair) {
      for (; o < end; o += 16, from += col) v128.store(o, f64x2.mul(loadPair<T>(from), factors));
      continue;
    }
    for (; o < end; o += 16, from += col) {
      store<f64>(o, <f64>load<T>(from) * a);
      store<f64>(o, b == 0 ? 0 : <f64>load<T>(from + im) * b, 8);
    }
  }
}

/** The other way: y ← a·Re + i·b·Im; nothing is written for imaginary parts where b = 0. */
function scatter<T>(rows: i32, cols: i32, x: usize, a: f64, b: f64, y: usize, row: i32, col: i32, im: i32): void {
  const isPair = im == sizeof<T>() && b != 0;
  const factors = f64x2.replace_lane(f64x2.splat(a), 1, b);
  for (; rows > 0; rows--, y += row) {
    let to = y;
    const end = x + (cols << 4);
    if (isPair) {
      for (; x < end; x += 16, to += col) storePair<T>(to, f64x2.mul(v128.load(x), factors));
      continue;
    }
    for (; x < end; x += 16, to += col) {
      store<T>(to, <T>(load<f64>(x) * a));
      if (b != 0) store<T>(to + im, <T>(load<f64>(x, 8) * b));
    }
  }
}

/** Two numbers side by side. @inline */
function loadPair<T>(x: usize): v128 {
  return sizeof<T>() == 8 ? v128.load(x) : f64x2.promote_low_f32x4(v128.load64_zero(x));
}

/** @inline */
function storePair<T>(y: usize, z: v128): void {
  if (sizeof<T>() == 8) v128.store(y, z);
  else v128.store64_lane(y, f32x4.demote_f64x2_zero(z), 0);
}

export function f32_gather(r: i32, c: i32, x: usize, row: i32, col: i32, im: i32, a: f64, b: f64, o: usize): void {
  gather<f32>(r, c, x, row, col, im, a, b, o);
}

export function f64_gather(r: i32, c: i32, x: usize, row: i32, col: i32, im: i32, a: f64, b: f64, o: usize): void {
  gather<f64>(r, c, x, row, col, im, a, b, o);
}

export function f32_scatter(r: i32, c: i32, x: usize, a: f64, b: f64, y: usize, row: i32, col: i32, im: i32): void {
  scatter<f32>(r, c, x, a, b, y, row, col, im);
}

export function f64_scatter(r: i32, c: i32, x: usize, a: f64, b: f64, y: usize, row: i32, col: i32, im: i32): void {
  scatter<f64>(r, c, x, a, b, y, row, col, im);
}

/** Row k of y ← wₖ·row k of x, or conj(wₖ)·. */
export function multiply(conjugate: bool, rows: i32, cols: i32, x: usize, w: usize, y: usize): void {
  const flip = sign(!conjugate);
  for (; rows > 0; rows--, w += 16) {
    const c = cosine(w);
    const s = sine(w, flip);
    for (const end = x + (cols << 4); x < end; x += 16, y += 16) v128.store(y, times(v128.load(x), c, s));
  }
}

/**
 * Half spectra of real lines of length 2h from transforms of (even + i·odd elements), or the other way, of which it makes half:
 * with S, T = xₖ ± conj(xₕ₋ₖ), yₖ = S/2 + wₖ·T and yₕ₋ₖ = conj(S/2 − wₖ·T), where wₖ = −i·e^(−πi·k/h)/2, for the other way
 * conjugated. A spectrum has h + 1 rows, a transform h; the other way y has h + 1 too, of which the last is of no use.
 */
export function fold(inverse: bool, h: i32, cols: i32, x: usize, w: usize, y: usize): void {
  const run: usize = cols << 4;
  const flip = sign(!inverse);
  const bar = sign(false);
  const half = f64x2.splat(0.5);
  let high = inverse ? x + h * run : x;
  let mirror = y + h * run;
  for (let k = 0; k <= h >> 1; k++, w += 16) {
    const c = cosine(w);
    const s = sine(w, flip);
    for (const end = x + run; x < end; x += 16, high += 16, y += 16, mirror += 16) {
      const u = v128.load(x);
      const v = v128.xor(v128.load(high), bar);
      const sum = f64x2.mul(f64x2.add(u, v), half);
      const t = times(f64x2.sub(u, v), c, s);
      v128.store(y, f64x2.add(sum, t));
      v128.store(mirror, v128.xor(f64x2.sub(sum, t), bar));
    }
    mirror -= 2 * run;
    high = k == 0 && !inverse ? high + (h - 2) * run : high - 2 * run;
  }
}

/** Rows n − k ← conj(row k), for 0 < k < n/2: what a spectrum of real lines has beyond its half. */
export function mirror(n: i32, cols: i32, x: usize): void {
  const run: usize = cols << 4;
  const bar = sign(false);
  let to = x + (n - 1) * run;
  x += run;
  for (; x < to; to -= 2 * run) {
    for (const end = x + run; x < end; x += 16, to += 16) v128.store(to, v128.xor(v128.load(x), bar));
  }
}
