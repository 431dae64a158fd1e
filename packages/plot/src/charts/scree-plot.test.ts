import { ShapeError, ValueError, array } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { attributeOf, contentOf, marksNamed, numberIn, textsOf } from "../fixtures/read-svg.js";
import { cumulativeVariancePlot } from "./cumulative-variance-plot.js";
import { screePlot } from "./scree-plot.js";

const ratios = [0.6, 0.25, 0.1, 0.05];

describe("screePlot", () => {
  it("draws a bar as high as each share, and the running total as a line that ends at the top", () => {
    const { svg } = screePlot(ratios, { theme: "light" });
    const [bar] = marksNamed(svg, "bar");
    const heights = bar.elements.map((rect) => numberIn(rect, "height"));
    expect(heights).toHaveLength(4);
    for (const [i, height] of heights.entries()) expect(height / heights[0]).toBeCloseTo(ratios[i] / 0.6, 2);
    const [total] = marksNamed(svg, "line");
    const ys = (attributeOf(total.elements[0], "d") ?? "").split(/[ML]/).slice(1).map((point) => Number(point.split(",")[1])); // prettier-ignore
    const bottom = numberIn(bar.elements[0], "y") + heights[0];
    for (const [i, share] of [0.6, 0.85, 0.95, 1].entries()) {
      expect((bottom - ys[i]) / heights[0]).toBeCloseTo(share / 0.6, 2);
    }
    expect(bar.attributes).toContain('fill="#0072b2"');
    expect(total.attributes).toContain('stroke="#d55e00"');
  });

  it("names axes, ticks and colours, and tells the numbers to those who cannot see it", () => {
    const { svg } = screePlot(ratios, { title: "Digits" });
    for (const text of ["Digits", "↑ share of variance", "component →", "each", "together", "0 %", "100 %", "1", "4"]) {
      expect(textsOf(svg)).toContain(text);
    }
    expect(contentOf(svg, "desc")).toBe(
      "Bars of the share of variance that each of 4 principal components explains, with the running total as a line. " +
        "The first explains 60 %; together they explain 100 %.",
    );
  });

  it("takes a model that has ratios, an array, or only the first components", () => {
    expect(screePlot({ explainedVarianceRatio: array(ratios) }).svg).toBe(screePlot(ratios).svg);
    expect(marksNamed(screePlot(array(ratios), { components: 2 }).svg, "bar")[0].elements).toHaveLength(2);
  });

  it("shows one component", () => {
    expect(marksNamed(screePlot([1]).svg, "bar")[0].elements).toHaveLength(1);
  });

  it.each([
    [[], ShapeError, "screePlot: explainedVarianceRatio must not be empty; got explainedVarianceRatio [0]."],
    [[0.5, Number.NaN], ValueError, "screePlot: explainedVarianceRatio must lie in [0, 1]; got NaN at index 1."],
    [[1.5], ValueError, "screePlot: explainedVarianceRatio must lie in [0, 1]; got 1.5 at index 0."],
    [[0.75, 0.75], ValueError, "screePlot: explainedVarianceRatio must sum to at most 1; got 1.5."],
  ])("refuses %j", (values, type, message) => {
    expect(() => screePlot(values)).toThrow(type);
    expect(() => screePlot(values)).toThrow(message);
  });

  it("refuses more components than there are", () => {
    expect(() => screePlot(ratios, { components: 5 })).toThrow(ValueError);
    expect(() => screePlot(ratios, { components: 5 })).toThrow(
      "screePlot: components must be a whole number from 1 to 4; got 5.",
    );
  });
});

describe("cumulativeVariancePlot", () => {
  it("says and marks how many components reach the threshold", () => {
    const { svg, description } = cumulativeVariancePlot(ratios, { threshold: 0.9 });
    expect(textsOf(svg)).toContain("3 of 4 components reach 90 %");
    expect(description).toBe("A line that rises to 100 % of the variance; 3 of 4 components reach 90 %.");
    expect(marksNamed(svg, "dot")[0].elements).toHaveLength(1);
  });

  it("says so when none does", () => {
    const { svg } = cumulativeVariancePlot([0.5, 0.2], { threshold: 0.9 });
    expect(textsOf(svg)).toContain("2 components stay below 90 %");
    expect(marksNamed(svg, "dot")).toEqual([]);
  });

  it("refuses a threshold that is no share", () => {
    expect(() => cumulativeVariancePlot(ratios, { threshold: 90 })).toThrow(
      "cumulativeVariancePlot: threshold must lie between 0 and 1; got 90.",
    );
  });
});
