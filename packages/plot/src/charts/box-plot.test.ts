import { ShapeError, ValueError, array, random } from "@linnet/core";
import { interquartileRange } from "@linnet/stats";
import { describe, expect, it } from "vitest";
import { marksNamed, numberIn, textsOf } from "../fixtures/read-svg.js";
import type { BoxesSketch } from "../sketch.js";
import { toTerminal } from "../terminal/to-terminal.js";
import { boxPlot } from "./box-plot.js";

const boxOf = (values: number[], whiskers?: number) =>
  (boxPlot(values, whiskers === undefined ? {} : { whiskers }).sketch as BoxesSketch).boxes[0];

describe("boxPlot", () => {
  it("has quartiles, whiskers to the last values within 1.5 interquartile ranges, and outliers beyond", () => {
    // quartiles 3.25 and 7.75, so whiskers reach from −3.5 to 14.5 at most
    const box = boxOf([1, 2, 3, 4, 5, 6, 7, 8, 14, 15]);
    expect(box).toMatchObject({ low: 1, lower: 3.25, median: 5.5, upper: 7.75, high: 14 });
    expect(Array.from(box.outliers)).toEqual([15]);
    expect(Array.from(boxOf([1, 2, 3, 4, 5, 6, 7, 8, 14, 15], 0).outliers)).toEqual([1, 2, 3, 8, 14, 15]);
  });

  it("has the interquartile range of stats, and keeps or circles every value", () => {
    const values = random(4).normal([101]);
    const { low, lower, upper, high, outliers } = boxOf([...values.toTypedArray()]);
    expect(upper - lower).toBe(interquartileRange(values).item());
    const inside = values.toTypedArray().filter((value) => value >= low && value <= high);
    expect(inside.length + outliers.length).toBe(101);
  });

  it("ends a whisker at the box where no value lies between", () => {
    expect(boxOf([0, 0, 0, 100])).toMatchObject({ lower: 0, upper: 25, high: 25 });
  });

  it("draws boxes from the top down, in proportion, with their names", () => {
    const { svg, description } = boxPlot({ short: [0, 1, 2], long: [0, 10, 20, 90] }, { xLabel: "seconds" });
    const [upper, lower] = marksNamed(svg, "rect")[0].elements;
    expect(numberIn(upper, "y")).toBeLessThan(numberIn(lower, "y"));
    expect(numberIn(lower, "width") / numberIn(upper, "width")).toBeCloseTo(30, 0);
    expect(marksNamed(svg, "dot")[0].elements).toHaveLength(1);
    for (const text of ["Distribution of seconds", "short", "long", "seconds →"]) expect(textsOf(svg)).toContain(text);
    expect(description).toBe(
      "2 boxes: short: 3 values, median 1, quartiles 0.5 and 1.5, 0 outliers; " +
        "long: 4 values, median 15, quartiles 7.5 and 37.5, 1 outlier.",
    );
  });

  it("splits values by their classes, and has a place for one value and a constant", () => {
    expect(boxPlot([1, 5, 2, 6], { labels: array([0, 1, 0, 1], { dtype: "int32" }) }).svg).toBe(
      boxPlot({ 0: [1, 2], 1: [5, 6] }).svg,
    );
    expect(boxOf([3])).toMatchObject({ low: 3, lower: 3, median: 3, upper: 3, high: 3 });
    expect(marksNamed(boxPlot([3, 3, 3]).svg, "rect")[0].elements).toHaveLength(1);
  });

  it("is drawn in the terminal", () => {
    const picture = toTerminal(boxPlot({ a: [0, 1, 2, 3, 4], b: [0, 0.1, 0.2, 0.3, 4] }), { width: 30 });
    expect(picture).toBe(
      [
        "Distribution of value",
        "a  ├──────▒▒▒▒▒▒┃▒▒▒▒▒▒▒─────┤",
        "b  ├┃▒                       ∘",
        "  └───────────────────────────",
        "   0          value          4",
      ].join("\n"),
    );
  });

  it.each([
    ["no values", () => boxPlot([]), ShapeError, "boxPlot: values must not be empty; got values [0]."],
    ["only NaN", () => boxPlot({ a: [1], b: [Number.NaN] }), ValueError, "boxPlot: b must hold a finite value; got NaN only."], // prettier-ignore
    ["a matrix", () => boxPlot({ a: array([[1]]) }), ShapeError, "boxPlot: a must have one axis; got a [1, 1]."],
    ["whiskers below zero", () => boxPlot([1], { whiskers: -1 }), ValueError, "boxPlot: whiskers must be a finite number of interquartile ranges, 0 or more; got -1."], // prettier-ignore
    ["labels of NaN", () => boxPlot([1], { labels: [Number.NaN] }), ValueError, "boxPlot: labels must hold words or finite numbers; got NaN at index 0."], // prettier-ignore
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});
