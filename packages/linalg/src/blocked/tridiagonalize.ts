import { type MatrixView, float64, gemm, release, workspace } from "@linnet/kernels";
import { tridiagonalizePanel, tridiagonalizeRows } from "@linnet/kernels/lapack";

/** Columns per block, and the order from which the rest is reduced one column at a time. */
const BLOCK = 16;
const TAIL = 64;
/** Rows of the trailing matrix that are updated at a time: what lies left of their diagonal block is left out. */
const UPDATE_ROWS = 128;

/** QᵀAQ = T: the tridiagonal matrix and what makes the reflectors of Q. */
export interface Tridiagonal {
  readonly d: Float64Array;
  /** e[i] couples i and i + 1. */
  readonly e: Float64Array;
  readonly tau: Float64Array;
}

/**
 * Householder tridiagonalization of a symmetric matrix, of which the upper triangle is read and overwritten: row r becomes, from
 * column r + 1 on, the vector of reflector r, its leading 1 included.
 *
 * A block keeps its reflectors V and vectors W apart: A − V·Wᵀ − W·Vᵀ is what the matrix would be, applied to A once per block as
 * one product with K = 2·BLOCK.
 *
 * @param a n×n float64, rows contiguous
 * @remarks 4/3 n³ flops, half of them in `symv`
 * @see LAPACK dsytrd, dlatrd; Dongarra, Sorensen & Hammarling 1989
 */
export function tridiagonalize(a: MatrixView): Tridiagonal {
  const n = a.rows;
  const t: Tridiagonal = {
    d: new Float64Array(n),
    e: new Float64Array(Math.max(n - 1, 0)),
    tau: new Float64Array(Math.max(n - 1, 0)),
  };
  let done = 0;
  if (n > TAIL) {
    const vw = workspace(float64, 2 * BLOCK, n);
    const wv = workspace(float64, 2 * BLOCK, n);
    for (; n - done > TAIL; done += BLOCK) {
      const m = n - done;
      const part = (x: Float64Array): Float64Array => x.subarray(done, done + BLOCK);
      tridiagonalizePanel(a.block(done, done, m, m), vw, wv, part(t.d), part(t.e), part(t.tau));
      const rest = m - BLOCK;
      const last = done + BLOCK;
      updateRest(
        a.block(last, last, rest, rest),
        vw.block(0, BLOCK, 2 * BLOCK, rest),
        wv.block(0, BLOCK, 2 * BLOCK, rest),
      );
    }
    release(vw.storage);
    release(wv.storage);
  }
  const rest = n - done;
  tridiagonalizeRows(a.block(done, done, rest, rest), t.d.subarray(done), t.e.subarray(done), t.tau.subarray(done));
  return t;
}

/** The upper triangle of A minus V·Wᵀ + W·Vᵀ. */
function updateRest(a: MatrixView, vw: MatrixView, wv: MatrixView): void {
  for (let i = 0; i < a.rows; i += UPDATE_ROWS) {
    const rows = Math.min(UPDATE_ROWS, a.rows - i);
    const cols = a.rows - i;
    gemm(-1, vw.block(0, i, vw.rows, rows).T, wv.block(0, i, wv.rows, cols), 1, a.block(i, i, rows, cols));
  }
}
