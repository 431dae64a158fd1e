import { float32, float64, int32 } from "../element-type.js";
import { reduceWasm } from "../generated/reduce.js";
import { strided } from "../layout.js";
import { stageOut } from "../memory/staging.js";
import { stagingSpace } from "../memory/scratch.js";
import { inHeap } from "../memory/storage.js";
import type { ReduceOp } from "../ops/op.js";
import { reduce as referenceReduce } from "../reference/reduce.js";
import type { Reduce } from "../signatures.js";
import type { Strided } from "../strided.js";
import { Family } from "./family.js";
import { packInto } from "./pieces.js";
import { type Grouping, groupingOf } from "./reduce-grouping.js";

/** Contiguous x of shape [outer, n, inner]; addresses in bytes. */
interface ReduceExports {
  f32_reduce(op: number, outer: number, n: number, inner: number, x: number, o: number): void;
  f64_reduce(op: number, outer: number, n: number, inner: number, x: number, o: number): void;
  f32_arg(op: number, outer: number, n: number, x: number, o: number): void;
  f64_arg(op: number, outer: number, n: number, x: number, o: number): void;
}

/** Room for the binary counters of sums over 2³¹ elements. */
const reduceFamily: Family<ReduceExports> = /* @__PURE__ */ new Family<ReduceExports>(reduceWasm, 65536);

/**
 * float32 and float64 by SIMD kernels, other dtypes and operations without one by the reference. Sums are binary trees over
 * leaves of at most 32 additions, whose shape depends only on the lengths.
 */
export const reduce: Reduce = (op, x, axes, out) => {
  const { type } = x;
  if ((type !== float64 && type !== float32) || op.code < 0 || out.type !== (op.arg ? int32 : type)) {
    referenceReduce(op, x, axes, out);
    return;
  }
  const direct = inHeap(x.storage, op.name) && inHeap(out.storage, op.name);
  const grouping = groupingOf(x.layout, axes, op.arg);
  if (direct && grouping !== null) {
    const o = out.storage.address + out.offset * 2 ** out.type.shift;
    run(op, type === float64, grouping, x.storage.address + x.offset * 2 ** type.shift, o);
  } else if (out.layout.size > 0) reduceStaged(op, x, axes, out);
};

function run(op: ReduceOp, wide: boolean, { outer, n, inner }: Grouping, x: number, o: number): void {
  const kernels = reduceFamily.exports;
  if (op.arg) {
    if (wide) kernels.f64_arg(op.code, outer, n, x, o);
    else kernels.f32_arg(op.code, outer, n, x, o);
  } else if (wide) kernels.f64_reduce(op.code, outer, n, inner, x, o);
  else kernels.f32_reduce(op.code, outer, n, inner, x, o);
}

/** Copies x into scratch with the reduced axes last, and reduces the rows. */
function reduceStaged(op: ReduceOp, x: Strided, axes: readonly number[], out: Strided): void {
  const { shape, strides, size } = x.layout;
  const all = shape.map((_, axis) => axis);
  const order = [...all.filter((axis) => !axes.includes(axis)), ...all.filter((axis) => axes.includes(axis))];
  const layout = strided(
    order.map((axis) => shape[axis]),
    order.map((axis) => strides[axis]),
  );
  const outer = out.layout.size;
  const bytes = 2 ** out.type.shift;
  const space = stagingSpace(size * 2 ** x.type.shift + outer * bytes + 128);
  const from = space + Math.ceil((outer * bytes) / 64) * 64;
  packInto({ type: x.type, layout, storage: x.storage, offset: x.offset }, from);
  const spilled = !inHeap(out.storage);
  const o = spilled ? space : out.storage.address + out.offset * bytes;
  run(op, x.type === float64, { outer, n: size / outer, inner: 1 }, from, o);
  if (spilled) stageOut(out.storage, out.offset * bytes, outer * bytes, o);
}
