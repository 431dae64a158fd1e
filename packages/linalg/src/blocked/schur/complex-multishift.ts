import { type MatrixView, complex128, release, workspace } from "@linnet/kernels";
import type { Shifts } from "./bulge-sweep.js";
import { complexBulgeSweep } from "./complex-bulge-sweep.js";
import { type ComplexWindowSolver, deflateComplexEarly } from "./complex-early-deflation.js";
import { type ComplexSchurTask, complexSchurForm } from "./complex-schur.js";
import { copyMatrix, float64Data } from "../matrix/copy.js";
import { type Habits, type Steps, iterate } from "./multishift-steps.js";

/** Up to this order the single-shift iteration is as fast. */
const DIRECT = 350;
const HABITS: Habits = { share: 1, nibble: 0.5 };
/** Iterations without deflation after which shifts are made up. */
const EXCEPTIONAL = 6;

/**
 * QR iteration with many shifts and aggressive early deflation on rows and columns [lo, hi] of a complex Hessenberg matrix; where
 * the part is small, `complexSchurForm`.
 *
 * @param direct order up to which that is called; at least 12
 * @returns 0 when all converged; else eigenvalues from that index on did
 * @see LAPACK zlaqr0; Braman, Byers & Mathias 2002
 */
export function complexMultishift(task: ComplexSchurTask, lo: number, hi: number, direct: number = DIRECT): number {
  if (hi - lo + 1 <= direct) return complexSchurForm(task, lo, hi);
  const { h } = task;
  const solve: ComplexWindowSolver = (part, from, to) => complexMultishift(part, from, to, direct);
  const shifts: Shifts = { re: new Float64Array(hi + 1), im: new Float64Array(hi + 1) };
  const steps: Steps = {
    size: (i, j) => sizeOf(h, i, j),
    deflate: (top, bottom, window) => deflateComplexEarly(task, top, bottom, window, shifts, solve),
    prepare: (top, bottom, undeflated, most, futile) => prepareShifts(h, bottom, undeflated, most, shifts, futile),
    sweep: (top, bottom, first, count) => complexBulgeSweep(task, top, bottom, shifts, first, count),
  };
  return iterate(steps, lo, hi, direct, HABITS);
}

/** |Re| + |Im| of an entry. */
function sizeOf(h: MatrixView, i: number, j: number): number {
  const H = float64Data(h);
  const at = 2 * (h.offset + i * h.rowStride + j);
  return Math.abs(H[at]) + Math.abs(H[at + 1]);
}

/** Shifts for the next sweep of a block that ends at `bottom`: where the first is, and how many. */
function prepareShifts(
  h: MatrixView,
  bottom: number,
  undeflated: number,
  most: number,
  shifts: Shifts,
  futile: number,
): readonly [first: number, count: number] {
  let first = bottom - undeflated + 1;
  if (futile % EXCEPTIONAL === 0) first = exceptionalShifts(h, bottom, most, shifts);
  else {
    if (undeflated <= most / 2) first = shiftsOfTrailingBlock(h, bottom, most, shifts);
    if (bottom - first + 1 > most) sortShifts(first, bottom, shifts);
  }
  if (bottom - first === 1) repeatNearer(h, bottom, shifts);
  let count = Math.min(most, bottom - first + 1);
  count -= count % 2;
  return [bottom - count + 1, count];
}

/** Made up from diagonal and subdiagonal entries, to break a cycle. */
function exceptionalShifts(h: MatrixView, bottom: number, count: number, { re, im }: Shifts): number {
  const H = float64Data(h);
  const first = bottom - count + 1;
  for (let i = bottom; i > first; i -= 2) {
    const at = 2 * (h.offset + i * (h.rowStride + 1));
    re[i] = re[i - 1] = H[at] + 0.75 * sizeOf(h, i, i - 1);
    im[i] = im[i - 1] = H[at + 1];
  }
  return first;
}

/** Eigenvalues of the trailing block of as many rows as shifts are wanted; its last entry twice, should that fail. */
function shiftsOfTrailingBlock(h: MatrixView, bottom: number, count: number, shifts: Shifts): number {
  const first = bottom - count + 1;
  const t = workspace(complex128, count, count);
  copyMatrix(h.block(first, first, count, count), t);
  const unconverged = complexSchurForm({ h: t, zh: null, whole: false }, 0, count - 1);
  readDiagonal(t, first, shifts);
  release(t.storage);
  if (first + unconverged < bottom) return first + unconverged;
  readDiagonal(h.block(bottom, bottom, 1, 1), bottom - 1, shifts);
  readDiagonal(h.block(bottom, bottom, 1, 1), bottom, shifts);
  return bottom - 1;
}

function readDiagonal(t: MatrixView, first: number, { re, im }: Shifts): void {
  const T = float64Data(t);
  for (let i = 0, at = 2 * t.offset; i < t.rows; i++, at += 2 * (t.rowStride + 1)) {
    re[first + i] = T[at];
    im[first + i] = T[at + 1];
  }
}

/** By decreasing magnitude, so that the smallest are at the bottom. */
function sortShifts(first: number, bottom: number, { re, im }: Shifts): void {
  const order = Array.from({ length: bottom - first + 1 }, (_, i) => first + i);
  const size = (i: number): number => Math.abs(re[i]) + Math.abs(im[i]);
  order.sort((i, j) => size(j) - size(i));
  const [sortedRe, sortedIm] = [order.map((i) => re[i]), order.map((i) => im[i])];
  re.set(sortedRe, first);
  im.set(sortedIm, first);
}

/** Of two shifts the one that is nearer to the last entry, twice. */
function repeatNearer(h: MatrixView, bottom: number, { re, im }: Shifts): void {
  const H = float64Data(h);
  const at = 2 * (h.offset + bottom * (h.rowStride + 1));
  const distance = (i: number): number => Math.abs(re[i] - H[at]) + Math.abs(im[i] - H[at + 1]);
  const nearer = distance(bottom) < distance(bottom - 1) ? bottom : bottom - 1;
  re[bottom] = re[bottom - 1] = re[nearer];
  im[bottom] = im[bottom - 1] = im[nearer];
}
