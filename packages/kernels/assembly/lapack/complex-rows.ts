// Several complex128 rows with one vector: a number fills a v128, real part first. Rows contiguous, strides in bytes.

import { minusImaginary, swapped } from "../complex";

/** y ← y − Σₖ cₖ·(row k of x). */
export function subtractRows(n: i32, rows: i32, c: usize, x: usize, xRow: isize, y: usize): void {
  for (; rows >= 3; rows -= 3, c += 48, x += 3 * xRow) subtractThree(n, c, x, xRow, y);
  for (; rows > 0; rows--, c += 16, x += xRow) subtractOne(n, v128.load64_splat(c), v128.load64_splat(c, 8), x, y);
}

/** y ← y + Σₖ c̄ₖ·(row k of x). */
export function addConjugateRows(n: i32, rows: i32, c: usize, x: usize, xRow: isize, y: usize): void {
  for (; rows >= 3; rows -= 3, c += 48, x += 3 * xRow) addThree(n, c, x, xRow, y);
  for (; rows > 0; rows--, c += 16, x += xRow) {
    subtractOne(n, f64x2.neg(v128.load64_splat(c)), v128.load64_splat(c, 8), x, y);
  }
}

/** cₖ ← (row k of x)·yᴴ. */
export function timesConjugate(n: i32, rows: i32, x: usize, xRow: isize, y: usize, c: usize): void {
  for (; rows >= 4; rows -= 4, x += 4 * xRow, c += 64) timesFour(n, x, xRow, y, c);
  for (; rows > 0; rows--, x += xRow, c += 16) timesOne(n, x, y, c);
}

/** x ← f·x for the number f at an address. */
export function scaleRow(n: i32, f: usize, x: usize): void {
  const re = v128.load64_splat(f);
  const im = minusImaginary<f64>(v128.load64_splat(f, 8));
  for (const end = x + (n << 4); x < end; x += 16) {
    const a = v128.load(x);
    v128.store(x, f64x2.sub(f64x2.mul(re, a), f64x2.mul(im, swapped<f64>(a))));
  }
}

/** Products with real and with imaginary parts are summed apart, so that parts change places once for all rows. */
function subtractThree(n: i32, c: usize, x0: usize, xRow: isize, y: usize): void {
  const re0 = v128.load64_splat(c);
  const im0 = v128.load64_splat(c, 8);
  const re1 = v128.load64_splat(c, 16);
  const im1 = v128.load64_splat(c, 24);
  const re2 = v128.load64_splat(c, 32);
  const im2 = v128.load64_splat(c, 40);
  let x1 = x0 + xRow;
  let x2 = x1 + xRow;
  for (const end = y + (n << 4); y < end; y += 16, x0 += 16, x1 += 16, x2 += 16) {
    const a = v128.load(x0);
    const b = v128.load(x1);
    const d = v128.load(x2);
    const straight = f64x2.add(f64x2.add(f64x2.mul(re0, a), f64x2.mul(re1, b)), f64x2.mul(re2, d));
    const turned = f64x2.add(f64x2.add(f64x2.mul(im0, a), f64x2.mul(im1, b)), f64x2.mul(im2, d));
    v128.store(y, f64x2.add(f64x2.sub(v128.load(y), straight), minusImaginary<f64>(swapped<f64>(turned))));
  }
}

function addThree(n: i32, c: usize, x0: usize, xRow: isize, y: usize): void {
  const re0 = v128.load64_splat(c);
  const im0 = v128.load64_splat(c, 8);
  const re1 = v128.load64_splat(c, 16);
  const im1 = v128.load64_splat(c, 24);
  const re2 = v128.load64_splat(c, 32);
  const im2 = v128.load64_splat(c, 40);
  let x1 = x0 + xRow;
  let x2 = x1 + xRow;
  for (const end = y + (n << 4); y < end; y += 16, x0 += 16, x1 += 16, x2 += 16) {
    const a = v128.load(x0);
    const b = v128.load(x1);
    const d = v128.load(x2);
    const straight = f64x2.add(f64x2.add(f64x2.mul(re0, a), f64x2.mul(re1, b)), f64x2.mul(re2, d));
    const turned = f64x2.add(f64x2.add(f64x2.mul(im0, a), f64x2.mul(im1, b)), f64x2.mul(im2, d));
    v128.store(y, f64x2.add(f64x2.add(v128.load(y), straight), minusImaginary<f64>(swapped<f64>(turned))));
  }
}

/** y ← y − (re + i·im)·x. */
function subtractOne(n: i32, re: v128, im: v128, x: usize, y: usize): void {
  for (const end = y + (n << 4); y < end; y += 16, x += 16) {
    const a = v128.load(x);
    const turned = minusImaginary<f64>(swapped<f64>(f64x2.mul(im, a)));
    v128.store(y, f64x2.add(f64x2.sub(v128.load(y), f64x2.mul(re, a)), turned));
  }
}

function timesFour(n: i32, x0: usize, xRow: isize, y: usize, c: usize): void {
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let t0 = s0;
  let t1 = s0;
  let t2 = s0;
  let t3 = s0;
  let x1 = x0 + xRow;
  let x2 = x1 + xRow;
  let x3 = x2 + xRow;
  for (const end = y + (n << 4); y < end; y += 16, x0 += 16, x1 += 16, x2 += 16, x3 += 16) {
    const a = v128.load(y);
    const b = swapped<f64>(a);
    const p = v128.load(x0);
    s0 = f64x2.add(s0, f64x2.mul(a, p));
    t0 = f64x2.add(t0, f64x2.mul(b, p));
    const q = v128.load(x1);
    s1 = f64x2.add(s1, f64x2.mul(a, q));
    t1 = f64x2.add(t1, f64x2.mul(b, q));
    const r = v128.load(x2);
    s2 = f64x2.add(s2, f64x2.mul(a, r));
    t2 = f64x2.add(t2, f64x2.mul(b, r));
    const w = v128.load(x3);
    s3 = f64x2.add(s3, f64x2.mul(a, w));
    t3 = f64x2.add(t3, f64x2.mul(b, w));
  }
  storeSum(s0, t0, c);
  storeSum(s1, t1, c + 16);
  storeSum(s2, t2, c + 32);
  storeSum(s3, t3, c + 48);
}

function timesOne(n: i32, x: usize, y: usize, c: usize): void {
  let s = f64x2.splat(0);
  let t = s;
  for (const end = y + (n << 4); y < end; y += 16, x += 16) {
    const a = v128.load(y);
    const p = v128.load(x);
    s = f64x2.add(s, f64x2.mul(a, p));
    t = f64x2.add(t, f64x2.mul(swapped<f64>(a), p));
  }
  storeSum(s, t, c);
}

/** Σ x·ȳ from the sums of (Re x·Re y, Im x·Im y) and of (Re x·Im y, Im x·Re y). */
function storeSum(s: v128, t: v128, c: usize): void {
  store<f64>(c, f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1));
  store<f64>(c, f64x2.extract_lane(t, 1) - f64x2.extract_lane(t, 0), 8);
}
