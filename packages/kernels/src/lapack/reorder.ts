import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { schurFamily } from "./schur-family.js";

/**
 * Moves the diagonal block at row `from` of a real Schur form up to row `to`, past the blocks between by orthogonal similarities.
 *
 * @param t n×n float64, rows contiguous, in standard form
 * @param z float64, rows contiguous: its rows are transformed as those of t; or null
 * @returns where it ended: below `to` when an exchange would have changed eigenvalues by more than rounding
 * @see LAPACK dtrexc, dlaexc; Bai & Demmel 1993
 */
export function moveBlockUp(t: MatrixView, z: MatrixView | null, from: number, to: number): number {
  const { f64_move_block_up: kernel } = schurFamily.exports;
  const room = scratch(44 * 8);
  const run = (x: number, y: number): number =>
    kernel(t.rows, x, t.rowStride, y, z?.rowStride ?? 0, z?.cols ?? 0, from, to, room);
  if (z === null) return inHeap(t.storage) ? run(address(t), 0) : withStaged([], [spanOf(t)], (x) => run(x, 0));
  if (inHeap(t.storage) && inHeap(z.storage)) return run(address(t), address(z));
  return withStaged([], [spanOf(t), spanOf(z)], run);
}
