import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { lapackFamily } from "./family.js";
import { isSingle } from "./vector.js";

/** Matrices at equal distances: the first one, and how many elements on the next begins. */
export interface Many {
  readonly first: MatrixView;
  readonly step: number;
}

/** The most rows and columns that the kernels of this file take. */
export const FEW_ROWS = 64;

/*
 * What these functions answer is whether they did it. They decline large matrices, complex ones and spilled ones, and stop where an
 * entry is not finite or a pivot fails: the caller then goes the long way, which knows to tell what is wrong.
 */

/** Packed factors and the order of rows, as `getf2` and its exchanges leave them, for m×n matrices with m ≥ n. */
export function luMany(count: number, a: Many, lu: MatrixView, order: MatrixView): boolean {
  const { rows: m, cols: n, rowStride, colStride } = a.first;
  if (m < n || m > FEW_ROWS || !fits(lu, n) || !serves(a.first, lu, order)) return false;
  const { f32_lu_many, f64_lu_many } = lapackFamily.exports;
  const kernel = isSingle(lu) ? f32_lu_many : f64_lu_many;
  const work = scratch(m * n * 8 + n * 4);
  const [from, to] = [address(a.first), address(lu)];
  return kernel(count, m, n, from, a.step, rowStride, colStride, to, address(order), work) < 0;
}

/** X with A·X = B from packed factors with contiguous rows and their order, for X with contiguous rows. */
export function luSolveMany(count: number, lu: Many, order: Many, b: Many, x: MatrixView): boolean {
  const { rows: n, cols: k } = x;
  if (n > FEW_ROWS || !fits(lu.first, n) || !fits(x, k) || order.first.rowStride !== 1) return false;
  if (!serves(lu.first, order.first, b.first, x)) return false;
  const { f32_lu_solve_many, f64_lu_solve_many } = lapackFamily.exports;
  const kernel = isSingle(x) ? f32_lu_solve_many : f64_lu_solve_many;
  const [p, q, r] = [address(lu.first), address(order.first), address(b.first)];
  const { rowStride, colStride } = b.first;
  return kernel(count, n, k, p, lu.step, q, order.step, r, b.step, rowStride, colStride, address(x)) < 0;
}

/** A⁻¹ of n×n matrices. */
export function invMany(count: number, a: Many, x: MatrixView): boolean {
  const { rows: n, rowStride, colStride } = a.first;
  if (n > FEW_ROWS || !fits(x, n) || !serves(a.first, x)) return false;
  const { f32_inv_many, f64_inv_many } = lapackFamily.exports;
  const kernel = isSingle(x) ? f32_inv_many : f64_inv_many;
  return kernel(count, n, address(a.first), a.step, rowStride, colStride, address(x), scratch(n * n * 8 + n * 8)) < 0;
}

/** L of n×n matrices A = L·Lᵀ. */
export function choleskyMany(count: number, a: Many, l: MatrixView): boolean {
  const { rows: n, rowStride, colStride } = a.first;
  if (n > FEW_ROWS || !fits(l, n) || !serves(a.first, l)) return false;
  const { f32_cholesky_many, f64_cholesky_many } = lapackFamily.exports;
  const kernel = isSingle(l) ? f32_cholesky_many : f64_cholesky_many;
  return kernel(count, n, address(a.first), a.step, rowStride, colStride, address(l), scratch(n * n * 8)) < 0;
}

/** Whether rows of n numbers are contiguous and follow one another. */
function fits({ rowStride, colStride }: MatrixView, n: number): boolean {
  return rowStride === n && (colStride === 1 || n === 1);
}

function serves(...views: readonly MatrixView[]): boolean {
  return views.every(({ type, storage }) => type.kind !== "complex" && inHeap(storage));
}
