import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compute } from "./code.js";

const entry = fc.integer({ min: -9, max: 9 });
const pair = fc.tuple(entry, entry);
const given = fc.record({ A: fc.tuple(pair, pair), x: pair, role: fc.constant("map" as const) });

describe("matrices", () => {
  it("has columns of the centred data that add up to 0, around a mean half way", () => {
    fc.assert(
      fc.property(given, (inputs) => {
        const { centre, centred } = compute(inputs);
        for (const j of [0, 1]) {
          expect(centred[0][j] + centred[1][j]).toBe(0); // halves are exact
          expect(2 * centre[j]).toBe(inputs.A[0][j] + inputs.A[1][j]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("is linear as a layer: A·(2x) = 2·A·x", () => {
    fc.assert(
      fc.property(given, (inputs) => {
        const once = compute(inputs).output;
        const twice = compute({ ...inputs, x: inputs.x.map((value) => 2 * value) }).output;
        expect(twice).toEqual(once.map((value) => 2 * value));
      }),
      { numRuns: 30 },
    );
  });

  it("scales the area of the letter by |det A|, by the shoelace formula", () => {
    fc.assert(
      fc.property(given, (inputs) => {
        const { letter, moved, determinant } = compute(inputs);
        const size = 81 * 4 * letter[0].length;
        expect(Math.abs(area(moved) - determinant * area(letter))).toBeLessThanOrEqual(32 * 2 ** -53 * size);
      }),
      { numRuns: 30 },
    );
  });
});

function area([x, y]: readonly (readonly number[])[]): number {
  const doubled = x.map((value, j) => value * y[(j + 1) % x.length] - x[(j + 1) % x.length] * y[j]);
  return doubled.reduce((sum, value) => sum + value, 0) / 2;
}
