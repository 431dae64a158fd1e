import { Recorder } from "../spectral/recorder";
import { applyReflectors } from "./apply";
import { applyComplexReflectors, bidiagonalizeComplex } from "./complex-reduce";
import { diagonalize } from "./iterate";
import { bidiagonalizeComplexPanel } from "./complex-panel";
import { bidiagonalizePanel } from "./panel";
import { bidiagonalize } from "./reduce";
import { roomFor, singularMany } from "./whole";

// float64, or complex128 where it says c128; addresses in bytes, strides in elements.

export function f64_bidiagonalize(
  m: i32,
  n: i32,
  a: usize,
  aRow: isize,
  out: usize,
  q: usize,
  qRow: isize,
  p: usize,
  pRow: isize,
): void {
  bidiagonalize(m, n, a, aRow << 3, out, q, qRow << 3, p, pRow << 3);
}

export function f64_bidiagonalize_panel(
  m: i32,
  n: i32,
  count: i32,
  a: usize,
  aRow: isize,
  left: usize,
  leftRow: isize,
  right: usize,
  rightRow: isize,
  out: usize,
  q: usize,
  qRow: isize,
  p: usize,
  pRow: isize,
): void {
  bidiagonalizePanel(
    m,
    n,
    count,
    a,
    aRow << 3,
    left,
    leftRow << 3,
    right,
    rightRow << 3,
    out,
    q,
    qRow << 3,
    p,
    pRow << 3,
  );
}

export function f64_apply_reflectors(
  rows: i32,
  count: i32,
  m: i32,
  shift: i32,
  v: usize,
  vRow: isize,
  tau: usize,
  c: usize,
  cRow: isize,
): void {
  applyReflectors(rows, count, m, shift, v, vRow << 3, tau, c, cRow << 3, false);
}

/** n numbers of d, n − 1 of e; `work` holds `diagonalize_work(n)` bytes. */
export function f64_diagonalize(
  n: i32,
  d: usize,
  e: usize,
  u: usize,
  uRow: isize,
  v: usize,
  vRow: isize,
  work: usize,
): i32 {
  return diagonalize(n, d, e, n, u, uRow << 3, v, vRow << 3, work);
}

export function diagonalize_work(n: i32): i32 {
  return 2 * Recorder.sizeOf(n);
}

/** Of float32 or float64 matrices; the matrices of U and Vᴴ follow one another. `work` holds `singular_work(m, n)` bytes. */
export function singular_many(
  single: bool,
  count: i32,
  m: i32,
  n: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  s: usize,
  u: usize,
  uRow: isize,
  uCol: isize,
  vh: usize,
  vhRow: isize,
  vhCol: isize,
  work: usize,
): i32 {
  const z = single ? 2 : 3;
  aStep <<= z;
  aRow <<= z;
  aCol <<= z;
  uRow <<= z;
  uCol <<= z;
  vhRow <<= z;
  vhCol <<= z;
  if (single) return singularMany<f32>(count, m, n, a, aStep, aRow, aCol, s, u, uRow, uCol, vh, vhRow, vhCol, work);
  return singularMany<f64>(count, m, n, a, aStep, aRow, aCol, s, u, uRow, uCol, vh, vhRow, vhCol, work);
}

export function singular_work(m: i32, n: i32): i32 {
  return roomFor(m, n);
}

export function c128_bidiagonalize(
  m: i32,
  n: i32,
  a: usize,
  aRow: isize,
  out: usize,
  q: usize,
  qRow: isize,
  p: usize,
  pRow: isize,
): void {
  bidiagonalizeComplex(m, n, a, aRow << 4, out, q, qRow << 4, p, pRow << 4);
}

export function c128_bidiagonalize_panel(
  m: i32,
  n: i32,
  count: i32,
  a: usize,
  aRow: isize,
  left: usize,
  leftRow: isize,
  right: usize,
  rightRow: isize,
  out: usize,
  q: usize,
  qRow: isize,
  p: usize,
  pRow: isize,
): void {
  bidiagonalizeComplexPanel(
    m,
    n,
    count,
    a,
    aRow << 4,
    left,
    leftRow << 4,
    right,
    rightRow << 4,
    out,
    q,
    qRow << 4,
    p,
    pRow << 4,
  );
}

export function c128_apply_reflectors(
  rows: i32,
  count: i32,
  m: i32,
  shift: i32,
  v: usize,
  vRow: isize,
  tau: usize,
  c: usize,
  cRow: isize,
): void {
  applyComplexReflectors(rows, count, m, shift, v, vRow << 4, tau, c, cRow << 4);
}
