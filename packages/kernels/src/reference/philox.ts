import { elements } from "../memory/storage.js";
import type { Philox } from "../signatures.js";

/** Multipliers and what is added to the key after each round. */
const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;
const ROUNDS = 10;

/**
 * out ← Philox4x32-10: words 4i … 4i + 3 are the block of counter `counterHi·2³² + counterLo + i`, whose upper 64 bits are 0.
 * out is contiguous.
 *
 * @see Salmon, Moraes, Dror & Shaw, *Parallel random numbers: as easy as 1, 2, 3*, SC 2011
 */
export const philox: Philox = (key0, key1, counterLo, counterHi, out) => {
  const to = elements(out.storage, out.type);
  const words = new Uint32Array(4);
  for (let i = 0; i < out.layout.size; i += 4) {
    const low = (counterLo >>> 0) + i / 4;
    const carry = Math.floor(low / 2 ** 32);
    words.set([low, counterHi + carry, 0, 0]);
    philoxBlock(key0, key1, words);
    for (let j = 0; j < 4 && i + j < out.layout.size; j++) to[out.offset + i + j] = words[j];
  }
};

/** Replaces a counter of four words by its random words. */
export function philoxBlock(key0: number, key1: number, words: Uint32Array): void {
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b, c, d] = words;
    words[0] = highProduct(M1, c) ^ b ^ key0;
    words[1] = Math.imul(M1, c);
    words[2] = highProduct(M0, a) ^ d ^ key1;
    words[3] = Math.imul(M0, a);
    key0 = (key0 + W0) | 0;
    key1 = (key1 + W1) | 0;
  }
}

/** The upper 32 bits of the product of two words. */
function highProduct(a: number, b: number): number {
  const low = (a & 0xffff) * b;
  const high = (a >>> 16) * b;
  return Math.floor((high + Math.floor(low / 2 ** 16)) / 2 ** 16);
}
