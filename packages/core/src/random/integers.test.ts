import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mulHigh } from "./integers.js";

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
