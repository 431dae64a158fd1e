import { type Width, divideBy, sizeAt, subtractDot, subtractScaled } from "../matrix/lanes.js";
import { factorTridiagonal, solveTridiagonal } from "../solve/tridiagonal-lu.js";

/** A square matrix whose entries (i, j) are zero but for −upper ≤ i − j ≤ lower. */
export interface BandShape {
  readonly n: number;
  readonly lower: number;
  readonly upper: number;
  readonly width: Width;
}

/** How many elements a row of the storage has: room for `lower` multipliers, the diagonal, and what pivoting fills. */
export function bandStride({ lower, upper }: BandShape): number {
  return 2 * lower + upper + 1;
}

/**
 * P·A = L·U in place with partial pivoting, on rows: element (i, j) is number j − i + lower of row i. When it is done, row i holds
 * the multipliers of step i, then row i of U, from the diagonal on.
 *
 * @param pivots length n, written: rows i and `pivots[i]` were exchanged in step i
 * @remarks 2·n·lower·(lower + upper) flops. An exact zero pivot does not stop it.
 * @see LAPACK dgbtf2
 */
export function factorBand(shape: BandShape, a: Float64Array, pivots: Int32Array): void {
  const { n, lower, upper, width } = shape;
  if (lower === 1 && upper === 1 && width === 1) {
    factorTridiagonal(n, a, pivots);
    return;
  }
  const stride = width * bandStride(shape);
  const place = (i: number, j: number): number => i * stride + width * (j - i + lower);
  for (let i = 0; i < n; i++) {
    const below = Math.min(lower, n - 1 - i);
    const right = Math.min(lower + upper, n - 1 - i);
    const pivot = largestBelow(shape, a, i, below);
    pivots[i] = pivot;
    if (pivot !== i) exchange(a, place(i, i), place(pivot, i), width * (right + 1));
    const diagonal = place(i, i);
    const zero = sizeAt(width, a, diagonal) === 0; // then the column below is zero too
    for (let r = 1; r <= below; r++) {
      const at = place(i + r, i);
      if (!zero) divideBy(width, 1, a, diagonal, a, at);
      const [re, im] = [a[at], width === 1 ? 0 : a[at + 1]];
      if (re !== 0 || im !== 0) subtractScaled(width, right, re, im, a, diagonal + width, a, at + width);
      a[i * stride + width * (r - 1)] = re;
      if (width === 2) a[i * stride + width * (r - 1) + 1] = im;
    }
    a.fill(0, i * stride + width * below, i * stride + width * lower);
  }
}

function largestBelow({ lower, width, ...shape }: BandShape, a: Float64Array, i: number, below: number): number {
  const stride = width * bandStride({ lower, width, ...shape });
  let [best, pivot] = [-1, i];
  for (let r = 0; r <= below; r++) {
    const size = sizeAt(width, a, (i + r) * stride + width * (lower - r));
    if (size > best) {
      best = size;
      pivot = i + r;
    }
  }
  return pivot;
}

function exchange(a: Float64Array, p: number, q: number, count: number): void {
  for (let k = 0; k < count; k++) {
    const t = a[p + k];
    a[p + k] = a[q + k];
    a[q + k] = t;
  }
}

/** x ← A⁻¹·x, in place, from what `factorBand` left; U must have no zero on its diagonal. */
export function solveBand(shape: BandShape, a: Float64Array, pivots: Int32Array, x: Float64Array): void {
  const { n, lower, upper, width } = shape;
  if (lower === 1 && upper === 1 && width === 1) {
    solveTridiagonal(n, a, pivots, x);
    return;
  }
  const stride = width * bandStride(shape);
  for (let i = 0; i < n; i++) {
    if (pivots[i] !== i) exchange(x, width * i, width * pivots[i], width);
    const below = Math.min(lower, n - 1 - i);
    const [re, im] = [x[width * i], width === 1 ? 0 : x[width * i + 1]];
    subtractScaled(width, below, re, im, a, i * stride, x, width * (i + 1));
  }
  for (let i = n - 1; i >= 0; i--) {
    const right = Math.min(lower + upper, n - 1 - i);
    const diagonal = i * stride + width * lower;
    subtractDot(width, right, a, diagonal + width, x, width * (i + 1), x, width * i);
    divideBy(width, 1, a, diagonal, x, width * i);
  }
}

/** x ← A⁻ᵀ·x, in place. */
export function solveBandTransposed(shape: BandShape, a: Float64Array, pivots: Int32Array, x: Float64Array): void {
  const { n, lower, upper, width } = shape;
  const stride = width * bandStride(shape);
  for (let i = 0; i < n; i++) {
    const right = Math.min(lower + upper, n - 1 - i);
    const diagonal = i * stride + width * lower;
    divideBy(width, 1, a, diagonal, x, width * i);
    const [re, im] = [x[width * i], width === 1 ? 0 : x[width * i + 1]];
    subtractScaled(width, right, re, im, a, diagonal + width, x, width * (i + 1));
  }
  for (let i = n - 1; i >= 0; i--) {
    const below = Math.min(lower, n - 1 - i);
    subtractDot(width, below, a, i * stride, x, width * (i + 1), x, width * i);
    if (pivots[i] !== i) exchange(x, width * i, width * pivots[i], width);
  }
}
