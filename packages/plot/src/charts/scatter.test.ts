import { ShapeError, ValueError, array } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { marksNamed, numberIn, textsOf } from "../fixtures/read-svg.js";
import { scatter } from "./scatter.js";

const xy = [[0, 0], [1, 2], [2, 4], [3, 6]]; // prettier-ignore

describe("scatter", () => {
  it("places points in proportion, y upwards", () => {
    const circles = marksNamed(scatter(xy).svg, "dot")[0].elements;
    const [x, y] = ["cx", "cy"].map((name) => circles.map((circle) => numberIn(circle, name)));
    expect(circles).toHaveLength(4);
    for (const i of [1, 2]) {
      expect((x[i] - x[0]) / (x[3] - x[0])).toBeCloseTo(i / 3, 2);
      expect((y[i] - y[0]) / (y[3] - y[0])).toBeCloseTo(i / 3, 2);
    }
    expect(x[3]).toBeGreaterThan(x[0]);
    expect(y[3]).toBeLessThan(y[0]);
  });

  it("gives each class a colour, a shape, a row in the legend and its name at the median of its points", () => {
    const { svg } = scatter(xy, { labels: [7, 3, 7, 3], theme: "light" });
    const [three, seven, ...samples] = marksNamed(svg, "dot");
    expect([three, seven].map((mark) => mark.elements.length)).toEqual([2, 2]);
    expect(three.attributes).toContain('fill="#0072b2"');
    expect(seven.attributes).toContain('fill="#d55e00"');
    expect(three.elements[0]).toContain("<circle");
    expect(seven.elements[0]).toContain("<path"); // a square
    expect(samples).toHaveLength(2);
    expect(textsOf(svg).filter((text) => text === "3" || text === "7")).toHaveLength(4 + 1); // and one tick of x, 3
    const named = scatter(xy, { labels: array([7, 3, 7, 3], { dtype: "int32" }), classNames: ["three", "seven"] });
    expect(textsOf(named.svg).filter((text) => text === "seven")).toHaveLength(2);
    expect(named.description).toContain("4 points in 2 classes.");
  });

  it("draws circles only where there are too many points for shapes", () => {
    const many = Array.from({ length: 3001 }, (_, i) => [i, i % 7]);
    const marks = marksNamed(scatter(many, { labels: many.map((_, i) => i % 10) }).svg, "dot");
    expect(marks.every(({ elements }) => elements.every((tag) => tag.startsWith("<circle")))).toBe(true);
  });

  it("writes the names of many classes in the legend only", () => {
    const { svg } = scatter(
      Array.from({ length: 26 }, (_, i) => [i, i]),
      { labels: "abcdefghijklmnopqrstuvwxyz".split("") },
    );
    expect(textsOf(svg).filter((text) => text === "q")).toHaveLength(1);
  });

  it("colours by value, with the ends of the ramp written", () => {
    const { svg } = scatter(xy, { color: [0, 1, 2, 5], colorLabel: "age", theme: "light" });
    const [circles] = marksNamed(svg, "dot");
    expect(circles.elements[0]).toContain('fill="#440154"');
    expect(circles.elements[3]).toContain('fill="#FDE725"');
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["age  0", "5"]));
  });

  it("leaves out and counts points that are not finite, with their labels", () => {
    const { svg, description } = scatter([[0, Number.NaN], [1, 2], [2, 4]], { labels: ["lost", "a", "b"] }); // prettier-ignore
    expect(textsOf(svg)).toContain("1 point is not finite and is not drawn.");
    expect(textsOf(svg).filter((text) => text === "lost")).toHaveLength(1); // in the legend only
    expect(description).toMatch(/^2 points in 3 classes\./);
  });

  it("has a place for one point, and for points on one spot", () => {
    for (const points of [
      [[5, 5]],
      [
        [5, 5],
        [5, 5],
      ],
    ]) {
      // prettier-ignore
      const [circle] = marksNamed(scatter(points).svg, "dot")[0].elements;
      expect(numberIn(circle, "cx")).toBeGreaterThan(0);
      expect(numberIn(circle, "cy")).toBeGreaterThan(0);
    }
  });

  const wide =
    "scatter: xy must have two columns; got xy [2, 3]. Choose two columns of a wider array: scores.slice(':', ':2').";
  it.each([
    ["a wider array", () => scatter([[1, 2, 3], [4, 5, 6]]), ShapeError, wide], // prettier-ignore
    ["one axis", () => scatter(array([1, 2])), ShapeError, "scatter: xy must have two axes; got xy [2]."],
    ["no points", () => scatter([]), ShapeError, "scatter: xy must have two axes; got xy [0]."],
    [
      "only NaN",
      () => scatter([[Number.NaN, 0]]),
      ValueError,
      "scatter: xy must hold a finite point; got 1 rows that are not finite.",
    ],
    [
      "too few labels",
      () => scatter(xy, { labels: [1, 2] }),
      ShapeError,
      "scatter: labels must have one label a row of xy; got labels [2] and xy [4, 2].",
    ],
    [
      "labels that are NaN",
      () => scatter(xy, { labels: [1, Number.NaN, 1, 1] }),
      ValueError,
      "scatter: labels must hold words or finite numbers; got NaN at index 1.",
    ],
    [
      "too few names",
      () => scatter(xy, { labels: [1, 2, 1, 2], classNames: ["a"] }),
      ShapeError,
      "scatter: classNames must have 2 names, one each; got classNames [1].",
    ],
    [
      "labels and colours",
      () => scatter(xy, { labels: [1, 2, 1, 2], color: [1, 2, 3, 4] }),
      ValueError,
      "scatter: colours must come from labels or from color; got both. Leave one of them out.",
    ],
    [
      "too few colours",
      () => scatter(xy, { color: [1] }),
      ShapeError,
      "scatter: color must have as many values as xy; got color [1] and xy [4].",
    ],
    [
      "a radius of nothing",
      () => scatter(xy, { radius: 0 }),
      ValueError,
      "scatter: radius must be above 0 and at most 50 pixels; got 0.",
    ],
  ])("refuses %s", (_, draw, type, message) => {
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });

  it("refuses more classes than can be told apart", () => {
    const many = Array.from({ length: 51 }, (_, i) => [i, i]);
    expect(() => scatter(many, { labels: many.map((_, i) => i) })).toThrow(
      "scatter: labels must name at most 50 classes; got 51. Pass values on a scale as color instead.",
    );
  });
});
