import { copyLine } from "../lapack/turned";
import { allFinite, scal } from "../lapack/vectors";
import { applyBlock } from "./apply";
import { factor, reduce } from "./real";

/** Reflections to a block. */
const BLOCK: i32 = 16;

// Whole small matrices, `count` of them at equal distances. Results are contiguous; strides and distances in bytes.

/**
 * Q (m×r) and R (r×n), its diagonal not negative, of m×n matrices, min(m, n) ≤ r ≤ m. Returns the number of the first in which a number is
 * not finite, or −1. `work` holds n + 2·r rows of m + 8 numbers, r rows of 16, and what `applyBlock` takes.
 */
export function qrMany<T>(
  count: i32,
  m: i32,
  n: i32,
  r: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  q: usize,
  upper: usize,
  work: usize,
): i32 {
  const z: isize = sizeof<T>();
  const k = min(m, n);
  const row = <isize>((m + 7) & ~7) * z + 64;
  const v = work + n * row;
  const t = v + k * row;
  const basis = t + k * BLOCK * z;
  const rest = basis + r * row;
  for (let i = 0; i < count; i++, a += aStep, q += m * r * z, upper += r * n * z) {
    for (let j = 0; j < n; j++) copyLine<T>(1, m, a + j * aCol, aRow, work + j * row);
    if (!allFinite<T>(n, m, work, row)) return i;
    reduceColumns<T>(n, m, k, work, v, t, row, rest);
    formBasis<T>(r, m, k, basis, v, t, row, rest);
    writeUpper<T>(r, n, k, work, row, basis, m, upper);
    for (let j = 0; j < m; j++) copyLine<T>(1, r, basis + j * z, row, q + j * r * z);
  }
  return -1;
}

/** Rows of P (n×m), columns of A, to those of R by k reflections. */
function reduceColumns<T>(n: i32, m: i32, k: i32, p: usize, v: usize, t: usize, row: isize, work: usize): void {
  const z: isize = sizeof<T>();
  for (let j = 0; j < k; j += BLOCK) {
    const nb = min(BLOCK, k - j);
    reduce<T>(nb, m - j, p, row, v, row, t, BLOCK * z);
    factor<T>(nb, m - j, v, row, t, BLOCK * z);
    if (n - j > nb) applyBlock<T>(n - j - nb, m - j, nb, 0, p + nb * row, row, v, row, t, BLOCK * z, false, work);
    p += BLOCK * (row + z);
    v += BLOCK * (row + z);
    t += BLOCK * BLOCK * z;
  }
}

/** The first r columns of Q as rows, from k reflections. */
function formBasis<T>(r: i32, m: i32, k: i32, q: usize, v: usize, t: usize, row: isize, work: usize): void {
  const z: isize = sizeof<T>();
  memory.fill(q, 0, r * row);
  for (let j = 0; j < r; j++) store<T>(q + j * (row + z), 1);
  for (let j = (k - 1) & ~(BLOCK - 1); j >= 0; j -= BLOCK) {
    const nb = min(BLOCK, k - j);
    const at = j * (row + z);
    applyBlock<T>(r - j, m - j, nb, nb, q + at, row, v + at, row, t + j * BLOCK * z, BLOCK * z, true, work);
  }
}

/** R from the rows P; where its diagonal is negative, a row of it and one of the basis change their signs. */
function writeUpper<T>(r: i32, n: i32, k: i32, p: usize, row: isize, basis: usize, m: i32, to: usize): void {
  const z: isize = sizeof<T>();
  for (let i = 0, x = to; i < r; i++, p += z) {
    for (let j = 0; j < n; j++, x += z) store<T>(x, load<T>(p + j * row));
  }
  finishFactors<T>(r, n, k, to, n * z, m, basis, row);
}

/**
 * Zeros below the diagonal of R (r×n), and rows of it of which the diagonal is negative with their signs changed, together with the
 * same of k rows of the basis, of m numbers each.
 */
export function finishFactors<T>(
  r: i32,
  n: i32,
  k: i32,
  upper: usize,
  upperRow: isize,
  m: i32,
  basis: usize,
  basisRow: isize,
): void {
  const z: isize = sizeof<T>();
  for (let i = 0; i < r; i++, upper += upperRow, basis += basisRow) {
    for (let x = upper, end = upper + min(i, n) * z; x < end; x += z) store<T>(x, 0);
    if (i >= k || !(load<T>(upper + i * z) < 0)) continue;
    scal<T>(n - i, -1, upper + i * z);
    scal<T>(m, -1, basis);
  }
}
