import type { ElementType } from "../element-type.js";
import { strided } from "../layout.js";
import { MatrixView } from "../matrix-view.js";
import { allocate } from "../memory/heap.js";
import { configureMemory } from "../memory/stats.js";
import { type Storage, elements } from "../memory/storage.js";
import { settings } from "../memory/settings.js";
import type { Strided } from "../strided.js";

/** How an operand lies in its storage. */
export interface Placement {
  /** Axes from the outermost in memory to the innermost. */
  readonly order: readonly number[];
  /** Elements from one to the next along each axis, as a multiple of the tight distance: 2 leaves gaps, −1 walks backwards. */
  readonly gaps: readonly number[];
  /** Elements in front of it. */
  readonly lead: number;
  /** Elements behind it; by default what a kernel that writes whole vectors would reach. */
  readonly trail?: number;
  /** Whether it lies outside of the heap. */
  readonly spilled: boolean;
}

const TRAIL = 40;

/** Row-major without gaps, in the heap. */
export function tight(shape: readonly number[], spilled = false): Placement {
  return { order: shape.map((_, axis) => axis), gaps: shape.map(() => 1), lead: 3, spilled };
}

/** An operand full of `filler`, in a storage that holds nothing else. */
export function operand(type: ElementType, shape: readonly number[], placement: Placement, filler: number): Strided {
  const strides = shape.map(() => 0);
  let [size, front] = [1, placement.lead];
  for (const axis of placement.order.toReversed()) {
    const gap = placement.gaps[axis];
    strides[axis] = size * gap;
    if (gap < 0) front += Math.max(shape[axis] - 1, 0) * size * -gap;
    if (gap !== 0) size *= Math.max(shape[axis], 1) * Math.abs(gap);
  }
  const storage = space((front + size + (placement.trail ?? TRAIL)) << type.shift, placement.spilled);
  elements(storage, type).fill(filler);
  return { type, layout: strided(shape, strides), storage, offset: front };
}

/** One number for all of an output. */
export function scalar(type: ElementType, value: number, spilled = false): Strided {
  const x = operand(type, [], tight([], spilled), 0);
  elements(x.storage, x.type)[x.offset] = value;
  return x;
}

function space(bytes: number, spilled: boolean): Storage {
  const { limit } = settings;
  if (spilled) configureMemory({ limit: 0 });
  const held = spilled ? drainCells(bytes) : allocate(bytes);
  configureMemory({ limit });
  return held;
}

/** Cells that are free are handed out even beyond the limit: takes them until one spills. */
function drainCells(bytes: number): Storage {
  for (;;) {
    const storage = allocate(bytes);
    if (storage.buffer !== null) return storage;
  }
}

/** Every index of a shape, in row-major order. */
export function* indices(shape: readonly number[]): Generator<number[]> {
  if (shape.includes(0)) return;
  const index = shape.map(() => 0);
  for (;;) {
    yield [...index];
    let axis = shape.length - 1;
    while (axis >= 0 && ++index[axis] === shape[axis]) index[axis--] = 0;
    if (axis < 0) return;
  }
}

/** Place of an element in its storage; one element serves every index. */
export function placeOf(x: Strided, index: readonly number[]): number {
  if (x.layout.size === 1) return x.offset;
  return index.reduce((at, i, axis) => at + i * x.layout.strides[axis], x.offset);
}

/** Writes an element for every index. */
export function fillWith(x: Strided, value: (index: readonly number[]) => number): Strided {
  const data = elements(x.storage, x.type);
  for (const index of indices(x.layout.shape)) data[placeOf(x, index)] = value(index);
  return x;
}

/** The elements in row-major order. */
export function valuesOf(x: Strided): number[] {
  const data = elements(x.storage, x.type);
  return [...indices(x.layout.shape)].map((index) => data[placeOf(x, index)]);
}

/** What a storage holds outside of an operand. */
export function surroundings(x: Strided): number[] {
  const data = elements(x.storage, x.type);
  const own = new Set([...indices(x.layout.shape)].map((index) => placeOf(x, index)));
  return Array.from(data).filter((_, at) => !own.has(at));
}

/** A 2-D operand as a matrix. */
export function matrixOf({ type, storage, offset, layout }: Strided): MatrixView {
  const [rows, cols] = layout.shape;
  return new MatrixView(type, storage, offset, rows, cols, layout.strides[0], layout.strides[1]);
}
