import { realType } from "../complex/parts.js";
import { MatrixView } from "../matrix-view.js";
import { allocate, release } from "../memory/heap.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import type { Gemm } from "../signatures.js";
import { address } from "./address.js";
import { copyFamily } from "./copy-family.js";
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
  if (m === 1 && n > 1 && b.rowStride === 1 && b.colStride !== 1) complexGemm(real, alpha, b.T, a.T, beta, c.T);
  else if (n > 1 && c.colStride !== 1) throughCopy(real, alpha, a, b, beta, c);
  else {
    const left = k > 1 && a.colStride !== 1 ? copied(a) : a;
    const step = n === 1 ? Math.max(k, 1) : ROWS;
    for (let l = 0; l === 0 || l < k; l += step) {
      const rows = Math.min(step, k - l);
      const right = turnedRows(b.block(l, 0, rows, n));
      const by = l === 0 ? beta : 1;
      if (n === 1) eachPart(real, alpha, doubled(left), right, by, c);
      else real(alpha, doubled(left.block(0, l, m, rows)), right, by, doubled(c));
      release(right.storage);
    }
    if (left !== a) release(left.storage);
  }
}

/** One column: two products with vectors, which read A where it lies. */
function eachPart(real: Gemm, alpha: number, a: MatrixView, b: MatrixView, beta: number, c: MatrixView): void {
  const { storage, offset, rows, rowStride } = c;
  for (let p = 0; p < 2; p++) {
    const part = new MatrixView(a.type, storage, 2 * offset + p, rows, 1, 2 * rowStride, 1);
    real(alpha, a, b.block(0, p, b.rows, 1), beta, part);
  }
}

/** The product in memory of its own, for a C whose rows are not contiguous. */
function throughCopy(real: Gemm, alpha: number, a: MatrixView, b: MatrixView, beta: number, c: MatrixView): void {
  const out = beta === 0 ? empty(c) : copied(c);
  complexGemm(real, alpha, a, b, beta, out);
  move(out, c);
  release(out.storage);
}

/** A matrix whose parts lie side by side in its rows, as a real one of twice the columns. */
function doubled({ type, storage, offset, rows, cols, rowStride }: MatrixView): MatrixView {
  return new MatrixView(realType(type), storage, 2 * offset, rows, 2 * cols, 2 * rowStride, 1);
}

/** Rows of B, and of i·B, in turn, as real numbers. */
function turnedRows(b: MatrixView): MatrixView {
  const { rows, cols, rowStride, colStride } = b;
  const type = realType(b.type);
  const out = new MatrixView(type, allocate((4 * rows * cols) << type.shift), 0, 2 * rows, 2 * cols, 2 * cols, 1);
  const run = (from: number, to: number): void =>
    gemmFamily.exports.turned(1 << type.shift, rows, cols, from, rowStride, colStride, to);
  if (inHeap(b.storage, "gemm") && inHeap(out.storage)) run(address(b), address(out));
  else withStaged([spanOf(b)], [spanOf(out)], run);
  return out;
}

function copied(a: MatrixView): MatrixView {
  const out = empty(a);
  move(a, out);
  return out;
}

function empty({ type, rows, cols }: MatrixView): MatrixView {
  return new MatrixView(type, allocate((rows * cols) << type.shift), 0, rows, cols, cols, 1);
}

/** to ← from, of one shape. */
function move(from: MatrixView, to: MatrixView): void {
  const { rows, cols } = from;
  const { copy } = copyFamily.exports;
  const run = (x: number, y: number): void =>
    copy(rows, cols, x, from.rowStride, from.colStride, y, to.rowStride, to.colStride, 1 << from.type.shift);
  if (inHeap(from.storage, "gemm") && inHeap(to.storage, "gemm")) run(address(from), address(to));
  else withStaged([spanOf(from)], [spanOf(to)], run);
}
