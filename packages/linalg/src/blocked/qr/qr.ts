import { type MatrixView, release, unsetWorkspace, workspace } from "@linnet/kernels";
import { conjugateInPlace } from "../matrix/complex-view.js";
import { copyMatrix, setIdentity } from "../matrix/copy.js";
import { product } from "../matrix/product.js";
import { applyBlock, applyBlockAdjoint, multiplyAlong } from "../reflector/householder.js";
import { applyRealBlock } from "../reflector/real-block.js";
import { reducePanel } from "./qr-panel.js";

/**
 * Q as blocks of elementary reflectors: block b holds reflectors b·blockSize …. They act on rows, so their product
 * ∏ (I − Vᴴ·T·V) is Q̄, which is Q where A is real.
 */
export interface Reflectors {
  /** k×m, reflector i in row i with its leading zeros and its one. */
  readonly v: MatrixView;
  /** k×blockSize: the triangular factors, one below the other. */
  readonly t: MatrixView;
  readonly blockSize: number;
}

/**
 * A = Q·R by blocked Householder reflections, on A held transposed (a column of A is a contiguous row).
 *
 * @param at n×m, Aᵀ; overwritten: row j holds column j of R in its first min(j + 1, k) entries, rubbish after them
 * @returns Q as k = min(m, n) reflectors; release `v.storage` and `t.storage`
 * @remarks 2mn² − ⅔n³ flops. A panel of complex64 is reduced in complex128; the diagonal of R is real.
 * @see LAPACK dgeqrt3; Elmroth & Gustavson 2000 for the recursive panel
 */
export function factorQr(at: MatrixView): Reflectors {
  const { rows: n, cols: m, type } = at;
  const k = Math.min(m, n);
  const blockSize = blockSizeFor(k);
  const v = workspace(type, k, m);
  const t = workspace(type, k, blockSize);
  for (let j = 0; j < k; j += blockSize) {
    const nb = Math.min(blockSize, k - j);
    const vBlock = v.block(j, j, nb, m - j);
    const tBlock = t.block(j, 0, nb, nb);
    reducePanel(at.block(j, j, nb, m - j), vBlock, tBlock);
    applyBlock(at.block(j + nb, j, n - j - nb, m - j), vBlock, tBlock);
  }
  return { v, t, blockSize };
}

/** How many of k reflectors `factorQr` takes to a block. */
export function blockSizeFor(k: number): number {
  return Math.min(k <= 256 ? 16 : 32, Math.max(k, 1));
}

/** C ← C·Qᵀ on the rows of C (g×m): vectors in the basis of Q go back to the original one. */
export function applyQTransposed(c: MatrixView, { v, t, blockSize }: Reflectors): void {
  for (let j = lastBlock(v.rows, blockSize); j >= 0; j -= blockSize) {
    const nb = Math.min(blockSize, v.rows - j);
    const m = v.cols - j;
    applyBlockAdjoint(c.block(0, j, c.rows, m), v.block(j, j, nb, m), t.block(j, 0, nb, nb));
  }
}

/** C ← C·Q̄ on the rows of C (g×m): for C = Bᵀ that is (Qᴴ·B)ᵀ. */
export function applyQConjugate(c: MatrixView, { v, t, blockSize }: Reflectors): void {
  for (let j = 0; j < v.rows; j += blockSize) {
    const nb = Math.min(blockSize, v.rows - j);
    const m = v.cols - j;
    applyBlock(c.block(0, j, c.rows, m), v.block(j, j, nb, m), t.block(j, 0, nb, nb));
  }
}

/** The first r columns of Q, transposed: written to `qt` (r×m, k ≤ r ≤ m). */
export function formQ(qt: MatrixView, { v, t, blockSize }: Reflectors): void {
  setIdentity(qt);
  for (let j = lastBlock(v.rows, blockSize); j >= 0; j -= blockSize) {
    const nb = Math.min(blockSize, v.rows - j);
    const m = v.cols - j;
    extendBasis(qt.block(j, j, qt.rows - j, m), v.block(j, j, nb, m), t.block(j, 0, nb, nb));
  }
}

/** `applyBlockAdjoint` to a C of which the first k rows and columns are still those of the identity. */
function extendBasis(c: MatrixView, v: MatrixView, t: MatrixView): void {
  const k = v.rows;
  if (applyRealBlock(c, v, t.T, k)) return;
  const [rows, cols] = [c.rows - k, c.cols - k];
  const work = unsetWorkspace(c.type, 2 * c.rows, k);
  const inner = work.block(0, 0, c.rows, k);
  const left = work.block(c.rows, 0, c.rows, k);
  const top = inner.block(0, 0, k, k);
  copyMatrix(v.block(0, 0, k, k).T, top);
  conjugateInPlace(top);
  const right = v.block(0, k, k, cols);
  if (rows > 0) multiplyAlong(1, c.block(k, k, rows, cols), right, inner.block(k, 0, rows, k));
  product(-1, inner, t.T, 0, left, "b");
  product(1, left, v, 1, c);
  release(work.storage);
}

function lastBlock(k: number, blockSize: number): number {
  return Math.floor((k - 1) / blockSize) * blockSize;
}
