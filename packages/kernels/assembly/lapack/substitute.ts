import { halfOf } from "./lu";
import { divide, subtract, update } from "./numbers";
import { dot } from "./vectors";

/** Rows that are solved for one at a time. */
const FEW: i32 = 4;

/**
 * X ← L⁻¹·X for the unit lower triangle L of n rows, of any strides, and k right-hand sides: rows of X are contiguous, `xRow` bytes
 * apart. By halves of L.
 */
export function solveLowerUnit<T>(
  parts: i32,
  n: i32,
  k: i32,
  l: usize,
  lRow: isize,
  lCol: isize,
  x: usize,
  xRow: isize,
): void {
  if (n <= FEW) {
    for (let i = 1, row = x + xRow; i < n; i++, row += xRow) {
      for (let p = 0; p < i; p++) subtract<T>(parts, k, l + i * lRow + p * lCol, x + p * xRow, row);
    }
    return;
  }
  const h = halfOf(n);
  const below = x + h * xRow;
  solveLowerUnit<T>(parts, h, k, l, lRow, lCol, x, xRow);
  update<T>(parts, k, n - h, h, x, l + h * lRow, lCol, lRow, below, xRow);
  solveLowerUnit<T>(parts, n - h, k, l + h * (lRow + lCol), lRow, lCol, below, xRow);
}

/** X ← U⁻¹·X for an upper triangle. */
export function solveUpper<T>(
  parts: i32,
  n: i32,
  k: i32,
  u: usize,
  uRow: isize,
  uCol: isize,
  x: usize,
  xRow: isize,
): void {
  if (n <= FEW) {
    for (let i = n - 1; i >= 0; i--) {
      const row = x + i * xRow;
      for (let p = i + 1; p < n; p++) subtract<T>(parts, k, u + i * uRow + p * uCol, x + p * xRow, row);
      divide<T>(parts, k, u + i * (uRow + uCol), row);
    }
    return;
  }
  const h = halfOf(n);
  const below = x + h * xRow;
  solveUpper<T>(parts, n - h, k, u + h * (uRow + uCol), uRow, uCol, below, xRow);
  update<T>(parts, k, h, n - h, below, u + h * uCol, uCol, uRow, x, xRow);
  solveUpper<T>(parts, h, k, u, uRow, uCol, x, xRow);
}

/** Both for one right-hand side of contiguous real numbers and packed factors of contiguous rows. */
export function solveVector<T>(n: i32, lu: usize, luRow: isize, x: usize): void {
  const z = sizeof<T>();
  for (let i = 1, row = lu + luRow, at = x + z; i < n; i++, row += luRow, at += z) {
    store<T>(at, load<T>(at) - dot<T>(i, row, x));
  }
  let row = lu + (n - 1) * (luRow + z);
  let at = x + (n - 1) * z;
  for (let i = 0; i < n; i++, row -= luRow + z, at -= z) {
    store<T>(at, (load<T>(at) - dot<T>(i, row + z, at + z)) / load<T>(row));
  }
}
