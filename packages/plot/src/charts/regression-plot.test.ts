import { ShapeError, ValueError, array, random } from "@linnet/core";
import { LinearRegression, StudentT } from "@linnet/stats";
import { describe, expect, it } from "vitest";
import { attributeOf, marksNamed, numberIn, textsOf } from "../fixtures/read-svg.js";
import { regressionPlot } from "./regression-plot.js";

const x = [1, 2, 3, 4, 6];
const y = [1.2, 1.9, 3.2, 3.8, 6.5];

/** Pixels of a path, in order. */
const pathOf = (svg: string, mark: string) => {
  const d = attributeOf(marksNamed(svg, mark)[0].elements[0], "d") ?? "";
  return [...d.matchAll(/([\d.]+),([\d.]+)/g)].map(([, a, b]) => [Number(a), Number(b)]);
};

describe("regressionPlot", () => {
  it("draws the line of least squares through its points, and writes it", () => {
    const { svg, description } = regressionPlot(x, y, { xLabel: "dose", yLabel: "response" });
    const [mx, my] = [x, y].map((v) => v.reduce((sum, a) => sum + a, 0) / 5);
    const slope = x.reduce((s, a, i) => s + (a - mx) * (y[i] - my), 0) / x.reduce((s, a) => s + (a - mx) ** 2, 0);
    const [a, b] = [my - slope * mx, slope].map((v) => Number(v.toPrecision(4)));
    expect(textsOf(svg).join(" ")).toContain(`response = −${-a} + ${b} · dose, R² 0.9`);
    expect(description).toContain(`5 points with the line of least squares, response = −${-a} + ${b} · dose, R²`);
    const dots = marksNamed(svg, "dot")[0].elements.map((tag) => [numberIn(tag, "cx"), numberIn(tag, "cy")]);
    const unit = (dots[0][1] - dots[4][1]) / (y[4] - y[0]);
    const path = pathOf(svg, "line");
    const [first, last] = [path[0], path[path.length - 1]];
    expect(first[0]).toBeCloseTo(dots[0][0], 1);
    expect((first[1] - last[1]) / unit).toBeCloseTo(slope * 5, 1);
  });

  it("has the band of the mean, or of an observation, by Student's t", () => {
    const fit = LinearRegression.fit(array(x, { shape: [5, 1] }), array(y));
    const half = (at: number, extra: number) => {
      const mean = 16 / 5;
      const leverage = 1 / 5 + (at - mean) ** 2 / x.reduce((s, a) => s + (a - mean) ** 2, 0);
      return new StudentT(3).ppf(0.95) * fit.residualStandardDeviation * Math.sqrt(leverage + extra);
    };
    for (const [band, extra] of [
      ["mean", 0],
      ["observation", 1],
    ] as const) {
      // prettier-ignore
      const { svg } = regressionPlot(x, y, { band, level: 0.9 });
      const dots = marksNamed(svg, "dot")[0].elements.map((tag) => numberIn(tag, "cy"));
      const unit = (dots[0] - dots[4]) / (y[4] - y[0]);
      const edge = pathOf(svg, "area");
      const ends = edge.filter(([across]) => across === edge[0][0]).map(([, up]) => up);
      expect((Math.max(...ends) - Math.min(...ends)) / unit / (2 * half(1, extra))).toBeCloseTo(1, 2);
    }
    expect(marksNamed(regressionPlot(x, y, { band: false }).svg, "area")).toEqual([]);
  });

  it("says that two points have no band, and leaves out what is not finite", () => {
    const { svg } = regressionPlot([1, 2, Number.NaN], [1, 2, 3]);
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining([
        "1 point is not finite and is not drawn.",
        "Two points have no band: nothing is left to estimate it from.",
      ]),
    );
    expect(regressionPlot([1, 2, 3], [5, 5, 5]).svg).toContain("linnet-line");
    expect(regressionPlot(random(1).normal([50]).mul(1e200), random(2).normal([50])).svg).toContain("linnet-area");
  });

  const apart = "A line needs two points.";
  it.each([
    ["no points", () => regressionPlot([], []), ShapeError, "regressionPlot: x must not be empty; got x [0]."],
    ["one point", () => regressionPlot([1], [1]), ValueError, `regressionPlot: x must hold values that differ; got 1 only. ${apart}`], // prettier-ignore
    ["a constant", () => regressionPlot([2, 2], [1, 3]), ValueError, `regressionPlot: x must hold values that differ; got 2 only. ${apart}`], // prettier-ignore
    ["only NaN", () => regressionPlot([Number.NaN], [1]), ValueError, `regressionPlot: x must hold values that differ; got no finite point. ${apart}`], // prettier-ignore
    ["other lengths", () => regressionPlot([1, 2], [1]), ShapeError, "regressionPlot: y must have as many values as x; got y [1] and x [2]."], // prettier-ignore
    [
      "a matrix",
      () => regressionPlot(array([[1]]), [1]),
      ShapeError,
      "regressionPlot: x must have one axis; got x [1, 1].",
    ],
    ["a level of one", () => regressionPlot(x, y, { level: 1 }), ValueError, "regressionPlot: level must lie between 0 and 1; got 1."], // prettier-ignore
    ["another band", () => regressionPlot(x, y, { band: "all" as "mean" }), ValueError, 'regressionPlot: band must be "mean", "observation" or false; got "all".'], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});
