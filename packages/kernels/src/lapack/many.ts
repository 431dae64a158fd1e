import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { type SquareMany, lapackFamily } from "./family.js";
import { potrfBytes } from "./potrf.js";

/** Matrices at equal distances: the first one, and how many elements on the next begins. */
export interface Many {
  readonly first: MatrixView;
  readonly step: number;
}

/** The most rows and columns that the kernels of this file take, but for estimates of the condition, which have no limit. */
export const FEW_ROWS = 64;
/** The same of `luMany` and `solveMany` for real matrices. */
export const FEW_REAL_ROWS = 256;

/*
 * What these functions answer is whether they did it. They decline large matrices and spilled ones, and stop where an entry is not
 * finite or a pivot fails: the caller then goes the long way, which knows to tell what is wrong.
 */

/** Packed factors and the order of rows, as `getf2` and its exchanges leave them, for m×n matrices with m ≥ n. */
export function luMany(count: number, a: Many, lu: MatrixView, order: MatrixView): boolean {
  const { rows: m, cols: n, rowStride, colStride } = a.first;
  const most = partsOf(lu) === 1 ? FEW_REAL_ROWS : FEW_ROWS;
  if (m < n || m > most || !follows(lu, n) || !inMemory(a.first, lu, order)) return false;
  const work = scratch(m * (n * 16 + 64) + n * 4);
  const [from, to] = [address(a.first), address(lu)];
  const { lu_many } = lapackFamily.exports;
  return (
    lu_many(isSingle(lu), partsOf(lu), count, m, n, from, a.step, rowStride, colStride, to, address(order), work) < 0
  );
}

/** X with A·X = B from packed factors with contiguous rows and their order, for X with contiguous rows. */
export function luSolveMany(count: number, lu: Many, order: Many, b: Many, x: MatrixView): boolean {
  const { rows: n, cols: k } = x;
  if (n > FEW_ROWS || !follows(lu.first, n) || !follows(x, k) || order.first.rowStride !== 1) return false;
  if (!inMemory(lu.first, order.first, b.first, x)) return false;
  const { rowStride: row, colStride: col } = b.first;
  const [p, q, r] = [address(lu.first), address(order.first), address(b.first)];
  const { lu_solve_many: kernel } = lapackFamily.exports;
  const done = kernel(isSingle(x), partsOf(x), count, n, k, p, lu.step, q, order.step, r, b.step, row, col, address(x));
  return done < 0;
}

/**
 * LAPACK's estimate of ‖A‖₁·‖A⁻¹‖₁ from a real A of any size and its packed factors with contiguous rows, float64 in an n×1 view; Infinity
 * where a pivot is zero or a solve overflows.
 *
 * @param definite whether A is symmetric and the factor U, A = Uᵀ·U
 */
export function luConditionMany(count: number, a: Many, lu: Many, out: MatrixView, definite = false): boolean {
  const { rows: n, rowStride, colStride, type } = a.first;
  if (type.kind === "complex" || !follows(lu.first, n) || !follows(out, 1)) return false;
  if (!inMemory(a.first, lu.first, out)) return false;
  const [p, q, r] = [address(a.first), address(lu.first), address(out)];
  const { lu_condition_many: kernel } = lapackFamily.exports;
  kernel(isSingle(a.first), count, n, p, a.step, rowStride, colStride, q, lu.step, definite, r, scratch(n * 32));
  return true;
}

/**
 * X with A·X = B for real matrices, and the packed factors and the order of rows as from `luMany`; all three with contiguous rows.
 *
 * @param worst the largest estimate of ‖A‖₁·‖A⁻¹‖₁ that is not too much
 */
export function solveMany(
  count: number,
  a: Many,
  b: Many,
  x: MatrixView,
  lu: MatrixView,
  order: MatrixView,
  worst: number,
): boolean {
  const { rows: n, cols: k, type } = x;
  if (n > FEW_REAL_ROWS || type.kind === "complex" || !follows(x, k) || !follows(lu, n) || order.rowStride !== 1)
    return false;
  if (!inMemory(a.first, b.first, x, lu, order)) return false;
  const { rowStride, colStride } = a.first;
  const { rowStride: row, colStride: col } = b.first;
  const [p, q, r, s, t] = [address(a.first), address(b.first), address(x), address(lu), address(order)];
  const { solve_many: kernel } = lapackFamily.exports;
  const work = scratch(n * (n * 8 + 72));
  const done = kernel(
    isSingle(x),
    count,
    n,
    k,
    p,
    a.step,
    rowStride,
    colStride,
    q,
    b.step,
    row,
    col,
    r,
    s,
    t,
    worst,
    work,
  );
  return done < 0;
}

/** As `solveMany`, for symmetric positive definite matrices, with U of A = Uᵀ·U, zero below its diagonal. */
export function solveDefiniteMany(
  count: number,
  a: Many,
  b: Many,
  x: MatrixView,
  upper: MatrixView,
  worst: number,
): boolean {
  const { rows: n, cols: k, type } = x;
  if (n > FEW_REAL_ROWS || type.kind === "complex" || !follows(x, k) || !follows(upper, n)) return false;
  if (!inMemory(a.first, b.first, x, upper)) return false;
  const { rowStride, colStride } = a.first;
  const { rowStride: row, colStride: col } = b.first;
  const [p, q, r, s] = [address(a.first), address(b.first), address(x), address(upper)];
  const { solve_definite_many: kernel } = lapackFamily.exports;
  const step = a.step;
  const work = scratch(Math.max(n * 32, potrfBytes(n)));
  return kernel(isSingle(x), count, n, k, p, step, rowStride, colStride, q, b.step, row, col, r, s, worst, work) < 0;
}

/** A⁻¹ of n×n matrices. */
export function invMany(count: number, a: Many, x: MatrixView): boolean {
  return squareMany(lapackFamily.exports.inv_many, count, a, x);
}

/** L of n×n matrices A = L·Lᴴ. */
export function choleskyMany(count: number, a: Many, l: MatrixView): boolean {
  return squareMany(lapackFamily.exports.cholesky_many, count, a, l);
}

function squareMany(kernel: SquareMany, count: number, a: Many, x: MatrixView): boolean {
  const { rows: n, rowStride, colStride } = a.first;
  if (n > FEW_ROWS || !follows(x, n) || !inMemory(a.first, x)) return false;
  const work = scratch(n * n * 16 + n * 8);
  const [from, to] = [address(a.first), address(x)];
  return kernel(isSingle(x), partsOf(x), count, n, from, a.step, rowStride, colStride, to, work) < 0;
}

/** Whether rows of n numbers are contiguous and follow one another. */
export function follows({ rows, rowStride, colStride }: MatrixView, n: number): boolean {
  return (rowStride === n || rows === 1) && (colStride === 1 || n === 1);
}

/** Whether none spilled. */
export function inMemory(...views: readonly MatrixView[]): boolean {
  return views.every(({ storage }) => inHeap(storage));
}

/** Whether its numbers are float32, or their parts. */
export function isSingle({ type }: MatrixView): boolean {
  return type.array === Float32Array;
}

function partsOf({ type }: MatrixView): 1 | 2 {
  return type.kind === "complex" ? 2 : 1;
}
