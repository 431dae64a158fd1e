import { Recorder } from "../spectral/recorder";
import { formAdjoint, tridiagonalizeHermitian } from "./hermitian";
import { formTransposed, reductionRoom, tridiagonalize } from "./reduce";
import { eigenvalues } from "./values";
import { diagonalize } from "./vectors";
import { eigenMany, roomFor } from "./whole";

// float64 and complex128 only; addresses in bytes, strides in elements.

/** At `out` come d, e and τ, n numbers each; `work` holds `tridiagonalize_room(n)` bytes. */
export function f64_tridiagonalize(n: i32, a: usize, aRow: isize, out: usize, work: usize): void {
  const bytes = n << 3;
  tridiagonalize(n, a, aRow << 3, out, out + bytes, out + 2 * bytes, work);
}

export function tridiagonalize_room(n: i32): i32 {
  return reductionRoom(n);
}

export function f64_form_transposed(n: i32, a: usize, aRow: isize, tau: usize, q: usize, qRow: isize): void {
  formTransposed(n, a, aRow << 3, tau, q, qRow << 3);
}

/** At `out` come d and e, one number a row each, τ, two, and four for work. */
export function c128_tridiagonalize_panel(
  n: i32,
  rows: i32,
  a: usize,
  aRow: isize,
  vw: usize,
  wv: usize,
  row: isize,
  out: usize,
): void {
  const bytes = rows << 3;
  const tau = out + 2 * bytes;
  tridiagonalizeHermitian(n, rows, a, aRow << 4, out, out + bytes, tau, vw, wv, row << 4, tau + 2 * bytes);
}

export function c128_form_adjoint(n: i32, a: usize, aRow: isize, tau: usize, q: usize, qRow: isize): void {
  formAdjoint(n, a, aRow << 4, tau, q, qRow << 4);
}

/** d ← eigenvalues of a tridiagonal matrix; n numbers, and the n − 1 of e. Answers how many of e did not converge. */
export function f64_tridiagonal_values(n: i32, d: usize, e: usize): i32 {
  return eigenvalues(n, d, e);
}

/** As before, with n rows of z, of `cols` numbers, rotated along. */
export function f64_tridiagonal_vectors(
  n: i32,
  d: usize,
  e: usize,
  cols: i32,
  z: usize,
  zRow: isize,
  work: usize,
): i32 {
  return diagonalize(n, d, e, cols, z, zRow << 3, work);
}

/** Bytes of `work` for so many rows. */
export function tridiagonal_work(n: i32): i32 {
  return Recorder.sizeOf(n);
}

/** Of float32 or float64 matrices. */
export function eigen_many(
  single: bool,
  count: i32,
  n: i32,
  first: i32,
  chosen: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  values: usize,
  vectors: usize,
  work: usize,
): i32 {
  const z = single ? 2 : 3;
  aStep <<= z;
  aRow <<= z;
  aCol <<= z;
  if (single) return eigenMany<f32>(count, n, first, chosen, a, aStep, aRow, aCol, values, vectors, work);
  return eigenMany<f64>(count, n, first, chosen, a, aStep, aRow, aCol, values, vectors, work);
}

/** Bytes of `work` for n×n matrices. */
export function eigen_work(n: i32): i32 {
  return roomFor(n);
}
