import type { MatrixView } from "../matrix-view.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { schurFamily } from "./schur-family.js";

/**
 * One window of a multishift QR sweep on rows and columns [top, bottom] of a Hessenberg matrix: a chain of small bulges moves down
 * from row `start`, by twice their number. Within the window H is transformed, and U takes the product of the reflectors.
 *
 * @param h float64, rows contiguous
 * @param u float64, rows contiguous, of order four times the number of bulges: the identity at first. Its row 0 is row start + 1 of h
 * @param state 7 float64 for each bulge: its two shifts (re, im, re, im), and its last reflector, kept from window to window
 * @see LAPACK dlaqr5; Braman, Byers & Mathias 2002, part I
 */
export function bulgeChain(
  h: MatrixView,
  u: MatrixView,
  state: MatrixView,
  top: number,
  bottom: number,
  start: number,
): void {
  const { f64_bulge_chain } = schurFamily.exports;
  const run = (x: number, y: number, z: number): void =>
    f64_bulge_chain(x, h.rowStride, y, u.rowStride, z, state.rows, top, bottom, start);
  if ([h, u, state].every(({ storage }) => inHeap(storage))) run(address(h), address(u), address(state));
  else withStaged([spanOf(h), spanOf(u), spanOf(state)], [spanOf(h), spanOf(u), spanOf(state)], run);
}
