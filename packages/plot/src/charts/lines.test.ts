import { DTypeError, ShapeError, ValueError, array, complex } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { attributeOf, marksNamed, textsOf } from "../fixtures/read-svg.js";
import type { LinesSketch } from "../sketch.js";
import { lineChart } from "./line-chart.js";
import { lossCurve } from "./loss-curve.js";
import { singularValuePlot } from "./singular-value-plot.js";

describe("lossCurve", () => {
  it("draws a line for each series, solid and dashed, counted from step 1", () => {
    const { svg, description } = lossCurve(
      { train: array([2.3, 0.9, 0.4]), validation: [2.2, 1, 0.7] },
      { theme: "light" },
    );
    const [train, validation] = marksNamed(svg, "line");
    expect(train.attributes).toContain('stroke="#0072b2"');
    expect(train.attributes).not.toContain("stroke-dasharray");
    expect(validation.attributes).toContain('stroke="#d55e00"');
    expect(validation.attributes).toContain('stroke-dasharray="7 4"');
    expect((attributeOf(train.elements[0], "d") ?? "").match(/[ML]/g)).toHaveLength(3);
    for (const text of ["Loss", "train", "validation", "↑ loss", "epoch →", "1.0", "2.5"])
      expect(textsOf(svg)).toContain(text);
    expect(description).toBe(
      "2 lines: train goes from 2.3 to 0.4 (least 0.4, most 2.3); validation goes from 2.2 to 0.7 (least 0.7, most 2.2).",
    );
  });

  it("leaves a gap where a loss is not finite, and says so", () => {
    const { svg } = lossCurve({ train: [3, 2, Number.NaN, 1, 0.5, Infinity] });
    const [{ elements }] = marksNamed(svg, "line");
    expect((attributeOf(elements[0], "d") ?? "").match(/M/g)).toHaveLength(2);
    expect(textsOf(svg)).toContain("2 values are not finite and are not drawn.");
  });

  it("draws a constant in the middle, and one value as a dot", () => {
    expect(marksNamed(lossCurve({ train: [2, 2, 2] }).svg, "line")).toHaveLength(1);
    expect(marksNamed(lossCurve({ train: [2] }).svg, "dot")[0].elements).toHaveLength(1);
    expect(textsOf(lossCurve({ train: [2, 2] }).svg)).toEqual(expect.arrayContaining(["1.0", "2.0", "3.0"]));
  });

  it("has whole ticks where steps are whole", () => {
    const ticks = marksNamed(lossCurve({ train: [3, 2, 1] }).svg, "x-axis-tick-label")[0].texts;
    expect(ticks).toEqual(["1", "2", "3"]);
    expect(marksNamed(lineChart({ y: [1, 2] }, { x: [0.5, 1.5] }).svg, "x-axis-tick-label")[0].texts).toContain("1.0");
  });

  it("needs no legend for one series", () => {
    expect(textsOf(lossCurve({ train: [2, 1] }).svg)).not.toContain("train");
  });

  it("has room for fifty series, and for a hundred thousand values", () => {
    const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, k) => [`run ${k}`, [k, k + 1]]));
    expect(marksNamed(lossCurve(fifty).svg, "line")).toHaveLength(50);
    expect(marksNamed(lossCurve({ train: new Float64Array(100_000).fill(1) }).svg, "line")).toHaveLength(1);
  });

  it("smooths by a running mean whose weights add up to one, over pale lines of the losses", () => {
    const { svg, sketch, description } = lossCurve({ train: [4, 2, Number.NaN, 1] }, { smoothing: 0.5 });
    // (¼·4 + ½·2)/¾ and, past the gap, (⅛·4 + ¼·2 + ½·1)/⅞
    const { y } = (sketch as LinesSketch).series[0];
    for (const [i, v] of Object.entries({ 0: 4, 1: 8 / 3, 3: 12 / 7 })) expect(y[Number(i)]).toBeCloseTo(v, 14);
    expect(y[2]).toBeNaN();
    expect(marksNamed(svg, "line").map(({ attributes }) => attributeOf(attributes, "stroke-opacity"))).toEqual(["0.35", undefined]); // prettier-ignore
    expect(description).toContain("least 1, most 4). Lines are smoothed by 0.5.");
  });

  it("marks where a series is least", () => {
    const { svg, description } = lossCurve({ train: [3, 2, 1], validation: [3, 1.5, 2] }, { best: "validation" });
    expect(textsOf(svg)).toContain("validation is least at epoch 2: 1.5");
    expect(marksNamed(svg, "dot")[0].elements).toHaveLength(1);
    expect(description).toContain("validation is least at epoch 2: 1.5.");
  });

  it.each([
    ["smoothing of one", () => lossCurve({ train: [1] }, { smoothing: 1 }), ValueError, "lossCurve: smoothing must be from 0 to less than 1; got 1."], // prettier-ignore
    ["a best series that there is not", () => lossCurve({ train: [1] }, { best: "test" }), ValueError, 'lossCurve: best must name a series (train); got "test".'], // prettier-ignore
    ["a best series without a number", () => lossCurve({ a: [1], b: [Number.NaN] }, { best: "b" }), ValueError, "lossCurve: b must hold a finite value; got NaN only."], // prettier-ignore
    ["nothing", () => lossCurve({}), ValueError, "lossCurve: series must hold 1 to 50 named series; got 0. Pass { train: [ … ] }, for example."], // prettier-ignore
    [
      "an empty series",
      () => lossCurve({ train: [] }),
      ShapeError,
      "lossCurve: train must not be empty; got train [0].",
    ],
    ["a table", () => lossCurve({ train: array([[1]]) }), ShapeError, "lossCurve: train must have one axis; got train [1, 1]."], // prettier-ignore
    ["only NaN", () => lossCurve({ train: [Number.NaN] }), ValueError, "lossCurve: series must hold a finite value; got NaN only."], // prettier-ignore
    ["a loss of zero on a logarithmic axis", () => lossCurve({ train: [1, 0] }, { scale: "log" }), ValueError, 'lossCurve: a logarithmic axis needs positive values; got 0. Use scale: "linear".'], // prettier-ignore
    ["another scale", () => lossCurve({ train: [1] }, { scale: "sqrt" as "log" }), ValueError, 'lossCurve: scale must be "linear" or "log"; got "sqrt".'], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});

