import type { Layout } from "../layout.js";

/** A contiguous array seen as [outer, n, inner], reduced along n. */
export interface Grouping {
  readonly outer: number;
  readonly n: number;
  readonly inner: number;
}

/**
 * How the elements lie in memory, when they lie without gaps and the reduced axes side by side, so that no copy is needed.
 * That memory order may differ from the order of axes (a transposed view), as long as kept axes keep their order; positions
 * (`arg`) also ask that reduced axes do, and come last.
 */
export function groupingOf(
  { shape, strides, size, contiguous }: Layout,
  axes: readonly number[],
  arg: boolean,
): Grouping | null {
  if (contiguous && axes.length === shape.length) return { outer: 1, n: size, inner: 1 };
  const order = contiguous ? null : memoryOrder(shape, strides);
  if (order !== null && !isContiguous(shape, strides, order)) return null;
  let outer = 1;
  let n = 1;
  let inner = 1;
  let lastKept = -1;
  let lastReduced = -1;
  let groups = 0;
  let within = false;
  for (let i = 0; i < shape.length; i++) {
    const axis = order === null ? i : order[i];
    if (shape[axis] === 1) continue;
    const reduced = axes.includes(axis);
    if (reduced && !within) groups++;
    within = reduced;
    if (reduced ? arg && axis < lastReduced : axis < lastKept) return null;
    if (reduced) lastReduced = axis;
    else lastKept = axis;
    if (reduced) n *= shape[axis];
    else if (groups === 0) outer *= shape[axis];
    else inner *= shape[axis];
  }
  return groups > 1 || (arg && inner !== 1) ? null : { outer, n, inner };
}

/** Axes from the longest stride to the shortest. */
function memoryOrder(shape: readonly number[], strides: readonly number[]): number[] {
  return shape.map((_, axis) => axis).sort((a, b) => strides[b] - strides[a]);
}

function isContiguous(shape: readonly number[], strides: readonly number[], order: readonly number[]): boolean {
  let size = 1;
  for (let i = order.length - 1; i >= 0; i--) {
    const axis = order[i];
    if (shape[axis] !== 1 && strides[axis] !== size) return false;
    size *= shape[axis];
  }
  return true;
}
