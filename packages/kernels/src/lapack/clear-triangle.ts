import type { MatrixView } from "../matrix-view.js";
import { address } from "../wasm/address.js";
import { inHeap } from "../memory/storage.js";
import { lapackFamily } from "./family.js";

/**
 * Zeros above the diagonal of a matrix of any dtype, or below it.
 *
 * @returns whether it was done: it declines spilled matrices, and those whose rows are not contiguous
 */
export function clearTriangle(a: MatrixView, part: "above" | "below"): boolean {
  const { type, rows, cols, rowStride, colStride } = a;
  if (colStride !== 1 || !inHeap(a.storage)) return false;
  const bytes = 1 << type.shift;
  lapackFamily.exports.clear_triangle(part === "above", rows, cols, bytes, address(a), rowStride * bytes);
  return true;
}
