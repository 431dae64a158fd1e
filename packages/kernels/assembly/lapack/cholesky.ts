import { subtractConjugate } from "./complex-vectors";
import { subtractProduct } from "./update";
import { scal } from "./vectors";

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

/** The first rows of U, of n numbers and fewer: each is computed in registers from those above it. */
function finishRows<T>(rows: i32, n: i32, a: usize, aRow: isize): i32 {
  const z = sizeof<T>();
  for (let i = 0, row = a, top = a; i < rows; i++, row += aRow + z, top += z) {
    let pivot = load<T>(row);
    for (let p = top; p < row; p += aRow) pivot -= load<T>(p) * load<T>(p);
    store<T>(row, pivot);
    if (!(pivot > 0)) return i; // NaN too
    const root = sqrt<T>(pivot);
    store<T>(row, root);
    finishRow<T>(n - i - 1, i, <T>1 / root, top, aRow, row + z);
  }
  return -1;
}

/**
 * x ← α·(x − Σₖ fₖ·yₖ) for n numbers x and `count` rows yₖ above them, at the top of which, just before the first number of a row, fₖ stands.
 */
function finishRow<T>(n: i32, count: i32, alpha: T, f: usize, step: isize, x: usize): void {
  const z = sizeof<T>();
  const scale = v128.splat<T>(alpha);
  const end = x + n * z;
  let y = f + z;
  for (const last = end - 64; x <= last; x += 64, y += 64) {
    let s0 = v128.load(x);
    let s1 = v128.load(x, 16);
    let s2 = v128.load(x, 32);
    let s3 = v128.load(x, 48);
    for (let k = count, p = f, q = y; k > 0; k--, p += step, q += step) {
      const v = v128.load_splat<T>(p);
      s0 = v128.sub<T>(s0, v128.mul<T>(v, v128.load(q)));
      s1 = v128.sub<T>(s1, v128.mul<T>(v, v128.load(q, 16)));
      s2 = v128.sub<T>(s2, v128.mul<T>(v, v128.load(q, 32)));
      s3 = v128.sub<T>(s3, v128.mul<T>(v, v128.load(q, 48)));
    }
    v128.store(x, v128.mul<T>(scale, s0));
    v128.store(x, v128.mul<T>(scale, s1), 16);
    v128.store(x, v128.mul<T>(scale, s2), 32);
    v128.store(x, v128.mul<T>(scale, s3), 48);
  }
  for (const last = end - 16; x <= last; x += 16, y += 16) {
    let s = v128.load(x);
    for (let k = count, p = f, q = y; k > 0; k--, p += step, q += step) {
      s = v128.sub<T>(s, v128.mul<T>(v128.load_splat<T>(p), v128.load(q)));
    }
    v128.store(x, v128.mul<T>(scale, s));
  }
  for (; x < end; x += z, y += z) {
    let s = load<T>(x);
    for (let k = count, p = f, q = y; k > 0; k--, p += step, q += step) s -= load<T>(p) * load<T>(q);
    store<T>(x, alpha * s);
  }
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
