import type { MatrixView } from "@linnet/kernels";
import { float64Data } from "./copy.js";
import { hypot } from "./vector.js";

/** The last rotation made: G = [c s; −s̄ c] with a real c, s = re + i·im, and r. */
export const rotation: { c: number; re: number; im: number; first: number; firstImaginary: number } = {
  c: 1,
  re: 0,
  im: 0,
  first: 0,
  firstImaginary: 0,
};

/** The rotation that takes (f, g) to (r, 0), where r has the direction of f. @see LAPACK zlartg; Bindel et al. 2002 */
export function makeRotation(fRe: number, fIm: number, gRe: number, gIm: number): void {
  const f = hypot(fRe, fIm);
  const g = hypot(gRe, gIm);
  const length = hypot(f, g);
  const [a, b] = f === 0 ? [1, 0] : [fRe / f, fIm / f];
  if (length === 0) {
    rotation.c = 1;
    rotation.re = rotation.im = 0;
  } else {
    rotation.c = f / length;
    rotation.re = (a * gRe + b * gIm) / length;
    rotation.im = (b * gRe - a * gIm) / length;
  }
  rotation.first = a * length;
  rotation.firstImaginary = b * length;
}

/** Rows i and i + 1 from column `from` up to `to` ← G·rows, G = [c s; −s̄ c], s = re + i·im. */
export function rotateRows(
  a: MatrixView,
  i: number,
  from: number,
  to: number,
  c: number,
  re: number,
  im: number,
): void {
  rotate(float64Data(a), 2 * (a.offset + i * a.rowStride + from), to - from, 2, 2 * a.rowStride, c, re, im);
}

/** Columns j and j + 1 from row `from` up to `to` ← columns·Gᴴ. */
export function rotateColumns(
  a: MatrixView,
  j: number,
  from: number,
  to: number,
  c: number,
  re: number,
  im: number,
): void {
  rotate(float64Data(a), 2 * (a.offset + from * a.rowStride + j), to - from, 2 * a.rowStride, 2, c, re, -im);
}

/** n pairs (x, y), `step` apart, y `stride` after x: x, y ← c·x + s·y, c·y − s̄·x. */
function rotate(
  X: Float64Array,
  at: number,
  n: number,
  step: number,
  stride: number,
  c: number,
  re: number,
  im: number,
): void {
  for (let k = 0; k < n; k++, at += step) {
    const a = X[at];
    const b = X[at + 1];
    const p = X[at + stride];
    const q = X[at + stride + 1];
    X[at] = c * a + (re * p - im * q);
    X[at + 1] = c * b + (re * q + im * p);
    X[at + stride] = c * p - (re * a + im * b);
    X[at + stride + 1] = c * q - (re * b - im * a);
  }
}
