import { sortWasm } from "../generated/sort.js";
import { scratch } from "../memory/scratch.js";
import type { Sort } from "../signatures.js";
import { Family } from "./family.js";
import { withLanes } from "./lanes.js";

export interface SortExports {
  /** Each of outer × inner lanes of n elements; work has room for 24·n + 1024 bytes. */
  sort(code: number, outer: number, n: number, inner: number, down: number, x: number, o: number, work: number): void;
}

/** Quicksort without branches that depend on the elements, and networks for a few. */
const sortFamily: Family<SortExports> = /* @__PURE__ */ new Family<SortExports>(sortWasm, 0);

export const sort: Sort = (x, axis, descending, out) => {
  withLanes("sort", axis, [x, out], ({ outer, n, inner }, from, to) => {
    sortFamily.exports.sort(x.type.code, outer, n, inner, Number(descending), from, to, scratch(24 * n + 1024));
  });
};
