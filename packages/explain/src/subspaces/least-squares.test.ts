import { ShapeError, ValueError, array } from "@linnet/core";
import { lstsq, svdvals } from "@linnet/linalg";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNIT, arrayOf, assertWithin, integers, result } from "../testing.js";
import { leastSquares } from "./least-squares.js";

type Told = ReturnType<typeof leastSquares>;

const ways = ["normalEquations", "projection"] as const;
const texts = (story: Told, name: string): string[][] => story.results[name].map((row) => row.map(({ text }) => text));
const problems = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
  .chain(([m, n]) => fc.tuple(integers(m, n, 3), integers(1, m)))
  .map(([rows, [b]]): [number[][], number[]] => [rows, b])
  .filter(([rows]) => rows.flat().some((entry) => entry !== 0));

/** Two columns that differ by 1e-4, and a b that is their sum: x is (1, 1). */
const nearly: [number[][], number[]] = [
  [
    [1, 1],
    [1e-4, 0],
    [0, 1e-4],
  ],
  [2, 1e-4, 1e-4],
];

describe("leastSquares", () => {
  it("ends with linalg's x and residual, to the sensitivity κ + κ²·‖e‖/(‖A‖·‖x‖) (Higham, Theorem 20.1)", () => {
    fc.assert(
      fc.property(problems, ([rows, b]) => {
        const story = leastSquares(rows, b);
        const found = lstsq(arrayOf(rows), array(b));
        const values = svdvals(arrayOf(rows)).toArray() as number[];
        const kappa = values[0] / Math.min(...values.filter((s) => s > 1e-9 * values[0]));
        const [x, residual] = [result(story, "x"), result(story, "residual").item() as number];
        const rounding = 30 * (rows.length + rows[0].length) * UNIT; // LAPACK's bound of the factors
        const length = Math.hypot(...(x.reshape([-1]).toArray() as number[]));
        const sensitivity = kappa * (2 * length + ((kappa + 1) * Math.sqrt(residual)) / values[0]);
        assertWithin(found.x, x.reshape([-1]), 2 * rounding * sensitivity);
        const change = rounding * (values[0] * length + Math.hypot(...b));
        const bound = 2 * change * Math.sqrt(residual) + change ** 2;
        expect(Math.abs((found.residuals.item() as number) - residual)).toBeLessThanOrEqual(bound);
      }),
    );
  });

  it("is exact: both ways give one x, which no vector that A takes to zero can shorten", () => {
    fc.assert(
      fc.property(problems, ([rows, b]) => {
        const [one, other] = ways.map((by) => leastSquares(rows, b, { by }));
        expect(one.arithmetic).toBe("exact");
        expect(one.results).toEqual(other.results);
        expect(leastSquares(rows, b).results).toEqual(one.results);
        // the shortest minimizer is in the row space: least squares with Aᵀ leaves nothing of it
        const transposed = rows[0].map((_, j) => rows.map((row) => row[j]));
        expect(texts(leastSquares(transposed, texts(one, "x").flat()), "residual")).toEqual([["0"]]);
      }),
      { numRuns: 40 },
    );
  });

  it("shows what the normal equations lose: twice as many digits", () => {
    const story = leastSquares(...nearly, { arithmetic: "float32" });
    const both = story.steps.find(({ title }) => title === "Both ways, one x");
    expect(both?.after["x₁"].flat().map(({ value }) => value)).toEqual([2, 0]); // 1 + 1e-8 is 1
    // κ is √2·1e4, and there is no residual: an error of κ·u remains
    const error = 8 * Math.SQRT2 * 1e4 * 2 ** -24;
    assertWithin(result(story, "x"), arrayOf([[1], [1]]), error);
    expect(both?.why).toMatch(/^The normal equations \(x₁\) and the projection \(x₂\) differ by at most 1\.0/);
    expect(story.steps.find(({ title }) => title === "Column 2 has no pivot")?.why).toBe(
      "Column 2 of A is a combination of the columns before it, as far as AᵀA can tell after rounding: it adds nothing to the span, and its coefficient in x may be chosen.",
    );
  });

  it("fits a line", () => {
    const story = leastSquares(
      [
        [1, 0],
        [1, 1],
        [1, 2],
      ],
      [6, 0, 0],
      { by: "projection" },
    );
    expect(story.steps.map(({ title }) => title)).toEqual([
      "Ask for what comes nearest",
      "Take orthonormal directions of the columns",
      "Project b on the directions",
      "Row 2 of R·x = d gives unknown 2",
      "Row 1 of R·x = d gives unknown 1",
      "See what is left of b",
    ]);
    expect(texts(story, "x")).toEqual([["5"], ["-3"]]);
    expect(story.steps.at(-1)?.why).toBe("The squares of what is left add up to 6. No other A·x comes nearer to b.");
  });

  it("takes the shortest of many minimizers, also where A is zero or wide", () => {
    const wide = leastSquares([[1, 2]], [5]);
    expect(texts(wide, "x")).toEqual([["1"], ["2"]]);
    expect(wide.steps.at(-1)?.why).toBe("Nothing: A·x is b.");
    expect(wide.steps.at(-2)?.why).toBe(
      "A takes the column of N to zero, so that x may be moved along it and A·x stays. x is shortest where it has no part along it.",
    );
    const zero = leastSquares([[0], [0]], [3, 4]);
    expect([texts(zero, "x"), texts(zero, "residual")]).toEqual([[["0"]], [["25"]]]);
    expect(zero.steps.map(({ title }) => title)).toContain("The columns have no direction");
  });

  it("refuses a b of another length, and ways that it does not know", () => {
    expect(() => leastSquares([[1], [2]], [1])).toThrow(
      new ShapeError("explain.leastSquares", "rows 2 of a and 1 of b differ", { a: [2, 1], b: [1] }),
    );
    expect(() => leastSquares([[1]], [1], { by: "svd" as "both" })).toThrow(
      new ValueError("explain.leastSquares", 'by must be "both" or "normalEquations" or "projection"', "svd"),
    );
  });
});
