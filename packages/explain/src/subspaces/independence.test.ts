import { basis, isIndependent, matrixRank, nullSpace } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrayOf, integers, result } from "../testing.js";
import { independence } from "./independence.js";

const matrices = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([m, n]) => integers(m, n, 2)); // small numbers make many dependent ones

describe("independence", () => {
  it("ends with what linalg says, and with its basis, exactly and in floats", () => {
    fc.assert(
      fc.property(matrices, fc.constantFrom("exact" as const, "float64" as const), (rows, arithmetic) => {
        const story = independence(rows, { arithmetic });
        const a = arrayOf(rows);
        const all = isIndependent(a).item() === 1;
        expect("N" in story.results).toBe(!all);
        expect(story.steps.at(-1)?.title).toMatch(all ? / independent$/ : / dependent$/);
        const rank: number = matrixRank(a).item();
        if (rank === 0) expect(story.results).not.toHaveProperty("basis");
        else expect(story.result("basis").toArray()).toEqual(basis(a).toArray());
      }),
      { numRuns: 50 },
    );
  });

  it("finds as many relations as linalg's null space has dimensions, each of them zero", () => {
    fc.assert(
      fc.property(matrices, (rows) => {
        const story = independence(rows);
        const dimension = nullSpace(arrayOf(rows)).shape[1];
        fc.pre(dimension > 0);
        expect(result(story, "N").shape).toEqual([rows[0].length, dimension]);
        expect(matrixRank(result(story, "N")).item()).toBe(dimension);
        expect(story.results["A·N"].flat().every(({ text }) => text === "0")).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("tells how the others are made of the basis", () => {
    const story = independence([
      [1, 2, 0, 1],
      [1, 2, 1, -1],
      [0, 0, 2, -4],
    ]);
    expect(story.steps.slice(-3).map(({ title, why, latex }) => [title, why, latex])).toEqual([
      [
        "Column 2 is made of columns before it",
        "Column 2 of R says how: it is 2 times column 1. The same holds in A.",
        "\\mathbf{a}_{2} = 2 \\, \\mathbf{a}_{1}",
      ],
      [
        "Column 4 is made of columns before it",
        "Column 4 of R says how: it is column 1 plus -2 times column 3. The same holds in A.",
        "\\mathbf{a}_{4} = \\mathbf{a}_{1} + (-2) \\, \\mathbf{a}_{3}",
      ],
      [
        "The columns are dependent",
        "2 of 4 columns have pivots and are a basis of the span. Each column of N is a combination that is zero.",
        "\\dim \\operatorname{span} A = 2 < 4",
      ],
    ]);
    expect(story.steps[0].why).toContain("4 vectors of 3 entries must have others.");
  });

  it("tells independent ones, zero ones and single ones", () => {
    const plane = independence([
      [1, 2],
      [3, 4],
    ]);
    expect(plane.steps.at(-1)?.why).toBe(
      "Every column has a pivot, so that only x = 0 has A·x = 0. They are a basis of their span, which has 2 dimensions: it is the whole space.",
    );
    const zero = independence([[0]]);
    expect(zero.steps.slice(1).map(({ title }) => title)).toEqual([
      "Column 1 has no pivot",
      "Column 1 is zero",
      "The column is dependent",
    ]);
    expect(independence([[1], [2]]).steps.at(-1)?.why).toContain("It is a basis of its span, a line.");
  });
});
