import type { MatrixView } from "../matrix-view.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { schurFamily } from "./schur-family.js";

/** Where a bulge is chased, and what is transformed with it. */
export interface Sweep {
  /** Rows and columns from … bottom are rotated, two at a time. */
  readonly from: number;
  readonly bottom: number;
  /** Whether entry (from, from − 1) is negligible only together with the ones below: it keeps its part. */
  readonly begun: boolean;
  /** First row of columns, and end of rows, that are transformed. */
  readonly above: number;
  readonly right: number;
}

/**
 * One sweep of single-shift QR on a complex Hessenberg matrix: the rotation of (f, g) makes a bulge of one entry, and others
 * chase it down and out.
 *
 * @param h complex128, rows contiguous
 * @param z complex128, rows contiguous: its rows are rotated as those of h; or null
 * @param start real and imaginary parts of f and g
 */
export function complexSweep(
  h: MatrixView,
  z: MatrixView | null,
  { from, bottom, begun, above, right }: Sweep,
  start: ArrayLike<number>,
): void {
  const [f, fIm, g, gIm] = [start[0], start[1], start[2], start[3]];
  const kernel = schurFamily.exports.c128_qr_sweep;
  const [zRow, zCols] = z === null ? [0, 0] : [z.rowStride, z.cols];
  const run = (x: number, y: number): void =>
    kernel(x, h.rowStride, from, bottom, begun, above, right, y, zRow, zCols, f, fIm, g, gIm);
  if (inHeap(h.storage) && (z === null || inHeap(z.storage))) run(address(h), z === null ? 0 : address(z));
  else if (z === null) withStaged([spanOf(h)], [spanOf(h)], (x) => run(x, 0));
  else withStaged([spanOf(h), spanOf(z)], [spanOf(h), spanOf(z)], run);
}

/** Rows i and i + 1 of a complex128 matrix from column `from` up to `to` ← G·rows, G = [c s; −s̄ c], s = re + i·im. */
export function rotateComplexRows(
  a: MatrixView,
  i: number,
  from: number,
  to: number,
  c: number,
  re: number,
  im: number,
): void {
  rotate(a, a.offset + i * a.rowStride + from * a.colStride, to - from, a.colStride, a.rowStride, c, re, im);
}

/** Columns j and j + 1 of a complex128 matrix from row `from` up to `to` ← columns·Gᴴ. */
export function rotateComplexColumns(
  a: MatrixView,
  j: number,
  from: number,
  to: number,
  c: number,
  re: number,
  im: number,
): void {
  rotate(a, a.offset + from * a.rowStride + j * a.colStride, to - from, a.rowStride, a.colStride, c, re, -im);
}

/** n pairs, `step` elements apart, the second of each `stride` elements after the first. */
function rotate(
  { storage, data }: MatrixView,
  at: number,
  n: number,
  step: number,
  stride: number,
  c: number,
  re: number,
  im: number,
): void {
  if (n <= 0) return;
  if (inHeap(storage)) {
    schurFamily.exports.c128_rotate_pairs(n, storage.address + 16 * at, step, stride, c, re, im);
    return;
  }
  for (let k = 0, x = 2 * at; k < n; k++, x += 2 * step) {
    const y = x + 2 * stride;
    const [a, b, p, q] = [data[x], data[x + 1], data[y], data[y + 1]];
    data[x] = c * a + (re * p - im * q);
    data[x + 1] = c * b + (re * q + im * p);
    data[y] = c * p - (re * a + im * b);
    data[y + 1] = c * q - (re * b - im * a);
  }
}
