import { float32 } from "../element-type.js";
import { trsmWasm } from "../generated/trsm.js";
import type { MatrixView } from "../matrix-view.js";
import { stagingSpace } from "../memory/scratch.js";
import { inHeap } from "../memory/storage.js";
import { trsm as referenceTrsm } from "../reference/trsm.js";
import type { Diagonal, Triangle, Trsm } from "../signatures.js";
import { copyBlock } from "./copy-family.js";
import { Family } from "./family.js";
import { gemm } from "./gemm.js";

/** Small triangular T (k×k) and B (k×n) with contiguous rows; addresses in bytes, strides in elements. */
interface TrsmExports {
  f32_trsm: TrsmBlock;
  f64_trsm: TrsmBlock;
}
type TrsmBlock = (
  k: number,
  n: number,
  alpha: number,
  upper: boolean,
  unit: boolean,
  t: number,
  tRow: number,
  tCol: number,
  b: number,
  bRow: number,
) => void;

const trsmFamily: Family<TrsmExports> = /* @__PURE__ */ new Family<TrsmExports>(trsmWasm, 0);

/** Rows below which a triangle is solved by substitution. */
const BASE = 16;

/**
 * B ← α·T⁻¹·B, in place: the triangle is halved, so that all but blocks of 16 is gemm. Error as in the reference: every column
 * solves (T + ΔT)·x = α·b with |ΔT| ≤ γₖ·|T|.
 *
 * @see Higham, *Accuracy and stability of numerical algorithms*, 2002, theorem 8.5
 */
export const trsm: Trsm = (alpha, t, uplo, diag, b) => {
  if (b.rows === 0 || b.cols === 0) return;
  if (inHeap(t.storage, "trsm") && inHeap(b.storage, "trsm")) solve(alpha, t, uplo, diag, b);
  else referenceTrsm(alpha, t, uplo, diag, b);
};

function solve(alpha: number, t: MatrixView, uplo: Triangle, diag: Diagonal, b: MatrixView): void {
  const n = b.rows;
  if (n <= BASE) {
    substitute(alpha, t, uplo, diag, b);
    return;
  }
  const h = Math.ceil(n / 2 / BASE) * BASE;
  const [top, bottom] = [b.block(0, 0, h, b.cols), b.block(h, 0, n - h, b.cols)];
  const [first, last] = [t.block(0, 0, h, h), t.block(h, h, n - h, n - h)];
  if (uplo === "lower") {
    solve(alpha, first, uplo, diag, top);
    gemm(-1, t.block(h, 0, n - h, h), top, alpha, bottom);
    solve(1, last, uplo, diag, bottom);
  } else {
    solve(alpha, last, uplo, diag, bottom);
    gemm(-1, t.block(0, h, h, n - h), bottom, alpha, top);
    solve(1, first, uplo, diag, top);
  }
}

/** Substitution on rows that are contiguous, or on a copy of them that is. */
function substitute(alpha: number, t: MatrixView, uplo: Triangle, diag: Diagonal, b: MatrixView): void {
  const { f32_trsm, f64_trsm } = trsmFamily.exports;
  const kernel = b.type === float32 ? f32_trsm : f64_trsm;
  const { rows: k, cols: n, rowStride, colStride } = b;
  const { shift } = b.type;
  const at = b.storage.address + b.offset * 2 ** shift;
  const from = t.storage.address + t.offset * 2 ** shift;
  const [upper, unit] = [uplo === "upper", diag === "unit"];
  if (colStride === 1 || n === 1) {
    kernel(k, n, alpha, upper, unit, from, t.rowStride, t.colStride, at, rowStride);
    return;
  }
  const space = stagingSpace((k * n) << shift);
  copyBlock(shift)(k, n, at, rowStride, colStride, space, n, 1);
  kernel(k, n, alpha, upper, unit, from, t.rowStride, t.colStride, space, n);
  copyBlock(shift)(k, n, space, n, 1, at, rowStride, colStride);
}
