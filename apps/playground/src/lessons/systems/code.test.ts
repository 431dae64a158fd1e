import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compute } from "./code.js";

const entry = fc.integer({ min: -9, max: 9 });

describe("systems", () => {
  it("tells the solution that is computed, and A·x is b", () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 4, maxLength: 4 }), entry, entry, ([a, b, c, d], e, f) => {
        fc.pre(a * d - b * c !== 0);
        const { story, x, product } = compute({
          A: [
            [a, b],
            [c, d],
          ],
          b: [e, f],
        });
        const exact = [(e * d - b * f) / (a * d - b * c), (a * f - e * c) / (a * d - b * c)]; // Cramer's rule
        for (const [i, value] of exact.entries()) {
          expect(story.results["x"][i][0].value).toBeCloseTo(value, 12);
          expect(x?.[i]).toBeCloseTo(value, 8);
          expect(product?.[i]).toBeCloseTo([e, f][i], 8);
        }
      }),
    );
  });

  it("knows when the columns lie on one line", () => {
    const A = [
      [1, 2],
      [2, 4],
    ];
    expect(compute({ A, b: [1, 1] }).x).toBeNull();
  });
});
