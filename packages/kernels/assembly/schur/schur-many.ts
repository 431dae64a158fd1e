// Schur and Hessenberg forms of small real matrices, as schur.ts of linalg finds them; strides and distances in bytes.

import { francis } from "./francis";
import { formBasis, hessenberg } from "./hessenberg";
import { loadScaled } from "./load-scaled";
import { writeValues } from "./values";

/**
 * A = Z·T·Zᵀ of `count` n×n matrices of numbers N at equal distances; T and Z are contiguous, and so are the eigenvalues, complex. Where
 * `values` is 0, T is the Hessenberg form. Answers the number of the first matrix whose entries are not finite, or too large or too
 * small to be scaled, or whose iteration does not converge; else −1.
 *
 * @param work room for 3·n·(n + 2) + 2·n numbers
 */
export function schurMany<N>(
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
  const row: isize = ((n | 1) + 1) << 3;
  const q = work + n * row;
  const v = q + n * row;
  const tau = v + n * row;
  const bytes = n * n * sizeof<N>();
  for (let i = 0; i < count; i++, a += aStep, t += bytes, z += bytes) {
    const factor = loadScaled<N>(n, a, aRow, aCol, work, row);
    if (factor == 0) return i;
    memory.fill(v, 0, n * row);
    hessenberg(n, work, row, 0, n - 1, v, row, tau, tau + (n << 3));
    formBasis(n, v, row, tau, 0, n - 1, q, row);
    if (values != 0) {
      if (francis(n, work, row, 0, n - 1, true, q, row, n) != 0) return i;
      writeValues<N>(n, work, row, 1 / factor, values);
      values += 2 * n * sizeof<N>();
    }
    write<N>(n, work, row, 8, 1 / factor, t);
    write<N>(n, q, 8, row, 1, z);
  }
  return -1;
}

/** o ← factor·x, n×n, of any strides. */
function write<N>(n: i32, x: usize, row: isize, col: isize, factor: f64, o: usize): void {
  for (let i = 0; i < n; i++, x += row) {
    for (let j = 0, at = x; j < n; j++, at += col, o += sizeof<N>()) store<N>(o, <N>(factor * load<f64>(at)));
  }
}
