import { elements } from "../memory/storage.js";
import type { Sort } from "../signatures.js";

/** values and order ← the elements along an axis in order, and where they were: equal ones keep their order, NaN is last. */
export const sort: Sort = (x, axis, descending, values, order) => {
  const { shape, strides } = x.layout;
  const n = shape[axis];
  const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const lanes = n === 0 ? 0 : x.layout.size / n;
  const from = elements(x.storage, x.type);
  for (let lane = 0; lane < lanes; lane++) {
    const start = x.offset + startOf(lane, shape, strides, axis);
    const keys = Array.from({ length: n }, (_, k) => from[start + k * strides[axis]]);
    const sorted = keys.map((_, k) => k).sort((i, j) => compare(keys[i], keys[j], descending) || i - j);
    const first = Math.floor(lane / inner) * inner * n + (lane % inner);
    sorted.forEach((k, to) => {
      const at = first + to * inner;
      if (values !== null) elements(values.storage, values.type)[values.offset + at] = keys[k];
      if (order !== null) elements(order.storage, order.type)[order.offset + at] = k;
    });
  }
};

function compare(a: number, b: number, descending: boolean): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  if (a === b) return 0;
  return a < b === descending ? 1 : -1;
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
