// Whole eigenvalue problems of small symmetric matrices of numbers T, in float64.

import { allFinite, largest } from "../lapack/vectors";
import { Recorder } from "../spectral/recorder";
import { formTransposed, tridiagonalize } from "./reduce";
import { eigenvalues } from "./values";
import { diagonalize } from "./vectors";

/** Largest numbers between these need no scaling: 2^±100, as in lower-triangle.ts of linalg. */
const SAFE_LOW: f64 = 7.888609052210118e-31;
const SAFE_HIGH: f64 = 1.2676506002282294e30;

/**
 * Eigenvalues `first` … `first + chosen − 1` of `count` n×n matrices at equal distances, and their eigenvectors in columns unless `vectors`
 * is 0; results are contiguous, strides in bytes. Reads the lower triangles, and looks through all of A for what is not finite. Answers the
 * number of the first matrix that something is wrong with (that, numbers that ask for scaling, no convergence), or −1.
 *
 * @param work room for `roomFor(n)` bytes
 */
export function eigenMany<T>(
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
  const row = rowOf(n);
  const d = work + n * row;
  const e = d + (n << 3);
  const q = e + (n << 3);
  const order = q + n * row;
  const rest = order + (n << 3);
  for (let i = 0; i < count; i++, a += aStep, values += chosen * sizeof<T>()) {
    if (!copyIn<T>(n, a, aRow, aCol, work, row)) return i;
    tridiagonalize(n, work, row, d, e, rest, order);
    if (vectors == 0) {
      if (eigenvalues(n, d, e) > 0) return i;
    } else {
      formTransposed(n, work, row, rest, q, row);
      if (diagonalize(n, d, e, n, q, row, rest) > 0) return i;
    }
    sort(n, d, order);
    storeValues<T>(chosen, d, order + (first << 2), values);
    if (vectors == 0) continue;
    storeColumns<T>(n, chosen, q, row, order + (first << 2), vectors);
    vectors += n * chosen * sizeof<T>();
  }
  return -1;
}

/** Bytes of `work`. */
export function roomFor(n: i32): i32 {
  return 2 * n * rowOf(n) + 24 * n + Recorder.sizeOf(n);
}

/** From row to row of a matrix to work on, in bytes: neighbouring rows do not collide in the cache. */
function rowOf(n: i32): i32 {
  return (n + 2 + (n & 1)) << 3;
}

/** The transpose in float64; answers whether it is finite, and its upper triangle of ordinary size. */
function copyIn<T>(n: i32, a: usize, aRow: isize, aCol: isize, o: usize, row: isize): bool {
  let size: f64 = 0;
  for (let i = 0; i < n; i++, a += aCol, o += row) {
    let at = a;
    for (let j = 0; j < n; j++, at += aRow) store<f64>(o + (j << 3), <f64>load<T>(at));
    if (!allFinite<f64>(1, n, o, 0)) return false;
    size = max<f64>(size, largest<f64>(n - i, o + (i << 3)));
  }
  return size > SAFE_LOW && size < SAFE_HIGH;
}

/** order (int32) ← indices by which d ascends, by insertion: eigenvalues come out nearly in order. */
function sort(n: i32, d: usize, order: usize): void {
  for (let i = 0; i < n; i++) {
    const value = load<f64>(d + (i << 3));
    let at = order + (i << 2);
    for (; at > order && load<f64>(d + (load<i32>(at - 4) << 3)) > value; at -= 4) store<i32>(at, load<i32>(at - 4));
    store<i32>(at, i);
  }
}

function storeValues<T>(n: i32, d: usize, order: usize, o: usize): void {
  for (; n > 0; n--, order += 4, o += sizeof<T>()) store<T>(o, <T>load<f64>(d + (load<i32>(order) << 3)));
}

/** Column k of o ← row `order[k]` of q. */
function storeColumns<T>(n: i32, chosen: i32, q: usize, row: isize, order: usize, o: usize): void {
  const step = chosen * sizeof<T>();
  for (const end = o + step; o < end; o += sizeof<T>(), order += 4) {
    const from = q + load<i32>(order) * row;
    for (let i = 0, to = o; i < n; i++, to += step) store<T>(to, <T>load<f64>(from + (i << 3)));
  }
}
