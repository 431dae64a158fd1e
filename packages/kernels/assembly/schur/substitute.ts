// Eigenvectors of a quasi-triangular matrix by back-substitution; float64, strides in bytes.

import { dot, scal } from "../lapack/vectors";
import { EPSILON } from "./negligible";
import { first, second, timesPair } from "./pair";
import { im1, im2, re1, re2, setFirst, setSecond, solveOne, solveTwo } from "./shifted-solve";

/** 2⁻⁹⁶⁰: the smallest number that pivots are enlarged to. */
const FLOOR: f64 = 1.0261342003245941e-289;

/** What the substitution works on: set by `substitute`, so that its parts take few arguments. */
let T: usize = 0;
let row: isize = 0;
let X: usize = 0;
let xRow: isize = 0;

/**
 * Entries from … to − 1 of the vectors x with (T − λI)·x = 0 for the eigenvalues from that index on of an n×n T in standard form, one
 * per row of x: of a pair k, k + 1 row k holds the real part and row k + 1 the imaginary part of the vector of λ with positive
 * imaginary part. Those entries hold at first what the later ones leave there, and zeros where a vector begins. No 2×2 block
 * is split by from or to.
 *
 * @see LAPACK dtrevc for the substitution, dlaln2 for its scaling
 */
export function substitute(n: i32, t: usize, tRow: isize, x: usize, xStride: isize, from: i32, to: i32): void {
  T = t;
  row = tRow;
  X = x;
  xRow = xStride;
  for (let k = from; k < n; k++) {
    const pair = k + 1 < n && load<f64>(entry(k + 1, k)) != 0;
    if (pair) {
      const im = sqrt(abs(load<f64>(entry(k, k + 1)))) * sqrt(abs(load<f64>(entry(k + 1, k))));
      if (k < to) beginPair(k, im);
      substitutePair(k, im, from, to);
      k++;
    } else {
      if (k < to) store<f64>(X + k * (xRow + 8), 1);
      substituteReal(k, from, to);
    }
  }
}

/** Address of entry (i, j). @inline */
function entry(i: i32, j: i32): usize {
  return T + i * row + (j << 3);
}

/** The vector of the 2×2 block at k. */
function beginPair(k: i32, im: f64): void {
  const b = load<f64>(entry(k, k + 1));
  const c = load<f64>(entry(k + 1, k));
  const upper = abs(b) >= abs(c);
  const x = X + k * (xRow + 8);
  store<f64>(x, upper ? 1 : -im / c);
  store<f64>(x + xRow, upper ? im / b : 1, 8);
}

function substituteReal(k: i32, from: i32, to: i32): void {
  const re = load<f64>(entry(k, k));
  const x = X + k * xRow;
  const end = min(to, k + 1);
  const floor = max(EPSILON * abs(re), FLOOR);
  for (let i = min(to, k) - 1; i >= from; i--) {
    const at = entry(i, i);
    const isBlock = i > from && load<f64>(at - 8) != 0;
    const p = isBlock ? i - 1 : i;
    const known = x + ((i + 1) << 3);
    const count = end - i - 1;
    let s: f64;
    if (isBlock) {
      timesPair(count, at - row + 8, at + 8, known);
      setFirst(load<f64>(x + (p << 3)) - first, 0);
      setSecond(load<f64>(x + (i << 3)) - second, 0);
      s = solveTwo(load<f64>(at - row - 8) - re, load<f64>(at - row), load<f64>(at - 8), load<f64>(at) - re, 0, floor);
    } else {
      setFirst(load<f64>(x + (i << 3)) - dot<f64>(count, at + 8, known), 0);
      s = solveOne(load<f64>(at) - re, 0, floor);
    }
    if (s != 1) scal<f64>(k + 1 - from, s, x + (from << 3));
    store<f64>(x + (p << 3), re1);
    if (isBlock) store<f64>(x + (i << 3), re2);
    i = p;
  }
}

function substitutePair(k: i32, im: f64, from: i32, to: i32): void {
  const re = load<f64>(entry(k, k));
  const x = X + k * xRow;
  const y = x + xRow;
  const end = min(to, k + 2);
  const floor = max(EPSILON * (abs(re) + im), FLOOR);
  for (let i = min(to, k) - 1; i >= from; i--) {
    const at = entry(i, i);
    const isBlock = i > from && load<f64>(at - 8) != 0;
    const p = isBlock ? i - 1 : i;
    const known = (i + 1) << 3;
    const count = end - i - 1;
    if (isBlock) {
      timesPair(count, x + known, y + known, at - row + 8);
      setFirst(load<f64>(x + (p << 3)) - first, load<f64>(y + (p << 3)) - second);
      timesPair(count, x + known, y + known, at + 8);
      setSecond(load<f64>(x + (i << 3)) - first, load<f64>(y + (i << 3)) - second);
    } else {
      timesPair(count, x + known, y + known, at + 8);
      setFirst(load<f64>(x + (i << 3)) - first, load<f64>(y + (i << 3)) - second);
    }
    const d = load<f64>(at) - re;
    const s = isBlock
      ? solveTwo(load<f64>(at - row - 8) - re, load<f64>(at - row), load<f64>(at - 8), d, -im, floor)
      : solveOne(d, -im, floor);
    if (s != 1) {
      scal<f64>(k + 2 - from, s, x + (from << 3));
      scal<f64>(k + 2 - from, s, y + (from << 3));
    }
    store<f64>(x + (p << 3), re1);
    store<f64>(y + (p << 3), im1);
    if (isBlock) {
      store<f64>(x + (i << 3), re2);
      store<f64>(y + (i << 3), im2);
    }
    i = p;
  }
}
