import { type MatrixView, float64, gemm, gemv, release, workspace } from "@linnet/kernels";
import { float64Data } from "./copy.js";
import { makeReflector } from "./householder.js";
import { scale } from "./vector.js";

/** Columns per block: the deferred update is one product with K = 2·BLOCK. */
const BLOCK = 16;

/** QᵀAP = B, upper bidiagonal: its two diagonals and the reflectors of Q and P. */
export interface Bidiagonal {
  readonly d: Float64Array;
  /** e[i] is B[i, i + 1]. */
  readonly e: Float64Array;
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
}

/**
 * Householder bidiagonalization of an m×n matrix, m ≥ n, overwritten.
 *
 * @param a m×n float64
 * @param reflectors null when nobody asks for singular vectors
 * @remarks 4mn² − 4/3 n³ flops, half of them in gemv
 * @see LAPACK dgebrd, dlabrd; Golub & Kahan 1965
 */
export function bidiagonalize(a: MatrixView, reflectors: ReflectorRows | null): Bidiagonal {
  const { rows: m, cols: n } = a;
  const b: Bidiagonal = {
    d: new Float64Array(n),
    e: new Float64Array(Math.max(n - 1, 0)),
    tauQ: new Float64Array(n),
    tauP: new Float64Array(Math.max(n - 1, 0)),
  };
  const deferred: Deferred = {
    left: workspace(float64, 2 * BLOCK, m),
    right: workspace(float64, 2 * BLOCK, n),
    products: workspace(float64, 2 * BLOCK, 1),
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
  release(deferred.left.storage);
  release(deferred.right.storage);
  release(deferred.products.storage);
  return b;
}

/** Column r, the i-th of its block: its reflector goes to row 2i of `left`, y = τ·Aᵀ·v to row 2i of `right`. */
function reduceColumn(
  a: MatrixView,
  r: number,
  i: number,
  { left, right, products }: Deferred,
  b: Bidiagonal,
  reflectors: ReflectorRows | null,
): void {
  const m = a.rows - r;
  const n = a.cols - r - 1;
  const v = left.block(2 * i, r, 1, m).T;
  const L = float64Data(left);
  const A = float64Data(a);
  for (let k = 0; k < m; k++) L[v.offset + k] = A[a.offset + (r + k) * a.rowStride + r];
  if (i > 0) gemv(-1, left.block(0, r, 2 * i, m).T, right.block(0, r, 2 * i, 1), 1, v);
  const tau = takeReflector(m, float64Data(left), v.offset, b.d, r);
  b.tauQ[r] = tau;
  if (reflectors !== null) store(m, float64Data(left), v.offset, reflectors.q, r, r);
  if (n === 0) return;

  const y = right.block(2 * i, r + 1, 1, n).T;
  gemv(1, a.block(r, r + 1, m, n).T, v, 0, y);
  if (i > 0) {
    const c = products.block(0, 0, 2 * i, 1);
    gemv(1, left.block(0, r, 2 * i, m), v, 0, c);
    gemv(-1, right.block(0, r + 1, 2 * i, n).T, c, 1, y);
  }
  scale(n, tau, float64Data(right), y.offset);
}

/** Row r right of the diagonal: its reflector goes to row 2i + 1 of `right`, x = τ·A·u to row 2i + 1 of `left`. */
function reduceRow(
  a: MatrixView,
  r: number,
  i: number,
  { left, right, products }: Deferred,
  b: Bidiagonal,
  reflectors: ReflectorRows | null,
): void {
  const m = a.rows - r - 1;
  const n = a.cols - r - 1;
  const count = 2 * i + 1;
  const u = right.block(count, r + 1, 1, n).T;
  const R = float64Data(right);
  const A = float64Data(a);
  const row = a.offset + r * a.rowStride + r + 1;
  for (let k = 0; k < n; k++) R[u.offset + k] = A[row + k];
  gemv(-1, right.block(0, r + 1, count, n).T, left.block(0, r, count, 1), 1, u);
  const tau = takeReflector(n, float64Data(right), u.offset, b.e, r);
  b.tauP[r] = tau;
  if (reflectors !== null) store(n, float64Data(right), u.offset, reflectors.p, r, r + 1);
  if (m === 0) return;

  const x = left.block(count, r + 1, 1, m).T;
  const c = products.block(0, 0, count, 1);
  gemv(1, a.block(r + 1, r + 1, m, n), u, 0, x);
  gemv(1, right.block(0, r + 1, count, n), u, 0, c);
  gemv(-1, left.block(0, r + 1, count, m).T, c, 1, x);
  scale(m, tau, float64Data(left), x.offset);
}

/** Reduces the vector at `at`: β goes to out[r], v with its one stays. Returns τ. */
function takeReflector(n: number, data: Float64Array, at: number, out: Float64Array, r: number): number {
  const tau = makeReflector(n, data, at);
  out[r] = data[at];
  data[at] = 1;
  return tau;
}

function store(n: number, from: Float64Array, at: number, to: MatrixView, row: number, col: number): void {
  const data = float64Data(to);
  const out = to.offset + row * to.rowStride + col;
  for (let k = 0; k < n; k++) data[out + k] = from[at + k];
}
