import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compute } from "./code.js";

const entry = fc.integer({ min: -9, max: 9 });
const square = fc.tuple(fc.tuple(entry, entry), fc.tuple(entry, entry));
const reading = fc.constantFrom("entries" as const, "columns" as const, "outer" as const);

/** A bound for a product of three factors with k = 2: |x̂ − x| ≤ 2γ₂·|A|·|B|·|F| ≤ 5·2⁻⁵³·2·2·9·9·2 per entry. */
const TOLERANCE = 5 * 2 ** -53 * 648;

describe("products", () => {
  it("tells the product that is computed, in every reading", () => {
    fc.assert(
      fc.property(square, square, reading, (A, B, by) => {
        const { story, product } = compute({ A, B, by });
        expect(story.results["C"].map((row) => row.map(({ value }) => value))).toEqual(
          product.map((row) => row.map((value) => value + 0)),
        );
      }),
      { numRuns: 50 },
    );
  });

  it("moves the letter by B and then A as by A·B: (A·B)·F = A·(B·F)", () => {
    fc.assert(
      fc.property(square, square, (A, B) => {
        const { second, both } = compute({ A, B, by: "columns" });
        second.forEach((row, i) =>
          row.forEach((x, j) => expect(Math.abs(x - both[i][j])).toBeLessThanOrEqual(TOLERANCE)),
        );
      }),
      { numRuns: 50 },
    );
  });

  it("gives another map in the other order, unless the two commute", () => {
    const turn = [
      [0, -1],
      [1, 0],
    ];
    const double = [
      [2, 0],
      [0, 2],
    ];
    const shear = [
      [1, 1],
      [0, 1],
    ];
    const same = compute({ A: turn, B: double, by: "columns" });
    expect(same.swapped).toEqual(same.product);
    const { product, swapped } = compute({ A: turn, B: shear, by: "columns" });
    expect(product).toEqual([
      [0, -1],
      [1, 1],
    ]);
    expect(swapped).toEqual([
      [1, -1],
      [1, 0],
    ]);
  });
});
