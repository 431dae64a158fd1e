import { rankWasm } from "../generated/rank.js";
import { scratch } from "../memory/scratch.js";
import type { Argpartition, Argselect } from "../signatures.js";
import { laneWork, lanesOnThreads } from "../threads/lanes.js";
import { Family } from "./family.js";
import { withLanes } from "./lanes.js";

/** Both work on lanes of n elements; see `laneWork`. */
interface RankExports {
  argpartition(
    code: number,
    outer: number,
    n: number,
    inner: number,
    kth: number,
    down: number,
    x: number,
    order: number,
    work: number,
  ): void;
  argselect(
    code: number,
    rows: number,
    n: number,
    count: number,
    x: number,
    ranks: number,
    places: number,
    work: number,
  ): void;
}

/** Quickselect, in time that grows as the number of elements. */
const rankFamily: Family<RankExports> = /* @__PURE__ */ new Family<RankExports>(rankWasm, 0);

export const argpartition: Argpartition = (x, axis, kth, descending, out) => {
  withLanes("argpartition", axis, [x, out], ({ outer, n, inner }, from, to) => {
    const slice = n * inner;
    const args = [x.type.code, outer, n, inner, kth, Number(descending), from, to] as const;
    const steps = [0, 0, 0, 0, 0, 0, slice * 2 ** x.type.shift, slice * 4];
    if (lanesOnThreads(rankFamily, "argpartition", args, steps, n, slice)) return;
    rankFamily.exports.argpartition(...args, scratch(laneWork(n)));
  });
};

export const argselect: Argselect = (x, ranks, out) => {
  withLanes("argselect", 1, [x, ranks, out], ({ outer, n }, from, wanted, to) => {
    const count = out.layout.shape[1];
    const args = [x.type.code, outer, n, count, from, wanted, to] as const;
    const steps = [0, 0, 0, 0, n * 2 ** x.type.shift, count * 4, count * 4];
    if (lanesOnThreads(rankFamily, "argselect", args, steps, n, n)) return;
    rankFamily.exports.argselect(...args, scratch(laneWork(n)));
  });
};
