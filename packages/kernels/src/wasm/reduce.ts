import { type ElementType, int32 } from "../element-type.js";
import { realView } from "../complex/parts.js";
import { strided } from "../layout.js";
import { stageIn, stageOut } from "../memory/staging.js";
import { stagingSpace } from "../memory/scratch.js";
import { inHeap } from "../memory/storage.js";
import type { ReduceOp } from "../ops/op.js";
import { reduce as referenceReduce } from "../reference/reduce.js";
import type { Reduce } from "../signatures.js";
import type { Strided } from "../strided.js";
import { reduceOnThreads } from "../threads/reduce.js";
import { address } from "./address.js";
import { packInto } from "./pieces.js";
import type { SharedFamily } from "./reduce-families.js";
import { type Grouping, groupingOf } from "./reduce-grouping.js";

/**
 * By SIMD kernels where the operation has one for the dtype, else by the reference. Sums are binary trees over leaves of at most
 * 32 additions, whose shape depends only on the lengths.
 */
export const reduce: Reduce = (op, x, axes, out) => {
  const { type } = x;
  if (type.kind === "complex") {
    reduce(op, realView(x), axes, realView(out)); // sums: no other reduction has a meaning by parts
    return;
  }
  const isFloat = type.kind === "float";
  const family = isFloat ? op.family : x.layout.size > 0 ? op.integers : undefined;
  if (family === undefined || out.type !== (op.arg ? int32 : type)) {
    referenceReduce(op, x, axes, out);
    return;
  }
  if (out.layout.size === 0) return;
  const direct = inHeap(x.storage, op.name) && inHeap(out.storage, op.name);
  const grouping = groupingOf(x.layout, axes, op.arg);
  if (direct && grouping !== null) run(op, type, grouping, address(x), address(out));
  else reduceStaged(op, x, axes, grouping, out);
};

function run(op: ReduceOp, type: ElementType, grouping: Grouping, x: number, o: number): void {
  const { code, arg, family, integers } = op;
  const { outer, n, inner } = grouping;
  if (type.kind !== "float") {
    integers?.exports.reduce(code, outer, n, inner, x, o, type.code);
    return;
  }
  if (family === undefined) return;
  const bytes = 2 ** type.shift;
  const large = outer * n * inner * bytes >= family.large && !(arg && outer === 1);
  if (large && reduceOnThreads(family as SharedFamily, code, bytes, arg ? 4 : bytes, grouping, x, o)) return; // `large` says so
  family.exports.reduce(code, outer, n, inner, x, o, bytes);
}

/**
 * Reduces a copy of x: as it lies, if its elements lie without gaps and only spilled, so that the bits are those of an array in
 * the heap; else with the reduced axes last.
 */
function reduceStaged(
  op: ReduceOp,
  x: Strided,
  axes: readonly number[],
  grouping: Grouping | null,
  out: Strided,
): void {
  const { size } = x.layout;
  const bytes = 2 ** x.type.shift;
  const outBytes = out.layout.size * 2 ** out.type.shift;
  const space = stagingSpace(size * bytes + outBytes + 128);
  const copy = space + Math.ceil(outBytes / 64) * 64;
  let from = copy;
  if (grouping === null) packInto(withAxesLast(x, axes), copy);
  else if (inHeap(x.storage)) from = address(x);
  else stageIn(x.storage, x.offset * bytes, size * bytes, copy);
  const spilled = !inHeap(out.storage);
  const o = spilled ? space : address(out);
  const outer = out.layout.size;
  run(op, x.type, grouping ?? { outer, n: size / outer, inner: 1 }, from, o);
  if (spilled) stageOut(out.storage, out.offset * 2 ** out.type.shift, outBytes, o);
}

/** A view whose reduced axes come last, all in their order. */
function withAxesLast({ type, layout, storage, offset }: Strided, axes: readonly number[]): Strided {
  const all = layout.shape.map((_, axis) => axis);
  const order = [...all.filter((axis) => !axes.includes(axis)), ...all.filter((axis) => axes.includes(axis))];
  const shape = order.map((axis) => layout.shape[axis]);
  const strides = order.map((axis) => layout.strides[axis]);
  return { type, layout: strided(shape, strides), storage, offset };
}
