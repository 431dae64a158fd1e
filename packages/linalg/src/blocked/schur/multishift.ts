import { type MatrixView, float64, release, workspace } from "@linnet/kernels";
import { type Shifts, bulgeSweep } from "./bulge-sweep.js";
import { copyMatrix, float64Data } from "../matrix/copy.js";
import { type WindowSolver, deflateEarly } from "./early-deflation.js";
import { francis } from "./francis.js";
import type { SchurTask } from "./schur-task.js";
import { StandardBlock } from "./standard-block.js";

/** Up to this order the double-shift iteration is faster: for eigenvalues only, and with all of T. */
const DIRECT = { values: 400, whole: 220 };
/** Share of LAPACK's numbers of shifts that is best here. */
const SHARE = 0.75;
/** Iterations without deflation after which the window grows; after which shifts are made up. */
const GROW = 5;
const EXCEPTIONAL = 6;
/** A sweep is skipped when this share of the window deflated. */
const NIBBLE = 0.14;

/**
 * QR iteration with many shifts and aggressive early deflation on rows and columns [lo, hi] of a Hessenberg matrix; where the
 * part is small, `francis`. T ends in standard form.
 *
 * @param direct order up to which `francis` is called; at least 12
 * @returns 0 when all converged; else eigenvalues from that index on did
 * @see LAPACK dlaqr0, iparmq; Braman, Byers & Mathias 2002
 */
export function multishift(task: SchurTask, lo: number, hi: number, direct: number = defaultDirect(task)): number {
  const order = hi - lo + 1;
  if (order <= direct) return francis(task, lo, hi);
  const sizes = sizesFor(order);
  const solve: WindowSolver = (part, from, to) => multishift(part, from, to, direct);
  const shifts: Shifts = { re: new Float64Array(hi + 1), im: new Float64Array(hi + 1) };
  let bottom = hi;
  let window = { order: sizes.window, shrunk: -1 };
  let futile = 1; // iterations since the last deflation, from 1
  for (let step = 0; step < 30 * Math.max(10, order); step++) {
    if (bottom < lo) return 0;
    const top = activeFrom(task.h, lo, bottom);
    window = nextWindow(task.h, top, bottom, window, futile, sizes);
    const { shifts: undeflated, deflated } = deflateEarly(task, top, bottom, window.order, shifts, solve);
    bottom -= deflated;
    const active = bottom - top + 1;
    const enough =
      deflated > 0 && (deflated > NIBBLE * window.order || active <= Math.min(direct, sizes.largestWindow));
    if (!enough) {
      const most = Math.min(sizes.shifts, Math.max(2, bottom - top));
      const [first, count] = prepareShifts(task.h, top, bottom, undeflated, most - (most % 2), shifts, futile);
      if (count >= 2) bulgeSweep(task, top, bottom, shifts, first, count);
    }
    futile = deflated > 0 ? 1 : futile + 1;
  }
  return bottom + 1;
}

function defaultDirect({ whole }: SchurTask): number {
  return whole ? DIRECT.whole : DIRECT.values;
}

interface Sizes {
  readonly shifts: number;
  readonly window: number;
  readonly largestWindow: number;
}

/** LAPACK's numbers by order, fewer shifts, and windows of as many rows. */
function sizesFor(n: number): Sizes {
  const usual = n < 150 ? 10 : n < 590 ? Math.max(10, Math.round(n / Math.round(Math.log2(n)))) : n < 3000 ? 64 : 128;
  const even = (x: number): number => Math.max(2, x - (x % 2));
  const shifts = even(Math.min(Math.round(usual * SHARE), Math.floor((n - 3) / 6)));
  const largestWindow = Math.floor((n - 1) / 3);
  const window = Math.max(2, Math.min(shifts, largestWindow));
  return { shifts, window, largestWindow };
}

/** First row of the unreduced block that ends at `bottom`. */
function activeFrom(h: MatrixView, lo: number, bottom: number): number {
  const H = float64Data(h);
  let top = bottom;
  while (top > lo && H[h.offset + top * h.rowStride + top - 1] !== 0) top--;
  return top;
}

interface Window {
  readonly order: number;
  /** How far it has been shrunk again after growing in vain; −1 while it has not. */
  readonly shrunk: number;
}

/** The window grows when nothing deflates, and begins where the subdiagonal is small. */
function nextWindow(
  h: MatrixView,
  top: number,
  bottom: number,
  last: Window,
  futile: number,
  { window, largestWindow }: Sizes,
): Window {
  const active = bottom - top + 1;
  const limit = Math.min(active, largestWindow);
  let order = futile < GROW ? Math.min(limit, window) : Math.min(limit, 2 * last.order);
  if (order < largestWindow) {
    if (order >= active - 1) order = active;
    else {
      const H = float64Data(h);
      const at = h.offset + (bottom - order + 1) * (h.rowStride + 1) - 1;
      if (Math.abs(H[at]) > Math.abs(H[at - h.rowStride - 1])) order++;
    }
  }
  if (futile < GROW) return { order, shrunk: -1 };
  if (last.shrunk < 0 && order < limit) return { order, shrunk: -1 };
  const shrunk = order - last.shrunk - 1 < 2 ? 0 : last.shrunk + 1;
  return { order: order - shrunk, shrunk };
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
