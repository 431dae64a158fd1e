import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BINS, binBytes, binOf } from "./bins.js";

const sizes = fc.oneof(fc.integer({ min: 1, max: 65536 }), fc.integer({ min: 1, max: 65535 * 65536 }));

describe("binOf", () => {
  it("is the smallest class that holds the size", () => {
    fc.assert(
      fc.property(sizes, (bytes) => {
        const bin = binOf(bytes);
        expect(bin).toBeLessThan(BINS);
        expect(binBytes(bin)).toBeGreaterThanOrEqual(bytes);
        expect(binBytes(bin - 1)).toBeLessThan(bytes);
      }),
    );
  });

  it("wastes at most an eighth from 16 KiB on", () => {
    fc.assert(
      fc.property(fc.integer({ min: 16384, max: 65535 * 65536 }), (bytes) => {
        expect(binBytes(binOf(bytes)) - bytes).toBeLessThanOrEqual(bytes / 8);
      }),
    );
  });

  it("has classes of whole KiB that are their own class", () => {
    for (let bin = 1; bin < BINS; bin++) {
      if (binBytes(bin) > 2 ** 32) break;
      expect(binBytes(bin) % 1024).toBe(0);
      expect(binOf(binBytes(bin))).toBe(bin);
    }
  });
});
