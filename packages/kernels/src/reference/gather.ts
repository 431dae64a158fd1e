import { realView } from "../complex/parts.js";
import { elements } from "../memory/storage.js";
import { fuse, innerLength, innerStep, walk } from "../loops.js";
import type { Gather, Scatter, ScatterAdd } from "../signatures.js";
import type { Strided } from "../strided.js";

/** out[…, j, …] ← x[…, indices[j], …] along one axis. */
export const gather: Gather = (x, indices, axis, out) => {
  eachSlice(out, x, indices, axis, (to, from, k, i, n, step, fromStep) => {
    for (let l = 0; l < n; l++, k += step, i += fromStep) to[k] = from[i];
  });
};

/** out[…, indices[j], …] ← out[…, indices[j], …] + x[…, j, …] along one axis, j ascending: the adjoint of `gather`. */
export const scatterAdd: ScatterAdd = (x, indices, axis, out) => {
  eachSlice(x, out, indices, axis, (from, to, i, k, n, step, toStep) => {
    for (let l = 0; l < n; l++, i += step, k += toStep) to[k] += from[i];
  });
};

/** out[…, indices[j], …] ← x[…, j, …] along one axis, j ascending: of equal indices the last wins. */
export const scatter: Scatter = (x, indices, axis, out) => {
  eachSlice(x, out, indices, axis, (from, to, i, k, n, step, toStep) => {
    for (let l = 0; l < n; l++, i += step, k += toStep) to[k] = from[i];
  });
};

type Row = (a: Numbers, b: Numbers, i: number, j: number, n: number, aStep: number, bStep: number) => void;
type Numbers = ReturnType<typeof elements>;

/** Rows of the slices of `dense` at j and of `indexed` at indices[j], for every j. */
function eachSlice(dense: Strided, indexed: Strided, indices: Strided, axis: number, row: Row): void {
  if (dense.layout.size === 0) return;
  if (dense.type.kind === "complex") {
    eachSlice(realView(dense), realView(indexed), indices, axis, row);
    return;
  }
  const at = elements(indices.storage, indices.type);
  const [a, b] = [elements(dense.storage, dense.type), elements(indexed.storage, indexed.type)];
  const without = (list: readonly number[]): number[] => list.filter((_, i) => i !== axis);
  if (dense.layout.size === dense.layout.shape[axis]) {
    const [step, indexedStep, atStep] = [
      dense.layout.strides[axis],
      indexed.layout.strides[axis],
      indices.layout.strides[0] ?? 0,
    ];
    let [i, k] = [dense.offset, indices.offset];
    for (let j = 0; j < dense.layout.size; j++, i += step, k += atStep) {
      row(a, b, i, indexed.offset + at[k] * indexedStep, 1, 1, 1);
    }
    return;
  }
  const loops = fuse(without(dense.layout.shape), [without(dense.layout.strides), without(indexed.layout.strides)]);
  const n = innerLength(loops);
  const [aStep, bStep] = [innerStep(loops, 0), innerStep(loops, 1)];
  const step = indices.layout.strides[0] ?? 0;
  for (let j = 0; j < dense.layout.shape[axis]; j++) {
    const index = at[indices.offset + j * step];
    const starts = [
      dense.offset + j * dense.layout.strides[axis],
      indexed.offset + index * indexed.layout.strides[axis],
    ];
    walk(loops, 1, starts, ([i, k]) => row(a, b, i, k, n, aStep, bStep));
  }
}
