import { complexTrsm } from "../trsm/complex";
import { multiply } from "./product";
import { solveVector } from "./solve-vector";

/** Rows below which a triangle is solved by substitution. */
const BASE: i32 = 16;
/** So few columns that they are solved one at a time, by the whole triangle. */
const FEW: i32 = 3;

/**
 * B ← T⁻¹·B for a triangular T of k rows, or its conjugate, and B, k×n, of contiguous rows; strides in bytes. The triangle is halved, so
 * that most is products. −1 at `work`, and room for them.
 */
export function solve<T>(
  k: i32,
  n: i32,
  upper: bool,
  unit: bool,
  conjugate: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  b: usize,
  bRow: isize,
  work: usize,
): void {
  const z = 2 * sizeof<T>();
  if (n <= FEW) {
    for (; n > 0; n--, b += z) solveVector<T>(k, upper, unit, conjugate, t, tRow, tCol, b, bRow, work);
    return;
  }
  if (k <= BASE) {
    complexTrsm<T>(k, n, 1, upper, unit, conjugate, t, tRow, tCol, b, bRow);
    return;
  }
  const h = ((k + 1) / 2 + BASE - 1) & -BASE;
  const g = k - h;
  const bottom = b + h * bRow;
  const last = t + h * (tRow + tCol);
  if (upper) {
    solve<T>(g, n, upper, unit, conjugate, last, tRow, tCol, bottom, bRow, work);
    multiply<T>(h, n, g, t + h * tCol, tRow, tCol, conjugate, bottom, bRow, z, false, true, b, bRow, z, work);
    solve<T>(h, n, upper, unit, conjugate, t, tRow, tCol, b, bRow, work);
    return;
  }
  solve<T>(h, n, upper, unit, conjugate, t, tRow, tCol, b, bRow, work);
  multiply<T>(g, n, h, t + h * tRow, tRow, tCol, conjugate, b, bRow, z, false, true, bottom, bRow, z, work);
  solve<T>(g, n, upper, unit, conjugate, last, tRow, tCol, bottom, bRow, work);
}
