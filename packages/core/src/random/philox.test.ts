import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DRAWS, philox, mulHigh } from "./philox.js";

/** One block, its words unsigned, for a counter and a key of 32-bit words. */
function block(counter: readonly number[], key: readonly number[]): number[] {
  const out = new Int32Array(4);
  philox([key[0], key[1], counter[2], counter[3]], counter[1] | 0, counter[0], out);
  return Array.from(out, (word) => word >>> 0);
}

describe("philox", () => {
  // Random123 1.14, tests/kat_vectors, philox4x32 with 10 rounds.
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])("gives the known answer for counter %j", (counter, key, expected) => {
    expect(block(counter, key)).toEqual(expected);
  });

  it("numbers blocks on across 2³², so that any part of a stream can be had alone", () => {
    const id = [1, 2, 3, 4] as const;
    fc.assert(
      fc.property(fc.constantFrom(0, 2 ** 32 - 2, 2 ** 40 + 2 ** 32 - 1, 2 ** 51 - 4), fc.nat(3), (first, skip) => {
        const whole = new Int32Array(16);
        philox(id, DRAWS, first, whole);
        const rest = new Int32Array(16 - 4 * skip);
        philox(id, DRAWS, first + skip, rest);
        expect(rest).toEqual(whole.subarray(4 * skip));
      }),
    );
  });
});

describe("mulHigh", () => {
  it("is the upper half of the exact product", () => {
    const word = fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.constantFrom(0, 1, 2 ** 31, 2 ** 32 - 1));
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(mulHigh(a | 0, b) >>> 0).toBe(Number((BigInt(a) * BigInt(b)) >> 32n));
      }),
      { numRuns: 2000 },
    );
  });
});
