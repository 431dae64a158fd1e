import { scratch } from "../memory/scratch.js";
import type { SharedFamily } from "../wasm/reduce-families.js";
import type { Grouping } from "../wasm/reduce-grouping.js";
import { eachOnThreads } from "./elements.js";

/** Bytes of a node of a row's tree, and of its result. */
const NODE = 2 ** 16;
const NODE_RESULT = 16;
/** Bytes of the columns that are reduced together. */
const STRIP = 2048;

/**
 * Reduces a large array on all threads: some rows or slices each, or some columns, or some nodes of the one row's tree, so that
 * every sum is the same tree as on one thread. Answers false, having done nothing, where one thread should do it.
 *
 * @param bytes - of an element
 * @param outBytes - of an element of the result
 */
export function reduceOnThreads(
  family: SharedFamily,
  code: number,
  bytes: number,
  outBytes: number,
  { outer, n, inner }: Grouping,
  x: number,
  o: number,
): boolean {
  if (outer > 1) {
    const slice = n * inner * bytes;
    const args = [code, outer, n, inner, x, o, bytes];
    return eachOnThreads(family, "reduce", args, [0, 0, 0, 0, slice, inner * outBytes, 0], slice, 1);
  }
  if (inner > 1) {
    const args = [code, inner, n, inner * bytes, x, o, bytes];
    return eachOnThreads(family, "columns", args, [0, 0, 0, 0, bytes, bytes, 0], n * bytes, STRIP / bytes);
  }
  const count = Math.floor((n * bytes) / NODE);
  const nodes = scratch(count * NODE_RESULT);
  if (!eachOnThreads(family, "nodes", [code, count, x, nodes, bytes], [0, 0, NODE, NODE_RESULT, 0], NODE, 1)) {
    return false;
  }
  family.exports.of_nodes(code, n, x, nodes, o, bytes);
  return true;
}
