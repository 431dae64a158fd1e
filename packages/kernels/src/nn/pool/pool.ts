import { wholeMemory } from "../../memory/memory.js";
import { scratch } from "../../memory/scratch.js";
import { type Operand, withStaged } from "../../memory/staging.js";
import type { Strided } from "../../strided.js";
import { poolFamily } from "./family.js";
import type { Spans } from "./spans.js";

// All operands are contiguous; the last two axes are planes, and what is in front of them is the same on both sides.

/**
 * y ← the largest element of every window of x, places ← where in its plane (int32) the first such element is. NaN is larger than all
 * others.
 */
export function maxWindows(rows: Spans, cols: Spans, x: Strided, y: Strided, places: Strided): void {
  if (y.layout.size === 0) return;
  withStaged([wholeOf(x)], [wholeOf(y), wholeOf(places)], (from, to, at) => {
    const { bytes, planes, height, width, down, across } = sizesOf(x, y);
    const { maxWindows: kernel, largestOfFour } = poolFamily.exports;
    if (bytes === 4 && across >= 4 && isPairs(rows, down) && isPairs(cols, across)) {
      largestOfFour(planes, height, width, down, across, from, to, at);
      return;
    }
    const table = writeTable(rows, cols);
    kernel(bytes, planes, height, width, down, across, table.rows, rows.step, table.cols, cols.step, from, to, at);
  });
}

/** y ← the average of every window of x. */
export function averageWindows(rows: Spans, cols: Spans, x: Strided, y: Strided): void {
  average(false, rows, cols, x, y, x, y);
}

/** x ← for every element what its windows have, divided as the windows are: the adjoint of `averageWindows`. */
export function shareWindows(rows: Spans, cols: Spans, y: Strided, x: Strided): void {
  average(true, rows, cols, x, y, y, x);
}

function average(adjoint: boolean, rows: Spans, cols: Spans, x: Strided, y: Strided, from: Strided, to: Strided): void {
  if (to.layout.size === 0) return;
  withStaged([wholeOf(from)], [wholeOf(to)], (source, target) => {
    const { bytes, planes, height, width, down, across } = sizesOf(x, y);
    const { rows: r, rowDivisors, cols: c, colDivisors } = writeTable(rows, cols);
    const { averageWindows: kernel } = poolFamily.exports;
    kernel(bytes, adjoint, planes, height, width, down, across, r, rowDivisors, c, colDivisors, source, target);
  });
}

/** out[…, i] ← x[…, places[…, i]], planes taken as lists of their elements. */
export function takePlaces(x: Strided, places: Strided, out: Strided): void {
  if (out.layout.size === 0) return;
  withStaged([wholeOf(x), wholeOf(places)], [wholeOf(out)], (from, at, to) => {
    const { bytes, planes, height, width, down, across } = sizesOf(x, out);
    poolFamily.exports.takePlaces(bytes, planes, height * width, down * across, from, at, to);
  });
}

/** out[…, places[…, i]] ← the sum of all x[…, i] of that place: the adjoint of `takePlaces`. */
export function addPlaces(x: Strided, places: Strided, out: Strided): void {
  if (out.layout.size === 0) return;
  withStaged([wholeOf(x), wholeOf(places)], [wholeOf(out)], (from, at, to) => {
    const { bytes, planes, height, width, down, across } = sizesOf(out, x);
    poolFamily.exports.addPlaces(bytes, planes, height * width, down * across, from, at, to);
  });
}

interface Sizes {
  readonly bytes: number;
  readonly planes: number;
  readonly height: number;
  readonly width: number;
  readonly down: number;
  readonly across: number;
}

function sizesOf({ type, layout }: Strided, { layout: { shape } }: Strided): Sizes {
  const [height, width] = layout.shape.slice(-2);
  const [down, across] = shape.slice(-2);
  return { bytes: 2 ** type.shift, planes: layout.size / (height * width), height, width, down, across };
}

/** Whether windows are pairs side by side. */
function isPairs({ start, end, step }: Spans, count: number): boolean {
  return (
    step === 1 && start[count - 1] === 2 * (count - 1) && end.every((e, i) => start[i] === 2 * i && e === 2 * i + 2)
  );
}

/** Writes windows to scratch: pairs of int32, then divisors. */
function writeTable(rows: Spans, cols: Spans): Record<"rows" | "rowDivisors" | "cols" | "colDivisors", number> {
  const [r, c] = [8 * rows.start.length, 8 * cols.start.length];
  const at = scratch(2 * (r + c));
  const { i32, f64 } = wholeMemory();
  const write = ({ start, end, divisor }: Spans, pairs: number, divisors: number): void => {
    for (let i = 0; i < start.length; i++) {
      i32[pairs / 4 + 2 * i] = start[i];
      i32[pairs / 4 + 2 * i + 1] = end[i];
      f64[divisors / 8 + i] = divisor[i];
    }
  };
  write(rows, at, at + r);
  write(cols, at + 2 * r, at + 2 * r + c);
  return { rows: at, rowDivisors: at + r, cols: at + 2 * r, colDivisors: at + 2 * r + c };
}

function wholeOf({ type, storage, offset, layout }: Strided): Operand {
  return { type, storage, offset, reach: [0, layout.size - 1] };
}
