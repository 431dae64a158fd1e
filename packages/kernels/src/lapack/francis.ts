import type { MatrixView } from "../matrix-view.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { schurFamily } from "./schur-family.js";

/**
 * Francis' double-shift QR iteration on rows and columns [lo, hi] of a real Hessenberg matrix: Schur form with 2×2 blocks in
 * standard form, which have equal diagonal entries and complex eigenvalues.
 *
 * @param h n×n float64, rows contiguous
 * @param z float64, rows contiguous: its rows are transformed as those of h; or null
 * @param whole whether all of T is wanted, or its diagonal blocks only
 * @returns 0 when all converged; else from that index on eigenvalues did
 * @see LAPACK dlahqr
 */
export function francis(h: MatrixView, z: MatrixView | null, whole: boolean, lo: number, hi: number): number {
  const { f64_francis } = schurFamily.exports;
  const run = (x: number, y: number): number =>
    f64_francis(h.rows, x, h.rowStride, lo, hi, whole, y, z?.rowStride ?? 0, z?.cols ?? 0);
  if (z === null) return inHeap(h.storage) ? run(address(h), 0) : withStaged([], [spanOf(h)], (x) => run(x, 0));
  if (inHeap(h.storage) && inHeap(z.storage)) return run(address(h), address(z));
  return withStaged([], [spanOf(h), spanOf(z)], run);
}
