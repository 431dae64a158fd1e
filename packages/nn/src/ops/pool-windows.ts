import { type NDArray, ShapeError, ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import type { Spans } from "@linnet/kernels/nn";
import { type PerAxis, positiveAxes } from "./window-options.js";

/** How windows that are reduced slide over x. */
export interface PoolOptions {
  /** Elements of x from one window to the next. Default: the window, so that none overlap. */
  readonly stride?: PerAxis;
  /** Elements around x that take no part; at most half a window. Default 0. */
  readonly padding?: PerAxis;
  /** Whether a last window that x fills only in part counts. Default `false`. */
  readonly ceilMode?: boolean;
}

/** Windows of a pool, a number for each axis. */
export interface Pooling {
  readonly window: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly ceilMode: boolean;
}

/** A window and options with all that was left out, checked. @throws {ValueError} */
export function poolingOf(
  op: string,
  axes: number,
  window: PerAxis,
  options: (PoolOptions & { readonly dilation?: PerAxis }) | undefined,
): Pooling {
  const { stride = window, padding = 0, dilation = 1, ceilMode = false } = requireOptions(op, options);
  const size = positiveAxes(op, "window", window, axes);
  const pad = Array.isArray(padding) ? (padding as readonly number[]) : size.map(() => padding as number);
  if (pad.length !== axes || !pad.every((p, i) => Number.isInteger(p) && p >= 0 && 2 * p <= size[i])) {
    const got = Array.isArray(padding) ? `[${pad.map(kindOf).join(", ")}]` : kindOf(padding);
    throw new ValueError(op, "padding must be integers of 0 to half a window", got);
  }
  if (typeof ceilMode !== "boolean") throw new ValueError(op, "ceilMode must be a boolean", kindOf(ceilMode));
  return {
    window: size,
    stride: positiveAxes(op, "stride", stride, axes),
    padding: pad,
    dilation: positiveAxes(op, "dilation", dilation, axes),
    ceilMode,
  };
}

/**
 * The windows along axis `i` of the pool, over n elements, without what lies outside of them.
 *
 * @param countPadding whether averages count the padding, though not what a last window has beyond it
 * @throws {ShapeError} when x is shorter than a window
 */
export function slidingSpans(op: string, x: NDArray, i: number, pooling: Pooling, countPadding: boolean): Spans {
  const { window, stride, padding, dilation, ceilMode } = pooling;
  const axes = window.length;
  const [n, size, step, pad, by] = [x.shape[x.ndim - axes + i], window[i], stride[i], padding[i], dilation[i]];
  const span = (size - 1) * by + 1;
  const steps = (n + 2 * pad - span) / step;
  if (steps < 0 || n < 1) {
    const expected = `a window of ${window.map((w, k) => (w - 1) * dilation[k] + 1).join("×")} must fit into x and its padding`;
    throw new ShapeError(op, expected, { x: x.shape }, "Make the window smaller.");
  }
  // a window must begin within x or the padding before it
  const all = (ceilMode ? Math.ceil(steps) : Math.floor(steps)) + 1;
  const count = ceilMode && (all - 1) * step >= n + pad ? all - 1 : all;
  const first = Array.from({ length: count }, (_, k) => k * step - pad);
  const start = first.map((s) => (s < 0 ? s + Math.ceil(-s / by) * by : s));
  const end = first.map((s) => Math.min(s + span, n));
  const divisor = countPadding ? first.map((s) => Math.min(s + span, n + pad) - s) : start.map((s, k) => end[k] - s);
  if (start.some((s, k) => s >= end[k])) {
    throw new ShapeError(op, "every window must meet an element", { x: x.shape }, "Make dilation or padding smaller.");
  }
  return { start, end, step: by, divisor };
}

/** `count` windows of about the same length that cover n elements: from ⌊i·n/count⌋ to ⌈(i + 1)·n/count⌉. */
export function adaptiveSpans(n: number, count: number): Spans {
  const start = Array.from({ length: count }, (_, i) => Math.floor((i * n) / count));
  const end = start.map((_, i) => Math.ceil(((i + 1) * n) / count));
  return { start, end, step: 1, divisor: start.map((s, i) => end[i] - s) };
}

/** The one window of an axis that is not there. */
export const noSpan: Spans = { start: [0], end: [1], step: 1, divisor: [1] };
