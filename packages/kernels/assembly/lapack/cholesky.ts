import { subtractConjugate } from "./complex-vectors";
import { subtractProduct } from "./update";
import { axpy, scal } from "./vectors";

/** Rows that are finished one at a time before the others are brought up to date; a multiple of 4. */
const BLOCK: i32 = 8;

/**
 * A = Uᵀ·U in place for n×n numbers of contiguous rows, of which the upper triangle is read; below the diagonal anything may be written.
 * Returns the index of the first pivot that is not positive, whose value is left in its place, or −1.
 */
export function potf2<T>(n: i32, a: usize, aRow: isize): i32 {
  const z = sizeof<T>();
  for (let i = 0; i < n; i += BLOCK) {
    const nb = min(BLOCK, n - i);
    const block = a + i * (aRow + z);
    const failed = finishRows<T>(nb, n - i, block, aRow);
    if (failed >= 0) return i + failed;
    // what is below, four rows at a time, from the column of the first of them on
    let top = block + nb * z;
    let rest = block + nb * (aRow + z);
    for (let right = n - i - nb; right > 0; right -= 4, top += 4 * z, rest += 4 * (aRow + z)) {
      subtractProduct<T>(right, min(right, 4), nb, top, top, aRow, z, rest, aRow);
    }
  }
  return -1;
}

/** The first rows of U, of n numbers and fewer. */
function finishRows<T>(rows: i32, n: i32, a: usize, aRow: isize): i32 {
  const z = sizeof<T>();
  for (let i = 0, row = a; i < rows; i++, row += aRow + z) {
    const pivot = load<T>(row);
    if (!(pivot > 0)) return i; // NaN too
    const root = sqrt<T>(pivot);
    store<T>(row, root);
    const right = n - i - 1;
    scal<T>(right, <T>1 / root, row + z);
    let x = row + z;
    let lower = row + aRow + z;
    for (let k = i + 1; k < rows; k++, x += z, lower += aRow + z) axpy<T>(n - k, -load<T>(x), x, lower);
  }
  return -1;
}

/** The same of complex numbers of parts T, A = Uᴴ·U: of the diagonal only the real parts are read, and imaginary parts become 0. */
export function complexPotf2<T>(n: i32, a: usize, aRow: isize): i32 {
  const z = 2 * sizeof<T>();
  for (let i = 0, row = a; i < n; i++, row += aRow + z) {
    store<T>(row + sizeof<T>(), 0);
    const pivot = load<T>(row);
    if (!(pivot > 0)) return i;
    const root = sqrt<T>(pivot);
    store<T>(row, root);
    const right = n - i - 1;
    scal<T>(2 * right, <T>1 / root, row + z);
    let lower = row + aRow + z;
    for (let k = right, x = row + z; k > 0; k--, x += z, lower += aRow + z) subtractConjugate<T>(k, x, x, lower);
  }
  return -1;
}
