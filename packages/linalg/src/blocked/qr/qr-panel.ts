import { type MatrixView, complex128, complex64, release, unsetWorkspace } from "@linnet/kernels";
import { reduceComplexRows, reduceRows, reflectorFactor } from "@linnet/kernels/lapack";
import { makeComplexReflector, reflectComplex } from "../reflector/complex-householder.js";
import { copyMatrix, float64Data } from "../matrix/copy.js";
import { applyBlock, half, joinFactors } from "../reflector/householder.js";

/** Columns that a panel reduces one at a time. */
const BASE = 16;

/**
 * Reduces a panel of any float type, one of complex64 in complex128 memory: rows of `p` are columns of the panel, row i
 * starts its reflector at column i. Writes V with its zeros and ones, and T.
 */
export function reducePanel(p: MatrixView, v: MatrixView, t: MatrixView): void {
  if (p.type !== complex64) {
    reduceRecursively(p, v, t);
    return;
  }
  const k = p.rows;
  const wide = unsetWorkspace(complex128, 2 * k, p.cols);
  const square = unsetWorkspace(complex128, k, k);
  const columns = wide.block(0, 0, k, p.cols);
  const reflectors = wide.block(k, 0, k, p.cols);
  copyMatrix(p, columns);
  reduceRecursively(columns, reflectors, square);
  copyMatrix(columns, p);
  copyMatrix(reflectors, v);
  copyMatrix(square, t);
  release(wide.storage);
  release(square.storage);
}

function reduceRecursively(p: MatrixView, v: MatrixView, t: MatrixView): void {
  const k = p.rows;
  const m = p.cols;
  if (k <= BASE) {
    reduceColumns(p, v, t);
    return;
  }
  const h = half(k);
  const g = k - h;
  const top = v.block(0, 0, h, m);
  const corner = t.block(0, 0, h, h);
  reduceRecursively(p.block(0, 0, h, m), top, corner);
  applyBlock(p.block(h, 0, g, m), top, corner);
  const { data, offset, rowStride } = v;
  const parts = p.type === complex128 ? 2 : 1;
  for (let i = h; i < k; i++) data.fill(0, parts * (offset + i * rowStride), parts * (offset + i * rowStride + h));
  reduceRecursively(p.block(h, h, g, m - h), v.block(h, h, g, m - h), t.block(h, h, g, g));
  joinFactors(v, t, h);
}

/** By a kernel; complex columns whose squares over- or underflow, or sum up to nothing, one by one here. */
function reduceColumns(p: MatrixView, v: MatrixView, t: MatrixView): void {
  if (p.type !== complex128) reduceRows(p, v, t);
  else {
    for (let done = reduceComplexRows(0, p, v, t); done < p.rows; done = reduceComplexRows(done + 1, p, v, t)) {
      reduceComplexColumn(p, v, t, done);
    }
  }
  reflectorFactor(v, t);
}

/** Reflector i from row i of P, and its effect on the rows after it. */
function reduceComplexColumn(p: MatrixView, v: MatrixView, t: MatrixView, i: number): void {
  const P = float64Data(p);
  const V = float64Data(v);
  const T = float64Data(t);
  const n = p.cols - i;
  const x = 2 * (p.offset + i * p.rowStride + i);
  const y = 2 * (v.offset + i * v.rowStride);
  const tau = 2 * (t.offset + i * (t.rowStride + 1));
  makeComplexReflector(n, P, x, T, tau);
  V.fill(0, y, y + 2 * i);
  V.set(P.subarray(x, x + 2 * n), y + 2 * i);
  V[y + 2 * i] = 1;
  V[y + 2 * i + 1] = 0;
  if (T[tau] === 0) return;
  const work = [0, 0];
  for (let r = i + 1; r < p.rows; r++) {
    const row = 2 * (p.offset + r * p.rowStride + i);
    reflectComplex(n, T[tau], T[tau + 1], V, y + 2 * i, P, row, work);
  }
}
