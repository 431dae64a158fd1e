import { type MatrixView, gemm, gemv, release, workspace } from "@linnet/kernels";
import { type BidiagonalNumbers, bidiagonalizeWhole } from "@linnet/kernels/lapack";
import type { ReflectorRows } from "./bidiagonalize.js";
import { makeComplexReflector } from "../reflector/complex-householder.js";
import { conjugate, scale } from "../vector/complex-vector.js";
import { float64Data } from "../matrix/copy.js";

/** Columns per block: the deferred update is one product with K = 2·BLOCK. */
const BLOCK = 16;

/** Up to this order one kernel does it all, in the nearest cache. */
const WHOLE = 64;

/** What a block has deferred: the matrix would be A − LᵀR, rows of L being V₀, X₀, V₁, X₁, … and of R being Y₀, U₀, …. */
interface Deferred {
  readonly left: MatrixView;
  readonly right: MatrixView;
  readonly products: MatrixView;
  /** One row, for the conjugate of a reflector. */
  readonly scratch: MatrixView;
}

/**
 * Bidiagonalization of a complex128 matrix, m×n with m ≥ n, overwritten. B is real, because reflectors make their β real.
 *
 * @param b written
 * @see LAPACK zgebrd, zlabrd
 */
export function bidiagonalizeComplex(a: MatrixView, b: BidiagonalNumbers, reflectors: ReflectorRows | null): void {
  const { rows: m, cols: n, type } = a;
  if (n <= WHOLE && m <= 2 * WHOLE) {
    bidiagonalizeWhole(a, b, reflectors);
    return;
  }
  const deferred: Deferred = {
    left: workspace(type, 2 * BLOCK, m),
    right: workspace(type, 2 * BLOCK, n),
    products: workspace(type, 2 * BLOCK, 1),
    scratch: workspace(type, 1, m),
  };
  const { left, right } = deferred;
  for (let done = 0; done < n; done += BLOCK) {
    const nb = Math.min(BLOCK, n - done);
    for (let i = 0; i < nb; i++) {
      reduceColumn(a, done + i, i, deferred, b, reflectors);
      if (done + i < n - 1) reduceRow(a, done + i, i, deferred, b, reflectors);
    }
    const rest = done + nb;
    if (rest >= n) break;
    const below = left.block(0, rest, 2 * nb, m - rest);
    gemm(-1, below.T, right.block(0, rest, 2 * nb, n - rest), 1, a.block(rest, rest, m - rest, n - rest));
  }
  for (const { storage } of [left, right, deferred.products, deferred.scratch]) release(storage);
}

/** Column r, the i-th of its block: its reflector goes to row 2i of `left`, y = τ·Aᵀ·v̄ to row 2i of `right`. */
function reduceColumn(
  a: MatrixView,
  r: number,
  i: number,
  { left, right, products, scratch }: Deferred,
  b: BidiagonalNumbers,
  reflectors: ReflectorRows | null,
): void {
  const m = a.rows - r;
  const n = a.cols - r - 1;
  const v = left.block(2 * i, r, 1, m).T;
  copyVector(a.block(r, r, m, 1), v);
  if (i > 0) gemv(-1, left.block(0, r, 2 * i, m).T, right.block(0, r, 2 * i, 1), 1, v);
  b.d[r] = takeReflector(v, b.tauQ, r);
  if (reflectors !== null) copyVector(v, reflectors.q.block(r, r, 1, m).T);
  if (n === 0) return;

  const y = right.block(2 * i, r + 1, 1, n).T;
  const w = conjugated(v, scratch);
  gemv(1, a.block(r, r + 1, m, n).T, w, 0, y);
  if (i > 0) {
    const c = products.block(0, 0, 2 * i, 1);
    gemv(1, left.block(0, r, 2 * i, m), w, 0, c);
    gemv(-1, right.block(0, r + 1, 2 * i, n).T, c, 1, y);
  }
  scale(n, b.tauQ[2 * r], b.tauQ[2 * r + 1], float64Data(y), 2 * y.offset);
}

/** Row r right of the diagonal: its reflector goes to row 2i + 1 of `right`, x = τ·A·ū to row 2i + 1 of `left`. */
function reduceRow(
  a: MatrixView,
  r: number,
  i: number,
  { left, right, products, scratch }: Deferred,
  b: BidiagonalNumbers,
  reflectors: ReflectorRows | null,
): void {
  const m = a.rows - r - 1;
  const n = a.cols - r - 1;
  const count = 2 * i + 1;
  const u = right.block(count, r + 1, 1, n).T;
  copyVector(a.block(r, r + 1, 1, n).T, u);
  gemv(-1, right.block(0, r + 1, count, n).T, left.block(0, r, count, 1), 1, u);
  b.e[r] = takeReflector(u, b.tauP, r);
  if (reflectors !== null) copyVector(u, reflectors.p.block(r, r + 1, 1, n).T);

  const x = left.block(count, r + 1, 1, m).T;
  const c = products.block(0, 0, count, 1);
  const w = conjugated(u, scratch);
  gemv(1, a.block(r + 1, r + 1, m, n), w, 0, x);
  gemv(1, right.block(0, r + 1, count, n), w, 0, c);
  gemv(-1, left.block(0, r + 1, count, m).T, c, 1, x);
  scale(m, b.tauP[2 * r], b.tauP[2 * r + 1], float64Data(x), 2 * x.offset);
}

/** Reduces a contiguous vector: its v with its one stays, τ goes to number r of `tau`. Returns β. */
function takeReflector(x: MatrixView, tau: Float64Array, r: number): number {
  const data = float64Data(x);
  const at = 2 * x.offset;
  makeComplexReflector(x.rows, data, at, tau, 2 * r);
  const beta = data[at];
  data[at] = 1;
  return beta;
}

/** The conjugate of v, in `scratch`. */
function conjugated(v: MatrixView, scratch: MatrixView): MatrixView {
  const w = scratch.block(0, 0, 1, v.rows).T;
  copyVector(v, w);
  conjugate(v.rows, float64Data(w), 2 * w.offset);
  return w;
}

/** A copy of an n×1 view to a contiguous one. */
function copyVector(from: MatrixView, to: MatrixView): void {
  const [source, target] = [float64Data(from), float64Data(to)];
  const step = 2 * from.rowStride;
  for (let k = 0, i = 2 * from.offset, j = 2 * to.offset; k < from.rows; k++, i += step, j += 2) {
    target[j] = source[i];
    target[j + 1] = source[i + 1];
  }
}
