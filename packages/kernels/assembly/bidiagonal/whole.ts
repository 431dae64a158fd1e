// Whole singular value decompositions of small matrices of numbers T, in float64.

import { allFinite, largest } from "../lapack/vectors";
import { Recorder } from "../spectral/recorder";
import { applyReflectors, setIdentity } from "./apply";
import { diagonalize } from "./iterate";
import { bidiagonalize } from "./reduce";

/** Largest numbers between these need no scaling: 2^±100. */
const SAFE_LOW: f64 = 7.888609052210118e-31;
const SAFE_HIGH: f64 = 1.2676506002282294e30;

/**
 * Singular values, descending, U (m×n) and Vᴴ (n×n) of `count` matrices A = U·diag(s)·Vᴴ, m×n with m ≥ n, at equal distances; those of the
 * results follow one another. Strides in bytes. Answers the number of the first matrix that something is wrong with (numbers that are not
 * finite or ask for scaling, no convergence), or −1.
 *
 * @param work room for `roomFor(m, n)` bytes
 */
export function singularMany<T>(
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
  const row = rowOf(n);
  const long = rowOf(m);
  const q = work + m * row;
  const p = q + n * long;
  const left = p + n * row;
  const right = left + n * long;
  const d = right + n * row;
  const order = d + ((m + 5 * n) << 3);
  for (
    let i = 0;
    i < count;
    i++, a += aStep, s += n * sizeof<T>(), u += m * n * sizeof<T>(), vh += n * n * sizeof<T>()
  ) {
    if (!copyIn<T>(m, n, a, aRow, aCol, work, row)) return i;
    memory.fill(q, 0, n * long + n * row);
    bidiagonalize(m, n, work, row, d, q, long, p, row);
    const size = n << 3;
    setIdentity(n, m, left, long);
    applyReflectors(n, n, m, 0, q, long, d + 2 * size, left, long, true);
    setIdentity(n, n, right, row);
    applyReflectors(n, n - 1, n, 1, p, row, d + 3 * size, right, row, true);
    if (diagonalize(n, d, d + size, m, left, long, right, row, order + size) > 0) return i;
    sort(n, d, order);
    for (let k = 0; k < n; k++) {
      const from = load<i32>(order + (k << 2));
      store<T>(s + k * sizeof<T>(), <T>load<f64>(d + (from << 3)));
      copyOut<T>(m, left + from * long, u + k * uCol, uRow);
      copyOut<T>(n, right + from * row, vh + k * vhRow, vhCol);
    }
  }
  return -1;
}

/** Bytes of `work`. */
export function roomFor(m: i32, n: i32): i32 {
  return (m + 2 * n) * rowOf(n) + 2 * n * rowOf(m) + ((m + 6 * n) << 3) + 2 * Recorder.sizeOf(n);
}

/** From row to row of a matrix to work on, in bytes: neighbouring rows do not collide in the cache. */
function rowOf(n: i32): i32 {
  return (n + 2 + (n & 1)) << 3;
}

/** A copy in float64; answers whether it is finite and of ordinary size. */
function copyIn<T>(m: i32, n: i32, a: usize, aRow: isize, aCol: isize, o: usize, row: isize): bool {
  let size: f64 = 0;
  for (let i = 0; i < m; i++, a += aRow, o += row) {
    let at = a;
    for (let j = 0; j < n; j++, at += aCol) store<f64>(o + (j << 3), <f64>load<T>(at));
    if (!allFinite<f64>(1, n, o, 0)) return false;
    size = max<f64>(size, largest<f64>(n, o));
  }
  return size > SAFE_LOW && size < SAFE_HIGH;
}

function copyOut<T>(n: i32, x: usize, o: usize, step: isize): void {
  for (; n > 0; n--, x += 8, o += step) store<T>(o, <T>load<f64>(x));
}

/** order (int32) ← indices by which d descends, by insertion: singular values come out nearly in order. */
function sort(n: i32, d: usize, order: usize): void {
  for (let i = 0; i < n; i++) {
    const value = load<f64>(d + (i << 3));
    let at = order + (i << 2);
    for (; at > order && load<f64>(d + (load<i32>(at - 4) << 3)) < value; at -= 4) store<i32>(at, load<i32>(at - 4));
    store<i32>(at, i);
  }
}
