// Householder reduction to Hessenberg form, a column at a time; float64, strides in bytes.

import { makeReflector } from "../lapack/reflector";
import { axpy, dot } from "../lapack/vectors";
import { addPair, addToPair, first, second, timesPair } from "./pair";

/**
 * Columns from … hi − 2 of an n×n matrix, whose rows and columns beyond hi are not reduced: A becomes H, with zeros below its
 * subdiagonal. Row k of v receives the vector of reflector k from column k + 1 on, its leading 1 included, and τ comes to
 * `tau`.
 *
 * @param work room for n numbers
 */
export function hessenberg(
  n: i32,
  a: usize,
  row: isize,
  from: i32,
  hi: i32,
  v: usize,
  vRow: isize,
  tau: usize,
  work: usize,
): void {
  for (let k = from; k < hi - 1; k++) {
    const m = hi - k;
    const x = v + k * vRow + ((k + 1) << 3);
    const column = a + (k + 1) * row + (k << 3);
    for (let i = 0, at = column; i < m; i++, at += row) {
      store<f64>(x + (i << 3), load<f64>(at));
      store<f64>(at, 0);
    }
    const t = makeReflector(m, x);
    store<f64>(tau + (k << 3), t);
    store<f64>(column, load<f64>(x));
    store<f64>(x, 1);
    if (t == 0) continue;
    reflectFromRight(k + 1, m, a + ((k + 1) << 3), row, t, x);
    reflectBothSides(m, n - k - 1, column + 8, row, t, x, work);
  }
}

/** m rows of n numbers ← rows·(I − τ·v·vᵀ). */
function reflectFromRight(m: i32, n: i32, a: usize, row: isize, tau: f64, v: usize): void {
  for (; m > 1; m -= 2, a += 2 * row) {
    timesPair(n, a, a + row, v);
    addToPair(n, -tau * first, a, -tau * second, a + row, v);
  }
  if (m > 0) axpy<f64>(n, -tau * dot<f64>(n, a, v), v, a);
}

/** The first m of n columns of m rows ← rows·(I − τ·v·vᵀ), then all of them ← (I − τ·v·vᵀ)·rows. */
function reflectBothSides(m: i32, n: i32, a: usize, row: isize, tau: f64, v: usize, sums: usize): void {
  memory.fill(sums, 0, n << 3);
  let i = 0;
  let at = a;
  for (; i < m - 1; i += 2, at += 2 * row) {
    const next = at + row;
    timesPair(m, at, next, v);
    addToPair(m, -tau * first, at, -tau * second, next, v);
    addPair(n, load<f64>(v + (i << 3)), at, load<f64>(v + (i << 3), 8), next, sums);
  }
  if (i < m) {
    axpy<f64>(m, -tau * dot<f64>(m, at, v), v, at);
    axpy<f64>(n, load<f64>(v + (i << 3)), at, sums);
  }
  for (i = 0, at = a; i < m - 1; i += 2, at += 2 * row) {
    addToPair(n, -tau * load<f64>(v + (i << 3)), at, -tau * load<f64>(v + (i << 3), 8), at + row, sums);
  }
  if (i < m) axpy<f64>(n, -tau * load<f64>(v + (i << 3)), sums, at);
}

/**
 * The columns of the product of the reflectors lo … hi − 2, the rows of q, n×n: rows and columns outside [lo, hi] are those of the
 * identity.
 */
export function formBasis(n: i32, v: usize, vRow: isize, tau: usize, lo: i32, hi: i32, q: usize, qRow: isize): void {
  for (let i = 0; i < n; i++) {
    memory.fill(q + i * qRow, 0, n << 3);
    store<f64>(q + i * qRow + (i << 3), 1);
  }
  // (H·Q′)ᵀ = Q′ᵀ·H, from the last reflector back, on the part that is not yet that of the identity
  for (let k = hi - 2; k >= lo; k--) {
    const t = load<f64>(tau + (k << 3));
    if (t == 0) continue;
    const m = hi - k;
    const at = (k + 1) << 3;
    reflectFromRight(m, m, q + (k + 1) * qRow + at, qRow, t, v + k * vRow + at);
  }
}
