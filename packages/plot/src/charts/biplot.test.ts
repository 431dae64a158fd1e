import { type NDArray, ShapeError, ValueError, array, matmul, random } from "@linnet/core";
import { FactorAnalysis, IncrementalPCA, PCA, Standardizer } from "@linnet/stats";
import { describe, expect, it } from "vitest";
import { attributeOf, marksNamed, numberIn, textsOf } from "../fixtures/read-svg.js";
import type { PointsSketch } from "../sketch.js";
import { biplot } from "./biplot.js";
import { loadingsPlot } from "./loadings-plot.js";

const mix = array([[2, 1, 0], [0, 1, 0.5], [0.1, 0, 0.2]]); // prettier-ignore
const x = matmul(random(5).normal([40, 3]), mix);
const pca = PCA.fit(x);
const names = ["height", "weight", "shoe"];

/** Tips of the arrows and the origin, in pixels. */
function arrowsOf(svg: string) {
  const arrows = [...svg.matchAll(/<g class="linnet-arrow"><path d="M([^L]*)L[^>]*><path d="M([^L]*)L/g)];
  return arrows.map(([, tail, head]) => `${tail},${head}`.split(",").map(Number));
}

describe("biplot", () => {
  it.each(["covariance", "form"] as const)("has entries as scalar products of points and arrows: %s", (scale) => {
    const two = PCA.fit(x, { components: 2 });
    const figure = biplot(two, x, { scale, names });
    const { x: px, y: py } = figure.sketch as PointsSketch;
    const rebuilt = two.inverseTransform(two.transform(x));
    const unit = scale === "covariance" ? two.loadings : two.components;
    const [tips, mean, rows] = [unit, two.mean, rebuilt].map((a: NDArray) => a.toTypedArray());
    for (let i = 0; i < 40; i++) {
      for (let j = 0; j < 3; j++) {
        expect(px[i] * tips[j] + py[i] * tips[3 + j] + mean[j]).toBeCloseTo(rows[i * 3 + j], 12);
      }
    }
  });

  it("scales points to unit variance in the covariance biplot, and draws arrows along the loadings", () => {
    const { svg, sketch } = biplot(pca, x, { names });
    const { x: px } = sketch as PointsSketch;
    expect(Array.from(px).reduce((sum, v) => sum + v * v, 0) / 39).toBeCloseTo(1, 12);
    const tips = arrowsOf(svg);
    expect(tips).toHaveLength(3);
    const loadings = pca.loadings.toTypedArray();
    const order = names.map((_, j) => j).sort((a, b) => Math.hypot(loadings[b], loadings[3 + b]) - Math.hypot(loadings[a], loadings[3 + a])); // prettier-ignore
    for (const [k, [x0, y0, x1, y1]] of tips.entries()) {
      const [a, b] = [loadings[order[k]], loadings[3 + order[k]]];
      const length = Math.hypot(x1 - x0, y1 - y0) * Math.hypot(a, b);
      expect(((x1 - x0) * a - (y1 - y0) * b) / length).toBeCloseTo(1, 4); // one direction, so units are equal
    }
  });

  it("names axes with their shares, arrows and classes, and tells its scaling", () => {
    const figure = biplot(pca, x, { names, labels: Array.from({ length: 40 }, (_, i) => (i % 2 ? "a" : "b")) });
    const share = (100 * pca.explainedVarianceRatio.toTypedArray()[0]).toFixed(1).replace(".0", "");
    expect(textsOf(figure.svg)).toEqual(expect.arrayContaining([...names, "a", "b", `PC 1 (${share} %) →`]));
    expect(textsOf(figure.svg).join(" ")).toMatch(/Points: scores over their standard deviations\. Arrows: loadings × [\d.]+ \(covariance biplot\)\./); // prettier-ignore
    expect(figure.description).toMatch(/^40 rows as points in 2 classes and 3 columns as arrows, across PC 1 \(.*\), upwards PC 2 \(.*\)\. PC 1 (rises|falls) most with height, PC 2 /); // prettier-ignore
    expect(biplot(pca, x, { scale: "form", components: [2, 0] }).description).toContain("across PC 3");
  });

  it("takes named columns, plain rows and other models, and leaves out rows that are not finite", () => {
    const columns = Object.fromEntries(names.map((name, j) => [name, x.slice(":", j)]));
    expect(biplot(pca, { ...columns, kind: Array.from({ length: 40 }, () => "a") }).svg).toContain("kind");
    expect(biplot(pca, columns).svg).toBe(biplot(pca, x, { names }).svg);
    const rows = x.toArray() as number[][];
    const holed = biplot(IncrementalPCA.fit(x), [[Number.NaN, 0, 0], ...rows.slice(1)], { names });
    expect(textsOf(holed.svg)).toContain("1 row is not finite and is left out.");
    expect((holed.sketch as PointsSketch).x).toHaveLength(39);
  });

  it("does not depend on whether the model whitens", () => {
    expect(biplot(PCA.fit(x, { whiten: true }), x).svg).toBe(biplot(pca, x).svg);
  });

  it("draws the longest arrows of many, and one point", () => {
    const wide = random(2).normal([30, 64]);
    const model = PCA.fit(wide, { components: 2 });
    const { svg } = biplot(model, wide);
    expect(arrowsOf(svg)).toHaveLength(20);
    expect(textsOf(svg).join(" ")).toContain("The 20 longest of 64 arrows are drawn.");
    expect(marksNamed(biplot(pca, [[1, 2, 3]]).svg, "dot")[0].elements).toHaveLength(1);
  });

  const flat = PCA.fit(array([[1, 0], [2, 0], [3, 0]])); // prettier-ignore
  it.each([
    ["other columns", () => biplot(pca, [[1, 2]]), ShapeError, "biplot: x must have the columns that were fitted; got x [1, 2] and components [3, 3]."], // prettier-ignore
    ["no rows", () => biplot(pca, []), ShapeError, "biplot: x must have two axes; got x [0]."],
    ["only NaN", () => biplot(pca, [[1, Number.NaN, 2]]), ValueError, "biplot: x must hold a finite row; got 1 rows that are not finite."], // prettier-ignore
    ["a component that there is not", () => biplot(pca, x, { components: [0, 3] }), ValueError, "biplot: components must be two different indices from 0 to 2; got [0,3]."], // prettier-ignore
    ["one component twice", () => biplot(pca, x, { components: [1, 1] }), ValueError, "biplot: components must be two different indices from 0 to 2; got [1,1]."], // prettier-ignore
    ["no variance", () => biplot(flat, [[1, 0]]), ValueError, 'biplot: components must have variance; got 0 for component 1. Choose other components, or scale: "form".'], // prettier-ignore
    ["too few labels", () => biplot(pca, x, { labels: [1] }), ShapeError, "biplot: labels must have one label a row of x; got labels [1] and x [40, 3]."], // prettier-ignore
    ["too few names", () => biplot(pca, x, { names: ["a"] }), ShapeError, "biplot: names must have 3 names, one each; got names [1]."], // prettier-ignore
    ["another scale", () => biplot(pca, x, { scale: "row" as "form" }), ValueError, 'biplot: scale must be "covariance" or "form"; got "row".'], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});

describe("loadingsPlot", () => {
  const standard = PCA.fit(Standardizer.fit(x).transform(x));

  it("is a table of columns by components, with its values and those that lead in words", () => {
    const { svg, description } = loadingsPlot([[0.9, 0.8, -0.1], [0.1, -0.2, 0.95]], { names }); // prettier-ignore
    expect(marksNamed(svg, "cell")[0].elements).toHaveLength(6);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["0.90", "−0.20", "0.95", "component 1", ...names]));
    expect(description).toBe(
      "Loadings of 3 columns on 2 components: component 1 is led by height (0.9), weight (0.8), shoe (−0.1); " +
        "component 2 is led by shoe (0.95), weight (−0.2), height (0.1).",
    );
  });

  it("takes models, the components that are asked for, and zeros", () => {
    expect(textsOf(loadingsPlot(pca, { components: [2, 0] }).svg).join(" ")).toMatch(/PC 3 \(.*PC 1 \(/);
    expect(loadingsPlot(FactorAnalysis.fit(x, { components: 1 })).description).toContain("component 1 is led by");
    expect(marksNamed(loadingsPlot([[0, 0]]).svg, "cell")[0].elements).toHaveLength(2);
    expect(textsOf(loadingsPlot([[120.3, -50]]).svg)).toContain("120");
  });

  it("puts correlations in a round circle", () => {
    const { svg } = loadingsPlot(standard, { names, kind: "circle" });
    const points = (attributeOf(marksNamed(svg, "line")[0].elements[0], "d") ?? "").split(/[ML]/).slice(1);
    const [px, py] = [0, 1].map((side) => points.map((point) => Number(point.split(",")[side])));
    expect((Math.max(...px) - Math.min(...px)) / (Math.max(...py) - Math.min(...py))).toBeCloseTo(1, 2);
    const radius = (Math.max(...px) - Math.min(...px)) / 2;
    const loadings = standard.loadings.toTypedArray();
    for (const [j, [x0, y0, x1, y1]] of arrowsOf(svg).entries()) {
      expect(Math.hypot(x1 - x0, y1 - y0) / radius).toBeCloseTo(Math.hypot(loadings[j], loadings[3 + j]), 1);
    }
    expect(numberIn(svg, "width")).toBe(480);
  });

  it.each([
    ["one axis", () => loadingsPlot(array([1, 2])), ShapeError, "loadingsPlot: loadings must have two axes; got loadings [2]."], // prettier-ignore
    [
      "NaN",
      () => loadingsPlot([[1, Number.NaN]]),
      ValueError,
      "loadingsPlot: loadings must be finite; got NaN at index 1.",
    ],
    ["no component", () => loadingsPlot([[1]], { components: [] }), ValueError, "loadingsPlot: components must be different indices from 0 to 0; got []."], // prettier-ignore
    ["too few names", () => loadingsPlot([[1, 2]], { names: [] }), ShapeError, "loadingsPlot: names must have 2 names, one each; got names [0]."], // prettier-ignore
    ["a circle of what are no correlations", () => loadingsPlot([[3, 0], [4, 0]], { kind: "circle" }), ValueError, 'loadingsPlot: loadings in a circle must be correlations, of length 1 at most; got 5 for x1. Standardize the columns before the fit, or use kind: "table".'], // prettier-ignore
    ["a circle of one component", () => loadingsPlot([[1, 0]], { kind: "circle" }), ValueError, "loadingsPlot: components must be two different indices from 0 to 0; got [0]."], // prettier-ignore
    ["another kind", () => loadingsPlot([[1]], { kind: "bars" as "table" }), ValueError, 'loadingsPlot: kind must be "table" or "circle"; got "bars".'], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});
