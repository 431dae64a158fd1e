import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { turnBytes } from "./byte-order.js";

describe("turnBytes", () => {
  it.each([1, 2, 4, 8])("turns each %i bytes around, and no others", (width) => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(2), (count, words) => {
        const memory = Uint8Array.from({ length: 4 * words + width * count + 4 }, (_, i) => i);
        const bytes = memory.subarray(4 * words, 4 * words + width * count);
        const expected = memory.map((byte, i) => {
          const at = i - 4 * words;
          return at < 0 || at >= bytes.length ? byte : memory[i - (at % width) + (width - 1 - (at % width))];
        });
        turnBytes(bytes, width);
        expect(memory).toEqual(expected);
      }),
    );
  });
});
