import { type MatrixView, release, workspace } from "@linnet/kernels";
import { bidiagonalize } from "./bidiagonalize.js";
import { copyMatrix, maxAbs, setIdentity, workingCopy } from "../matrix/copy.js";
import { applyReflectorsToRows } from "../reflector/householder.js";
import { powerOfTwoScale } from "../matrix/scaling.js";

/**
 * A = U·B·Vᴴ with a real B, upper bidiagonal, or lower bidiagonal where A is wide. Computed in float64 or complex128.
 *
 * @param a m×n, any strides; not changed
 * @param u m×k, k = min(m, n), written
 * @param b k×k real, written
 * @param vh k×n, written
 */
export function bidiagonalForm(a: MatrixView, u: MatrixView, b: MatrixView, vh: MatrixView): void {
  if (a.rows < a.cols) {
    bidiagonalForm(a.T, vh.T, b.T, u.T);
    return;
  }
  const { rows: m, cols: n } = a;
  if (n === 0) return;
  const factor = powerOfTwoScale(maxAbs(a));
  const copy = workingCopy(a, factor);
  const q = workspace(copy.type, n, m);
  const p = workspace(copy.type, n, n);
  const { d, e, tauQ, tauP } = bidiagonalize(copy, { q, p });
  writeVectors(q, tauQ, 0, u.T);
  writeVectors(p.block(0, 0, n - 1, n), tauP, 1, vh);
  for (const { storage } of [copy, q, p]) release(storage);
  setIdentity(b);
  for (let i = 0; i < n; i++) {
    const at = b.offset + i * (b.rowStride + b.colStride);
    b.data[at] = d[i] / factor;
    if (i < n - 1) b.data[at + b.colStride] = e[i] / factor;
  }
}

/** The rows of the identity taken back through reflectors. */
function writeVectors(reflectors: MatrixView, tau: Float64Array, shift: number, to: MatrixView): void {
  const rows = workspace(reflectors.type, to.rows, to.cols);
  setIdentity(rows);
  applyReflectorsToRows(rows, reflectors, tau, shift);
  copyMatrix(rows, to);
  release(rows.storage);
}
