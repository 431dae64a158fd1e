import { complexPotf2 } from "../lapack/cholesky";
import { multiply } from "./product";
import { solve } from "./solve";

/** Rows that are factored one at a time, and below which a symmetric update is not split. */
const BASE: i32 = 24;
const WHOLE_UPDATE: i32 = 32;

/**
 * A = Uᴴ·U in place for n×n complex numbers of contiguous rows, of which the upper triangle is read: U₁₁ by itself, U₁₂ = U₁₁⁻ᴴ·A₁₂, then
 * A₂₂ − U₁₂ᴴ·U₁₂. Below the diagonal anything may be written; imaginary parts of the diagonal are not read. −1 at `work`, and room for
 * products. Returns the index of the first pivot that is not positive, whose value is left in its place, or −1.
 *
 * @see LAPACK zpotrf2
 */
export function factorCholesky<T>(n: i32, a: usize, aRow: isize, work: usize): i32 {
  const z = 2 * sizeof<T>();
  if (n <= BASE) return complexPotf2<T>(n, a, aRow);
  const h = halfOf(n);
  const right = a + h * z;
  const rest = right + h * aRow;
  const failed = factorCholesky<T>(h, a, aRow, work);
  if (failed >= 0) return failed;
  solve<T>(h, n - h, false, false, true, a, z, aRow, right, aRow, work);
  subtractGram<T>(n - h, h, right, rest, aRow, work);
  const later = factorCholesky<T>(n - h, rest, aRow, work);
  return later < 0 ? -1 : h + later;
}

/** The upper triangle of C − Xᴴ·X for X, k×n, both in rows of A; of blocks on the diagonal the rest is overwritten too. */
function subtractGram<T>(n: i32, k: i32, x: usize, c: usize, aRow: isize, work: usize): void {
  const z = 2 * sizeof<T>();
  if (n <= WHOLE_UPDATE) {
    multiply<T>(n, n, k, x, z, aRow, true, x, aRow, z, false, true, c, aRow, z, work);
    return;
  }
  const h = halfOf(n);
  const right = x + h * z;
  subtractGram<T>(h, k, x, c, aRow, work);
  multiply<T>(h, n - h, k, x, z, aRow, true, right, aRow, z, false, true, c + h * z, aRow, z, work);
  subtractGram<T>(n - h, k, right, c + h * (aRow + z), aRow, work);
}

/** A multiple of 8. @inline */
function halfOf(n: i32): i32 {
  return ((n + 1) / 2 + 7) & -8;
}
