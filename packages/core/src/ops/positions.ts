import { bool, elements, int32, rowMajor, strided } from "@linnet/kernels";
import type { Aval } from "../array/aval.js";
import { allocate, viewOf } from "../array/construct.js";
import type { Pick } from "../array/index-arrays.js";
import { broadcastLayout } from "../array/layout.js";
import type { NDArray } from "../array/ndarray.js";
import { ShapeError, ValueError } from "../errors.js";
import { checkedIndices } from "./indices.js";
import { dense } from "./reshape.js";

/**
 * The kernels walk one axis by a list of indices. Positions along several axes become that by arithmetic: those axes are
 * seen as one, whose step divides theirs.
 */
export interface Walked {
  /** The array with one axis, at the place of the result's, for all that positions walk. */
  readonly view: NDArray;
  /** Indices along it, int32 and not negative. */
  readonly flat: NDArray;
}

/** The shape that arrays of positions broadcast to. @throws {ShapeError} when they do not */
export function commonShape(op: string, indices: readonly Aval[]): readonly number[] {
  if (indices.length === 1) return indices[0].layout.shape;
  const ndim = Math.max(...indices.map(({ layout }) => layout.shape.length));
  const common = new Array<number>(ndim).fill(1);
  for (const { layout } of indices) {
    const skip = ndim - layout.shape.length;
    layout.shape.forEach((n, i) => {
      if (n === 1 || n === common[i + skip]) return;
      if (common[i + skip] !== 1) throw apart(op, indices);
      common[i + skip] = n;
    });
  }
  return common;
}

/** @throws {IndexError} for a position outside its axis */
export function walkedBy(x: NDArray, indices: readonly NDArray[], { op, axes, bounds, place }: Pick): Walked {
  const { shape, strides } = x.layout;
  const lists = indices.map((positions, i) => checkedIndices(op, positions, bounds[i]));
  const others = shape.map((_: number, axis: number) => axis).filter((axis: number) => !axes.includes(axis));
  const seen = (length: number, step: number, offset: number): NDArray => {
    const [lengths, steps] = [shape, strides].map((list) => others.map((axis: number) => list[axis]));
    return viewOf(x, strided(lengths.toSpliced(place, 0, length), steps.toSpliced(place, 0, step)), offset);
  };
  if (axes.length === 1) return { view: seen(shape[axes[0]], strides[axes[0]], x.offset), flat: lists[0] };
  const unit = axes.reduce((step, axis) => (shape[axis] > 1 ? divisor(step, Math.abs(strides[axis])) : step), 0) || 1;
  const common = commonShape(op, indices);
  const flat = allocate({ type: int32, layout: rowMajor([common.reduce((n, d) => n * d, 1)]) });
  elements(flat.storage, int32).fill(0, 0, flat.size);
  let [length, offset] = [1, x.offset];
  axes.forEach((axis, i) => {
    const step = Math.abs(strides[axis]) / unit;
    const last = shape[axis] - 1;
    length += Math.max(0, last) * step;
    if (length >= 2 ** 31) throw new ValueError(op, "axes indexed together must span fewer than 2³¹ elements", length);
    if (strides[axis] < 0) offset += strides[axis] * last;
    const positions = viewOf(lists[i], rowMajor(indices[i].layout.shape));
    addTimes(
      dense(viewOf(positions, broadcastLayout(positions.layout, common))),
      step,
      strides[axis] < 0 ? last : null,
      flat,
    );
  });
  return { view: seen(length, unit, offset), flat };
}

/** The elements of a row-major array, with the axes that positions broadcast to seen as the one that kernels know. */
export function flattened(x: NDArray, view: NDArray, flat: NDArray, place: number): NDArray {
  return viewOf(x, rowMajor(view.layout.shape.with(place, flat.size)));
}

/**
 * Where no later position is the same: a mask that broadcasts against what is picked from `x`, or null where all
 * positions differ.
 */
export function lastOfEach(x: NDArray, indices: readonly NDArray[], pick: Pick): NDArray | null {
  const { view, flat } = walkedBy(x, indices, pick);
  const { offset, size } = flat;
  const list = elements(flat.storage, int32);
  const last = new Map<number, number>();
  for (let i = 0; i < size; i++) last.set(list[offset + i], i);
  if (last.size === size) return null;
  const after = view.ndim - 1 - pick.place;
  const shape = [...commonShape(pick.op, indices), ...new Array<number>(after).fill(1)];
  const kept = allocate({ type: bool, layout: rowMajor(shape) });
  const [data, again] = [elements(kept.storage, bool), elements(flat.storage, int32)]; // memory may have grown
  for (let i = 0; i < size; i++) data[i] = Number(last.get(again[offset + i]) === i);
  return kept;
}

/** flat ← flat + step·(positions, counted from the end where `last` is given). */
function addTimes(positions: NDArray, step: number, last: number | null, flat: NDArray): void {
  const [from, to] = [elements(positions.storage, int32), elements(flat.storage, int32)];
  const { offset } = positions;
  for (let i = 0; i < flat.size; i++) {
    const k = from[offset + i];
    to[i] += step * (last === null ? k : last - k);
  }
}

/** The greatest common divisor; of 0 and n it is n. */
function divisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

function apart(op: string, indices: readonly Aval[]): ShapeError {
  const shapes = Object.fromEntries(indices.map(({ layout }, i) => [`indices ${i}`, layout.shape]));
  return new ShapeError(op, "arrays of indices must broadcast together", shapes);
}
