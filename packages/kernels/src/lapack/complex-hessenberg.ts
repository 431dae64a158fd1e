import { float64 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { release } from "../memory/heap.js";
import { withStaged } from "../memory/staging.js";
import { elements, inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { vectorOf } from "./numbers.js";
import { schurFamily } from "./schur-family.js";

/** Where a block of columns of a Hessenberg reduction leaves its reflectors Hᵢ = I − τᵢ·vᵢᴴ·vᵢ and what their product is made of. */
export interface HessenbergBlock {
  /** A row for each column: row i receives vᵢ, its one at place i, zeros before it. */
  readonly v: MatrixView;
  /** A row for each column: the columns of Y = A·Vᴴ·S, conjugated. */
  readonly y: MatrixView;
  /** Zeros; receives the upper triangular S of H₀·H₁⋯ = I − Vᴴ·S·V. */
  readonly s: MatrixView;
}

/**
 * The first columns of the reduction of a complex matrix to Hessenberg form, as many as V has rows: those columns become H's, the others
 * are to become (I − Vᴴ·Sᴴ·V)·(A − Y·V).
 *
 * @param a m×(m + 1) complex128, rows contiguous: the rows below the first, and all columns
 * @param block all complex128, rows contiguous; V and Y with m columns
 * @param tau written from number `at` on, interleaved
 * @see LAPACK zlahr2
 */
export function reduceHessenbergPanel(
  a: MatrixView,
  { v, y, s }: HessenbergBlock,
  tau: Float64Array,
  at: number,
): void {
  const count = v.rows;
  const numbers = vectorOf(float64, new Float64Array(4 * count));
  const run = (...x: number[]): void =>
    schurFamily.exports.c128_hessenberg_panel(
      a.rows,
      count,
      x[0],
      a.rowStride,
      x[1],
      v.rowStride,
      x[2],
      y.rowStride,
      x[3],
      s.rowStride,
      x[4],
      x[4] + 16 * count,
    );
  const views = [a, v, y, s, numbers];
  if (views.every(({ storage }) => inHeap(storage))) run(...views.map(address));
  else withStaged(views.map(spanOf), views.map(spanOf), run);
  const data = elements(numbers.storage, float64) as Float64Array; // of the type that vectorOf was given
  for (let i = 0; i < 2 * count; i++) tau[2 * at + i] = data[i];
  release(numbers.storage);
}

/**
 * Columns first … hi − 2 of the same reduction, one at a time.
 *
 * @param a n rows and at least as many columns, complex128, rows contiguous: columns from n on become those of QᴴA
 * @param v n×n complex128, rows contiguous: row k receives the vector of Hₖ from column k + 1 on
 * @param tau 2·n numbers, of which those of these columns are written
 */
export function reduceHessenbergColumns(
  a: MatrixView,
  first: number,
  hi: number,
  v: MatrixView,
  tau: Float64Array,
): void {
  const { rows: n, cols } = a;
  if (first >= hi - 1) return;
  const numbers = vectorOf(float64, new Float64Array(2 * (n + cols)));
  const run = (x: number, y: number, z: number): void =>
    schurFamily.exports.c128_hessenberg_columns(cols, first, hi, x, a.rowStride, y, v.rowStride, z, z + 16 * n);
  if ([a, v, numbers].every(({ storage }) => inHeap(storage))) run(address(a), address(v), address(numbers));
  else withStaged([spanOf(a), spanOf(v), spanOf(numbers)], [spanOf(a), spanOf(v), spanOf(numbers)], run);
  const data = elements(numbers.storage, float64) as Float64Array; // of the type that vectorOf was given
  for (let i = 2 * first; i < 2 * (hi - 1); i++) tau[i] = data[i];
  release(numbers.storage);
}
