// Double-shift QR on a real Hessenberg matrix in one call; float64, strides in bytes.

import { francisSweep } from "./francis-sweep";
import { EPSILON, TINY, isNegligible } from "./negligible";
import { standardize } from "./standardize";

/** Every so many steps without deflation, shifts that break cycles. */
const EXCEPTIONAL = 10;

/** What the iteration works on: set by `francis`, so that steps take few arguments. */
let H: usize = 0;
let row: isize = 0;
let order: i32 = 0;
let whole: bool = false;
let Z: usize = 0;
let zRow: isize = 0;
let zCols: i32 = 0;

/** The pair of shifts of the next sweep, and its first reflector's vector. */
let re1: f64 = 0;
let im1: f64 = 0;
let re2: f64 = 0;
let im2: f64 = 0;
let startA: f64 = 0;
let startB: f64 = 0;
let startC: f64 = 0;

/**
 * Rows and columns [lo, hi] of an n×n Hessenberg matrix to Schur form with 2×2 blocks in standard form; all of T, or, where that is
 * not wanted, its diagonal blocks. The rows of z, unless it is 0, are transformed like those of h. Answers 0 when all
 * converged; else that from this index on eigenvalues did.
 *
 * @see LAPACK dlahqr; Ahues & Tisseur 1997 for the conservative deflation
 */
export function francis(
  n: i32,
  h: usize,
  hRow: isize,
  lo: i32,
  hi: i32,
  wholeT: bool,
  z: usize,
  zStride: isize,
  zLength: i32,
): i32 {
  H = h;
  row = hRow;
  order = n;
  whole = wholeT;
  Z = z;
  zRow = zStride;
  zCols = zLength;
  for (let i = lo + 2; i <= hi; i++) for (let j = max(lo, i - 3); j < i - 1; j++) store<f64>(entry(i, j), 0);
  const limit = 30 * max(10, hi - lo + 1);
  for (let bottom = hi; bottom >= lo;) {
    const top = deflate(lo, hi, bottom, limit);
    if (top < 0) return bottom + 1;
    if (top < bottom) standardize(n, h, hRow, top, wholeT, z, zStride, zLength);
    bottom = top - 1;
  }
  return 0;
}

/** Address of entry (i, j). @inline */
function entry(i: i32, j: i32): usize {
  return H + i * row + (j << 3);
}

/** Steps until one or two eigenvalues split off at `bottom`; where their block begins, or −1 when they do not. */
function deflate(lo: i32, hi: i32, bottom: i32, limit: i32): i32 {
  let top = lo;
  for (let step = 1; step <= limit + 1; step++) {
    top = splitAbove(top, bottom, lo, hi);
    if (top > lo) store<f64>(entry(top, top - 1), 0);
    if (top >= bottom - 1) return top;
    chooseShifts(top, bottom, step);
    const from = startOfSweep(top, bottom);
    const above = whole ? 0 : top;
    const right = whole ? order : bottom + 1;
    francisSweep(H, row, from, bottom, from > top, above, right, Z, zRow, zCols, startA, startB, startC);
  }
  return -1;
}

/** Row whose subdiagonal entry is negligible, searched from `bottom` upwards; `top` where there is none. */
function splitAbove(top: i32, bottom: i32, lo: i32, hi: i32): i32 {
  for (let k = bottom; k > top; k--) {
    const at = entry(k, k);
    const sub = abs(load<f64>(at - 8));
    if (sub <= TINY) return k;
    const above = load<f64>(at - row - 8);
    const here = load<f64>(at);
    let size = abs(above) + abs(here);
    if (size == 0) {
      if (k - 2 >= lo) size += abs(load<f64>(at - row - 16));
      if (k + 1 <= hi) size += abs(load<f64>(at + row));
    }
    if (sub > EPSILON * size) continue;
    if (isNegligible(sub, abs(load<f64>(at - row)), abs(here), abs(above - here))) return k;
  }
  return top;
}

/** Eigenvalues of the trailing 2×2 block; of two real ones the nearer to the last entry, twice. */
function chooseShifts(top: i32, bottom: i32, step: i32): void {
  const last = entry(bottom, bottom);
  const first = entry(top, top);
  if (step % (2 * EXCEPTIONAL) == 0) {
    setShiftsNear(load<f64>(last), abs(load<f64>(last - 8)) + abs(load<f64>(last - row - 16)));
  } else if (step % EXCEPTIONAL == 0) {
    setShiftsNear(load<f64>(first), abs(load<f64>(first + row)) + abs(load<f64>(first + 2 * row, 8)));
  } else setShifts(load<f64>(last - row - 8), load<f64>(last - row), load<f64>(last - 8), load<f64>(last));
}

function setShiftsNear(diagonal: f64, s: f64): void {
  const d = 0.75 * s + diagonal;
  setShifts(d, -0.4375 * s, s, d);
}

function setShifts(a: f64, b: f64, c: f64, d: f64): void {
  const s = abs(a) + abs(b) + abs(c) + abs(d);
  re1 = 0;
  im1 = 0;
  re2 = 0;
  im2 = 0;
  if (s == 0) return;
  const half = (a / s + d / s) / 2;
  const det = (a / s - half) * (d / s - half) - (b / s) * (c / s);
  const root = sqrt(abs(det));
  if (det >= 0) {
    re1 = half * s;
    re2 = re1;
    im1 = root * s;
    im2 = -im1;
    return;
  }
  const high = half + root;
  const low = half - root;
  re1 = (abs(high - d / s) <= abs(low - d / s) ? high : low) * s;
  re2 = re1;
}

/** Lowest row from which a sweep may start because two consecutive subdiagonal entries are small; makes its vector. */
function startOfSweep(top: i32, bottom: i32): i32 {
  for (let m = bottom - 2; m > top; m--) {
    makeStart(m);
    const at = entry(m, m);
    const size = abs(load<f64>(at - row - 8)) + abs(load<f64>(at)) + abs(load<f64>(at + row, 8));
    if (abs(load<f64>(at - 8)) * (abs(startB) + abs(startC)) <= EPSILON * abs(startA) * size) return m;
  }
  makeStart(top);
  return top;
}

/** The first column of (H − s₁)(H − s₂) for the rows from m on, scaled. */
function makeStart(m: i32): void {
  const at = entry(m, m);
  const here = load<f64>(at);
  const below = load<f64>(at + row);
  let scale = abs(here - re2) + abs(im2) + abs(below);
  if (scale == 0) scale = 1;
  const sub = below / scale;
  const a = sub * load<f64>(at, 8) + (here - re1) * ((here - re2) / scale) - im1 * (im2 / scale);
  const b = sub * (here + load<f64>(at + row, 8) - re1 - re2);
  const c = sub * load<f64>(at + 2 * row, 8);
  let s = abs(a) + abs(b) + abs(c);
  if (s == 0) s = 1;
  startA = a / s;
  startB = b / s;
  startC = c / s;
}
