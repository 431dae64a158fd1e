import { bulgeChain } from "./bulges";
import { applyChain, complexBulgeChain } from "./complex-bulges";
import { hessenbergColumns, hessenbergPanel } from "./complex-hessenberg";
import { complexSchur, moveUp } from "./complex-schur";
import { complexSubstitute } from "./complex-substitute";
import { eigenMany } from "./eigen";
import { francis } from "./francis";
import { formBasis, hessenberg } from "./hessenberg";
import { moveBlockUp } from "./reorder";
import { schurMany } from "./schur-many";
import { substitute } from "./substitute";

// Addresses in bytes, strides in elements.

export function f64_francis(
  n: i32,
  h: usize,
  row: isize,
  lo: i32,
  hi: i32,
  whole: bool,
  z: usize,
  zRow: isize,
  zCols: i32,
): i32 {
  return francis(n, h, row << 3, lo, hi, whole, z, zRow << 3, zCols);
}

export function f64_move_block_up(
  n: i32,
  t: usize,
  row: isize,
  z: usize,
  zRow: isize,
  zCols: i32,
  from: i32,
  to: i32,
  room: usize,
): i32 {
  return moveBlockUp(n, t, row << 3, z, zRow << 3, zCols, from, to, room);
}

/** At `tau` come n numbers, and n for work. */
export function f64_hessenberg(
  n: i32,
  a: usize,
  row: isize,
  from: i32,
  hi: i32,
  v: usize,
  vRow: isize,
  tau: usize,
): void {
  hessenberg(n, a, row << 3, from, hi, v, vRow << 3, tau, tau + (n << 3));
}

export function f64_form_basis(
  n: i32,
  v: usize,
  vRow: isize,
  tau: usize,
  lo: i32,
  hi: i32,
  q: usize,
  qRow: isize,
): void {
  formBasis(n, v, vRow << 3, tau, lo, hi, q, qRow << 3);
}

export function f64_substitute(n: i32, t: usize, row: isize, x: usize, xRow: isize, from: i32, to: i32): void {
  substitute(n, t, row << 3, x, xRow << 3, from, to);
}

/** Matrices of float32 numbers (`single`) or float64 ones. */
export function eigen_many(
  single: bool,
  count: i32,
  n: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  balanced: bool,
  values: usize,
  vectors: usize,
  work: usize,
): i32 {
  const shift = single ? 2 : 3;
  aStep <<= shift;
  aRow <<= shift;
  aCol <<= shift;
  if (single) return eigenMany<f32>(count, n, a, aStep, aRow, aCol, balanced, values, vectors, work);
  return eigenMany<f64>(count, n, a, aStep, aRow, aCol, balanced, values, vectors, work);
}

export function c128_schur(
  n: i32,
  h: usize,
  row: isize,
  lo: i32,
  hi: i32,
  whole: bool,
  z: usize,
  zRow: isize,
  zCols: i32,
): i32 {
  return complexSchur(n, h, row * 16, lo, hi, whole, z, zRow * 16, zCols);
}

export function c128_move_up(
  n: i32,
  h: usize,
  row: isize,
  z: usize,
  zRow: isize,
  zCols: i32,
  from: i32,
  to: i32,
): void {
  moveUp(n, h, row * 16, z, zRow * 16, zCols, from, to);
}

export function f64_bulge_chain(
  h: usize,
  row: isize,
  u: usize,
  uRow: isize,
  state: usize,
  count: i32,
  top: i32,
  bottom: i32,
  start: i32,
): void {
  bulgeChain(h, row * 8, u, uRow * 8, state, count, top, bottom, start);
}

export function c128_bulge_chain(
  h: usize,
  row: isize,
  list: usize,
  state: usize,
  count: i32,
  top: i32,
  bottom: i32,
  start: i32,
): i32 {
  return complexBulgeChain(h, row * 16, list, state, count, top, bottom, start);
}

export function c128_apply_chain(
  n: i32,
  x: usize,
  step: isize,
  stride: isize,
  right: bool,
  list: usize,
  count: i32,
): void {
  applyChain(n, x, step * 16, stride * 16, right, list, count);
}

export function c128_hessenberg_panel(
  m: i32,
  count: i32,
  a: usize,
  aRow: isize,
  v: usize,
  vRow: isize,
  y: usize,
  yRow: isize,
  s: usize,
  sRow: isize,
  tau: usize,
  c: usize,
): void {
  hessenbergPanel(m, count, a, aRow * 16, v, vRow * 16, y, yRow * 16, s, sRow * 16, tau, c);
}

export function c128_hessenberg_columns(
  n: i32,
  first: i32,
  hi: i32,
  a: usize,
  aRow: isize,
  v: usize,
  vRow: isize,
  tau: usize,
  work: usize,
): void {
  hessenbergColumns(n, first, hi, a, aRow * 16, v, vRow * 16, tau, work);
}

/** Matrices of float32 numbers (`single`) or float64 ones. */
export function schur_many(
  single: bool,
  count: i32,
  n: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  t: usize,
  z: usize,
  values: usize,
  work: usize,
): i32 {
  const shift = single ? 2 : 3;
  aStep <<= shift;
  aRow <<= shift;
  aCol <<= shift;
  if (single) return schurMany<f32>(count, n, a, aStep, aRow, aCol, t, z, values, work);
  return schurMany<f64>(count, n, a, aStep, aRow, aCol, t, z, values, work);
}

/** At `work` come n numbers. */
export function c128_substitute(
  n: i32,
  t: usize,
  row: isize,
  x: usize,
  xRow: isize,
  from: i32,
  to: i32,
  work: usize,
): void {
  complexSubstitute(n, t, row * 16, x, xRow * 16, from, to, work);
}
