import { type Layout, strided } from "@linnet/kernels";
import { IndexError, ValueError } from "../errors.js";
import { kindOf } from "./argument.js";
import type { IndexSpec } from "./typed-index.js";

/** What an index selects of an array of one given shape, with everything resolved. */
export interface Selection {
  /** Of each axis of the array: the first index, the step, and how many. */
  readonly starts: readonly number[];
  readonly steps: readonly number[];
  readonly counts: readonly number[];
  /** For each axis of the result, the axis of the array that it walks; −1 for a new one. */
  readonly axes: readonly number[];
}

/**
 * Resolves an index against a shape.
 *
 * @throws {IndexError} for an integer outside an axis, and for more indices than axes
 * @throws {ValueError} for a string or value that is no index, a step of 0, or a second ellipsis
 */
export function resolveIndex(op: string, index: readonly IndexSpec[], shape: readonly number[]): Selection {
  const selection = { starts: [] as number[], steps: [] as number[], counts: [] as number[], axes: [] as number[] };
  const implied = impliedAxes(op, index, shape.length);
  for (const spec of index) {
    if (spec === null) selection.axes.push(-1);
    else if (spec === "...") for (let i = 0; i < implied; i++) selectAll(selection, shape);
    else if (typeof spec === "number") selectOne(op, selection, spec, shape);
    else if (typeof spec === "string") selectRange(op, selection, spec, shape);
    else throw notAnIndex(op, spec);
  }
  while (selection.starts.length < shape.length) selectAll(selection, shape);
  return selection;
}

/** The shape of what is selected. */
export function selectedShape({ counts, axes }: Selection): readonly number[] {
  return axes.map((axis) => (axis < 0 ? 1 : counts[axis]));
}

/** The layout of what is selected from an array of `layout`, seen from its first element. */
export function selectedLayout(layout: Layout, selection: Selection): Layout {
  const strides = selection.axes.map((axis) => (axis < 0 ? 0 : layout.strides[axis] * selection.steps[axis]));
  return strided(selectedShape(selection), strides);
}

/** From the first element of the array to the first one selected, in elements. */
export function selectedOffset(layout: Layout, { starts }: Selection): number {
  let offset = 0;
  for (let axis = 0; axis < starts.length; axis++) offset += starts[axis] * layout.strides[axis];
  return offset;
}

interface Growing extends Selection {
  readonly starts: number[];
  readonly steps: number[];
  readonly counts: number[];
  readonly axes: number[];
}

/** How many axes an ellipsis stands for. */
export function impliedAxes(op: string, index: readonly IndexSpec[], ndim: number): number {
  let named = 0;
  let ellipses = 0;
  for (const spec of index) {
    if (spec === "...") ellipses++;
    else if (spec !== null) named++;
  }
  if (ellipses > 1) throw new ValueError(op, '"..." may stand only once in an index', `${ellipses} of them`);
  if (named > ndim) {
    throw new IndexError(
      op,
      `an array of ${ndim} axes takes at most ${ndim} indices`,
      named,
      "A new axis is written null.",
    );
  }
  return ndim - named;
}

function selectAll(selection: Growing, shape: readonly number[]): void {
  push(selection, 0, 1, shape[selection.starts.length]);
}

function selectOne(op: string, selection: Growing, i: number, shape: readonly number[]): void {
  const axis = selection.starts.length;
  const n = shape[axis];
  if (!Number.isInteger(i) || i < -n || i >= n) {
    const range = n === 0 ? "cannot be indexed, as its length is 0" : `takes an integer in [${-n}, ${n - 1}]`;
    throw new IndexError(op, `axis ${axis} of an array [${shape.join(", ")}] ${range}`, i);
  }
  selection.starts.push(i < 0 ? i + n : i);
  selection.steps.push(1);
  selection.counts.push(1);
}

const range = /^(-?\d+)?:(-?\d+)?(?::(-?\d+)?)?$/;

/** Python's rule for `start:stop:step`, in which bounds outside the axis are cut to it. */
function selectRange(op: string, selection: Growing, spec: string, shape: readonly number[]): void {
  const n = shape[selection.starts.length];
  const match = range.exec(spec);
  if (match === null) throw notAnIndex(op, spec);
  const step = match[3] === undefined ? 1 : Number(match[3]);
  if (step === 0) throw new ValueError(op, "the step of a slice must not be 0", `"${spec}"`);
  const [low, high] = step > 0 ? [0, n] : [-1, n - 1];
  const cut = (text: string | undefined, otherwise: number): number => {
    if (text === undefined) return otherwise;
    const i = Number(text);
    return i < 0 ? Math.max(i + n, low) : Math.min(i, high);
  };
  const start = cut(match[1], step > 0 ? low : high);
  const stop = cut(match[2], step > 0 ? high : low);
  const count = Math.max(0, Math.ceil((stop - start) / step));
  push(selection, count === 0 ? 0 : start, step, count);
}

function push(selection: Growing, start: number, step: number, count: number): void {
  selection.axes.push(selection.starts.length);
  selection.starts.push(start);
  selection.steps.push(step);
  selection.counts.push(count);
}

function notAnIndex(op: string, spec: unknown): ValueError {
  const expected = 'an index must be an integer, "start:stop:step", "..." or null';
  if (typeof spec === "string")
    return new ValueError(op, expected, `"${spec}"`, 'Write for example "1:10:2" or "::-1".');
  const hint = "Arrays as indices are taken by the functions slice(x, …) and withValue(x, index, value).";
  return new ValueError(op, expected, kindOf(spec), hint);
}
