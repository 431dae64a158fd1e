import { sortWasm } from "../generated/sort.js";
import { scratch } from "../memory/scratch.js";
import type { Sort } from "../signatures.js";
import { laneWork } from "../threads/lanes.js";
import { sortOnThreads } from "../threads/sort.js";
import { Family } from "./family.js";
import { withLanes } from "./lanes.js";

/** Lanes of n elements that lie `inner` apart: `count` slices of inner lanes each, or that many lanes. */
type SortLanes = (
  code: number,
  count: number,
  n: number,
  inner: number,
  down: number,
  x: number,
  o: number,
  work: number,
) => void;

interface SortExports {
  sort: SortLanes;
  columns: SortLanes;
  begin(code: number, n: number, least: number, x: number, o: number, list: number, work: number): number;
  part(code: number, at: number, work: number): void;
  finish(code: number, n: number, down: number, x: number, o: number, numbers: number): void;
}

export type SortFamily = Family<SortExports>;

/** Quicksort without branches that depend on the elements, and networks for a few. */
const sortFamily: SortFamily = /* @__PURE__ */ new Family<SortExports>(sortWasm, 0);

export const sort: Sort = (x, axis, descending, out) => {
  const { code, shift } = x.type;
  const down = Number(descending);
  withLanes("sort", axis, [x, out], (lanes, from, to) => {
    const { outer, n, inner } = lanes;
    if (sortOnThreads(sortFamily, code, 2 ** shift, lanes, down, from, to)) return;
    sortFamily.exports.sort(code, outer, n, inner, down, from, to, scratch(laneWork(n)));
  });
};
