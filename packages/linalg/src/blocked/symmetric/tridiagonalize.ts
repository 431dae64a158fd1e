import { type MatrixView, release, workspace } from "@linnet/kernels";
import { tridiagonalizePanel, tridiagonalizeRows } from "@linnet/kernels/lapack";
import { product } from "../matrix/product.js";

/** Rows per block of a complex matrix, and the order from which the rest is reduced at once. */
const BLOCK = 16;
const TAIL = 64;
/** Rows of the trailing matrix that are updated at a time: what lies left of their diagonal block is left out. */
const UPDATE_ROWS = 64;

/** QᴴAQ = T: the tridiagonal matrix, real, and what makes the reflectors of Q. */
export interface Tridiagonal {
  readonly d: Float64Array;
  /** e[i] couples i and i + 1. */
  readonly e: Float64Array;
  /** A number a reflector, interleaved where A is complex. */
  readonly tau: Float64Array;
}

/**
 * Householder tridiagonalization of a symmetric or Hermitian matrix, of which the upper triangle is read and overwritten: row r
 * becomes, from column r + 1 on, the vector of reflector r, its leading 1 included; what lies below the diagonal is spoiled.
 *
 * A block of rows keeps its reflectors V and vectors W apart: A − W·V − Vᴴ·Wᴴ is what the matrix would be, applied to A once per block.
 *
 * @param a n×n float64 or complex128, rows contiguous
 * @remarks 4/3 n³ flops, four times as many for complex numbers, half of them in products of the matrix with a vector
 * @see LAPACK dsytrd, zhetrd, dlatrd; Dongarra, Sorensen & Hammarling 1989
 */
export function tridiagonalize(a: MatrixView): Tridiagonal {
  const n = a.rows;
  const parts = a.type.kind === "complex" ? 2 : 1;
  const couplings = Math.max(n - 1, 0);
  const t: Tridiagonal = {
    d: new Float64Array(n),
    e: new Float64Array(couplings),
    tau: new Float64Array(parts * couplings),
  };
  if (parts === 1) tridiagonalizeRows(a, t.d, t.e, t.tau);
  else tridiagonalizeHermitian(a, t);
  return t;
}

/** A block keeps its vectors apart; what the rest owes to them is a product for the whole block. */
function tridiagonalizeHermitian(a: MatrixView, t: Tridiagonal): void {
  const n = a.rows;
  const rest = (from: number, end = n): readonly [Float64Array, Float64Array, Float64Array] => [
    t.d.subarray(from, end),
    t.e.subarray(from, end),
    t.tau.subarray(2 * from, 2 * end),
  ];
  const vw = workspace(a.type, 2 * Math.min(TAIL, n), n);
  const wv = workspace(a.type, vw.rows, n);
  let done = 0;
  for (; n - done > TAIL; done += BLOCK) {
    const m = n - done;
    const left = m - BLOCK;
    tridiagonalizePanel(a.block(done, done, m, m), vw, wv, ...rest(done, done + BLOCK));
    updateRest(
      a.block(done + BLOCK, done + BLOCK, left, left),
      vw.block(0, BLOCK, 2 * BLOCK, left),
      wv.block(0, BLOCK, 2 * BLOCK, left),
    );
  }
  tridiagonalizePanel(a.block(done, done, n - done, n - done), vw, wv, ...rest(done));
  release(vw.storage);
  release(wv.storage);
}

/** The upper triangle of A − conj(vw)ᵀ·wv. */
function updateRest(a: MatrixView, vw: MatrixView, wv: MatrixView): void {
  for (let i = 0; i < a.rows; i += UPDATE_ROWS) {
    const rows = Math.min(UPDATE_ROWS, a.rows - i);
    const cols = a.rows - i;
    product(-1, vw.block(0, i, vw.rows, rows).T, wv.block(0, i, wv.rows, cols), 1, a.block(i, i, rows, cols), "a");
  }
}
