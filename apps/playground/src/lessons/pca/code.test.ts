import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_TABLE } from "../../own-data/own-table.js";
import { type Inputs, compute } from "./code.js";
import { ellipse } from "./ellipse.js";
import { lesson } from "./lesson.js";

const inputs = { source: "points", points: [], own: NO_TABLE, standardize: false, components: 1 } satisfies Inputs;
const entry = fc.integer({ min: -60, max: 60 }).map((tenths) => tenths / 10);
const points = fc.array(fc.tuple(entry, entry), { minLength: 2, maxLength: 12 });

/** Of sums of at most 12 products up to 144, and of an SVD of such: some hundreds of roundings. */
const NEAR = 1e-10;

/**
 * Of the story, by singular values, beside the eigenvectors of C: 150 products are added up for each entry of C, axes turn by the
 * error of C times λ₁/(λ₃ − λ₄) = 78 (Davis and Kahan), and no measure of an iris is longer than 8.
 */
const TOLD = 150 * Number.EPSILON * 78 * 8;

describe("pca", () => {
  it("finds eigenvectors of the covariance matrix, and loses what it leaves out", () => {
    fc.assert(
      fc.property(points, fc.boolean(), (drawn, standardize) => {
        const { C, components, variance, x, rebuilt } = compute({ ...inputs, points: drawn, standardize });
        for (const [i, v] of components.entries()) {
          for (const [j, row] of C.entries()) {
            const product = row.reduce((sum, entry, k) => sum + entry * v[k], 0);
            expect(Math.abs(product - variance[i] * v[j])).toBeLessThan(NEAR * (1 + variance[0]));
          }
        }
        const lost = x.reduce((sum, row, i) => sum + row.reduce((s, xj, j) => s + (xj - rebuilt[i][j]) ** 2, 0), 0);
        expect(Math.abs(lost / (x.length - 1) - (variance[1] ?? 0))).toBeLessThan(NEAR * (1 + variance[0]));
      }),
      { numRuns: 40 },
    );
  });

  it("tells what it computes: the last step of the story is what stats finds", () => {
    const { story, components, scores, rebuilt, ratio } = compute({ ...inputs, source: "iris", components: 4 });
    for (const [name, found] of Object.entries({ components, scores, rebuilt, ratio: [ratio] })) {
      const told = story.results[name].map((row) => row.map(({ value }) => value));
      for (const [i, row] of told.entries()) {
        for (const [j, value] of row.entries()) expect(Math.abs(value - found[i][j])).toBeLessThanOrEqual(TOLD);
      }
    }
    // of the four measures of irises, by R's prcomp: 0.92462, 0.05307, 0.01710, 0.00521
    expect(ratio.map((share) => share.toFixed(5))).toEqual(["0.92462", "0.05307", "0.01710", "0.00521"]);
  });

  it("says where nothing spreads, and keeps no more axes than there are", () => {
    const result = compute({ ...inputs, points: [[1, 1], [1, 1]], components: 9 }); // prettier-ignore
    expect(lesson.caption(result, { ...inputs, across: 0, up: 1 })).toBe(
      "All points are the same: there is no direction in which they spread.",
    );
    expect(result.k).toBe(2);
  });

  it("needs two points", () => {
    const own = { ...NO_TABLE, columns: ["a", "b"], rows: [[1, 2]] };
    expect(() => compute({ ...inputs, source: "own", own })).toThrow("Spreading takes two points at least.");
  });
});

describe("ellipse", () => {
  it("is where yᵀ·C⁻¹·y is the square of its reach", () => {
    const C = [
      [3, 1.2],
      [1.2, 2],
    ];
    const det = 3 * 2 - 1.2 * 1.2;
    const bound = 20 * 4 * Number.EPSILON; // some twenty roundings, and the condition number of C is 3.4
    for (const [x, y] of ellipse(C, [0, 0])) {
      const reach = (2 * x * x - 2 * 1.2 * x * y + 3 * y * y) / det;
      expect(Math.abs(reach - 4)).toBeLessThanOrEqual(4 * bound);
    }
  });
});
