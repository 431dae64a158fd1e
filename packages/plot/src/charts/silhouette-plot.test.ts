import { ShapeError, ValueError, array, random } from "@linnet/core";
import { silhouettes } from "@linnet/stats";
import { describe, expect, it } from "vitest";
import { marksNamed, numberIn, textsOf } from "../fixtures/read-svg.js";
import { silhouettePlot } from "./silhouette-plot.js";

const x = [[0], [1], [5], [7], [4]]; // prettier-ignore
const labels = ["low", "low", "high", "high", "low"];

describe("silhouettePlot", () => {
  it("draws a bar for each example, by clusters, the greatest first", () => {
    const { svg, description } = silhouettePlot(x, labels);
    const groups = marksNamed(svg, "rect").map(({ elements }) => elements.map((tag) => numberIn(tag, "width")));
    expect(groups.map((widths) => widths.length)).toEqual([3, 2]);
    const s = silhouettes(array(x), array([0, 0, 1, 1, 0], { dtype: "int32" })).toTypedArray();
    const low = [s[0], s[1], s[4]].sort((a, b) => b - a);
    for (const k of [1, 2]) expect(groups[0][k] / groups[0][0]).toBeCloseTo(Math.abs(low[k]) / low[0], 2);
    const mean = s.reduce((sum, v) => sum + v, 0) / 5;
    expect(textsOf(svg)).toEqual(expect.arrayContaining([`mean ${mean.toFixed(2)}`, "low", "high", "silhouette →"]));
    expect(description).toMatch(/^Silhouettes of 5 examples in 2 clusters, with a mean of 0\.\d\d\. Means of the clusters and their sizes: low .* \(3\), high .* \(2\)\. 1 is below zero\.$/); // prettier-ignore
  });

  it("takes names, columns and metrics, and draws many by their quantiles", () => {
    const columns = { a: x.map(([v]) => v) };
    expect(silhouettePlot(columns, labels).svg).toBe(silhouettePlot(x, labels).svg);
    expect(textsOf(silhouettePlot(x, labels, { classNames: ["one", "two"], metric: "manhattan" }).svg)).toContain(
      "two",
    );
    const many = silhouettePlot(
      random(1).normal([1500, 1]),
      Array.from({ length: 1500 }, (_, i) => i % 3),
    );
    const bars = marksNamed(many.svg, "rect").reduce((sum, { elements }) => sum + elements.length, 0);
    expect(bars).toBeLessThanOrEqual(1003);
  });

  it("has a place for clusters of one, and for points on one spot", () => {
    expect(textsOf(silhouettePlot([[1], [1]], [0, 1]).svg)).toContain("mean 0.00"); // prettier-ignore
  });

  it.each([
    ["one cluster", () => silhouettePlot(x, [1, 1, 1, 1, 1]), ValueError, "silhouettePlot: labels must name two clusters; got 1 only."], // prettier-ignore
    [
      "NaN",
      () => silhouettePlot([[Number.NaN]], [1]),
      ValueError,
      "silhouettePlot: x must be finite; got NaN at index 0.",
    ],
    ["too few labels", () => silhouettePlot(x, [1]), ShapeError, "silhouettePlot: labels must have one label a row of x; got labels [1] and x [5, 1]."], // prettier-ignore
    ["one axis", () => silhouettePlot(array([1, 2]), [1, 2]), ShapeError, "silhouettePlot: x must have two axes; got x [2]."], // prettier-ignore
    ["too few names", () => silhouettePlot(x, labels, { classNames: ["a"] }), ShapeError, "silhouettePlot: classNames must have 2 names, one each; got classNames [1]."], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});
