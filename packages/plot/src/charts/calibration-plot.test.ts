import { ShapeError, ValueError } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { attributeOf, marksNamed, textsOf } from "../fixtures/read-svg.js";
import type { LinesSketch } from "../sketch.js";
import { calibrationPlot } from "./calibration-plot.js";

const p = [0.05, 0.15, 0.62, 0.7, 0.7, 1];
const target = [0, 0, 1, 0, 1, 1];
const linesOf = (figure: { sketch: unknown }) => (figure.sketch as LinesSketch).series;

describe("calibrationPlot", () => {
  it("draws the share of the class over the mean probability of each bin that holds something", () => {
    const figure = calibrationPlot(p, target, { bins: 4 });
    const [{ x, y }] = linesOf(figure);
    expect(Array.from(x)).toEqual([0.1, 2.02 / 3, 1].map((v) => expect.closeTo(v, 14)));
    expect(Array.from(y)).toEqual([0, 2 / 3, 1]);
    const brier = p.reduce((sum, value, i) => sum + (value - target[i]) ** 2, 0) / 6;
    expect(textsOf(figure.svg)).toContain(`Brier score ${brier.toFixed(3)}`);
    expect(figure.description).toBe(
      `Shares of the class over mean probabilities in 4 bins. Brier score ${brier.toFixed(3)}, mean distance from the diagonal 0.03667.`,
    );
  });

  it("has intervals that are known in closed form at none and at all of a bin", () => {
    const [links] = marksNamed(calibrationPlot(p, target, { bins: 4 }).svg, "link");
    const ends = links.elements.map((tag) => (attributeOf(tag, "d") ?? "").match(/[\d.]+/g)?.map(Number) ?? []);
    const grid = marksNamed(calibrationPlot(p, target, { bins: 4 }).svg, "y-grid")[0].elements.map((tag) => Number(attributeOf(tag, "y1"))); // prettier-ignore
    const share = (pixel: number) => (Math.max(...grid) - pixel) / (Math.max(...grid) - Math.min(...grid));
    expect(share(ends[0][1])).toBeCloseTo(0, 2);
    expect(share(ends[0][3])).toBeCloseTo(1 - Math.sqrt(0.025), 2); // (1 − p)² = 0.025
    expect(share(ends[2][1])).toBeCloseTo(0.025, 2); // p¹ = 0.025
    expect(share(ends[2][3])).toBeCloseTo(1, 2);
  });

  it("compares classifiers by name", () => {
    const { svg } = calibrationPlot({ sure: target, unsure: target.map(() => 0.5) }, target);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["sure: Brier score 0.000", "unsure: Brier score 0.250"]));
    expect(marksNamed(svg, "link")).toEqual([]);
  });

  it.each([
    ["what are no probabilities", () => calibrationPlot([0.5, 1.5], [0, 1]), ValueError, "calibrationPlot: probabilities must lie in [0, 1]; got 1.5 at index 1."], // prettier-ignore
    ["NaN", () => calibrationPlot([0.5, Number.NaN], [0, 1]), ValueError, "calibrationPlot: scores must not be NaN; got NaN at index 1."], // prettier-ignore
    ["one bin", () => calibrationPlot(p, target, { bins: 1 }), ValueError, "calibrationPlot: bins must be a whole number from 2 to 100; got 1."], // prettier-ignore
    ["one class", () => calibrationPlot([0.5], [1]), ValueError, "calibrationPlot: target must hold examples of the class and others; got 1 of 1."], // prettier-ignore
    [
      "nothing",
      () => calibrationPlot([], []),
      ShapeError,
      "calibrationPlot: scores must not be empty; got scores [0].",
    ],
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});
