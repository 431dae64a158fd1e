import { elements } from "../memory/storage.js";
import type { Sort } from "../signatures.js";
import type { Strided } from "../strided.js";

/** out ← the elements along an axis in order: equal ones keep their order, NaN is last. */
export const sort: Sort = (x, axis, descending, out) => {
  const to = elements(out.storage, out.type);
  eachLane(x, axis, (keys, at, step) => {
    orderOf(keys, descending).forEach((k, i) => (to[out.offset + at + i * step] = keys[k]));
  });
};

/** out ← where along an axis the elements are, in order. */
export const argsort: Sort = (x, axis, descending, out) => {
  const to = elements(out.storage, out.type);
  eachLane(x, axis, (keys, at, step) => {
    orderOf(keys, descending).forEach((k, i) => (to[out.offset + at + i * step] = k));
  });
};

/** The stable order of numbers. */
export function orderOf(keys: readonly number[], descending: boolean): number[] {
  return keys.map((_, k) => k).sort((i, j) => compare(keys[i], keys[j], descending) || i - j);
}

/** NaN comes after every number. */
export function compare(a: number, b: number, descending: boolean): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  if (a === b) return 0;
  return a < b === descending ? 1 : -1;
}

/** Visits the lanes along an axis, with where the first element of each lies in a contiguous array, and how far apart they are there. */
export function eachLane(
  x: Strided,
  axis: number,
  visit: (lane: readonly number[], at: number, step: number) => void,
): void {
  const { shape, strides } = x.layout;
  const n = shape[axis];
  const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const lanes = n === 0 ? 0 : x.layout.size / n;
  const from = elements(x.storage, x.type);
  for (let lane = 0; lane < lanes; lane++) {
    const start = x.offset + startOf(lane, shape, strides, axis);
    const keys = Array.from({ length: n }, (_, k) => from[start + k * strides[axis]]);
    visit(keys, Math.floor(lane / inner) * inner * n + (lane % inner), inner);
  }
}

/** Where a lane begins: lanes are numbered in row-major order of the other axes. */
function startOf(lane: number, shape: readonly number[], strides: readonly number[], axis: number): number {
  let at = 0;
  for (let i = shape.length - 1, rest = lane; i >= 0; i--) {
    if (i === axis) continue;
    at += (rest % shape[i]) * strides[i];
    rest = Math.floor(rest / shape[i]);
  }
  return at;
}
