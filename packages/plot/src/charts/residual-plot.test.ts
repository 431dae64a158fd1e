import { ShapeError, ValueError, array, matmul, random } from "@linnet/core";
import { Exponential, LinearRegression, Normal, Ridge } from "@linnet/stats";
import { describe, expect, it } from "vitest";
import { attributeOf, marksNamed, numberIn, textsOf } from "../fixtures/read-svg.js";
import type { PointsSketch } from "../sketch.js";
import { qqPlot } from "./qq-plot.js";
import { residualPlot } from "./residual-plot.js";

const x = random(1).normal([30, 2]);
const y = matmul(x, array([2, -1])).add(random(2).normal([30]));
const line = LinearRegression.fit(x, y);
const pointsOf = (figure: { sketch: unknown }) => figure.sketch as PointsSketch;

describe("residualPlot", () => {
  it("draws the residuals of a regression over its fitted values, and a line at zero", () => {
    const figure = residualPlot(line);
    expect(Array.from(pointsOf(figure).x)).toEqual([...line.fitted.toTypedArray()]);
    expect(Array.from(pointsOf(figure).y)).toEqual([...line.residuals.toTypedArray()]);
    const zero = numberIn(marksNamed(figure.svg, "rule")[0].elements[0], "y1");
    const cy = marksNamed(figure.svg, "dot")[0].elements.map((tag) => numberIn(tag, "cy"));
    for (const [i, residual] of line.residuals.toTypedArray().entries()) expect(cy[i] < zero).toBe(residual > 0);
    const spread = Math.sqrt(line.residualSquares / 30);
    expect(figure.description).toMatch(/^30 residuals from −[\d.]+ to [\d.]+ over fitted values from/);
    expect(figure.description).toContain(`with a root mean square of ${Number(spread.toPrecision(4))}.`);
  });

  it("standardizes by leverages where the model has them, else by the root mean square", () => {
    const figure = residualPlot(line, { standardized: true });
    expect(Array.from(pointsOf(figure).y)).toEqual([...line.studentizedResiduals("internal").toTypedArray()]);
    expect(textsOf(figure.svg)).toContain("↑ studentized residual");
    expect(marksNamed(figure.svg, "rule")).toHaveLength(3);
    const plain = residualPlot({ fitted: [1, 2, 3], residuals: [3, 0, -4] }, { standardized: true });
    for (const [i, r] of [3, 0, -4].entries()) expect(pointsOf(plain).y[i]).toBeCloseTo(r / (5 / Math.sqrt(3)), 14);
    expect(plain.description).toContain("0 (0 %) are beyond ±2.");
  });

  it("predicts for other data", () => {
    const model = Ridge.fit(x, y, { alpha: 1 });
    const figure = residualPlot(model, x, y);
    expect(Array.from(pointsOf(figure).y)).toEqual([...y.sub(model.predict(x)).toTypedArray()]);
  });

  it("draws Cook's distances over leverages, and names the rows that move the fit", () => {
    const rows = [[0], [1], [2], [3], [10]]; // prettier-ignore
    const bent = LinearRegression.fit(array(rows), array([0, 1.1, 1.9, 3.2, 0]));
    const figure = residualPlot(bent, { against: "leverage", theme: "light" });
    expect(Array.from(pointsOf(figure).x)).toEqual([...bent.leverage.toTypedArray()]);
    const cooks = bent.cooksDistance().toTypedArray();
    const named = marksNamed(figure.svg, "text").flatMap(({ texts }) => texts);
    for (const [i, distance] of cooks.entries()) expect(named.includes(String(i))).toBe(distance >= 0.5);
    expect(figure.description).toContain(
      `The largest of Cook's distances is ${Number(cooks[4].toPrecision(4))}, of row 4;`,
    );
    // a contour of 1 at the pixel of a leverage: r² = rank·(1 − h)/h
    const [dot] = marksNamed(figure.svg, "dot")[0].elements.slice(-1);
    const contour = attributeOf(marksNamed(figure.svg, "line")[3].elements[0], "d") ?? "";
    const ends = [...contour.matchAll(/([\d.]+),([\d.]+)/g)].map(([, a, b]) => [Number(a), Number(b)]);
    const near = ends.reduce((a, b) =>
      Math.abs(b[0] - numberIn(dot, "cx")) < Math.abs(a[0] - numberIn(dot, "cx")) ? b : a,
    );
    const zero = numberIn(marksNamed(figure.svg, "rule")[0].elements[0], "y1");
    const h = bent.leverage.toTypedArray()[4];
    const r = Math.abs(bent.studentizedResiduals("internal").toTypedArray()[4]);
    const drawn = (Math.abs(near[1] - zero) / Math.abs(numberIn(dot, "cy") - zero)) * r;
    expect(drawn / Math.sqrt((2 * (1 - h)) / h)).toBeCloseTo(1, 1);
  });

  it("leaves out and counts what is not finite, and has a place for a perfect fit and for one pair", () => {
    expect(textsOf(residualPlot({ fitted: [1, 2, 3], residuals: [0, Number.NaN, 1] }).svg)).toContain(
      "1 residual is not finite and is left out.",
    );
    const alone = LinearRegression.fit(array([[0], [0], [0], [1]]), array([1, 2, 3, 9])); // prettier-ignore
    expect(textsOf(residualPlot(alone, { against: "leverage" }).svg)).toContain(
      "1 row has leverage 1 and no studentized residual.",
    );
    expect(
      marksNamed(residualPlot({ fitted: [1, 1], residuals: [0, 0] }, { standardized: true }).svg, "dot"),
    ).toHaveLength(1);
    expect(marksNamed(residualPlot({ fitted: [1], residuals: [2] }).svg, "dot")[0].elements).toHaveLength(1);
  });

  const model = { fitted: [1, 2], residuals: [1, -1] };
  it.each([
    ["nothing", () => residualPlot({ fitted: [], residuals: [] }), ShapeError, "residualPlot: fitted must not be empty; got fitted [0]."], // prettier-ignore
    ["too few residuals", () => residualPlot({ ...model, residuals: [1] }), ShapeError, "residualPlot: residuals must have as many values as fitted; got residuals [1] and fitted [2]."], // prettier-ignore
    ["a matrix", () => residualPlot({ ...model, residuals: array([[1, 2]]) }), ShapeError, "residualPlot: residuals must have one axis; got residuals [1, 2]."], // prettier-ignore
    ["only NaN", () => residualPlot({ fitted: [1], residuals: [Number.NaN] }), ValueError, "residualPlot: residuals must hold a finite pair; got 1 pairs that are not finite."], // prettier-ignore
    ["leverages that there are not", () => residualPlot(model, { against: "leverage" }), ValueError, "residualPlot: the model must have leverage, rank and studentizedResiduals; got one that has not. Pass a fitted LinearRegression, for example."], // prettier-ignore
    ["another axis", () => residualPlot(model, { against: "time" as "fitted" }), ValueError, 'residualPlot: against must be "fitted" or "leverage"; got "time".'], // prettier-ignore
    ["a model that does not predict", () => residualPlot(model as never, x, y), ValueError, "residualPlot: a model with x and y must predict; got an object without predict. Pass { fitted, residuals } instead."], // prettier-ignore
    ["too few targets", () => residualPlot(line, x, [1]), ShapeError, "residualPlot: y must have as many values as predictions; got y [1] and predictions [30]."], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});

describe("qqPlot", () => {
  const values = [5, 1, 2, 4, 9, 3, 7];
  const normal = new Normal(0, 1);

  it("pairs ordered values with quantiles at (i − ½)/n, and draws the line through the quartiles", () => {
    const figure = qqPlot(values, { theme: "light" });
    const points = pointsOf(figure);
    expect(Array.from(points.y)).toEqual([1, 2, 3, 4, 5, 7, 9]);
    for (const [i, q] of Array.from(points.x).entries()) expect(q).toBe(normal.ppf((i + 0.5) / 7));
    const slope = (6 - 2.5) / (2 * normal.ppf(0.75)); // quartiles 2.5 and 6
    expect(figure.description).toBe(
      `Quantiles of 7 values over those of a distribution, with the line through the quartiles of both, of slope ${Number(slope.toPrecision(4))} ` +
        "and height 4.25 at zero. 0 of the values are outside of the pointwise 95 % band.",
    );
  });

  it("has the band of ordered uniform values: the ends are known in closed form", () => {
    const { svg } = qqPlot(values, { band: 0.9, theme: "light" });
    const [low, high] = areaEnds(svg);
    const dot = marksNamed(svg, "dot")[0].elements[0];
    const path = attributeOf(marksNamed(svg, "line")[0].elements[0], "d") ?? "";
    const [x0, y0, x1, y1] = (path.match(/[\d.]+/g) ?? []).map(Number);
    const slope = (6 - 2.5) / (2 * normal.ppf(0.75));
    // pixels of y a unit of quantile, along the line
    const unit = (y1 - y0) / (2 * normal.ppf(13 / 14) * slope);
    expect(numberIn(dot, "cx")).toBeCloseTo(x0, 1);
    const at = (p: number) => y0 + unit * slope * (normal.ppf(p) - normal.ppf(1 / 14));
    // the least of n uniform values is below p with probability 1 − (1 − p)ⁿ
    expect(low).toBeCloseTo(at(1 - 0.95 ** (1 / 7)), 0);
    expect(high).toBeCloseTo(at(1 - 0.05 ** (1 / 7)), 0);
    expect(x1).toBeGreaterThan(x0);
  });

  it("takes any distribution with quantiles, no band, and many values", () => {
    const waits = new Exponential(2).sample(random(4), [5000]);
    const { svg, sketch } = qqPlot(waits, { distribution: new Exponential(1), xLabel: "exponential quantile" });
    expect(textsOf(svg)).toContain("exponential quantile →");
    expect((sketch as PointsSketch).x.length).toBeLessThan(3000);
    expect(marksNamed(qqPlot(values, { band: false }).svg, "area")).toEqual([]);
  });

  it("finds values that are not of the distribution outside of the band", () => {
    const tails = [-40, -20, ...Array.from({ length: 40 }, (_, i) => normal.ppf((i + 0.5) / 40)), 20, 40];
    expect(qqPlot(tails).description).toMatch(/ 4 of the values are outside of the pointwise 95 % band\.$/);
  });

  it("draws one value, a constant, and leaves out what is not finite", () => {
    expect(marksNamed(qqPlot([3]).svg, "dot")[0].elements).toHaveLength(1);
    expect(textsOf(qqPlot([3, 3]).svg)).toContain("All values are equal.");
    expect(textsOf(qqPlot([1, 2, Infinity]).svg)).toContain("1 value is not finite and is not drawn.");
  });

  it.each([
    ["no values", () => qqPlot([]), ShapeError, "qqPlot: values must not be empty; got values [0]."],
    ["a matrix", () => qqPlot(array([[1]])), ShapeError, "qqPlot: values must have one axis; got values [1, 1]."],
    ["only NaN", () => qqPlot([Number.NaN]), ValueError, "qqPlot: values must hold a finite value; got NaN only."],
    ["a level of one", () => qqPlot([1], { band: 1 }), ValueError, "qqPlot: band must be a level between 0 and 1, or false; got 1."], // prettier-ignore
    ["infinite quantiles", () => qqPlot([1], { distribution: { ppf: () => Infinity } }), ValueError, "qqPlot: distribution must have finite quantiles; got Infinity at 0.5."], // prettier-ignore
    ["a distribution of one value", () => qqPlot([1], { distribution: { ppf: () => 2 } }), ValueError, "qqPlot: distribution must have quartiles that differ; got 2 and 2."], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});

/** The pixels of the lower and of the upper line of an area where it starts. */
function areaEnds(svg: string): [low: number, high: number] {
  const d = attributeOf(marksNamed(svg, "area")[0].elements[0], "d") ?? "";
  const points = [...d.matchAll(/([\d.]+),([\d.]+)/g)].map(([, a, b]) => [Number(a), Number(b)]);
  const ends = points.filter(([a]) => a === points[0][0]).map(([, b]) => b);
  return [Math.max(...ends), Math.min(...ends)];
}