describe("lineChart", () => {
  it("places values at x", () => {
    const [{ elements }] = marksNamed(lineChart({ y: [0, 1, 2] }, { x: [0, 1, 10] }).svg, "line");
    const xs = (attributeOf(elements[0], "d") ?? "").split(/[ML]/).slice(1).map((point) => Number(point.split(",")[0])); // prettier-ignore
    expect((xs[1] - xs[0]) / (xs[2] - xs[0])).toBeCloseTo(0.1, 2);
  });

  it.each([
    ["too few positions", () => lineChart({ y: [1, 2] }, { x: [1] }), ShapeError, "lineChart: y must have as many values as x; got y [2] and x [1]."], // prettier-ignore
    ["a position of NaN", () => lineChart({ y: [1] }, { x: [Number.NaN] }), ValueError, "lineChart: x must be finite; got NaN at index 0."], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});

describe("singularValuePlot", () => {
  it("draws equal factors at equal distances", () => {
    const { svg } = singularValuePlot({ singularValues: array([100, 10, 1]) });
    const ys = marksNamed(svg, "dot")[0].elements.map((dot) => Number(attributeOf(dot, "cy")));
    expect(ys[1] - ys[0]).toBeCloseTo(ys[2] - ys[1], 1);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["1", "10", "100", "↑ singular value (log)", "index →"]));
  });

  it("draws a line at the tolerance, pales what is below it and counts the rank above it", () => {
    const { svg, description } = singularValuePlot([5, 1, 1e-12, 0], { tolerance: 1e-10, theme: "light" });
    const [above, below] = marksNamed(svg, "dot");
    expect([above.elements.length, below.elements.length]).toEqual([2, 1]);
    expect(below.attributes).toContain('fill-opacity="0.4"');
    const [, y] = /class="linnet-tolerance"><path d="M[^,]*,([\d.]*)H/.exec(svg)?.map(Number) ?? [];
    const ys = [above, below].map(({ elements }) => Number(attributeOf(elements[0], "cy")));
    expect([ys[0] < y, y < ys[1]]).toEqual([true, true]);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["numerical rank 2 of 4", "tolerance 1e−10"]));
    expect(description).toBe(
      "4 singular values on a logarithmic axis, from 5 down to 1e−12. 1 value is zero and is not drawn. " +
        "The numerical rank is 2 of 4 above the tolerance 1e−10.",
    );
    expect(singularValuePlot([1, 0.5], { tolerance: 1 }).description).toContain("The numerical rank is 0 of 2");
  });

  it("draws several spectra by name, with shapes and a legend", () => {
    const { svg, description } = singularValuePlot({ before: [5, 1, 0.1], after: { S: array([5, 1, 0]) } }, { tolerance: 0.01 }); // prettier-ignore
    expect(marksNamed(svg, "line")).toHaveLength(2);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["before", "after", "numerical rank before 3 of 3, after 2 of 3"])); // prettier-ignore
    expect(description).toBe(
      "2 spectra on a logarithmic axis. before: 3 singular values, from 5 down to 0.1; after: 3 singular values, from 5 down to 1. " +
        "1 value is zero and is not drawn. The numerical rank is before 3 of 3, after 2 of 3 above the tolerance 0.01.",
    );
    expect(singularValuePlot({ a: [0], b: [1] }).description).toContain("a: 1 singular value, all zero; b: ");
  });

  it("takes a model that has singularValues or S", () => {
    const { svg } = singularValuePlot([3, 2]);
    expect(singularValuePlot({ S: array([3, 2]) }).svg).toBe(svg);
    expect(singularValuePlot({ singularValues: array([3, 2]) }).svg).toBe(svg);
  });

  it("counts zeros, which have no logarithm", () => {
    const { svg, description } = singularValuePlot([5, 1e-15, 0, 0]);
    expect(marksNamed(svg, "dot")[0].elements).toHaveLength(2);
    expect(textsOf(svg)).toContain("2 values are zero and are not drawn.");
    expect(description).toContain("from 5 down to 1e−15. 2 values are zero");
  });

  it.each([
    [[0, 0], "singularValuePlot: singularValues must hold a value above zero; got 2 zeros."],
    [[1, -1], "singularValuePlot: singularValues must not be negative; got -1 at index 1."],
    [[Infinity], "singularValuePlot: singularValues must be finite; got Infinity at index 0."],
    [{}, "singularValuePlot: spectra must be 1 to 10; got 0. Pass { before: [ … ] }, for example."],
    [{ a: [1], b: [-1] }, "singularValuePlot: b must not be negative; got -1 at index 0."],
    [null, "singularValuePlot: singularValues must be an array; got null."],
  ])("refuses %j", (values, message) => {
    expect(() => singularValuePlot(values as number[])).toThrow(ValueError);
    expect(() => singularValuePlot(values as number[])).toThrow(message);
  });

  it.each([0, -1, Number.NaN, Infinity])("refuses %d as a tolerance", (tolerance) => {
    const draw = () => singularValuePlot([1], { tolerance });
    expect(draw).toThrow(ValueError);
    expect(draw).toThrow(`singularValuePlot: tolerance must be finite and above zero; got ${tolerance}.`);
  });

  it("refuses complex values and matrices", () => {
    const z = complex(array([1]), array([1]));
    expect(() => singularValuePlot(z)).toThrow(DTypeError);
    expect(() => singularValuePlot(z)).toThrow("singularValuePlot: singularValues must hold real numbers; got singularValues complex128."); // prettier-ignore
    expect(() => singularValuePlot(array([[1, 2]]))).toThrow(ShapeError);
    expect(() => singularValuePlot(array([[1, 2]]))).toThrow("singularValuePlot: singularValues must have one axis; got singularValues [1, 2]."); // prettier-ignore
  });
});
