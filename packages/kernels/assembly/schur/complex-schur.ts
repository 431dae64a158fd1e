import { c, complexSweep, im, length, re, rotatePairs, rotation } from "./complex-qr";
import { conjugate, magnitude, times } from "./complex-reflector";
import { EPSILON, TINY, isNegligible } from "./negligible";

/** Every so many steps without deflation, a shift that breaks cycles. */
const EXCEPTIONAL: i32 = 10;

/** What the iteration works on: set by `complexSchur`, so that its parts take few arguments. */
let H: usize = 0;
let row: isize = 0;
let first: i32 = 0;
let last: i32 = 0;

/** The shift of the next sweep, and the vector of its first rotation. */
let shift: v128 = f64x2.splat(0);
let f: v128 = f64x2.splat(0);
let g: v128 = f64x2.splat(0);

/**
 * Single-shift QR iteration by plane rotations on rows and columns [lo, hi] of a complex Hessenberg matrix of order n: its
 * eigenvalues end on the diagonal. Strides in bytes.
 *
 * @param whole whether all of T is wanted, or its diagonal only
 * @param z rows that are rotated as those of H; or 0
 * @returns 0 when all converged; else eigenvalues from that index on did
 * @see LAPACK zlahqr
 */
export function complexSchur(
  n: i32,
  h: usize,
  hRow: isize,
  lo: i32,
  hi: i32,
  whole: bool,
  z: usize,
  zRow: isize,
  zCols: i32,
): i32 {
  H = h;
  row = hRow;
  first = lo;
  last = hi;
  clearBelowSubdiagonal();
  const limit = 30 * max(10, hi - lo + 1);
  for (let bottom = hi; bottom > lo; bottom--) {
    let top = lo;
    let step = 1;
    for (; step <= limit + 1; step++) {
      top = splitAbove(top, bottom);
      if (top > lo) v128.store(entry(top, top - 1), f64x2.splat(0));
      if (top == bottom) break;
      chooseShift(top, bottom, step);
      const from = startOfSweep(top, bottom);
      const a = f64x2.extract_lane(f, 0);
      const b = f64x2.extract_lane(f, 1);
      const p = f64x2.extract_lane(g, 0);
      const q = f64x2.extract_lane(g, 1);
      const right = whole ? n : bottom + 1;
      complexSweep(h, hRow, from, bottom, from > top, whole ? 0 : top, right, z, zRow, zCols, a, b, p, q);
    }
    if (step > limit + 1) return bottom + 1;
  }
  return 0;
}

/**
 * Moves entry `from` of the diagonal of a Schur form of order n up to place `to`, by rotations that exchange neighbours; the rows of z
 * are rotated as those of h.
 *
 * @see LAPACK ztrexc
 */
export function moveUp(n: i32, h: usize, hRow: isize, z: usize, zRow: isize, zCols: i32, from: i32, to: i32): void {
  for (let j = from - 1; j >= to; j--) {
    const at = h + j * (hRow + 16);
    const next = at + hRow + 16;
    const a = v128.load(at);
    const b = v128.load(next);
    const d = f64x2.sub(b, a);
    rotation(load<f64>(at, 16), load<f64>(at, 24), f64x2.extract_lane(d, 0), f64x2.extract_lane(d, 1));
    rotatePairs(n - j, at, 16, hRow, c, re, im);
    rotatePairs(j + 2, h + j * 16, hRow, 16, c, re, -im);
    rotatePairs(zCols, z + j * zRow, 16, zRow, c, re, im);
    v128.store(at, b);
    v128.store(next, a);
    v128.store(at + hRow, f64x2.splat(0));
  }
}

/** Address of entry (i, j). */
function entry(i: i32, j: i32): usize {
  return H + i * row + j * 16;
}

/** |Re| + |Im| of entry (i, j), within √2 of the magnitude. */
function size(i: i32, j: i32): f64 {
  return magnitude(v128.load(entry(i, j)));
}

