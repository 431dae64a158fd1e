import { ShapeError, ValueError, abs, sum } from "@linnet/core";
import { cofactorExpansion, cofactorMatrix, det, lu } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNIT, arrayOf, gamma, integers, result, sizes, squares } from "../testing.js";
import { determinant } from "./determinant.js";

/** The sum over all permutations, by which the determinant is defined. */
function leibniz(rows: readonly (readonly number[])[]): number {
  if (rows.length === 0) return 1;
  const [first, ...rest] = rows;
  const minor = (j: number): number => leibniz(rest.map((row) => row.filter((_, k) => k !== j)));
  return first.reduce((total, entry, j) => total + (j % 2 === 0 ? entry : -entry) * minor(j), 0);
}

const numberOf = (story: ReturnType<typeof determinant>, name: string): number => story.results[name][0][0].value;

/** |det(A + ΔA) − det A| ≤ ∑|Cᵢⱼ|·|ΔAᵢⱼ| to first order, with |ΔA| ≤ γₙ·|L|·|U| (Higham, §9.3), and n products. */
function bound(rows: number[][]): number {
  const a = arrayOf(rows);
  const { L, U } = lu(a);
  const shifts = sum(abs(cofactorMatrix(a)).mul(sizes(L, U).mul(gamma(rows.length)))).item();
  return 2 * (shifts + rows.length * UNIT * Math.abs(leibniz(rows)));
}

describe("determinant", () => {
  it("is exact both ways: the sum over permutations", () => {
    fc.assert(
      fc.property(squares(4), (rows) => {
        const story = determinant(rows);
        expect(story.arithmetic).toBe("exact");
        expect([numberOf(story, "det"), numberOf(story, "expansion")]).toEqual([leibniz(rows), leibniz(rows)]);
        expect(numberOf(determinant(rows, { by: "cofactors" }), "det")).toBe(leibniz(rows));
      }),
    );
  });

  it("ends with linalg's det, and with its expansion by cofactors", () => {
    fc.assert(
      fc.property(squares(6), (rows) => {
        const story = determinant(rows);
        const a = arrayOf(rows);
        expect(Math.abs(det(a).item() - numberOf(story, "det"))).toBeLessThanOrEqual(bound(rows));
        expect(cofactorExpansion(a).item()).toBe(numberOf(story, "det"));
      }),
      { numRuns: 50 },
    );
  });

  it("in floats, elimination stays within its bound, and the expansion of integers is exact", () => {
    fc.assert(
      fc.property(squares(4), (rows) => {
        const story = determinant(rows, { arithmetic: "float64" });
        expect(Math.abs(numberOf(story, "det") - leibniz(rows))).toBeLessThanOrEqual(bound(rows));
        expect(numberOf(story, "expansion")).toBe(leibniz(rows));
      }),
    );
  });

  it("is 0 of a singular matrix, and says why", () => {
    fc.assert(
      fc.property(integers(3, 2), (rows) => {
        const story = determinant(rows.map(([x, y]) => [x, y, x - 2 * y]));
        expect(result(story, "det").toArray()).toEqual([[0]]);
        expect(story.steps.at(-2)?.title).toMatch(/^Column [123] has no pivot: the determinant is 0$/);
      }),
    );
    const [, , zero] = determinant([
      [0, 1],
      [0, 2],
    ]).steps;
    expect(zero.why).toBe("Column 1 of A is zero: the map x ↦ A·x makes space flat, and has no inverse.");
  });

  it("expands along the line that has most zeros, whose minors are not needed", () => {
    const story = determinant(
      [
        [1, 2, 3],
        [4, 0, 6],
        [7, 0, 9],
      ],
      { by: "cofactors" },
    );
    expect(story.steps.map(({ title }) => title)).toEqual([
      "Expand along column 2",
      "Strike out row 1 and column 2",
      "Add up the terms",
    ]);
    expect(story.steps[1].latex).toBe(
      "M_{12} = \\begin{vmatrix} 4 & 6 \\\\ 7 & 9 \\end{vmatrix} = 4 \\cdot 9 - 6 \\cdot 7 = -6",
    );
    expect(story.results.terms).toEqual([
      [
        { value: 12, text: "12", latex: "12" },
        { value: 0, text: "0", latex: "0" },
        { value: 0, text: "0", latex: "0" },
      ],
    ]);
  });

  it("tells what each operation on rows does to it", () => {
    const story = determinant(
      [
        [0, 2],
        [-1, 3],
      ],
      { by: "elimination" },
    );
    expect(story.steps.map(({ title, why }) => [title, why]).slice(1)).toEqual([
      [
        "Exchange rows 1 and 2",
        "Row 2 is the first whose entry in column 1 is not zero. The exchange changes the sign of the determinant.",
      ],
      [
        "Multiply the diagonal",
        "One exchange of rows has changed the sign. The determinant is 2: by that factor the map x ↦ A·x changes areas.",
      ],
    ]);
    expect(story.steps.at(-1)?.latex).toBe("\\det A = -(-1) \\cdot 2 = 2");
  });

  it("shows what rounding does: to the triangle, and where products cancel to both", () => {
    const digits = { arithmetic: { digits: 3 } } as const;
    const apart = determinant(
      [
        [7, 3],
        [2, 1],
      ],
      digits,
    );
    expect([numberOf(apart, "expansion"), numberOf(apart, "det")]).toEqual([1, 0.994]);
    expect(apart.steps.at(-1)?.why).toMatch(/^They differ by 0\.00600: that is what rounding has cost\. /);
    const lost = determinant(
      [
        [101, 102],
        [102, 103],
      ],
      digits,
    );
    expect([numberOf(lost, "expansion"), numberOf(lost, "det")]).toEqual([0, 0]); // 10400 − 10400, of −1
  });

  it("is told by elimination alone beyond 4 × 4", () => {
    const identity = Array.from({ length: 5 }, (_, i) => [0, 1, 2, 3, 4].map((j) => Number(i === j)));
    expect(determinant(identity).title).toBe("Determinant by elimination");
    expect(() => determinant(identity, { by: "both" })).toThrow(
      new ShapeError(
        "explain.determinant",
        "a must be at most 4 × 4 to be expanded by cofactors",
        { a: [5, 5] },
        'Use by: "elimination".',
      ),
    );
  });

  it("refuses what is not square, and ways that it does not know", () => {
    expect(() => determinant([[1, 2]])).toThrow(
      new ShapeError("explain.determinant", "a must be square", { a: [1, 2] }),
    );
    expect(() => determinant([[1]], { by: "volume" as "both" })).toThrow(
      new ValueError("explain.determinant", 'by must be "both" or "cofactors" or "elimination"', "volume"),
    );
  });
});
