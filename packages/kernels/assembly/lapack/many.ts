import { complexPotf2 } from "./cholesky";
import { getf2 } from "./lu";
import { isZero } from "./numbers";
import { potrf } from "./potrf";
import { factorRows, orderOf } from "./rows";
import { solveLowerUnit, solveUpper, solveVector } from "./substitute";
import { clear } from "./triangle";
import { copyLine, copyTurned } from "./turned";
import { allFinite } from "./vectors";

// Whole small matrices of numbers of one part T or two, `count` of them at equal distances. Results are contiguous; strides and
// distances in bytes. Each function returns the number of the first matrix that something is wrong with (a number that is not finite,
// a pivot that fails), or −1.

/** Packed factors and the order of rows (int32) of m×n matrices, m ≥ n; `work` holds m·n numbers, n int32 and 64·m bytes. */
export function luMany<T>(
  parts: i32,
  count: i32,
  m: i32,
  n: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  lu: usize,
  order: usize,
  work: usize,
): i32 {
  const z = parts * sizeof<T>();
  const pivots = work + m * n * z;
  for (let i = 0; i < count; i++, a += aStep, lu += m * n * z, order += m << 2) {
    if (parts == 1) {
      copyTurned<T>(1, n, m, a, aCol, aRow, lu); // as it is: the rows of A are contiguous there
      if (!allFinite<T>(1, m * n, lu, 0)) return i;
      factorRows<T>(m, n, lu, order, work);
      continue;
    }
    copyTurned<T>(parts, m, n, a, aRow, aCol, work);
    if (!allFinite<T>(1, parts * m * n, work, 0)) return i;
    getf2<T>(parts, m, n, work, m * z, pivots);
    copyTurned<T>(parts, n, m, work, m * z, z, lu);
    orderOf(m, n, pivots, order);
  }
  return -1;
}

/** X = A⁻¹·B from packed factors, for n×k matrices B of any strides. */
export function luSolveMany<T>(
  parts: i32,
  count: i32,
  n: i32,
  k: i32,
  lu: usize,
  luStep: isize,
  order: usize,
  orderStep: isize,
  b: usize,
  bStep: isize,
  bRow: isize,
  bCol: isize,
  x: usize,
): i32 {
  const z = parts * sizeof<T>();
  const row = n * z;
  for (let i = 0; i < count; i++, lu += luStep, order += orderStep, b += bStep, x += n * k * z) {
    if (hasZero<T>(parts, n, lu, row + z)) return i;
    for (let r = 0; r < n; r++) {
      const from = b + load<i32>(order + (r << 2)) * bRow;
      copyLine<T>(parts, k, from, bCol, x + r * k * z);
    }
    if (!allFinite<T>(1, parts * n * k, x, 0)) return i;
    if (k == 1 && parts == 1) {
      solveVector<T>(n, lu, row, x);
    } else {
      solveLowerUnit<T>(parts, n, k, lu, row, z, x, k * z);
      solveUpper<T>(parts, n, k, lu, row, z, x, k * z);
    }
  }
  return -1;
}

/** X = A⁻¹ of n×n matrices; `work` holds n² numbers and 2·n int32. */
export function invMany<T>(
  parts: i32,
  count: i32,
  n: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  x: usize,
  work: usize,
): i32 {
  const z = parts * sizeof<T>();
  const row = n * z;
  const pivots = work + n * row;
  const order = pivots + (n << 2);
  for (let i = 0; i < count; i++, a += aStep, x += n * row) {
    copyTurned<T>(parts, n, n, a, aRow, aCol, work);
    if (!allFinite<T>(1, parts * n * n, work, 0)) return i;
    getf2<T>(parts, n, n, work, row, pivots);
    if (hasZero<T>(parts, n, work, row + z)) return i;
    orderOf(n, n, pivots, order);
    memory.fill(x, 0, n * row);
    for (let r = 0; r < n; r++) store<T>(x + r * row + load<i32>(order + (r << 2)) * z, 1);
    solveLowerUnit<T>(parts, n, n, work, z, row, x, row);
    solveUpper<T>(parts, n, n, work, z, row, x, row);
  }
  return -1;
}

/** L of n×n matrices A = L·Lᴴ; `work` holds 2·n² + n numbers of eight bytes. */
export function choleskyMany<T>(
  parts: i32,
  count: i32,
  n: i32,
  a: usize,
  aStep: isize,
  aRow: isize,
  aCol: isize,
  l: usize,
  work: usize,
): i32 {
  const z = parts * sizeof<T>();
  const row = n * z;
  const byRows = aCol == z;
  for (let i = 0; i < count; i++, a += aStep, l += n * row) {
    if (byRows && !(aRow == row ? allFinite<T>(1, parts * n * n, a, 0) : allFinite<T>(n, parts * n, a, aRow))) return i;
    for (let j = 0; j < n; j++) {
      // the lower triangle, and all where that is what is looked at for NaN
      const first = byRows ? j : 0;
      copyLine<T>(parts, n - first, a + j * aCol + first * aRow, aRow, work + j * row + first * z);
    }
    if (!byRows && !allFinite<T>(1, parts * n * n, work, 0)) return i;
    if (factor<T>(parts, n, work, row) >= 0) return i;
    for (let r = 0, to = l; r < n; r++, to += row) {
      copyLine<T>(parts, r + 1, work + r * z, row, to);
      clear(to + (r + 1) * z, to + row);
    }
  }
  return -1;
}

function factor<T>(parts: i32, n: i32, a: usize, aRow: isize): i32 {
  return parts == 1 ? potrf<T>(n, a, aRow, a + n * aRow) : complexPotf2<T>(n, a, aRow);
}

/** Whether one of n numbers is zero. */
function hasZero<T>(parts: i32, n: i32, x: usize, step: isize): bool {
  for (; n > 0; n--, x += step) if (isZero<T>(parts, x)) return true;
  return false;
}
