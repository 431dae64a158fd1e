import { float32, float64 } from "../element-type.js";
import { gatherWasm } from "../generated/gather.js";
import { fuse } from "../loops.js";
import { inHeap } from "../memory/storage.js";
import { gather as referenceGather, scatterAdd as referenceScatterAdd } from "../reference/gather.js";
import type { Gather, ScatterAdd } from "../signatures.js";
import type { Strided } from "../strided.js";
import { address } from "./address.js";
import { Family } from "./family.js";

interface GatherExports {
  /** Strides of x in bytes, of the indices in elements. */
  gather(
    outer: number,
    count: number,
    bytes: number,
    x: number,
    xOuter: number,
    xRow: number,
    indices: number,
    step: number,
    o: number,
  ): void;
  f32_scatter_add: ScatterRows;
  f64_scatter_add: ScatterRows;
}

/** x of shape [outer, count, inner] into o of shape [outer, length, inner], both contiguous. */
type ScatterRows = (
  outer: number,
  count: number,
  inner: number,
  length: number,
  x: number,
  indices: number,
  step: number,
  o: number,
) => void;

/** Kernels that find elements by their index. */
const gatherFamily: Family<GatherExports> = /* @__PURE__ */ new Family<GatherExports>(gatherWasm, 0);

/** Rows that are contiguous in x by a kernel; what is not, or spilled, by the reference. */
export const gather: Gather = (x, indices, axis, out) => {
  const outer = slices(x, axis);
  const bytes = 2 ** x.type.shift;
  if (outer === null || !live("gather", x, indices, out)) {
    referenceGather(x, indices, axis, out);
    return;
  }
  const inner = product(x.layout.shape.slice(axis + 1));
  const step = indices.layout.strides[0] ?? 0;
  const xRow = x.layout.strides[axis] * bytes;
  const [from, at, to] = [address(x), address(indices), address(out)];
  const { size } = indices.layout;
  gatherFamily.exports.gather(outer.count, size, inner * bytes, from, outer.step * bytes, xRow, at, step, to);
};

/** Contiguous floats by a kernel, the rest by the reference. */
export const scatterAdd: ScatterAdd = (x, indices, axis, out) => {
  const contiguous = x.layout.contiguous && out.layout.contiguous && x.type === out.type;
  const isFloat = out.type === float32 || out.type === float64;
  if (!isFloat || !contiguous || !live("scatterAdd", x, indices, out)) {
    referenceScatterAdd(x, indices, axis, out);
    return;
  }
  const { shape } = out.layout;
  const { f32_scatter_add, f64_scatter_add } = gatherFamily.exports;
  const kernel = out.type === float32 ? f32_scatter_add : f64_scatter_add;
  const [outer, inner] = [product(shape.slice(0, axis)), product(shape.slice(axis + 1))];
  const step = indices.layout.strides[0] ?? 0;
  kernel(outer, indices.layout.size, inner, shape[axis], address(x), address(indices), step, address(out));
};

/** The slices before the axis, where one step leads from each to the next and what follows the axis is contiguous. */
function slices({ layout }: Strided, axis: number): { count: number; step: number } | null {
  const { shape, strides } = layout;
  let size = 1;
  for (let i = shape.length - 1; i > axis; i--) {
    if (shape[i] !== 1 && strides[i] !== size) return null;
    size *= shape[i];
  }
  const { shape: counts, steps } = fuse(shape.slice(0, axis), [strides.slice(0, axis)]);
  if (counts.length > 1) return null;
  return { count: counts[0] ?? 1, step: steps[0][0] ?? 0 };
}

function live(op: string, ...operands: readonly Strided[]): boolean {
  return operands.every((x) => inHeap(x.storage, op));
}

function product(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}
