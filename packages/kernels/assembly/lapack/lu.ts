import { axpy, iamax, scal } from "./vectors";

/**
 * P·A = L·U in place for m×n numbers, m ≥ n, of which columns are contiguous and `aCol` bytes apart: U on and above the diagonal, L
 * below it. Row j was exchanged with row `pivots[j]`, an int32. A column without a pivot is left as it is.
 */
export function getf2<T>(m: i32, n: i32, a: usize, aCol: isize, pivots: usize): void {
  const z = sizeof<T>();
  const end = a + n * aCol;
  for (let j = 0, column = a; j < n; j++, column += aCol + z) {
    const below = m - j - 1;
    const pivot = iamax<T>(below + 1, column);
    store<i32>(pivots + (j << 2), j + pivot);
    if (pivot > 0) exchange<T>(n, a + j * z, a + (j + pivot) * z, aCol);
    const value = load<T>(column);
    if (value == 0) continue;
    divide<T>(below, value, column + z);
    for (let other = column + aCol; other < end; other += aCol) {
      axpy<T>(below, -load<T>(other), column + z, other + z);
    }
  }
}

/** Exchanges n numbers at equal distances. */
function exchange<T>(n: i32, x: usize, y: usize, step: isize): void {
  for (; n > 0; n--, x += step, y += step) {
    const t = load<T>(x);
    store<T>(x, load<T>(y));
    store<T>(y, t);
  }
}

/** x ← x/d, also where 1/d would overflow. */
function divide<T>(n: i32, d: T, x: usize): void {
  const smallest: T = sizeof<T>() == 8 ? <T>f64.MIN_NORMAL_VALUE : <T>f32.MIN_NORMAL_VALUE;
  if (abs<T>(d) >= smallest) scal<T>(n, <T>1 / d, x);
  else for (; n > 0; n--, x += sizeof<T>()) store<T>(x, load<T>(x) / d);
}
