import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { blockBytes } from "./block-reflect.js";
import { FEW_ROWS, type Many } from "./many.js";
import { reflectorsFamily } from "./reflectors-family.js";
import { isSingle } from "./vector.js";

/** Reflections to a block. */
const BLOCK = 16;

/**
 * Q (m×r) and R (r×n) of real m×n matrices A = Q·R, R with a diagonal that is not negative, min(m, n) ≤ r ≤ m.
 *
 * @param q contiguous, as `r` is, and followed by the next
 * @returns whether it was done: it declines large, complex and spilled matrices, and stops where a number is not finite
 */
export function qrMany(count: number, a: Many, q: MatrixView, r: MatrixView): boolean {
  const { rows: m, cols: n, type, rowStride, colStride } = a.first;
  const inner = q.cols;
  if (type.kind === "complex" || m > FEW_ROWS || n > FEW_ROWS || m * n === 0) return false;
  if (![a.first, q, r].every(({ storage }) => inHeap(storage))) return false;
  const work = scratch((n + 2 * inner + BLOCK) * (m + 16) * 8 + blockBytes(m, BLOCK));
  const [from, to, upper] = [address(a.first), address(q), address(r)];
  const { qr_many } = reflectorsFamily.exports;
  return qr_many(isSingle(q), count, m, n, inner, from, a.step, rowStride, colStride, to, upper, work) < 0;
}

/**
 * Zeros below the diagonal of R, and the signs that make its k diagonal entries not negative: of its rows and of those of Qᵀ.
 *
 * @param r real, with contiguous rows, as `qt` has them
 * @returns whether it was done: it declines complex and spilled matrices, and those of two types
 */
export function finishFactors(k: number, r: MatrixView, qt: MatrixView): boolean {
  if (r.type.kind === "complex" || r.type !== qt.type || !inHeap(r.storage) || !inHeap(qt.storage)) return false;
  const { finish_factors } = reflectorsFamily.exports;
  finish_factors(isSingle(r), r.rows, r.cols, k, address(r), r.rowStride, qt.cols, address(qt), qt.rowStride);
  return true;
}
