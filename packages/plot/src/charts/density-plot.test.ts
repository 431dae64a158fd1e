import { ShapeError, ValueError, array } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { attributeOf, marksNamed, numberIn, textsOf } from "../fixtures/read-svg.js";
import type { LinesSketch } from "../sketch.js";
import { binned, densitiesOf } from "./bins.js";
import { densityPlot } from "./density-plot.js";

const samples = { before: [3.1, 3.4, 3.9, 4.4], after: array([2.1, 2.2, 2.9, 3.5]) };

/** Σ φ((x − xᵢ)/s)/(n·s), as it is written. */
function density(values: readonly number[], s: number, x: number): number {
  const kernel = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return values.reduce((sum, value) => sum + kernel((x - value) / s), 0) / (values.length * s);
}

describe("densityPlot", () => {
  it("draws the mixture of kernels around the values, over whose line the area is one", () => {
    const { sketch } = densityPlot([0, 1, 5], { bandwidth: 0.5 });
    const [{ x, y }] = (sketch as LinesSketch).series;
    const s = 0.5 * Math.sqrt(7); // the standard deviation of 0, 1, 5 is √7
    for (let i = 0; i < x.length; i += 10) {
      const expected = density([0, 1, 5], s, x[i]);
      expect(Math.abs(y[i] - expected)).toBeLessThanOrEqual(1e-12 * expected);
    }
    const mass = Array.from(y).reduce((sum, height) => sum + height * (x[1] - x[0]), 0);
    expect(mass).toBeGreaterThan(1 - 0.0027); // three standard deviations hold 99.73 % of a kernel
    expect(mass).toBeLessThan(1);
  });

  it("draws and names a curve for each sample, solid and dashed, with an area below", () => {
    const { svg, description } = densityPlot(samples, { theme: "light", xLabel: "seconds" });
    const [before, after] = marksNamed(svg, "line");
    expect(before.attributes).toContain('stroke="#0072b2"');
    expect(after.attributes).toContain('stroke-dasharray="7 4"');
    const heights = (attributeOf(marksNamed(svg, "area")[0].elements[0], "d") ?? "").match(/,[\d.]+/g);
    expect(new Set(heights).size).toBeGreaterThan(50);
    for (const text of ["Density of seconds", "before", "after", "↑ density", "seconds →", "0.0"]) {
      expect(textsOf(svg)).toContain(text);
    }
    expect(description).toBe(
      "Kernel densities of 2 samples: before, 4 values, is densest at 3.509 (kernel of standard deviation 0.4332); " +
        "after, 4 values, is densest at 2.362 (kernel of standard deviation 0.4965).",
    );
  });

  it("splits values by their classes, and takes a table", () => {
    const values = [3.1, 2.1, 3.4, 2.2];
    const split = densityPlot(values, { labels: ["a", "b", "a", "b"] });
    expect(split.svg).toBe(densityPlot({ a: [3.1, 3.4], b: [2.1, 2.2] }).svg);
    const { svg } = densityPlot({ columns: { size: array(values), kind: ["x", "y", "x", "y"] } });
    expect(marksNamed(svg, "line")).toHaveLength(1);
    expect(textsOf(svg)).toContain("A column of text is not drawn: kind.");
  });

  it("has a stroke for each value in its rug, below zero", () => {
    const { svg } = densityPlot(samples, { rug: true });
    expect(marksNamed(svg, "link").map(({ elements }) => elements.length)).toEqual([4, 4]);
    expect(textsOf(svg)).not.toContain("−0.1");
    expect(marksNamed(densityPlot(samples).svg, "link")).toEqual([]);
  });

  it("leaves out and counts values that are not finite", () => {
    const { svg, description } = densityPlot([1, 2, Number.NaN, Infinity]);
    expect(textsOf(svg)).toContain("2 values are not finite and are left out.");
    expect(description).toMatch(/^The kernel density of a sample: 2 values,/);
  });

  it("has the same shape at any scale", () => {
    const path = (scale: number) => marksNamed(densityPlot([1, 2, 4].map((v) => v * scale)).svg, "line")[0].elements[0];
    const ys = (scale: number) => [...path(scale).matchAll(/,([\d.]+)/g)].map(([, y]) => Number(y));
    const [small, plain] = [ys(2 ** -600), ys(1)];
    expect(small).toHaveLength(plain.length);
    expect(Math.max(...small) - Math.min(...small)).toBeGreaterThan(50);
  });

  it("finds the spike of a kernel that is narrower than a pixel", () => {
    const { sketch } = densityPlot([...Array.from({ length: 50 }, (_, i) => i % 2), 1e6], { bandwidth: 1e-6 });
    const [{ y }] = (sketch as LinesSketch).series;
    const s = 1e-6 * (1e6 / Math.sqrt(51)); // about: the standard deviation is that of one value far away
    expect(Math.max(...Array.from(y)) / (25 / 51 / (s * Math.sqrt(2 * Math.PI)))).toBeCloseTo(1, 3);
  });

  const alike = "A kernel density needs a spread; histogram draws one value too.";
  it.each([
    ["no samples", () => densityPlot({}), ValueError, "densityPlot: data must have a column of numbers; got 0 columns. Pass { a: [ … ], b: [ … ] }, for example."], // prettier-ignore
    ["no values", () => densityPlot([]), ShapeError, "densityPlot: values must not be empty; got values [0]."],
    ["one value", () => densityPlot([3]), ValueError, `densityPlot: values must hold values that differ; got 3 only. ${alike}`], // prettier-ignore
    ["a constant", () => densityPlot({ a: [1, 2], b: [3, 3] }), ValueError, `densityPlot: b must hold values that differ; got 3 only. ${alike}`], // prettier-ignore
    ["only NaN", () => densityPlot({ a: [Number.NaN] }), ValueError, "densityPlot: a must hold a finite value; got NaN only."], // prettier-ignore
    ["a matrix", () => densityPlot(array([[1, 2]])), ShapeError, "densityPlot: values must have one axis; got values [1, 2]."], // prettier-ignore
    ["text alone", () => densityPlot({ kind: ["a", "b"] }), ValueError, "densityPlot: data must have a column of numbers; got 1 columns. Pass { a: [ … ], b: [ … ] }, for example."], // prettier-ignore
    ["a number", () => densityPlot(3 as unknown as number[]), ValueError, "densityPlot: data must be an array, or columns by name; got number."], // prettier-ignore
    ["too few labels", () => densityPlot([1, 2], { labels: [1] }), ShapeError, "densityPlot: labels must have one label a value; got labels [1] and values [2]."], // prettier-ignore
    ["labels of several samples", () => densityPlot(samples, { labels: [1] }), ValueError, "densityPlot: labels must split one sample; got 2 samples. Choose one of them."], // prettier-ignore
    ["a bandwidth of zero", () => densityPlot([1, 2], { bandwidth: 0 }), ValueError, 'densityPlot: bandwidth must be "scott", "silverman" or a positive number; got 0.'], // prettier-ignore
    ["an unknown rule", () => densityPlot([1, 2], { bandwidth: "wide" as "scott" }), ValueError, 'densityPlot: bandwidth must be "scott", "silverman" or a positive number; got "wide".'], // prettier-ignore
    ["51 samples", () => densityPlot(Object.fromEntries(Array.from({ length: 51 }, (_, k) => [`s${k}`, [k, k + 1]]))), ValueError, "densityPlot: there must be at most 50 samples; got 51. Choose some of them."], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});

describe("densityPlot with a histogram", () => {
  it("has bars of area one under the kernel density", () => {
    const { svg, description } = densityPlot([1, 2, 2, 3, 3, 3, 4, 4, 5], { histogram: 4 });
    const sides = marksNamed(svg, "rect")[0].elements.map((tag) => numberIn(tag, "height"));
    expect(sides.map((side) => side / sides[0])).toEqual([1, 2, 3, 3].map((count) => expect.closeTo(count, 2)));
    expect(description).toContain("Behind it stand 4 bars of area one.");
    expect(marksNamed(svg, "line")).toHaveLength(1);
    expect(textsOf(svg)).toContain("↑ density");
  });

  it("has the area of its curve, which is one", () => {
    const values = Float64Array.of(1, 2, 2, 3, 3, 3, 4, 4, 5);
    const { edges, counts } = binned("test", values, 4);
    const area = densitiesOf({ edges, counts }).reduce((sum, height, i) => sum + height * (edges[i + 1] - edges[i]), 0);
    expect(area).toBeCloseTo(1, 14);
  });

  it("refuses bars of several samples, and other counts of them", () => {
    const both = () => densityPlot({ a: [1, 2], b: [2, 3] }, { histogram: true });
    expect(both).toThrow(ValueError);
    expect(both).toThrow(
      "densityPlot: a histogram must be of one sample; got 2 samples. Choose one of them, or leave histogram out.",
    );
    expect(() => densityPlot([1, 2], { histogram: 0.5 })).toThrow(
      "densityPlot: bins must be a whole number from 1 to 500; got 0.5.",
    );
  });
});
