import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compute } from "./code.js";
import { exactly, lesson } from "./lesson.js";

const square = fc
  .constantFrom(2, 3)
  .chain((n) =>
    fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
  );

/** Leibniz' sum over permutations: exact, as the entries are small integers. */
function leibniz(A: readonly (readonly number[])[]): number {
  if (A.length === 1) return A[0][0];
  return A[0].reduce((sum, value, j) => {
    const rest = A.slice(1).map((row) => row.filter((_, k) => k !== j));
    return sum + (j % 2 === 0 ? 1 : -1) * value * leibniz(rest);
  }, 0);
}

const caption = (A: number[][]): string => lesson.caption(compute({ A }), { A });

describe("determinant", () => {
  it("is told exactly both ways, and computed up to the error of LU", () => {
    fc.assert(
      fc.property(square, (A) => {
        const result = compute({ A });
        const det = leibniz(A) + 0; // no −0
        const last = result.expansion.steps[result.expansion.steps.length - 1];
        expect(exactly(result)).toBe(det);
        expect(last.after["det"][0][0].value).toBe(det);
        // backward stable: det(A + E) with |E| ≤ n³·ε·max|a|, each entry of which counts at most (n − 1)!·max|a|ⁿ⁻¹
        const most = Math.max(...A.flat().map(Math.abs));
        expect(Math.abs(result.determinant - det)).toBeLessThanOrEqual(9 * 27 * 2 * Number.EPSILON * most ** A.length);
      }),
      { numRuns: 50 },
    );
  });

  it("says in a sentence what becomes of areas, volumes and orientation", () => {
    expect(
      caption([
        [3, 1],
        [1, 2],
      ]),
    ).toBe("det A = 5: A makes every area 5 times as large, and keeps orientation.");
    expect(
      caption([
        [1, 2],
        [2, 1],
      ]),
    ).toContain("turns orientation over: from a₁ to a₂ it goes clockwise");
    expect(
      caption([
        [2, 4],
        [1, 2],
      ]),
    ).toBe("det A = 0: the parallelogram of the columns is flat, and has no area.");
    expect(
      caption([
        [0.1, 0.3],
        [0.2, 0.6],
      ]),
    ).toContain("det A = 0"); // in floats it is not
    expect(
      caption([
        [0, 2, 0],
        [2, 0, 0],
        [0, 0, 2],
      ]),
    ).toContain("turns orientation over, like a mirror");
  });
});
