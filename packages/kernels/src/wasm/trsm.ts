import { float32 } from "../element-type.js";
import { trsmWasm } from "../generated/trsm.js";
import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import type { Diagonal, Triangle, Trsm } from "../signatures.js";
import { address } from "./address.js";
import { copyBlock } from "./copy-family.js";
import { Family } from "./family.js";
import { multiply } from "./multiply.js";
import { spanOf } from "./span.js";

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
  if (inHeap(t.storage, "trsm") && inHeap(b.storage, "trsm")) solve(alpha, t, address(t), uplo, diag, b, address(b));
  else withStaged([spanOf(t), spanOf(b)], [spanOf(b)], (from, at) => solve(alpha, t, from, uplo, diag, b, at));
};

/** T has its first element at byte `from`, B at byte `at`. */
function solve(
  alpha: number,
  t: MatrixView,
  from: number,
  uplo: Triangle,
  diag: Diagonal,
  b: MatrixView,
  at: number,
): void {
  const n = b.rows;
  if (n <= BASE) {
    substitute(alpha, t, from, uplo, diag, b, at);
    return;
  }
  const h = Math.ceil(n / 2 / BASE) * BASE;
  const bytes = 2 ** t.type.shift;
  const [top, bottom] = [b.block(0, 0, h, b.cols), b.block(h, 0, n - h, b.cols)];
  const [first, last] = [t.block(0, 0, h, h), t.block(h, h, n - h, n - h)];
  const bottomAt = at + (bottom.offset - b.offset) * bytes;
  const lastFrom = from + (last.offset - t.offset) * bytes;
  if (uplo === "lower") {
    const below = t.block(h, 0, n - h, h);
    solve(alpha, first, from, uplo, diag, top, at);
    multiply(-1, below, from + (below.offset - t.offset) * bytes, top, at, alpha, bottom, bottomAt);
    solve(1, last, lastFrom, uplo, diag, bottom, bottomAt);
  } else {
    const right = t.block(0, h, h, n - h);
    solve(alpha, last, lastFrom, uplo, diag, bottom, bottomAt);
    multiply(-1, right, from + (right.offset - t.offset) * bytes, bottom, bottomAt, alpha, top, at);
    solve(1, first, from, uplo, diag, top, at);
  }
}

/** Substitution on rows that are contiguous, or on a copy of them that is. */
function substitute(
  alpha: number,
  t: MatrixView,
  from: number,
  uplo: Triangle,
  diag: Diagonal,
  b: MatrixView,
  at: number,
): void {
  const { f32_trsm, f64_trsm } = trsmFamily.exports;
  const kernel = b.type === float32 ? f32_trsm : f64_trsm;
  const { rows: k, cols: n, rowStride, colStride } = b;
  const { shift } = b.type;
  const [upper, unit] = [uplo === "upper", diag === "unit"];
  if (colStride === 1 || n === 1) {
    kernel(k, n, alpha, upper, unit, from, t.rowStride, t.colStride, at, rowStride);
    return;
  }
  const space = scratch((k * n) << shift);
  copyBlock(shift)(k, n, at, rowStride, colStride, space, n, 1);
  kernel(k, n, alpha, upper, unit, from, t.rowStride, t.colStride, space, n);
  copyBlock(shift)(k, n, space, n, 1, at, rowStride, colStride);
}
