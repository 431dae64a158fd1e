import { francisSweep } from "@linnet/kernels/lapack";
import type { MatrixView } from "@linnet/kernels";
import { float64Data } from "../matrix/copy.js";
import { EPSILON, type SchurTask, TINY, readEigenvalues, standardize } from "./schur-task.js";

/** Every so many steps without deflation, shifts that break cycles. */
const EXCEPTIONAL = 10;

/**
 * Double-shift QR iteration (Francis) on rows and columns [lo, hi] of a Hessenberg matrix: Schur form with 2×2 blocks in
 * standard form.
 *
 * @returns 0 when all converged; else eigenvalues from that index on did
 * @remarks 2 to 4 steps per eigenvalue. Right for small matrices; `multishift` calls it for its windows.
 * @see LAPACK dlahqr; Ahues & Tisseur 1997 for the conservative deflation; Golub & Van Loan §7.5
 */
export function francis(task: SchurTask, lo: number, hi: number): number {
  clearBelowSubdiagonal(task.h, lo, hi);
  const limit = 30 * Math.max(10, hi - lo + 1);
  let bottom = hi;
  while (bottom >= lo) {
    const top = deflate(task, lo, hi, bottom, limit);
    if (top < 0) return bottom + 1;
    if (top < bottom) standardize(task, top);
    readEigenvalues(task.h, task.re, task.im, top, bottom + 1);
    bottom = top - 1;
  }
  return 0;
}

/** Steps until one or two eigenvalues split off at `bottom`; where their block begins, or −1 when they do not. */
function deflate(task: SchurTask, lo: number, hi: number, bottom: number, limit: number): number {
  const { h } = task;
  let top = lo;
  for (let step = 1; step <= limit + 1; step++) {
    top = splitAbove(h, top, bottom, lo, hi);
    if (top > lo) float64Data(h)[h.offset + top * h.rowStride + top - 1] = 0;
    if (top >= bottom - 1) return top;
    chooseShifts(h, top, bottom, step);
    sweep(task, top, bottom, startOfSweep(h, top, bottom));
  }
  return -1;
}

/** Row whose subdiagonal entry is negligible, searched from `bottom` upwards; `top` where there is none. */
function splitAbove(h: MatrixView, top: number, bottom: number, lo: number, hi: number): number {
  const H = float64Data(h);
  const ld = h.rowStride;
  for (let k = bottom; k > top; k--) {
    const at = h.offset + k * (ld + 1);
    const sub = Math.abs(H[at - 1]);
    if (sub <= TINY) return k;
    const above = H[at - ld - 1];
    const here = H[at];
    let size = Math.abs(above) + Math.abs(here);
    if (size === 0) {
      if (k - 2 >= lo) size += Math.abs(H[at - ld - 2]);
      if (k + 1 <= hi) size += Math.abs(H[at + ld]);
    }
    if (sub <= EPSILON * size && isNegligible(sub, Math.abs(H[at - ld]), Math.abs(here), Math.abs(above - here)))
      return k;
  }
  return top;
}

/**
 * Ahues and Tisseur's test: dropping the entry moves eigenvalues by less than rounding does.
 *
 * @param sub its magnitude, and `up` that of its mirror image
 * @param here magnitude of the diagonal entry beside it, and `difference` that of the two diagonal entries' difference
 */
export function isNegligible(sub: number, up: number, here: number, difference: number): boolean {
  const larger = Math.max(sub, up);
  const smaller = Math.min(sub, up);
  const a = Math.max(here, difference);
  const b = Math.min(here, difference);
  const scale = a + larger;
  return smaller * (larger / scale) <= Math.max(TINY, EPSILON * (b * (a / scale)));
}

/** The pair of shifts of the next sweep, and its first reflector's vector. */
const shift = { re1: 0, im1: 0, re2: 0, im2: 0 };
const start = { a: 0, b: 0, c: 0 };

/** Eigenvalues of the trailing 2×2 block; of two real ones the nearer to the last entry, twice. */
function chooseShifts(h: MatrixView, top: number, bottom: number, step: number): void {
  const H = float64Data(h);
  const ld = h.rowStride;
  const last = h.offset + bottom * (ld + 1);
  const first = h.offset + top * (ld + 1);
  if (step % (2 * EXCEPTIONAL) === 0) setShiftsNear(H[last], Math.abs(H[last - 1]) + Math.abs(H[last - ld - 2]));
  else if (step % EXCEPTIONAL === 0) {
    setShiftsNear(H[first], Math.abs(H[first + ld]) + Math.abs(H[first + 2 * ld + 1]));
  } else setShifts(H[last - ld - 1], H[last - ld], H[last - 1], H[last]);
}

function setShiftsNear(diagonal: number, s: number): void {
  const d = 0.75 * s + diagonal;
  setShifts(d, -0.4375 * s, s, d);
}

function setShifts(a: number, b: number, c: number, d: number): void {
  const s = Math.abs(a) + Math.abs(b) + Math.abs(c) + Math.abs(d);
  shift.re1 = shift.im1 = shift.re2 = shift.im2 = 0;
  if (s === 0) return;
  const half = (a / s + d / s) / 2;
  const det = (a / s - half) * (d / s - half) - (b / s) * (c / s);
  const root = Math.sqrt(Math.abs(det));
  if (det >= 0) {
    shift.re1 = shift.re2 = half * s;
    shift.im1 = root * s;
    shift.im2 = -shift.im1;
    return;
  }
  const high = half + root;
  const low = half - root;
  shift.re1 = shift.re2 = (Math.abs(high - d / s) <= Math.abs(low - d / s) ? high : low) * s;
}

/** Lowest row from which a sweep may start because two consecutive subdiagonal entries are small; sets `start`. */
function startOfSweep(h: MatrixView, top: number, bottom: number): number {
  const H = float64Data(h);
  const ld = h.rowStride;
  const { re1, im1, re2, im2 } = shift;
  for (let m = bottom - 2; ; m--) {
    const at = h.offset + m * (ld + 1);
    const here = H[at];
    const next = H[at + ld + 1];
    const scale = Math.abs(here - re2) + Math.abs(im2) + Math.abs(H[at + ld]) || 1;
    const sub = H[at + ld] / scale;
    const a = sub * H[at + 1] + (here - re1) * ((here - re2) / scale) - im1 * (im2 / scale);
    const b = sub * (here + next - re1 - re2);
    const c = sub * H[at + 2 * ld + 1];
    const s = Math.abs(a) + Math.abs(b) + Math.abs(c) || 1;
    start.a = a / s;
    start.b = b / s;
    start.c = c / s;
    if (m === top) return m;
    const size = Math.abs(H[at - ld - 1]) + Math.abs(here) + Math.abs(next);
    if (Math.abs(H[at - 1]) * (Math.abs(start.b) + Math.abs(start.c)) <= EPSILON * Math.abs(start.a) * size) return m;
  }
}

/** Chases one bulge from row `from` down to `bottom`. */
function sweep({ h, z, whole }: SchurTask, top: number, bottom: number, from: number): void {
  const begun = from > top;
  const extent = { from, bottom, begun, above: whole ? 0 : top, right: whole ? h.cols : bottom + 1 };
  francisSweep(h, z, extent, start.a, start.b, start.c);
}

function clearBelowSubdiagonal(h: MatrixView, lo: number, hi: number): void {
  const H = float64Data(h);
  for (let i = lo + 2; i <= hi; i++) {
    const row = h.offset + i * h.rowStride;
    H.fill(0, row + Math.max(lo, i - 3), row + i - 1);
  }
}
