import { elements } from "../memory/storage.js";
import { type Loops, fuse, innerLength, innerStep, walk } from "../loops.js";
import { realView } from "../complex/parts.js";
import type { ReduceOp } from "../ops/op.js";
import type { TypedArray } from "../element-type.js";
import type { Reduce } from "../signatures.js";

/**
 * out ← x reduced over some axes, one element after the other in row-major order. Sums of integers are rounded once, at the
 * end: give a float64 out to see whether a narrower dtype would hold them.
 */
export const reduce: Reduce = (op, x, axes, out) => {
  if (out.layout.size === 0) return;
  if (x.type.kind === "complex") {
    reduce(op, realView(x), axes, realView(out));
    return;
  }
  const { shape, strides } = x.layout;
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const reduced = shape.map((_, axis) => axis).filter((axis) => axes.includes(axis));
  const outer = fuse(
    kept.map((axis) => shape[axis]),
    [kept.map((axis) => strides[axis]), contiguous(kept.map((axis) => shape[axis]))],
  );
  const inner = fuse(
    reduced.map((axis) => shape[axis]),
    [reduced.map((axis) => strides[axis])],
  );
  const empty = inner.shape.includes(0);
  const from = elements(x.storage, x.type);
  const to = elements(out.storage, out.type);
  const one = op.arg ? findIndex : op.init === 0 && x.type.kind !== "float" ? total : combine;
  walk(outer, 0, [x.offset, out.offset], ([start, k]) => {
    to[k] = empty ? (op.arg ? -1 : op.init) : one(op, from, start, inner);
  });
};

function combine(op: ReduceOp, from: TypedArray, start: number, loops: Loops): number {
  const n = innerLength(loops);
  const step = innerStep(loops, 0);
  let known = op.init;
  walk(loops, 1, [start], (at) => {
    let [i] = at;
    for (let j = 0; j < n; j++, i += step) known = op.reference(known, from[i]);
  });
  return known;
}

/** As `combine`, for sums of integers: what nears 2⁵³ is carried over, so that nothing is rounded on the way. */
function total(op: ReduceOp, from: TypedArray, start: number, loops: Loops): number {
  const n = innerLength(loops);
  const step = innerStep(loops, 0);
  let [carried, known] = [0, 0];
  walk(loops, 1, [start], (at) => {
    let [i] = at;
    for (let j = 0; j < n; j++, i += step) {
      known = op.reference(known, from[i]);
      if (Math.abs(known) < 2 ** 52) continue;
      const whole = Math.trunc(known / 2 ** 32);
      carried += whole;
      known -= whole * 2 ** 32;
    }
  });
  return carried * 2 ** 32 + known;
}

function findIndex(op: ReduceOp, from: TypedArray, start: number, loops: Loops): number {
  const n = innerLength(loops);
  const step = innerStep(loops, 0);
  let best = from[start];
  let found = 0;
  let index = 0;
  walk(loops, 1, [start], (at) => {
    let [i] = at;
    for (let j = 0; j < n; j++, i += step, index++) {
      if (op.reference(best, from[i]) === 0) continue;
      best = from[i];
      found = index;
    }
  });
  return found;
}

/** Row-major strides. */
function contiguous(shape: readonly number[]): number[] {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1] * shape[axis + 1];
  return strides;
}
