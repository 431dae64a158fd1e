import { sortWasm } from "../generated/sort.js";
import { rowMajor } from "../layout.js";
import { allocate } from "../memory/heap.js";
import { scratch } from "../memory/scratch.js";
import { type Operand, withStaged } from "../memory/staging.js";
import type { ElementName } from "../element-type.js";
import type { Sort } from "../signatures.js";
import type { Strided } from "../strided.js";
import { requireLive } from "../memory/storage.js";
import { copy } from "./copy.js";
import { Family } from "./family.js";

/** outer × inner lanes of n elements; values or order is 0 where it is not wanted. */
type SortLanes = (
  outer: number,
  n: number,
  inner: number,
  down: number,
  x: number,
  values: number,
  order: number,
  work: number,
) => void;

type SortName = "f32" | "f64" | "i8" | "u8" | "i16" | "u16" | "i32" | "u32";
type SortExports = Record<`${SortName}_sort`, SortLanes>;

/** Kernels that sort: radix sort of bits that are ordered as the numbers are, insertion for a few. */
const sortFamily: Family<SortExports> = /* @__PURE__ */ new Family<SortExports>(sortWasm, 0);

/** Contiguous elements by a kernel; what is not is copied first. */
export const sort: Sort = (x, axis, descending, values, order) => {
  for (const operand of [x, values, order]) if (operand !== null) requireLive(operand.storage, "sort");
  if (x.layout.size === 0) return;
  const source = x.layout.contiguous ? x : contiguousCopy(x);
  const { shape } = x.layout;
  const n = shape[axis];
  const outer = shape.slice(0, axis).reduce((a, b) => a * b, 1);
  const inner = x.layout.size / n / outer;
  const kernel = sortFamily.exports[`${kernelOf(x.type.name)}_sort`];
  const outputs = [values, order].filter((operand) => operand !== null);
  const work = scratch(24 * n + 8192);
  withStaged([wholeOf(source)], outputs.map(wholeOf), (from, ...to) => {
    const [v, o] = values === null ? [0, to[0] ?? 0] : [to[0], to[1] ?? 0];
    kernel(outer, n, inner, Number(descending), from, v, o, work);
  });
};

function kernelOf(name: ElementName): SortName {
  if (name === "float32") return "f32";
  if (name === "int8" || name === "int16" || name === "int32")
    return `i${name === "int8" ? 8 : name === "int16" ? 16 : 32}`;
  if (name === "uint16") return "u16";
  if (name === "uint32") return "u32";
  return name === "float64" ? "f64" : "u8";
}

function contiguousCopy(x: Strided): Strided {
  const { type, layout } = x;
  const storage = allocate(layout.size * 2 ** type.shift);
  const out = { type, layout: rowMajor(layout.shape), storage, offset: 0 };
  copy(x, out);
  return out;
}

function wholeOf({ type, storage, offset, layout }: Strided): Operand {
  return { type, storage, offset, reach: [0, layout.size - 1] };
}
