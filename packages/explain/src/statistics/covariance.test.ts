import { type NDArray, ValueError, abs, array, matmul, max, mean, ones, sub } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Explanation } from "../story/explanation.js";
import { UNIT, arrayOf, assertWithin, gamma, integers, result } from "../testing.js";
import { covariance } from "./covariance.js";

const tables = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 3 }))
  .chain(([n, p]) => integers(n, p, 99));
const texts = (story: Explanation, name: string): string[][] =>
  story.results[name].map((row) => row.map(({ text }) => text));

describe("covariance", () => {
  it("ends, in floats, within the error of its means and products of the exact one", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const [n, p] = [rows.length, rows[0].length];
        const x = arrayOf(rows);
        const Y: NDArray = abs(sub(x, mean(x, { axis: 0 })));
        // |δy| ≤ γₙ₊₁·max|x|, and each sum of n products has n roundings.
        const shift = matmul(Y.T as NDArray, ones([n, p])).mul(gamma(n + 1) * max(abs(x)).item());
        const bound = shift
          .add(shift.T)
          .add(matmul(Y.T as NDArray, Y).mul(gamma(n + 2)))
          .div(n - 1)
          .mul(2);
        const [told, exact] = (["float64", "exact"] as const).map((arithmetic) => covariance(rows, { arithmetic }));
        assertWithin(result(told, "C"), result(exact, "C"), bound);
      }),
    );
  });

  it("is symmetric, and changes with the units of the columns as squares, but correlations do not", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 9 }), (rows, unit) => {
        const [story, scaled] = [covariance(rows), covariance(rows.map((row) => row.map((entry) => entry * unit)))];
        const C = story.result("C").toArray();
        expect(story.result("C").T.toArray()).toEqual(C);
        assertWithin(
          result(scaled, "C"),
          array(C).mul(unit ** 2) as NDArray,
          4 * UNIT * unit ** 2 * max(abs(array(C))).item(),
        );
        if (!("correlation" in story.results)) return;
        expect(texts(scaled, "correlation")).toEqual(texts(story, "correlation"));
        for (const [j, row] of story.result("correlation").toArray().entries()) {
          expect(row[j]).toBe(1);
          for (const entry of row) expect(Math.abs(entry)).toBeLessThanOrEqual(1 + 4 * UNIT);
        }
      }),
    );
  });

  it("keeps the digits that a large mean shares with the data", () => {
    const x = [[1e8], [1e8 + 1], [1e8 + 2]];
    expect(covariance(x, { arithmetic: "float64" }).result("C").toArray()).toEqual([[1]]);
  });

  it("tells roots, and columns that do not vary", () => {
    const story = covariance([
      [1, 2],
      [3, 5],
      [5, 4],
    ]);
    expect(texts(story, "C")).toEqual([
      ["4", "2"],
      ["2", "7/3"],
    ]);
    expect(texts(story, "correlation")).toEqual([
      ["1", "√21/7"],
      ["√21/7", "1"],
    ]);
    const constant = covariance([
      [0.1, 1],
      [0.1, 2],
      [0.1, 4],
    ]).steps.at(-1);
    expect(constant?.title).toBe("Covariances are not yet correlations");
    expect(constant?.why).toContain("column 1 does not vary");
    expect(
      covariance([[1, 2]], { ddof: 0 })
        .result("C")
        .toArray(),
    ).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it("divides by n − ddof, and says why", () => {
    const x = [[0], [2], [4], [6]];
    const told = ([0, 1, 2] as const).map((ddof) => covariance(x, { ddof }));
    expect(told.map((story) => story.result("C").item())).toEqual([5, 20 / 3, 10]);
    expect(told.map(({ steps }) => steps[3].why.split(". ")[1])).toEqual([
      "Divided by n = 4 they are those of these points alone.",
      "The means were found from the same 4 points, and the points lie nearer to them than to the means of all there could be: dividing by n − 1 makes up for it.",
      "Of the 4 points 2 are taken off, as was asked for.",
    ]);
  });

  it("refuses what leaves nothing to divide by", () => {
    expect(() => covariance([[1, 2]])).toThrow(
      new ValueError("explain.covariance", "ddof must be less than the 1 rows of x", 1, "Give more rows, or ddof: 0."),
    );
    expect(() => covariance([[1], [2]], { ddof: 0.5 })).toThrow(
      new ValueError("explain.covariance", "ddof must be an integer in [0, 2]", 0.5),
    );
  });
});
