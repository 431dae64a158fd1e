import { randomWasm } from "../generated/random.js";
import { stagingSpace } from "../memory/scratch.js";
import { stageOut } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import type { Philox } from "../signatures.js";
import { Family } from "./family.js";

interface RandomExports {
  philox(key0: number, key1: number, counterLo: number, counterHi: number, n: number, o: number): void;
}

const randomFamily: Family<RandomExports> = /* @__PURE__ */ new Family<RandomExports>(randomWasm, 0);

/** Straight into the heap; words that spilled go by way of staging. */
export const philox: Philox = (key0, key1, counterLo, counterHi, { storage, offset, layout: { size } }) => {
  const bytes = size * 4;
  const o = inHeap(storage, "philox") ? storage.address + offset * 4 : stagingSpace(bytes);
  randomFamily.exports.philox(key0, key1, counterLo, counterHi, size, o);
  stageOut(storage, offset * 4, bytes, o);
};
