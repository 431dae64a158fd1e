import { divide, exchange, indexOfLargest, isZero, subtract, update } from "./numbers";
import { scal } from "./vectors";

/** Columns that are eliminated one at a time. */
const FEW: i32 = 4;

/**
 * P·A = L·U in place for m×n numbers, m ≥ n, of which columns are contiguous and `aCol` bytes apart: U on and above the diagonal, L
 * below it. Row j was exchanged with row `pivots[j]`, an int32. A column without a pivot is left as it is. By halves of the columns.
 */
export function getf2<T>(parts: i32, m: i32, n: i32, a: usize, aCol: isize, pivots: usize): void {
  if (n <= FEW) {
    eliminate<T>(parts, m, n, a, aCol, pivots);
    return;
  }
  const z = parts * sizeof<T>();
  const h = halfOf(n);
  const right = a + h * aCol;
  const rest = right + h * z;
  const swaps = pivots + (h << 2);
  getf2<T>(parts, m, h, a, aCol, pivots);
  exchangeIn<T>(parts, n - h, h, right, aCol, pivots);
  solveUnitLower<T>(parts, h, n - h, a, right, aCol);
  update<T>(parts, m - h, n - h, h, a + h * z, right, z, aCol, rest, aCol);
  getf2<T>(parts, m - h, n - h, rest, aCol, swaps);
  exchangeIn<T>(parts, h, n - h, a + h * z, aCol, swaps);
  for (let i = 0; i < n - h; i++) store<i32>(swaps + (i << 2), load<i32>(swaps + (i << 2)) + h);
}

/** Half of n > 4, a multiple of 4. @inline */
export function halfOf(n: i32): i32 {
  return ((n >> 1) + 3) & ~3;
}

/** The same for few columns, one at a time. */
function eliminate<T>(parts: i32, m: i32, n: i32, a: usize, aCol: isize, pivots: usize): void {
  const z = parts * sizeof<T>();
  const end = a + n * aCol;
  for (let j = 0, column = a; j < n; j++, column += aCol + z) {
    const below = m - j - 1;
    const pivot = indexOfLargest<T>(parts, below + 1, column);
    store<i32>(pivots + (j << 2), j + pivot);
    if (pivot > 0) for (let c = a + j * z; c < end; c += aCol) exchange<T>(parts, c, c + pivot * z);
    if (isZero<T>(parts, column)) continue;
    divideByPivot<T>(parts, below, column, column + z);
    for (let other = column + aCol; other < end; other += aCol) subtract<T>(parts, below, other, column + z, other + z);
  }
}

/** x ← x/d for the number d at an address: a real one by its reciprocal, unless that would overflow. */
function divideByPivot<T>(parts: i32, n: i32, d: usize, x: usize): void {
  const smallest: T = sizeof<T>() == 8 ? <T>f64.MIN_NORMAL_VALUE : <T>f32.MIN_NORMAL_VALUE;
  if (parts == 1 && abs<T>(load<T>(d)) >= smallest) scal<T>(n, <T>1 / load<T>(d), x);
  else divide<T>(parts, n, d, x);
}

/** Applies exchanges of rows to n columns. */
function exchangeIn<T>(parts: i32, n: i32, count: i32, a: usize, aCol: isize, pivots: usize): void {
  const z = parts * sizeof<T>();
  for (; n > 0; n--, a += aCol) {
    for (let i = 0; i < count; i++) {
      const pivot = load<i32>(pivots + (i << 2));
      if (pivot != i) exchange<T>(parts, a + i * z, a + pivot * z);
    }
  }
}

/** n columns ← L⁻¹·columns, for the unit lower triangle L of k columns, by halves of it. */
function solveUnitLower<T>(parts: i32, k: i32, n: i32, l: usize, a: usize, step: isize): void {
  const z = parts * sizeof<T>();
  if (k <= FEW) {
    for (; n > 0; n--, a += step) {
      if (parts == 1) solveFew<T>(k, l, a, step);
      else
        for (let p = 0; p < k; p++) subtract<T>(2, k - p - 1, a + p * z, l + p * step + (p + 1) * z, a + (p + 1) * z);
    }
    return;
  }
  const h = halfOf(k);
  solveUnitLower<T>(parts, h, n, l, a, step);
  update<T>(parts, k - h, n, h, l + h * z, a, z, step, a + h * z, step);
  solveUnitLower<T>(parts, k - h, n, l + h * (step + z), a + h * z, step);
}

/** One column of real numbers, k ≤ 4. @inline */
function solveFew<T>(k: i32, l: usize, a: usize, step: isize): void {
  const z = sizeof<T>();
  for (let p = 1; p < k; p++) {
    let s = load<T>(a + p * z);
    for (let i = 0, q = l + p * z; i < p; i++, q += step) s -= load<T>(q) * load<T>(a + i * z);
    store<T>(a + p * z, s);
  }
}
