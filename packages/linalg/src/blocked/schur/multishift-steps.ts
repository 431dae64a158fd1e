import type { Deflation } from "./early-deflation.js";

/** Iterations without deflation after which the window grows. */
const GROW = 5;

/** What sizes are best, by measurement. */
export interface Habits {
  /** Share of LAPACK's numbers of shifts. */
  readonly share: number;
  /** A sweep is skipped when this share of the window deflated. */
  readonly nibble: number;
}

/** What an iteration is made of, for real or for complex matrices. */
export interface Steps {
  /** Magnitude of entry (i, j) of H, or |Re| + |Im|. */
  size(i: number, j: number): number;
  /** Early deflation in a window of that order at the end of the active block [top, bottom]. */
  deflate(top: number, bottom: number, order: number): Deflation;
  /**
   * Readies shifts, an even number and `most` at most, and answers where the first of them is and how many there are.
   *
   * @param undeflated how many the window left
   * @param futile iterations since the last deflation, from 1
   */
  prepare(
    top: number,
    bottom: number,
    undeflated: number,
    most: number,
    futile: number,
  ): readonly [first: number, count: number];
  sweep(top: number, bottom: number, first: number, count: number): void;
}

/**
 * Early deflation and sweeps by turns, until rows and columns [lo, hi] are in Schur form.
 *
 * @param direct order up to which another iteration is faster
 * @returns 0 when all converged; else eigenvalues from that index on did
 * @see LAPACK dlaqr0, zlaqr0, iparmq
 */
export function iterate(steps: Steps, lo: number, hi: number, direct: number, habits: Habits): number {
  const order = hi - lo + 1;
  const sizes = sizesFor(order, habits);
  let bottom = hi;
  let window = { order: sizes.window, shrunk: -1 };
  let futile = 1; // iterations since the last deflation, from 1
  for (let step = 0; step < 30 * Math.max(10, order); step++) {
    if (bottom < lo) return 0;
    const top = activeFrom(steps, lo, bottom);
    window = nextWindow(steps, top, bottom, window, futile, sizes);
    const { shifts: undeflated, deflated } = steps.deflate(top, bottom, window.order);
    bottom -= deflated;
    const active = bottom - top + 1;
    const enough =
      deflated > 0 && (deflated > habits.nibble * window.order || active <= Math.min(direct, sizes.largestWindow));
    if (!enough) {
      const most = Math.min(sizes.shifts, Math.max(2, bottom - top));
      const [first, count] = steps.prepare(top, bottom, undeflated, most - (most % 2), futile);
      if (count >= 2) steps.sweep(top, bottom, first, count);
    }
    futile = deflated > 0 ? 1 : futile + 1;
  }
  return bottom + 1;
}

interface Sizes {
  readonly shifts: number;
  readonly window: number;
  readonly largestWindow: number;
}

/** By order; windows of as many rows as shifts. */
function sizesFor(n: number, { share }: Habits): Sizes {
  const usual = n < 150 ? 10 : n < 590 ? Math.max(10, Math.round(n / Math.round(Math.log2(n)))) : n < 3000 ? 64 : 128;
  const even = (x: number): number => Math.max(2, x - (x % 2));
  const shifts = even(Math.min(Math.round(usual * share), Math.floor((n - 3) / 6)));
  const largestWindow = Math.floor((n - 1) / 3);
  const window = Math.max(2, Math.min(shifts, largestWindow));
  return { shifts, window, largestWindow };
}

/** First row of the unreduced block that ends at `bottom`. */
function activeFrom({ size }: Steps, lo: number, bottom: number): number {
  let top = bottom;
  while (top > lo && size(top, top - 1) !== 0) top--;
  return top;
}

interface Window {
  readonly order: number;
  /** How far it has been shrunk again after growing in vain; −1 while it has not. */
  readonly shrunk: number;
}

/** The window grows when nothing deflates, and begins where the subdiagonal is small. */
function nextWindow(
  { size }: Steps,
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
    const first = bottom - order + 1;
    if (order >= active - 1) order = active;
    else if (size(first, first - 1) > size(first - 1, first - 2)) order++;
  }
  if (futile < GROW) return { order, shrunk: -1 };
  if (last.shrunk < 0 && order < limit) return { order, shrunk: -1 };
  const shrunk = order - last.shrunk - 1 < 2 ? 0 : last.shrunk + 1;
  return { order: order - shrunk, shrunk };
}
