import { type MatrixView, release, unsetWorkspace } from "@linnet/kernels";
import { copyLowerTriangle, keepTriangle } from "../matrix/copy.js";
import { divideByOne, divideByTwo, divideByTwoComplex } from "./ldlt-divide.js";
import { rookPivot } from "./ldlt-pivot.js";
import { SymmetricPanel } from "../symmetric/symmetric-panel.js";

/**
 * A[p, :][:, p] = L·D·Lᴴ with rook pivoting, for a symmetric or Hermitian A of which the lower triangle is read.
 *
 * @param a n×n
 * @param packed n×n, written: L below the diagonal, the diagonal of D on it, and just above it D[k, k+1] of each 2×2 block
 *   (not zero there, and zero elsewhere)
 * @param order length n, written: row i of P·A is row `order[i]` of A
 * @remarks n³/3 flops; the search for pivots reads at most n²/2 columns, and hardly ever more than 2n.
 * @see LAPACK dsytrf_rook, zhetrf_rook
 */
export function factorLdlt(a: MatrixView, packed: MatrixView, order: Int32Array): void {
  const n = a.rows;
  for (let i = 0; i < n; i++) order[i] = i;
  if (n === 0) return;
  const u = unsetWorkspace(a.type, n, n);
  copyLowerTriangle(a, u.T);
  const panel = new SymmetricPanel(u, Math.min(n, n <= 128 ? 16 : n <= 256 ? 32 : 48));
  for (let k = 0; k < n;) {
    const done = eliminatePanel(panel, k, order);
    panel.subtractFrom(k, done);
    k += done;
  }
  panel.release();
  copyLowerTriangle(u.T, packed);
  placeOffDiagonal(u, packed);
  release(u.storage);
}

/** Eliminates columns from `first` on until the panel is full; answers how many. */
function eliminatePanel(panel: SymmetricPanel, first: number, order: Int32Array): number {
  const { L, u } = panel;
  const n = u.cols;
  const room = L.rows < n - first ? L.rows - 1 : L.rows; // a 2×2 pivot may take one more than asked for
  let k = first;
  while (k < n && k - first < room) {
    const m = k - first;
    const { size, first: p, second } = rookPivot(panel, m, k);
    panel.interchange(m, k, p, order);
    if (size === 2) panel.interchange(m, k + 1, second, order);
    if (size === 1) divideByOne(panel, m, k);
    else if (panel.width === 1) divideByTwo(panel, m, k);
    else divideByTwoComplex(panel, m, k);
    k += size;
  }
  panel.store(first, k - first);
  return k - first;
}

/** Zeros above the diagonal of `packed`, but for D[k, k+1] in each 2×2 block, which stand below that of u. */
function placeOffDiagonal(u: MatrixView, packed: MatrixView): void {
  keepTriangle(packed, "lower");
  const width = u.type.kind === "complex" ? 2 : 1;
  const [from, to] = [u.data, packed.data];
  for (let i = 0; i + 1 < packed.rows; i++) {
    const p = width * (u.offset + (i + 1) * u.rowStride + i);
    const q = width * (packed.offset + i * packed.rowStride + i + 1);
    for (let part = 0; part < width; part++) to[q + part] = from[p + part];
  }
}
