import { formAdjoint, tridiagonalizeHermitian } from "./hermitian";
import { formTransposed, tridiagonalize, tridiagonalizePanel } from "./reduce";

// float64 and complex128 only; addresses in bytes, strides in elements.

/** At `out` come d, e and τ, n numbers each, and n for work. */
export function f64_tridiagonalize(n: i32, a: usize, aRow: isize, out: usize): void {
  const bytes = n << 3;
  tridiagonalize(n, a, aRow << 3, out, out + bytes, out + 2 * bytes, out + 3 * bytes);
}

/** At `out` come d, e and τ, one number a row each, and two for work. */
export function f64_tridiagonalize_panel(
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
  tridiagonalizePanel(n, rows, a, aRow << 3, out, out + bytes, tau, vw, wv, row << 3, tau + bytes);
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
