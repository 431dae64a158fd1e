import type { MatrixView } from "../matrix-view.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { schurFamily } from "./schur-family.js";

/**
 * One window of a multishift QR sweep on rows and columns [top, bottom] of a complex Hessenberg matrix, as `bulgeChain`; its reflectors
 * are listed, for `applyChain`.
 *
 * @param h complex128, rows contiguous
 * @param list float64, 6 numbers a row, rows contiguous, 2·(b + 1)·b rows for b bulges: written
 * @param state float64, a row of 10 for each bulge: its two shifts (re, im, re, im), and its last reflector, kept from window to window
 * @returns how many reflectors there are
 * @see LAPACK zlaqr5; Braman, Byers & Mathias 2002, part I
 */
export function complexBulgeChain(
  h: MatrixView,
  list: MatrixView,
  state: MatrixView,
  top: number,
  bottom: number,
  start: number,
): number {
  const { c128_bulge_chain } = schurFamily.exports;
  const run = (x: number, y: number, z: number): number =>
    c128_bulge_chain(x, h.rowStride, y, z, state.rows, top, bottom, start);
  if ([h, list, state].every(({ storage }) => inHeap(storage))) return run(address(h), address(list), address(state));
  return withStaged([spanOf(h), spanOf(list), spanOf(state)], [spanOf(h), spanOf(list), spanOf(state)], run);
}

/**
 * A ← G·A for the product G of the first reflectors of a list; of a view whose columns are contiguous Aᵀ ← Aᵀ·Gᴴ.
 *
 * @param a complex128, its rows or its columns contiguous; as many rows as H
 */
export function applyChain(a: MatrixView, list: MatrixView, count: number): void {
  const right = a.colStride !== 1;
  const run = (x: number, y: number): void =>
    schurFamily.exports.c128_apply_chain(a.cols, x, a.colStride, a.rowStride, right, y, count);
  if (inHeap(a.storage) && inHeap(list.storage)) run(address(a), address(list));
  else withStaged([spanOf(a), spanOf(list)], [spanOf(a)], run);
}