/** Sweeps with more shifts leave numbers there. */
function clearBelowSubdiagonal(): void {
  for (let i = first + 2; i <= last; i++) {
    const from = max(first, i - 3);
    memory.fill(entry(i, from), 0, (i - 1 - from) * 16);
  }
}

/** Row whose subdiagonal entry is negligible, searched from `bottom` upwards; `top` where there is none. */
function splitAbove(top: i32, bottom: i32): i32 {
  for (let k = bottom; k > top; k--) {
    const at = entry(k, k);
    const sub = magnitude(v128.load(at - 16));
    if (sub <= TINY) return k;
    const above = v128.load(at - row - 16);
    const here = v128.load(at);
    const own = magnitude(here);
    let scale = magnitude(above) + own;
    if (scale == 0) {
      if (k - 2 >= first) scale += size(k - 1, k - 2);
      if (k + 1 <= last) scale += size(k + 1, k);
    }
    if (sub > EPSILON * scale) continue;
    const up = magnitude(v128.load(at - row));
    if (isNegligible(sub, up, own, magnitude(f64x2.sub(above, here)))) return k;
  }
  return top;
}

/** The eigenvalue of the trailing 2×2 block that is nearer to its last entry (Wilkinson). */
function chooseShift(top: i32, bottom: i32, step: i32): void {
  const here = v128.load(entry(bottom, bottom));
  if (step % EXCEPTIONAL == 0) {
    const fromTop = step % (2 * EXCEPTIONAL) != 0;
    const from = fromTop ? v128.load(entry(top, top)) : here;
    const sub = fromTop ? size(top + 1, top) : size(bottom, bottom - 1);
    shift = f64x2.add(from, f64x2(0.75 * sub, 0));
    return;
  }
  shift = here;
  const u = times(squareRoot(v128.load(entry(bottom - 1, bottom))), squareRoot(v128.load(entry(bottom, bottom - 1))));
  if (magnitude(u) == 0) return;
  const half = f64x2.splat(0.5);
  const x = f64x2.mul(half, f64x2.sub(v128.load(entry(bottom - 1, bottom - 1)), here));
  const scale = f64x2.splat(max(magnitude(u), magnitude(x)));
  const p = f64x2.div(x, scale);
  const q = f64x2.div(u, scale);
  let root = squareRoot(f64x2.add(times(p, p), times(q, q)));
  const along = f64x2.mul(p, root);
  if (f64x2.extract_lane(along, 0) + f64x2.extract_lane(along, 1) < 0) root = f64x2.neg(root);
  // t − u²/(x ± y), by the larger denominator
  const y = f64x2.add(x, f64x2.mul(scale, root));
  const size = length(f64x2.extract_lane(y, 0), f64x2.extract_lane(y, 1));
  const direction = f64x2.div(y, f64x2.splat(size));
  const quotient = f64x2.div(times(conjugate(direction), u), f64x2.splat(size));
  shift = f64x2.sub(here, times(u, quotient));
}

/** √z with a real part ≥ 0. */
function squareRoot(z: v128): v128 {
  const x = f64x2.extract_lane(z, 0);
  const y = f64x2.extract_lane(z, 1);
  const half = sqrt((abs(x) + length(x, y)) / 2);
  const other = half == 0 ? 0 : y / (2 * half);
  return x >= 0 ? f64x2(half, other) : f64x2(abs(other), y >= 0 ? half : -half);
}

/** Lowest row from which a sweep may start because two consecutive subdiagonal entries are small; sets f and g. */
function startOfSweep(top: i32, bottom: i32): i32 {
  let m = bottom - 1;
  for (; m > top; m--) {
    startAt(m);
    const a = magnitude(f);
    const b = magnitude(g);
    const s = a + b;
    const around = size(m, m) + size(m + 1, m + 1);
    if (size(m, m - 1) * (b / s) <= EPSILON * ((a / s) * around)) return m;
  }
  startAt(m);
  return m;
}

function startAt(m: i32): void {
  f = f64x2.sub(v128.load(entry(m, m)), shift);
  g = v128.load(entry(m + 1, m));
}
