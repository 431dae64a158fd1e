import { ShapeError, ValueError, array, random } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { marksNamed, numberIn, textsOf } from "../fixtures/read-svg.js";
import { pairPlot } from "./pair-plot.js";

const columns = { length: [1, 2, 3, 5], width: [4, 8, 2, 6] };

describe("pairPlot", () => {
  it("draws each column over each other in proportion, and densities on the diagonal", () => {
    const { svg, description } = pairPlot(columns);
    const dots = marksNamed(svg, "dot")[0].elements.map((tag) => [numberIn(tag, "cx"), numberIn(tag, "cy")]);
    expect(dots).toHaveLength(8);
    // upper right: length upwards over width; lower left: width upwards over length
    const [upper, lower] = [dots.slice(0, 4), dots.slice(4)];
    for (const [cell, across, up] of [
      [upper, columns.width, columns.length],
      [lower, columns.length, columns.width],
    ] as const) {
      // prettier-ignore
      const unit = (side: 0 | 1, values: readonly number[]) => (cell[1][side] - cell[0][side]) / (values[1] - values[0]);
      for (const k of [2, 3]) {
        expect(cell[k][0] - cell[0][0]).toBeCloseTo(unit(0, across) * (across[k] - across[0]), 1);
        expect(cell[k][1] - cell[0][1]).toBeCloseTo(unit(1, up) * (up[k] - up[0]), 0);
      }
    }
    expect(Math.min(...upper.map(([x]) => x))).toBeGreaterThan(Math.max(...lower.map(([x]) => x)));
    expect(Math.max(...upper.map(([, y]) => y))).toBeLessThan(Math.min(...lower.map(([, y]) => y)));
    expect(marksNamed(svg, "line")).toHaveLength(2);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["length", "width", "2", "4", "6"]));
    expect(description).toBe(
      "A scatter plot for each pair of 2 columns, and the density of each on the diagonal, over 4 rows. " +
        "length goes from 1 to 5; width goes from 2 to 8.",
    );
  });

  it("tells classes apart, and has no density of one value", () => {
    const { svg } = pairPlot(columns, { labels: ["a", "b", "a", "a"] });
    expect(marksNamed(svg, "line")).toHaveLength(2); // class b has one row
    expect(marksNamed(svg, "dot").slice(0, 2).map(({ elements }) => elements.length)).toEqual([6, 2]); // prettier-ignore
  });

  it("takes a matrix and a constant column, and leaves out and counts rows", () => {
    const { svg } = pairPlot([[1, 2], [3, 2], [Number.NaN, 1]], { names: ["a", "b"] }); // prettier-ignore
    expect(textsOf(svg)).toContain("1 row is not finite and is left out.");
    expect(marksNamed(svg, "line")).toHaveLength(1);
    const many = pairPlot(random(1).normal([5000, 3]));
    expect(textsOf(many.svg)).toContain("1 of every 2 rows is drawn.");
    expect(marksNamed(many.svg, "dot")[0].elements).toHaveLength(15_000);
  });

  it.each([
    ["one column", () => pairPlot({ a: [1, 2] }), ValueError, "pairPlot: x must have 2 to 8 columns; got 1. Choose some of them."], // prettier-ignore
    ["nine columns", () => pairPlot(random(1).normal([2, 9])), ValueError, "pairPlot: x must have 2 to 8 columns; got 9. Choose some of them."], // prettier-ignore
    ["no rows", () => pairPlot([]), ShapeError, "pairPlot: x must have two axes; got x [0]."],
    ["one axis", () => pairPlot(array([1, 2])), ShapeError, "pairPlot: x must have two axes; got x [2]."],
    ["only NaN", () => pairPlot([[1, Number.NaN]]), ValueError, "pairPlot: x must hold a finite row; got 1 rows that are not finite."], // prettier-ignore
    ["too few labels", () => pairPlot(columns, { labels: [1] }), ShapeError, "pairPlot: labels must have one label a row of x; got labels [1] and x [4, 2]."], // prettier-ignore
    ["too few names", () => pairPlot(columns, { names: ["a"] }), ShapeError, "pairPlot: names must have 2 names, one each; got names [1]."], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});
