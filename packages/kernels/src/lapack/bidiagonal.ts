import { float64 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { release } from "../memory/heap.js";
import { scratch } from "../memory/scratch.js";
import { withStaged } from "../memory/staging.js";
import { elements, inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { bidiagonalFamily } from "./bidiagonal-family.js";
import { putNumbers, takeNumbers, vectorOf } from "./numbers.js";

/** The two diagonals of a bidiagonal matrix and the τ of the reflections that made it. */
export interface BidiagonalNumbers {
  readonly d: Float64Array;
  readonly e: Float64Array;
  readonly tauQ: Float64Array;
  readonly tauP: Float64Array;
}

/**
 * Householder bidiagonalization Hₙ₋₁⋯H₀·A·P₀⋯Pₙ₋₂ = B of a small matrix, m ≥ n, with Hᵢ = I − τ·v·vᴴ and Pᵢ = I − τ·uᴴ·u: one call
 * for the whole of it. B is real.
 *
 * @param a m×n float64 or complex128, rows contiguous; overwritten
 * @param out d, n numbers, and τ of the Hᵢ, n; e and τ of the Pᵢ, n − 1; all written, the τ interleaved when complex
 * @param vectors null, or zeros: row i of `q` (n×m) receives the v of Hᵢ from column i on, row i of `p` (n×n) the u of Pᵢ from
 *   column i + 1 on
 */
export function bidiagonalizeWhole(
  a: MatrixView,
  out: BidiagonalNumbers,
  vectors: { readonly q: MatrixView; readonly p: MatrixView } | null,
): void {
  const { rows: m, cols: n } = a;
  if (n === 0) return;
  const parts = a.type.kind === "complex" ? 2 : 1;
  const numbers = vectorOf(float64, new Float64Array((2 + 3 * parts) * n + parts * (m + 1)));
  const { c128_bidiagonalize, f64_bidiagonalize } = bidiagonalFamily.exports;
  const kernel = parts === 2 ? c128_bidiagonalize : f64_bidiagonalize;
  const { q, p } = vectors ?? { q: a, p: a };
  const run = (x: number, y: number, v: number, w: number): void =>
    vectors === null
      ? kernel(m, n, x, a.rowStride, y, 0, 0, 0, 0)
      : kernel(m, n, x, a.rowStride, y, v, q.rowStride, w, p.rowStride);
  if ([a, numbers, q, p].every((x) => inHeap(x.storage))) run(address(a), address(numbers), address(q), address(p));
  else withStaged([], [spanOf(a), spanOf(numbers), spanOf(q), spanOf(p)], run);
  const data = elements(numbers.storage, float64) as Float64Array; // of the type that vectorOf was given
  take(data, 0, out.d);
  take(data, n, out.e);
  take(data, 2 * n, out.tauQ);
  take(data, (2 + parts) * n, out.tauP);
  release(numbers.storage);
}

/**
 * The first columns and rows of the same reduction, as many as `out.d` has numbers, fewer than n. The others stay as they are: what
 * they are to become is A − LᵀR, a product with what is written to `left` and `right`.
 *
 * @param a m×n float64 or complex128, rows contiguous, m ≥ n
 * @param left of that type, rows contiguous, in the columns of Aᵀ: rows 2k and 2k + 1 receive the vector v of Hₖ and x = τ·A·uᴴ, from
 *   k or k + 1 on
 * @param right likewise, in the columns of A: y = τ·vᴴ·A and the vector u of Pₖ, from k + 1 on
 * @param out all four arrays for one number of columns, the τ interleaved when complex
 */
export function bidiagonalizePanel(
  a: MatrixView,
  left: MatrixView,
  right: MatrixView,
  out: BidiagonalNumbers,
  vectors: { readonly q: MatrixView; readonly p: MatrixView } | null,
): void {
  const count = out.d.length;
  const parts = a.type.kind === "complex" ? 2 : 1;
  const numbers = vectorOf(float64, new Float64Array((2 + 4 * parts) * count));
  const { c128_bidiagonalize_panel, f64_bidiagonalize_panel } = bidiagonalFamily.exports;
  const kernel = parts === 2 ? c128_bidiagonalize_panel : f64_bidiagonalize_panel;
  const { q, p } = vectors ?? { q: a, p: a };
  const run = (x: number, l: number, r: number, y: number, v: number, w: number): void =>
    kernel(
      a.rows,
      a.cols,
      count,
      x,
      a.rowStride,
      l,
      left.rowStride,
      r,
      right.rowStride,
      y,
      vectors === null ? 0 : v,
      q.rowStride,
      vectors === null ? 0 : w,
      p.rowStride,
    );
  const views = [a, left, right, numbers, q, p];
  if (views.every((x) => inHeap(x.storage))) {
    run(address(a), address(left), address(right), address(numbers), address(q), address(p));
  } else {
    withStaged([], views.map(spanOf), run);
  }
  const data = elements(numbers.storage, float64) as Float64Array; // of the type that vectorOf was given
  take(data, 0, out.d);
  take(data, count, out.e);
  take(data, 2 * count, out.tauQ);
  take(data, (2 + parts) * count, out.tauP);
  release(numbers.storage);
}

/**
 * Rows of C ← C·Gₖ₋₁ᴴ⋯G₀ᴴ with Gᵢ = I − τᵢ·vᵢᴴ·vᵢ, one reflection after the other: for few rows.
 *
 * @param v k×m float64 or complex128, rows contiguous: row i holds vᵢ from column i + `shift` on
 * @param tau interleaved when complex
 * @param c g×m of the same type, rows contiguous
 */
export function reflectWhole(c: MatrixView, v: MatrixView, tau: Float64Array, shift: number): void {
  if (v.rows === 0 || c.rows === 0) return;
  const taus = vectorOf(float64, tau);
  const { c128_apply_reflectors, f64_apply_reflectors } = bidiagonalFamily.exports;
  const kernel = v.type.kind === "complex" ? c128_apply_reflectors : f64_apply_reflectors;
  const run = (x: number, t: number, y: number): void =>
    kernel(c.rows, v.rows, v.cols, shift, x, v.rowStride, t, y, c.rowStride);
  if ([v, taus, c].every((x) => inHeap(x.storage))) run(address(v), address(taus), address(c));
  else withStaged([spanOf(v), spanOf(taus)], [spanOf(c)], run);
  release(taus.storage);
}

/**
 * Implicit QR on the upper bidiagonal matrix with diagonal d and superdiagonal e, rotating the rows of U and V along: one call,
 * for small matrices. d becomes the singular values (≥ 0, unsorted), e zeros.
 *
 * @param u n×n float64, rows contiguous; `v` likewise
 * @returns how many superdiagonals did not converge: 0 is success
 * @see Demmel & Kahan 1990; LAPACK dbdsqr
 */
export function diagonalizeWhole(d: Float64Array, e: Float64Array, u: MatrixView, v: MatrixView): number {
  const n = d.length;
  if (n === 0) return 0;
  const { diagonalize_work, f64_diagonalize } = bidiagonalFamily.exports;
  const at = scratch(16 * n + diagonalize_work(n));
  putNumbers(d, at);
  putNumbers(e, at + 8 * n);
  const run = (y: number, z: number): number =>
    f64_diagonalize(n, at, at + 8 * n, y, u.rowStride, z, v.rowStride, at + 16 * n);
  const remaining =
    inHeap(u.storage) && inHeap(v.storage) ? run(address(u), address(v)) : withStaged([], [spanOf(u), spanOf(v)], run);
  takeNumbers(at, d);
  takeNumbers(at + 8 * n, e);
  return remaining;
}

/** As many numbers as there is room for, from an index on; without a view, which costs more than few numbers. */
function take(from: Float64Array, start: number, to: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] = from[start + i];
}
