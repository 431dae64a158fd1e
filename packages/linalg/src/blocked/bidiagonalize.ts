import { type MatrixView, gemm, gemv, release, workspace } from "@linnet/kernels";
import { bidiagonalizeWhole } from "@linnet/kernels/lapack";
import { makeComplexReflector } from "./complex-householder.js";
import * as complex from "./complex-vector.js";
import { float64Data } from "./copy.js";
import { makeReflector } from "./householder.js";
import { scale } from "./vector.js";

/** Columns per block: the deferred update is one product with K = 2·BLOCK. */
const BLOCK = 16;

/** Up to this order one kernel does it all, in the nearest cache. */
const WHOLE = 128;

/**
 * Hₙ₋₁⋯H₀·A·P₀⋯Pₙ₋₂ = B, real and upper bidiagonal: its two diagonals and the reflectors, Hᵢ = I − τ·v·vᴴ with a column v and
 * Pᵢ = I − τ·uᴴ·u with a row u.
 */
export interface Bidiagonal {
  readonly d: Float64Array;
  /** e[i] is B[i, i + 1]. */
  readonly e: Float64Array;
  /** A number per reflector, interleaved when complex. */
  readonly tauQ: Float64Array;
  readonly tauP: Float64Array;
}

/** Where reflectors go: row i of `q` (n×m) from column i, row i of `p` (n×n) from column i + 1. Zeros come in. */
export interface ReflectorRows {
  readonly q: MatrixView;
  readonly p: MatrixView;
}

/** What a block has deferred: the matrix would be A − LᵀR, rows of L being V₀, X₀, V₁, X₁, … and of R being Y₀, U₀, …. */
interface Deferred {
  readonly left: MatrixView;
  readonly right: MatrixView;
  readonly products: MatrixView;
  /** One row, for the conjugate of a reflector. */
  readonly conjugate: MatrixView;
}

/**
 * Householder bidiagonalization of an m×n matrix, m ≥ n, overwritten.
 *
 * @param a m×n float64 or complex128
 * @param reflectors of the same type; null when nobody asks for singular vectors
 * @remarks 4mn² − 4/3 n³ flops (four times as many complex ones), half of them in gemv
 * @see LAPACK dgebrd, dlabrd, zgebrd; Golub & Kahan 1965
 */
export function bidiagonalize(a: MatrixView, reflectors: ReflectorRows | null): Bidiagonal {
  const { rows: m, cols: n, type } = a;
  const parts = partsOf(a);
  const b: Bidiagonal = {
    d: new Float64Array(n),
    e: new Float64Array(Math.max(n - 1, 0)),
    tauQ: new Float64Array(parts * n),
    tauP: new Float64Array(parts * Math.max(n - 1, 0)),
  };
  if (n <= WHOLE && m <= 2 * WHOLE && parts === 1) {
    bidiagonalizeWhole(a, b, reflectors);
    return b;
  }
  const deferred: Deferred = {
    left: workspace(type, 2 * BLOCK, m),
    right: workspace(type, 2 * BLOCK, n),
    products: workspace(type, 2 * BLOCK, 1),
    conjugate: workspace(type, 1, parts === 1 ? 1 : m),
  };
  for (let done = 0; done < n; done += BLOCK) {
    const nb = Math.min(BLOCK, n - done);
    for (let i = 0; i < nb; i++) {
      reduceColumn(a, done + i, i, deferred, b, reflectors);
      if (done + i < n - 1) reduceRow(a, done + i, i, deferred, b, reflectors);
    }
    const rest = done + nb;
    if (rest >= n) break;
    const left = deferred.left.block(0, rest, 2 * nb, m - rest);
    gemm(-1, left.T, deferred.right.block(0, rest, 2 * nb, n - rest), 1, a.block(rest, rest, m - rest, n - rest));
  }
  for (const { storage } of Object.values(deferred) as MatrixView[]) release(storage);
  return b;
}

/** Column r, the i-th of its block: its reflector goes to row 2i of `left`, y = τ·Aᵀ·v̄ to row 2i of `right`. */
function reduceColumn(
  a: MatrixView,
  r: number,
  i: number,
  { left, right, products, conjugate }: Deferred,
  b: Bidiagonal,
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
  const w = conjugated(v, conjugate);
  gemv(1, a.block(r, r + 1, m, n).T, w, 0, y);
  if (i > 0) {
    const c = products.block(0, 0, 2 * i, 1);
    gemv(1, left.block(0, r, 2 * i, m), w, 0, c);
    gemv(-1, right.block(0, r + 1, 2 * i, n).T, c, 1, y);
  }
  scaleBy(b.tauQ, r, y);
}

/** Row r right of the diagonal: its reflector goes to row 2i + 1 of `right`, x = τ·A·ū to row 2i + 1 of `left`. */
function reduceRow(
  a: MatrixView,
  r: number,
  i: number,
  { left, right, products, conjugate }: Deferred,
  b: Bidiagonal,
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
  if (m === 0) return;

  const x = left.block(count, r + 1, 1, m).T;
  const c = products.block(0, 0, count, 1);
  const w = conjugated(u, conjugate);
  gemv(1, a.block(r + 1, r + 1, m, n), w, 0, x);
  gemv(1, right.block(0, r + 1, count, n), w, 0, c);
  gemv(-1, left.block(0, r + 1, count, m).T, c, 1, x);
  scaleBy(b.tauP, r, x);
}

/** Reduces a contiguous vector: its v with its one stays, τ goes to number r of `tau`. Returns β, which is real. */
function takeReflector(x: MatrixView, tau: Float64Array, r: number): number {
  const data = float64Data(x);
  const at = x.offset * partsOf(x);
  if (x.type.kind === "complex") makeComplexReflector(x.rows, data, at, tau, 2 * r);
  else tau[r] = makeReflector(x.rows, data, at);
  const beta = data[at];
  data[at] = 1;
  return beta;
}

/** v itself where it is real, else its conjugate in `scratch`. */
function conjugated(v: MatrixView, scratch: MatrixView): MatrixView {
  if (v.type.kind !== "complex") return v;
  const w = scratch.block(0, 0, 1, v.rows).T;
  copyVector(v, w);
  complex.conjugate(v.rows, float64Data(w), 2 * w.offset);
  return w;
}

/** x ← τᵣ·x. */
function scaleBy(tau: Float64Array, r: number, x: MatrixView): void {
  if (x.type.kind === "complex") complex.scale(x.rows, tau[2 * r], tau[2 * r + 1], float64Data(x), 2 * x.offset);
  else scale(x.rows, tau[r], float64Data(x), x.offset);
}

/** A copy of an n×1 view to a contiguous one. */
function copyVector(from: MatrixView, to: MatrixView): void {
  const [source, target] = [float64Data(from), float64Data(to)];
  const parts = partsOf(from);
  const step = parts * from.rowStride;
  for (let k = 0, i = parts * from.offset, j = parts * to.offset; k < from.rows; k++, i += step, j += parts) {
    target[j] = source[i];
    if (parts === 2) target[j + 1] = source[i + 1];
  }
}

/** Numbers per element. */
function partsOf({ type }: MatrixView): 1 | 2 {
  return type.kind === "complex" ? 2 : 1;
}
