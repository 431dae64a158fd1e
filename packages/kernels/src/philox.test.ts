import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { implementations } from "./conformance/implementations.js";
import { operand, surroundings, tight, valuesOf } from "./conformance/operand.js";
import { uint32 } from "./element-type.js";
import { philoxBlock } from "./reference/philox.js";

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe("philoxBlock", () => {
  /** Known answers published with Random123 (kat_vectors, philox4x32 with 10 rounds). */
  it.each([
    {
      key: [0, 0],
      counter: [0, 0, 0, 0],
      words: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    },
    {
      key: [0xffffffff, 0xffffffff],
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      words: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    },
    {
      key: [0xa4093822, 0x299f31d0],
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      words: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    },
  ])("gives the published words for counter $counter", ({ key, counter, words }) => {
    const block = Uint32Array.from(counter);
    philoxBlock(key[0], key[1], block);
    expect([...block]).toEqual(words);
  });
});

describe.each(implementations)("philox ($name)", ({ kernels: { philox } }) => {
  it("writes the blocks of successive counters, the carry included", () => {
    const law = fc.property(word, word, fc.oneof(word, fc.constant(2 ** 32 - 2)), word, fc.nat(30), fc.boolean(), draw);
    function draw(key0: number, key1: number, low: number, high: number, n: number, spilled: boolean): void {
      const out = operand(uint32, [n], tight([n], spilled), 77);
      const around = surroundings(out);
      philox(key0, key1, low, high, out);
      const expected = Array.from({ length: n }, (_, i) => {
        const counter = BigInt(low) + (BigInt(high) << 32n) + BigInt(Math.floor(i / 4));
        const block = Uint32Array.of(Number(counter & 0xffffffffn), Number((counter >> 32n) & 0xffffffffn), 0, 0);
        philoxBlock(key0, key1, block);
        return block[i % 4];
      });
      expect(valuesOf(out)).toEqual(expected);
      expect(surroundings(out)).toEqual(around);
    }
    fc.assert(law);
  });
});
