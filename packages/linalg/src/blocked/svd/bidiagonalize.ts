import { type MatrixView, release, unsetWorkspace } from "@linnet/kernels";
import { type BidiagonalNumbers, bidiagonalizePanel, bidiagonalizeWhole } from "@linnet/kernels/lapack";
import { product } from "../matrix/product.js";

/** Columns per panel: the deferred update is one product with K = 2·PANEL. */
const PANEL = 16;
/** Up to this order one kernel does it all, in the nearest cache. */
const WHOLE = { real: 64, complex: 32 };

/**
 * Hₙ₋₁⋯H₀·A·P₀⋯Pₙ₋₂ = B, real and upper bidiagonal: its two diagonals (d, n numbers, and e, n − 1) and the reflectors, Hᵢ = I −
 * τ·v·vᴴ with a column v and Pᵢ = I − τ·uᴴ·u with a row u. The τ are interleaved when complex.
 */
export type Bidiagonal = BidiagonalNumbers;

/** Where reflectors go: row i of `q` (n×m) from column i, row i of `p` (n×n) from column i + 1. Zeros come in. */
export interface ReflectorRows {
  readonly q: MatrixView;
  readonly p: MatrixView;
}

/**
 * Householder bidiagonalization of an m×n matrix, m ≥ n, overwritten.
 *
 * @param a m×n float64 or complex128
 * @param reflectors of the same type; null when nobody asks for singular vectors
 * @remarks 4mn² − 4/3 n³ flops (four times as many complex ones), half of them products of
 *   a matrix and a vector
 * @see LAPACK dgebrd, dlabrd, zlabrd; Golub & Kahan 1965
 */
export function bidiagonalize(a: MatrixView, reflectors: ReflectorRows | null): Bidiagonal {
  const n = a.cols;
  const parts = a.type.kind === "complex" ? 2 : 1;
  const b: Bidiagonal = {
    d: new Float64Array(n),
    e: new Float64Array(Math.max(n - 1, 0)),
    tauQ: new Float64Array(parts * n),
    tauP: new Float64Array(parts * Math.max(n - 1, 0)),
  };
  inPanels(a, b, reflectors);
  return b;
}

/** Panels, each with the update of what is left, until that is small. */
function inPanels(a: MatrixView, b: Bidiagonal, reflectors: ReflectorRows | null): void {
  const { rows: m, cols: n, type } = a;
  const whole = type.kind === "complex" ? WHOLE.complex : WHOLE.real;
  const left = unsetWorkspace(type, 2 * PANEL, m);
  const right = unsetWorkspace(type, 2 * PANEL, n);
  let done = 0;
  for (let rest = n; rest > 1 && (rest > whole || m - done > 2 * whole); rest = n - done) {
    const count = Math.min(PANEL, rest - 1);
    const end = done + count;
    const [l, r] = [left.block(0, done, 2 * count, m - done), right.block(0, done, 2 * count, rest)];
    const block = a.block(done, done, m - done, rest);
    bidiagonalizePanel(block, l, r, part(b, done, end), vectorsFrom(reflectors, done));
    const below = l.block(0, count, 2 * count, m - end);
    product(-1, below.T, r.block(0, count, 2 * count, n - end), 1, a.block(end, end, m - end, n - end));
    done = end;
  }
  const last = a.block(done, done, m - done, n - done);
  bidiagonalizeWhole(last, part(b, done, n), vectorsFrom(reflectors, done));
  release(left.storage);
  release(right.storage);
}

/** The numbers of columns from `start` up to `end`. */
function part({ d, e, tauQ, tauP }: Bidiagonal, start: number, end: number): Bidiagonal {
  const parts = tauQ.length / d.length;
  return {
    d: d.subarray(start, end),
    e: e.subarray(start, end),
    tauQ: tauQ.subarray(parts * start, parts * end),
    tauP: tauP.subarray(parts * start, parts * end),
  };
}

/** The part for the reflectors of the block that begins at (i, i). */
function vectorsFrom(reflectors: ReflectorRows | null, i: number): ReflectorRows | null {
  if (reflectors === null) return null;
  const { q, p } = reflectors;
  return { q: q.block(i, i, q.rows - i, q.cols - i), p: p.block(i, i, p.rows - i, p.cols - i) };
}
