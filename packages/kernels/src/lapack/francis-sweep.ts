import type { MatrixView } from "../matrix-view.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { schurFamily } from "./schur-family.js";

/** Where a bulge is chased, and what is transformed with it. */
export interface Sweep {
  /** Rows and columns from … bottom are reflected, three at a time, the last two at once. */
  readonly from: number;
  readonly bottom: number;
  /** Whether entry (from, from − 1) is negligible only together with the ones below: it keeps its part. */
  readonly begun: boolean;
  /** First row of columns, and end of rows, that are transformed. */
  readonly above: number;
  readonly right: number;
}

/**
 * One sweep of Francis' double-shift QR on a Hessenberg matrix: the reflector of (a, b, c) makes a bulge, and others chase it
 * down and out.
 *
 * @param h float64, rows contiguous
 * @param z float64, rows contiguous: its rows are reflected as those of h; or null
 * @see LAPACK dlahqr
 */
export function francisSweep(
  h: MatrixView,
  z: MatrixView | null,
  { from, bottom, begun, above, right }: Sweep,
  a: number,
  b: number,
  c: number,
): void {
  const run = (x: number, y: number): void =>
    schurFamily.exports.f64_francis_sweep(
      x,
      h.rowStride,
      from,
      bottom,
      begun,
      above,
      right,
      y,
      z?.rowStride ?? 0,
      z?.cols ?? 0,
      a,
      b,
      c,
    );
  if (inHeap(h.storage) && (z === null || inHeap(z.storage))) run(address(h), z === null ? 0 : address(z));
  else if (z === null) withStaged([spanOf(h)], [spanOf(h)], (x) => run(x, 0));
  else withStaged([spanOf(h), spanOf(z)], [spanOf(h), spanOf(z)], run);
}
