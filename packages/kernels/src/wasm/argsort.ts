import { argsortWasm } from "../generated/argsort.js";
import { scratch } from "../memory/scratch.js";
import type { Sort } from "../signatures.js";
import { laneWork, lanesOnThreads } from "../threads/lanes.js";
import { Family } from "./family.js";
import { withLanes } from "./lanes.js";

/** The order of outer × inner lanes of n elements; see `laneWork`. */
type OrderLanes = (
  down: number,
  outer: number,
  n: number,
  inner: number,
  x: number,
  order: number,
  work: number,
) => void;

/** By the code of a real element type; a bool is a byte. */
const kernels = [
  "u8_argsort",
  "i8_argsort",
  "u8_argsort",
  "i16_argsort",
  "u16_argsort",
  "i32_argsort",
  "u32_argsort",
  "f32_argsort",
  "f64_argsort",
] as const;
type ArgsortExports = Record<(typeof kernels)[number], OrderLanes>;

/** Radix sort of bits that are ordered as the numbers are, each with its place; insertion for a few. */
const argsortFamily: Family<ArgsortExports> = /* @__PURE__ */ new Family<ArgsortExports>(argsortWasm, 0);

export const argsort: Sort = (x, axis, descending, out) => {
  const name = kernels[x.type.code];
  withLanes("argsort", axis, [x, out], ({ outer, n, inner }, from, to) => {
    const slice = n * inner;
    const args = [Number(descending), outer, n, inner, from, to] as const;
    const steps = [0, 0, 0, 0, slice * 2 ** x.type.shift, slice * 4];
    if (lanesOnThreads(argsortFamily, name, args, steps, n, slice)) return;
    argsortFamily.exports[name](...args, scratch(laneWork(n)));
  });
};
