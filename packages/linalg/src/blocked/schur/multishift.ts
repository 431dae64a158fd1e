import { type MatrixView, float64, release, workspace } from "@linnet/kernels";
import { type Shifts, bulgeSweep } from "./bulge-sweep.js";
import { copyMatrix, float64Data } from "../matrix/copy.js";
import { type WindowSolver, deflateEarly } from "./early-deflation.js";
import { francis } from "./francis.js";
import { type Habits, type Steps, iterate } from "./multishift-steps.js";
import type { SchurTask } from "./schur-task.js";
import { StandardBlock } from "./standard-block.js";

/** Up to this order the double-shift iteration is faster: for eigenvalues only, and with all of T. */
const DIRECT = { values: 400, whole: 220 };
const HABITS: Habits = { share: 0.75, nibble: 0.14 };
/** Iterations without deflation after which shifts are made up. */
const EXCEPTIONAL = 6;

/**
 * QR iteration with many shifts and aggressive early deflation on rows and columns [lo, hi] of a Hessenberg matrix; where the
 * part is small, `francis`. T ends in standard form.
 *
 * @param direct order up to which `francis` is called; at least 12
 * @returns 0 when all converged; else eigenvalues from that index on did
 * @see LAPACK dlaqr0; Braman, Byers & Mathias 2002
 */
export function multishift(task: SchurTask, lo: number, hi: number, direct: number = defaultDirect(task)): number {
  if (hi - lo + 1 <= direct) return francis(task, lo, hi);
  const { h } = task;
  const solve: WindowSolver = (part, from, to) => multishift(part, from, to, direct);
  const shifts: Shifts = { re: new Float64Array(hi + 1), im: new Float64Array(hi + 1) };
  const steps: Steps = {
    size: (i, j) => Math.abs(float64Data(h)[h.offset + i * h.rowStride + j]),
    deflate: (top, bottom, window) => deflateEarly(task, top, bottom, window, shifts, solve),
    prepare: (top, bottom, undeflated, most, futile) => prepareShifts(h, top, bottom, undeflated, most, shifts, futile),
    sweep: (top, bottom, first, count) => bulgeSweep(task, top, bottom, shifts, first, count),
  };
  return iterate(steps, lo, hi, direct, HABITS);
}

function defaultDirect({ whole }: SchurTask): number {
  return whole ? DIRECT.whole : DIRECT.values;
}

const block = /* @__PURE__ */ new StandardBlock();

/** Shifts for the next sweep at the end of [top, bottom]: where the first is, and how many. */
function prepareShifts(
  h: MatrixView,
  top: number,
  bottom: number,
  undeflated: number,
  most: number,
  shifts: Shifts,
  futile: number,
): readonly [first: number, count: number] {
  const { re, im } = shifts;
  let first = bottom - undeflated + 1;
  if (futile % EXCEPTIONAL === 0) first = exceptionalShifts(h, top, bottom, most, shifts);
  else {
    if (undeflated <= most / 2) first = shiftsOfTrailingBlock(h, bottom, most, shifts);
    if (bottom - first + 1 > most) sortShifts(first, bottom, shifts);
    pairShifts(first, bottom, shifts);
  }
  if (bottom - first === 1 && im[bottom] === 0) {
    const last = float64Data(h)[h.offset + bottom * (h.rowStride + 1)];
    const nearer = Math.abs(re[bottom] - last) < Math.abs(re[bottom - 1] - last) ? bottom : bottom - 1;
    re[bottom] = re[bottom - 1] = re[nearer];
  }
  let count = Math.min(most, bottom - first + 1);
  count -= count % 2;
  return [bottom - count + 1, count];
}

/** Made up from subdiagonal entries, to break a cycle. */
function exceptionalShifts(h: MatrixView, top: number, bottom: number, count: number, { re, im }: Shifts): number {
  const H = float64Data(h);
  const ld = h.rowStride;
  const first = bottom - count + 1;
  for (let i = bottom; i >= Math.max(first + 1, top + 2); i -= 2) {
    const at = h.offset + i * (ld + 1);
    const s = Math.abs(H[at - 1]) + Math.abs(H[at - ld - 2]);
    const diagonal = 0.75 * s + H[at];
    block.make(diagonal, s, -0.4375 * s, diagonal);
    setPair(re, im, i - 1);
  }
  if (first === top) {
    re[first] = re[first + 1] = H[h.offset + (first + 1) * (ld + 1)];
    im[first] = im[first + 1] = 0;
  }
  return first;
}

/** Eigenvalues of the trailing block of as many rows as shifts are wanted. */
function shiftsOfTrailingBlock(h: MatrixView, bottom: number, count: number, { re, im }: Shifts): number {
  let first = bottom - count + 1;
  const t = workspace(float64, count, count);
  for (let i = 0; i < count; i++) {
    const from = Math.max(0, i - 1);
    copyMatrix(h.block(first + i, first + from, 1, count - from), t.block(i, from, 1, count - from));
  }
  const task: SchurTask = { h: t, z: null, re: new Float64Array(count), im: new Float64Array(count), whole: false };
  const unconverged = francis(task, 0, count - 1);
  release(t.storage);
  re.set(task.re.subarray(unconverged), first + unconverged);
  im.set(task.im.subarray(unconverged), first + unconverged);
  first += unconverged;
  if (first < bottom) return first;
  const H = float64Data(h);
  const at = h.offset + bottom * (h.rowStride + 1);
  block.make(H[at - h.rowStride - 1], H[at - h.rowStride], H[at - 1], H[at]);
  setPair(re, im, bottom - 1);
  return bottom - 1;
}

function setPair(re: Float64Array, im: Float64Array, i: number): void {
  re[i] = block.a;
  re[i + 1] = block.d;
  im[i] = block.imaginary;
  im[i + 1] = -im[i];
}

/** By decreasing magnitude, so that the smallest are at the bottom; pairs stay together. */
function sortShifts(first: number, bottom: number, { re, im }: Shifts): void {
  const order = Array.from({ length: bottom - first + 1 }, (_, i) => first + i);
  const size = (i: number): number => Math.abs(re[i]) + Math.abs(im[i]);
  order.sort((i, j) => size(j) - size(i));
  const [sortedRe, sortedIm] = [order.map((i) => re[i]), order.map((i) => im[i])];
  re.set(sortedRe, first);
  im.set(sortedIm, first);
}

/** Real shifts that stand between pairs move so that two by two are pairs, or both real. */
function pairShifts(first: number, bottom: number, { re, im }: Shifts): void {
  for (let i = bottom; i >= first + 2; i -= 2) {
    if (im[i] === -im[i - 1]) continue;
    for (const x of [re, im]) {
      const t = x[i];
      x[i] = x[i - 1];
      x[i - 1] = x[i - 2];
      x[i - 2] = t;
    }
  }
}
