import { rankWasm } from "../generated/rank.js";
import { scratch } from "../memory/scratch.js";
import type { Argpartition, Argselect } from "../signatures.js";
import { Family } from "./family.js";
import { withLanes } from "./lanes.js";

/** Both work on lanes of n elements; work has room for 24·n + 1024 bytes. */
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
    const { argpartition: kernel } = rankFamily.exports;
    kernel(x.type.code, outer, n, inner, kth, Number(descending), from, to, scratch(24 * n + 1024));
  });
};

export const argselect: Argselect = (x, ranks, out) => {
  withLanes("argselect", 1, [x, ranks, out], ({ outer, n }, from, wanted, to) => {
    const count = out.layout.shape[1];
    rankFamily.exports.argselect(x.type.code, outer, n, count, from, wanted, to, scratch(24 * n + 1024));
  });
};
