import { type NDArray, ShapeError } from "@linnet/core";
import { inv, matrixRank } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrayOf, assertWithin, firstOrder, gamma, integers, result, sizes, squares } from "../testing.js";
import { inverse } from "./inverse.js";

const texts = (story: ReturnType<typeof inverse>, name: string): string[][] =>
  story.results[name].map((row) => row.map(({ text }) => text));

/** n·ρ·max|A|: |L|·|U| with partial pivoting, whose growth ρ is at most 2ⁿ⁻¹ (Higham, §9.3). */
function growth(rows: number[][]): NDArray {
  const most = rows.length * 2 ** (rows.length - 1) * Math.max(...rows.flat().map(Math.abs));
  return arrayOf(rows.map((row) => row.map(() => most)));
}

describe("inverse", () => {
  it("ends with linalg's inverse, to γ₃ₙ·|A⁻¹|·|L|·|U|·|A⁻¹| (Higham, §14.3)", () => {
    fc.assert(
      fc.property(squares(4), (rows) => {
        const story = inverse(rows);
        fc.pre("A⁻¹" in story.results);
        const right = result(story, "A⁻¹");
        const bound = firstOrder(sizes(right, growth(rows), right).mul(gamma(3 * rows.length)));
        assertWithin(inv(arrayOf(rows)), right, bound);
      }),
    );
  });

  it("is exact: A·A⁻¹ is the identity, and the inverse of the inverse is A", () => {
    fc.assert(
      fc.property(squares(4), (rows) => {
        const story = inverse(rows);
        fc.pre("A⁻¹" in story.results);
        expect(texts(story, "A·A⁻¹")).toEqual(rows.map((row, i) => row.map((_, j) => (i === j ? "1" : "0"))));
        expect(texts(inverse(texts(story, "A⁻¹")), "A⁻¹")).toEqual(rows.map((row) => row.map(String)));
      }),
    );
  });

  it("is, in floats, within 2n·u·(|A⁻¹|·|L|·|U| + 3·|U⁻¹|·|U|)·|A⁻¹| of the exact one (Higham, §14.4)", () => {
    fc.assert(
      fc.property(squares(4), (rows) => {
        const [rounded, exact] = [inverse(rows, { arithmetic: "float64" }), inverse(rows)];
        fc.pre("A⁻¹" in rounded.results && "A⁻¹" in exact.results);
        const right = result(exact, "A⁻¹");
        // |U⁻¹| = |A⁻¹·L| in the order of the rows, so that |U⁻¹|·|U| ≤ |A⁻¹|·growth
        const bound = firstOrder(sizes(right, growth(rows), right).mul(gamma(8 * rows.length)));
        assertWithin(result(rounded, "A⁻¹"), right, bound);
      }),
    );
  });

  it("finds, of a singular matrix, a vector that goes to zero", () => {
    fc.assert(
      fc.property(integers(3, 2), fc.integer({ min: -3, max: 3 }), (rows, m) => {
        const story = inverse(rows.map(([x, y]) => [x, m * x + y, y]));
        expect(result(story, "A·x").toArray()).toEqual([[0], [0], [0]]);
        expect(texts(story, "x").flat()).toContain("1");
        expect(matrixRank(result(story, "A")).item()).toBeLessThan(3);
      }),
    );
  });

  it("tells what a singular matrix says", () => {
    const story = inverse([
      [1, 2],
      [2, 4],
    ]);
    expect(story.steps.slice(-2).map(({ title, why }) => [title, why])).toEqual([
      [
        "Column 2 has no pivot",
        "In row 2 it is zero: column 2 is a combination of the columns before it, I cannot be reached, and A has no inverse.",
      ],
      [
        "A takes a vector to zero",
        "x is not zero, and A·x is. 0 goes to 0 as well, so that nothing can tell what came from which: A is singular.",
      ],
    ]);
    const rounded = inverse([
      [0.1, 0.3],
      [0.2, 0.6],
    ]);
    expect(rounded.steps.at(-1)?.title).toBe("A takes a vector to zero");
    expect(inverse([[0]]).steps[1].why).toBe("It is zero: A has no inverse.");
  });

  it("refuses what is not square", () => {
    expect(() => inverse([[1, 2]])).toThrow(new ShapeError("explain.inverse", "a must be square", { a: [1, 2] }));
  });
});
