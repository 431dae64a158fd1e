import { complex128, complex64, float32 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import type { Diagonal, Triangle, Trsm } from "../signatures.js";
import { address } from "./address.js";
import { copyFamily } from "./copy-family.js";
import { gemm } from "./gemm.js";
import { spanOf } from "./span.js";
import { type TrsmBlock, trsmFamily } from "./trsm-family.js";
import { solveByHalves } from "./trsm-halves.js";

/** Rows below which a triangle is solved by substitution. */
const BASE = 16;

/**
 * B ← α·T⁻¹·B, in place: the triangle is halved, so that all but blocks of 16 is gemm. Error as in the reference: every column
 * solves (T + ΔT)·x = α·b with |ΔT| ≤ γₖ·|T|.
 *
 * @see Higham, *Accuracy and stability of numerical algorithms*, 2002, theorem 8.5
 */
export const trsm: Trsm = (alpha, t, uplo, diag, b) => {
  const n = b.rows;
  if (n === 0 || b.cols === 0) return;
  if (n <= BASE) {
    if (inHeap(t.storage, "trsm") && inHeap(b.storage, "trsm")) {
      substitute(alpha, t, address(t), uplo, diag, b, address(b));
    } else withStaged([spanOf(t), spanOf(b)], [spanOf(b)], (p, q) => substitute(alpha, t, p, uplo, diag, b, q));
    return;
  }
  if (solveByHalves(alpha, t, uplo, diag, b)) return;
  const h = Math.ceil(n / 2 / BASE) * BASE;
  const [top, bottom] = [b.block(0, 0, h, b.cols), b.block(h, 0, n - h, b.cols)];
  const [first, last] = [t.block(0, 0, h, h), t.block(h, h, n - h, n - h)];
  if (uplo === "lower") {
    trsm(alpha, first, uplo, diag, top);
    gemm(-1, t.block(h, 0, n - h, h), top, alpha, bottom);
    trsm(1, last, uplo, diag, bottom);
  } else {
    trsm(alpha, last, uplo, diag, bottom);
    gemm(-1, t.block(0, h, h, n - h), bottom, alpha, top);
    trsm(1, first, uplo, diag, top);
  }
};

/** Substitution on rows that are contiguous, or on a copy of them that is; T begins at byte `from`, B at byte `at`. */
function substitute(
  alpha: number,
  t: MatrixView,
  from: number,
  uplo: Triangle,
  diag: Diagonal,
  b: MatrixView,
  at: number,
): void {
  const kernel = kernelOf(b);
  const { rows: k, cols: n, rowStride, colStride } = b;
  const { shift } = b.type;
  const [upper, unit] = [uplo === "upper", diag === "unit"];
  if (colStride === 1 || n === 1) {
    kernel(k, n, alpha, upper, unit, from, t.rowStride, t.colStride, at, rowStride);
    return;
  }
  const space = scratch((k * n) << shift);
  copyFamily.exports.copy(k, n, at, rowStride, colStride, space, n, 1, 2 ** shift);
  kernel(k, n, alpha, upper, unit, from, t.rowStride, t.colStride, space, n);
  copyFamily.exports.copy(k, n, space, n, 1, at, rowStride, colStride, 2 ** shift);
}

function kernelOf({ type }: MatrixView): TrsmBlock {
  const { f32_trsm, f64_trsm, c64_trsm, c128_trsm } = trsmFamily.exports;
  if (type === complex128) return c128_trsm;
  if (type === complex64) return c64_trsm;
  return type === float32 ? f32_trsm : f64_trsm;
}
