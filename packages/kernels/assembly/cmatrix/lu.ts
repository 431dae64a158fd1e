import { exchangeRows } from "../lapack/exchange";
import { getf2 } from "../lapack/lu";
import { multiply } from "./product";
import { solve } from "./solve";

/** Columns that are factored on a copy in which each is contiguous. */
const PANEL: i32 = 16;

/**
 * P·A = L·U in place for m×n complex numbers, m ≥ n, of contiguous rows, `aRow` bytes apart: U on and above the diagonal, L (unit diagonal not
 * stored) below. Row j was exchanged with row `pivots[j]`, an int32. By halves of the columns. `panel` has room for 16·m numbers
 * and 1 KiB, `work` for products, with −1 at its beginning.
 *
 * @see LAPACK zgetrf2; Toledo 1997, *Locality of reference in LU decomposition with partial pivoting*
 */
export function factorLu<T>(m: i32, n: i32, a: usize, aRow: isize, pivots: usize, panel: usize, work: usize): void {
  const z = 2 * sizeof<T>();
  if (n <= PANEL) {
    const column = m * z + 64; // a line more, so that columns do not collide in the cache
    copyRows<T>(m, n, a, aRow, z, panel, z, column);
    getf2<T>(2, m, n, panel, column, pivots);
    copyRows<T>(m, n, panel, z, column, a, aRow, z);
    return;
  }
  const h = ((n + 1) / 2 + PANEL - 1) & -PANEL;
  const g = n - h;
  const right = a + h * z;
  const below = a + h * aRow;
  const rest = right + h * aRow;
  const later = pivots + (h << 2);
  factorLu<T>(m, h, a, aRow, pivots, panel, work);
  exchangeRows(h, pivots, g * z, right, aRow);
  solve<T>(h, g, false, true, false, a, aRow, z, right, aRow, work);
  multiply<T>(m - h, g, h, below, aRow, z, false, right, aRow, z, false, true, rest, aRow, z, work);
  factorLu<T>(m - h, g, rest, aRow, later, panel, work);
  exchangeRows(g, later, h * z, below, aRow);
  for (let i = 0; i < g; i++) store<i32>(later + (i << 2), load<i32>(later + (i << 2)) + h);
}

/** Row by row. */
function copyRows<T>(m: i32, n: i32, x: usize, xRow: isize, xCol: isize, o: usize, oRow: isize, oCol: isize): void {
  for (; m > 0; m--, x += xRow, o += oRow) {
    for (let j = n, p = x, q = o; j > 0; j--, p += xCol, q += oCol) {
      if (sizeof<T>() == 8) v128.store(q, v128.load(p));
      else store<u64>(q, load<u64>(p));
    }
  }
}
