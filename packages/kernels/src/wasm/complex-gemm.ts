import { realType } from "../complex/parts.js";
import { MatrixView } from "../matrix-view.js";
import { allocate, release } from "../memory/heap.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import type { Gemm } from "../signatures.js";
import { address } from "./address.js";
import { type CopyExports, copyFamily } from "./copy-family.js";
import { gemmFamily } from "./gemm-family.js";
import { spanOf } from "./span.js";

/** Rows of B at a time: two blocks of the real kernel, so that its sums are cut where they would be cut anyway. */
const ROWS = 384;

/**
 * C ← α·A·B + β·C for complex matrices and real α and β, by products of real ones that read and write parts side by side:
 *
 *     [Re cᵢⱼ, Im cᵢⱼ] = Σₗ [Re aᵢₗ, Im aᵢₗ] · ⎡ Re bₗⱼ  Im bₗⱼ⎤
 *                                              ⎣−Im bₗⱼ  Re bₗⱼ⎦
 *
 * 8·m·n·k flops; every part of C is a sum of 2·k products, without the cancellation that three products would bring in:
 * |Δ| ≤ γ₂ₖ₊₂·Σₗ (|Re aᵢₗ|·|bₗⱼ| + |Im aᵢₗ|·|bₗⱼ|) (Higham 2002, §3.6 and §23.2.4). Where the numbers of a row of A or C are not
 * side by side, they are in a copy, so that the bits stay the same.
 */
export function complexGemm(
  real: Gemm,
  alpha: number,
  a: MatrixView,
  b: MatrixView,
  beta: number,
  c: MatrixView,
): void {
  const { rows: m, cols: n } = c;
  const k = a.cols;
  if (m === 0 || n === 0) return;
  const left = k > 1 && a.colStride !== 1 ? copied(a) : a;
  const out = n > 1 && c.colStride !== 1 ? copied(c) : c;
  const step = n === 1 ? Math.max(k, 1) : ROWS;
  for (let l = 0; l === 0 || l < k; l += step) {
    const rows = Math.min(step, k - l);
    const right = turned(b.block(l, 0, rows, n));
    const [x, y, z] = [left.block(0, l, m, rows), right, out].map(doubled);
    if (n > 1) real(alpha, x, y, l === 0 ? beta : 1, z);
    else for (let p = 0; p < 2; p++) real(alpha, x, y.block(0, p, 2 * rows, 1), beta, z.block(0, p, m, 1)); // a vector
    release(right.storage);
  }
  if (out !== c) {
    onBoth(copyFamily.exports.copy, out, c);
    release(out.storage);
  }
  if (left !== a) release(left.storage);
}

/** A matrix whose parts lie side by side in its rows, as a real one of twice the columns. */
function doubled({ type, storage, offset, rows, cols, rowStride }: MatrixView): MatrixView {
  return new MatrixView(realType(type), storage, 2 * offset, rows, 2 * cols, 2 * rowStride, 1);
}

/** Rows of B, and of i·B, in turn. */
function turned(b: MatrixView): MatrixView {
  const out = dense(b, 2 * b.rows);
  const { turned: kernel } = gemmFamily.exports;
  onBoth((m, n, x, xRow, xCol, o, oRow, _, bytes) => kernel(bytes / 2, m, n, x, xRow, xCol, o, oRow), b, out);
  return out;
}

function copied(a: MatrixView): MatrixView {
  const out = dense(a, a.rows);
  onBoth(copyFamily.exports.copy, a, out);
  return out;
}

/** A new matrix of the columns and the type of another one. */
function dense({ type, cols }: MatrixView, rows: number): MatrixView {
  return new MatrixView(type, allocate((rows * cols) << type.shift), 0, rows, cols, cols, 1);
}

/** Runs a kernel that goes over the elements of x and writes y. */
function onBoth(kernel: CopyExports["copy"], x: MatrixView, y: MatrixView): void {
  const run = (p: number, q: number): void =>
    kernel(x.rows, x.cols, p, x.rowStride, x.colStride, q, y.rowStride, y.colStride, 2 ** x.type.shift);
  if (inHeap(x.storage, "gemm") && inHeap(y.storage, "gemm")) run(address(x), address(y));
  else withStaged([spanOf(x)], [spanOf(y)], run);
}
