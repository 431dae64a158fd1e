import type { ElementName } from "../element-type.js";
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

type KeyName = "f32" | "f64" | "i8" | "u8" | "i16" | "u16" | "i32" | "u32";
type ArgsortExports = Record<`${KeyName}_argsort`, OrderLanes>;

/** Radix sort of bits that are ordered as the numbers are, each with its place; insertion for a few. */
const argsortFamily: Family<ArgsortExports> = /* @__PURE__ */ new Family<ArgsortExports>(argsortWasm, 0);

export const argsort: Sort = (x, axis, descending, out) => {
  const name = `${keyOf(x.type.name)}_argsort` as const;
  withLanes("argsort", axis, [x, out], ({ outer, n, inner }, from, to) => {
    const slice = n * inner;
    const args = [Number(descending), outer, n, inner, from, to] as const;
    const steps = [0, 0, 0, 0, slice * 2 ** x.type.shift, slice * 4];
    if (lanesOnThreads(argsortFamily, name, args, steps, n, slice)) return;
    argsortFamily.exports[name](...args, scratch(laneWork(n)));
  });
};

function keyOf(name: ElementName): KeyName {
  if (name === "float32") return "f32";
  if (name === "int8" || name === "int16" || name === "int32")
    return `i${name === "int8" ? 8 : name === "int16" ? 16 : 32}`;
  if (name === "uint16") return "u16";
  if (name === "uint32") return "u32";
  return name === "float64" ? "f64" : "u8";
}
