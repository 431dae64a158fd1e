import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Inputs, compute } from "./code.js";

const entry = fc.integer({ min: -9, max: 9 });
const vector = fc.array(entry, { minLength: 3, maxLength: 3 });
const square = fc.array(vector, { minLength: 3, maxLength: 3 });
const WAYS: readonly Inputs["by"][] = ["lu", "luWithoutPivoting", "classical", "modified"];

function det([a, b, c]: readonly (readonly number[])[]): number {
  return a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
}

describe("factorizations", () => {
  it("solves A·x = b by every way that has factors: |b − A·x| ≤ 100·ε·‖A‖·‖x‖ from exact factors", () => {
    fc.assert(
      fc.property(square, vector, fc.constantFrom(...WAYS), (A, b, by) => {
        fc.pre(det(A) !== 0);
        const { solved, refused } = compute({ A, b, by, numbers: "exact" });
        if (solved === null) {
          expect([by, refused]).toEqual(["luWithoutPivoting", expect.stringContaining("a pivot must not be zero")]);
          return;
        }
        const { x } = solved;
        const size = 27 * Math.max(...x.map(Math.abs));
        A.forEach((row, i) => {
          const residual = Math.abs(b[i] - row.reduce((sum, a, j) => sum + a * x[j], 0));
          expect(residual).toBeLessThanOrEqual(100 * Number.EPSILON * size);
        });
      }),
      { numRuns: 40 },
    );
  });

  it("loses x to a tiny pivot in three digits, and keeps it by exchanging rows", () => {
    const A = [
      [0.0001, 1],
      [1, 1],
    ];
    const system = { A, b: [1, 2], numbers: "digits" } as const;
    // L = [1 0; 10000 1] and U = [0.0001 1; 0 −10000], of which −9999 was rounded: by hand, x = (2, 0.9998)
    const { solved } = compute({ ...system, by: "luWithoutPivoting" });
    const [x1, x2] = solved?.x ?? [];
    expect(Math.abs(x2 - 0.9998)).toBeLessThanOrEqual(2 * Number.EPSILON);
    expect(Math.abs(x1 - 2)).toBeLessThanOrEqual(1e4 * 2 * Number.EPSILON); // (1 − x₂)/0.0001 magnifies what x₂ is off
    expect(compute({ ...system, by: "lu" }).solved?.error).toBeLessThan(1e-3); // a unit of the third digit
  });

  it("tells the factors of a singular matrix, and that they do not solve", () => {
    const A = [
      [1, 2],
      [2, 4],
    ];
    const { story, solved, refused } = compute({ A, b: [1, 1], by: "lu", numbers: "exact" });
    expect(story?.result("U").toArray()).toEqual([
      [2, 4],
      [0, 0],
    ]);
    expect(solved).toBeNull();
    expect(refused).toContain("solveTriangular: a must be nonsingular");
    expect(compute({ A, b: [1, 1], by: "modified", numbers: "exact" }).refused).toContain("must be independent");
  });

  it("solves by reflections in doubles and by Cholesky where A is positive definite, and tells where it is not", () => {
    const A = [
      [4, 2],
      [2, 5],
    ];
    const bound = 100 * Number.EPSILON; // the condition number of A is 2.7
    expect(compute({ A, b: [5, 5], by: "householder", numbers: "float64" }).solved?.error).toBeLessThanOrEqual(bound);
    expect(compute({ A, b: [5, 5], by: "cholesky", numbers: "exact" }).solved?.error).toBeLessThanOrEqual(bound);
    const indefinite = compute({ A: [[1, 2], [2, 1]], b: [5, 5], by: "cholesky", numbers: "exact" }); // prettier-ignore
    expect(indefinite.refused).toBe("A is not positive definite.");
    expect(indefinite.story?.result("xᵀ·A·x").item()).toBeLessThan(0);
  });
});
