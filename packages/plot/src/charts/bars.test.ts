import { ShapeError, ValueError } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marksNamed, numberIn, textsOf } from "../fixtures/read-svg.js";
import { binEdges } from "../draw/ticks.js";
import { barChart } from "./bar-chart.js";
import { histogram } from "./histogram.js";

describe("barChart", () => {
  it("draws bars from zero, also downwards", () => {
    const { svg } = barChart([4, -2, 0], { labels: ["up", "down", "none"], yLabel: "gain" });
    const bars = marksNamed(svg, "bar")[0].elements;
    const [up, down, none] = bars.map((bar) => numberIn(bar, "height"));
    expect(up / down).toBeCloseTo(2, 2);
    expect(none).toBe(0);
    expect(numberIn(bars[0], "y") + up).toBeCloseTo(numberIn(bars[1], "y"), 1);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["up", "down", "none", "gain"]));
  });

  it.each([
    ["nothing", () => barChart([]), ShapeError, "barChart: values must not be empty; got values [0]."],
    ["NaN", () => barChart([Number.NaN]), ValueError, "barChart: values must be finite; got NaN at index 0."],
    ["too few labels", () => barChart([1, 2], { labels: ["a"] }), ShapeError, "barChart: labels must have 2 names, one each; got labels [1]."], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});

describe("histogram", () => {
  it("counts every finite value once", () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (values, bins) => {
        const { sketch } = histogram(values, { bins });
        const counts = sketch.kind === "bars" ? Array.from(sketch.values) : [];
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      }),
      { numRuns: 30 },
    );
  });

  it("has its values between its edges, which are round numbers about as many as were asked for", () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(value, value, fc.integer({ min: 1, max: 30 }), (a, b, bins) => {
        const edges = binEdges(Math.min(a, b), Math.max(a, b), bins);
        const slack = (edges[1] - edges[0]) * 1e-6;
        expect(edges[0]).toBeLessThanOrEqual(Math.min(a, b) + slack);
        expect(edges[edges.length - 1]).toBeGreaterThanOrEqual(Math.max(a, b) - slack);
        expect(edges.length - 1).toBeLessThanOrEqual(1.5 * bins + 2); // the step is within √2 of the one asked for
      }),
    );
    expect(binEdges(0.25, 0.5, 2)).toEqual([0.2, 0.3, 0.4, 0.5]);
  });

  it("puts a value on an edge into the bin at its right, and the last into the last", () => {
    const { sketch } = histogram([0, 1, 1, 2, 3, 4], { bins: 4 });
    expect(sketch).toEqual({ kind: "bars", labels: ["0", "1", "2", "3"], values: [1, 2, 1, 2], unit: "number" });
  });

  it("shows a constant as one bin, and leaves out what is not finite", () => {
    const { svg } = histogram([3, 3, 3, Number.NaN]);
    const heights = marksNamed(svg, "rect")[0].elements.map((bar) => numberIn(bar, "height"));
    expect(heights.filter((height) => height > 0)).toHaveLength(1);
    expect(textsOf(svg)).toContain("1 value is not finite and is not drawn.");
  });

  it.each([
    [
      "only NaN",
      () => histogram([Number.NaN]),
      ValueError,
      "histogram: values must hold a finite value; got NaN only.",
    ],
    ["no bins", () => histogram([1], { bins: 0 }), ValueError, "histogram: bins must be a whole number from 1 to 500; got 0."], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});
