import { rowMajor } from "../layout.js";
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
  const axesOf = (isReduced: boolean): number[] => {
    return shape.map((_, axis) => axis).filter((axis) => axes.includes(axis) === isReduced);
  };
  const [kept, reduced] = [false, true].map(axesOf);
  const lengths = kept.map((axis) => shape[axis]);
  const outer = fuse(lengths, [kept.map((axis) => strides[axis]), rowMajor(lengths).strides]);
  const inner = fuse(
    reduced.map((axis) => shape[axis]),
    [reduced.map((axis) => strides[axis])],
  );
  const empty = inner.shape.includes(0);
  const from = elements(x.storage, x.type);
  const to = elements(out.storage, out.type);
  const exact = op.init === 0 && x.type.kind !== "float";
  walk(outer, 0, [x.offset, out.offset], ([start, k]) => {
    if (empty) to[k] = op.arg ? -1 : op.init;
    else to[k] = op.arg ? findIndex(op, from, start, inner) : combine(op, from, start, inner, exact);
  });
};

/** Where `exact`, as for sums of integers, what nears 2⁵³ is carried over, so that nothing is rounded on the way. */
function combine(op: ReduceOp, from: TypedArray, start: number, loops: Loops, exact: boolean): number {
  const n = innerLength(loops);
  const step = innerStep(loops, 0);
  let [carried, known] = [0, op.init];
  walk(loops, 1, [start], (at) => {
    let [i] = at;
    for (let j = 0; j < n; j++, i += step) {
      known = op.reference(known, from[i]);
      if (!exact || Math.abs(known) < 2 ** 52) continue;
      const whole = Math.trunc(known / 2 ** 32);
      carried += whole;
      known -= whole * 2 ** 32;
    }
  });
  return exact ? carried * 2 ** 32 + known : known;
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
