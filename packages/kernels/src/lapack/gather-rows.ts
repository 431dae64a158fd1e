import type { MatrixView } from "../matrix-view.js";
import { wholeMemory } from "../memory/memory.js";
import { scratch } from "../memory/scratch.js";
import { withAddresses } from "./vector.js";
import { spectralFamily } from "./spectral-family.js";

/**
 * Row i of `to` ← row `rows[i]` of `from`.
 *
 * @param from contiguous rows
 * @param to contiguous rows of the same type and as many columns
 */
export function gatherRows(from: MatrixView, rows: Int32Array, to: MatrixView): void {
  if (rows.length === 0 || to.cols === 0) return;
  const at = scratch(4 * rows.length);
  wholeMemory().i32.set(rows, at / 4);
  const size = 1 << to.type.shift;
  withAddresses(from, to, [to], (p, q) =>
    spectralFamily.exports.gather_rows(
      rows.length,
      at,
      size * to.cols,
      p,
      size * from.rowStride,
      q,
      size * to.rowStride,
    ),
  );
}
