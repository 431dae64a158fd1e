import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compute } from "./code.js";

const entry = fc.integer({ min: -9, max: 9 });

describe("inverse", () => {
  it("brings the letter back: |A⁻¹(A·x) − x| ≤ c·ε·κ(A)·‖x‖", () => {
    fc.assert(
      fc.property(entry, entry, entry, entry, (a, b, c, d) => {
        fc.pre(a * d !== b * c);
        const A = [
          [a, b],
          [c, d],
        ];
        const { back, letter, condition, inverse, story } = compute({ A });
        const bound = 16 * 2 ** -53 * condition; // Higham, 2nd ed., §14.1, with n = 2
        back?.forEach((row, i) =>
          row.forEach((x, j) => expect(Math.abs(x - letter[i][j])).toBeLessThanOrEqual(bound * 3)),
        );
        const determinant = a * d - b * c;
        const exact = [
          [d / determinant, -b / determinant],
          [-c / determinant, a / determinant],
        ];
        const size = Math.max(...exact.flat().map(Math.abs));
        exact.forEach((row, i) =>
          row.forEach((x, j) => {
            expect(story.results["A⁻¹"][i][j].value).toBe(x + 0); // integers are divided, and rounded once; −0 is 0
            expect(Math.abs((inverse?.[i][j] ?? NaN) - x)).toBeLessThanOrEqual(bound * 2 * size);
          }),
        );
      }),
      { numRuns: 50 },
    );
  });

  it("has none for columns on one line, also where floats would not be sure", () => {
    for (const A of [
      [
        [1, 2],
        [2, 4],
      ],
      [
        [0.1, 0.3],
        [0.2, 0.6],
      ],
      [
        [0, 0],
        [0, 0],
      ],
    ]) {
      const { inverse, back, doubt, story } = compute({ A });
      expect([inverse, back, doubt]).toEqual([null, null, null]);
      expect(story.results["A·x"].flat().map(({ value }) => value)).toEqual([0, 0]);
    }
  });
});
