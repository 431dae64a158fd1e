import { randomWasm } from "../generated/random.js";
import { uint32 } from "../element-type.js";
import { inHeap } from "../memory/storage.js";
import { philox as referencePhilox } from "../reference/philox.js";
import type { Philox } from "../signatures.js";
import { Family } from "./family.js";

interface RandomExports {
  philox(key0: number, key1: number, counterLo: number, counterHi: number, n: number, o: number): void;
}

const randomFamily: Family<RandomExports> = /* @__PURE__ */ new Family<RandomExports>(randomWasm, 0);

/** Words in the heap by the kernel, others by the reference; the bits are the same. */
export const philox: Philox = (key0, key1, counterLo, counterHi, out) => {
  const { type, layout, storage, offset } = out;
  if (type !== uint32 || !layout.contiguous || !inHeap(storage, "philox")) {
    referencePhilox(key0, key1, counterLo, counterHi, out);
    return;
  }
  randomFamily.exports.philox(key0, key1, counterLo, counterHi, layout.size, storage.address + offset * 4);
};
