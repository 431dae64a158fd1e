import { describe, expect, it } from "vitest";
import { convertElements } from "./convert.js";

/** Every 16-bit pattern, as one of the two formats, in float32. */
function all(from: "float16" | "bfloat16"): Float32Array {
  const patterns = Uint16Array.from({ length: 2 ** 16 }, (_, i) => i);
  const values = new Float32Array(2 ** 16);
  convertElements("convert", new Uint8Array(patterns.buffer), from, values, "float32", 0);
  return values;
}

describe.each([
  ["float16", 0x7c00, 2 ** -24, 65504],
  ["bfloat16", 0x7f80, 2 ** -133, (2 - 2 ** -7) * 2 ** 127],
] as const)("every %s in float32", (format, infinity, smallest, largest) => {
  const values = all(format);

  it("rises strictly from 0 by the smallest subnormal to the largest number, then infinity, then NaN", () => {
    expect([values[0], values[1], values[infinity - 1], values[infinity]]).toEqual([0, smallest, largest, Infinity]);
    for (let i = 1; i <= infinity; i++) expect(values[i]).toBeGreaterThan(values[i - 1]);
    expect(values.subarray(infinity + 1, 0x8000).every(Number.isNaN)).toBe(true);
  });

  it("doubles its spacing with each exponent: no value is off by a place", () => {
    const fractions = format === "float16" ? 2 ** 10 : 2 ** 7;
    for (let i = 2 * fractions; i < infinity; i++) expect(values[i]).toBe(2 * values[i - fractions]);
    for (let i = 0; i < 2 * fractions; i++) expect(values[i]).toBe(i * smallest);
  });

  it("changes its sign, and nothing else, with the first bit", () => {
    for (let i = 0; i <= infinity; i++) expect(Object.is(values[0x8000 + i], -values[i])).toBe(true);
  });
});
