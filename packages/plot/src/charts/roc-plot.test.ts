import { ShapeError, ValueError, array, random } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { attributeOf, marksNamed, numberIn, textsOf } from "../fixtures/read-svg.js";
import type { LinesSketch } from "../sketch.js";
import { precisionRecallPlot } from "./precision-recall-plot.js";
import { rocPlot } from "./roc-plot.js";
import { formatScore } from "./score-curves.js";
import { thinLine } from "./thin-line.js";

const target = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? 1 : 0));
const noise = random(8).normal([300]).toTypedArray();
const scores = target.map((one, i) => Math.round(10 * (one + noise[i])) / 10); // with ties
const area = ({ x, y }: { x: ArrayLike<number>; y: ArrayLike<number> }) =>
  Array.from(x).reduce((sum, right, i) => (i === 0 ? 0 : sum + ((right - x[i - 1]) * (y[i] + y[i - 1])) / 2), 0);
const linesOf = (figure: { sketch: unknown }) => (figure.sketch as LinesSketch).series;

describe("rocPlot", () => {
  it("draws a curve whose area is the share of pairs in order, which it writes", () => {
    let pairs = 0;
    for (const [i, a] of scores.entries()) {
      for (const [j, b] of scores.entries()) if (target[i] > target[j]) pairs += a > b ? 1 : a === b ? 0.5 : 0;
    }
    const figure = rocPlot(scores, target);
    expect(area(linesOf(figure)[0])).toBeCloseTo(pairs / (100 * 200), 12);
    expect(textsOf(figure.svg)).toContain(`AUC ${(pairs / 20_000).toFixed(3)}`);
    expect(figure.description).toContain(`The area under the curve is ${(pairs / 20_000).toFixed(3)}.`);
    const [chance, curve] = marksNamed(figure.svg, "line");
    expect(chance.attributes).toContain('stroke-dasharray="4 4"');
    expect(curve.attributes).not.toContain("stroke-dasharray");
  });

  it("compares classifiers by name, and marks the points furthest above the diagonal", () => {
    const figure = rocPlot({ good: [4, 3, 2, 1], "fair one": [4, 1, 3, 2] }, [1, 1, 0, 0], { optimal: true });
    expect(textsOf(figure.svg)).toEqual(expect.arrayContaining(["good: AUC 1.000", "fair one: AUC 0.500"]));
    const dots = marksNamed(figure.svg, "dot").map(({ elements }) => elements[0]);
    expect(dots).toHaveLength(2);
    expect(numberIn(dots[0], "cy")).toBeLessThan(numberIn(dots[1], "cy"));
    expect(figure.description).toBe(
      "2 curves of the true positive rate against the false positive rate. Area under the curve: good 1.000, fair one 0.500. " +
        "good: furthest above chance at threshold 3: 100 % found, 0 % false alarms. " +
        "fair one: furthest above chance at threshold 4: 50 % found, 0 % false alarms.",
    );
  });

  it("draws each of several classes against the rest, and says which have no examples", () => {
    const three = [[0.9, 0.1, 0], [0.2, 0.8, 0], [0.6, 0.4, 0]]; // prettier-ignore
    const byIndex = rocPlot(array(three), array([0, 1, 0], { dtype: "int32" }), { classNames: ["cat", "dog", "emu"] });
    expect(linesOf(byIndex).map(({ name }) => name)).toEqual(["cat: AUC 1.000", "dog: AUC 1.000"]);
    expect(textsOf(byIndex.svg)).toContain("A class has no examples and no curve: emu.");
    expect(rocPlot(three, ["cat", "dog", "cat"], { classNames: ["cat", "dog", "emu"] }).svg).toBe(byIndex.svg);
  });

  it("takes words with one that is positive, booleans, infinite and constant scores", () => {
    const words = rocPlot([Infinity, 0.5, -Infinity], ["spam", "ham", "ham"], { positive: "spam" });
    expect(textsOf(words.svg)).toContain("AUC 1.000");
    expect(rocPlot([3, 2, 1], array([true, false, false])).svg).toBe(rocPlot([3, 2, 1], [1, 0, 0]).svg);
    expect(textsOf(rocPlot([1, 1, 1], [1, 0, 0]).svg)).toContain("AUC 0.500");
  });

  it("does not write what cannot be seen of many scores", () => {
    const many = random(2).normal([40_000]);
    const { svg } = rocPlot(
      many,
      Array.from({ length: 40_000 }, (_, i) => i % 2),
    );
    expect(svg.length).toBeLessThan(60_000);
    expect(formatScore(0.99999)).toBe("0.999");
    const corners = thinLine({ x: Float64Array.of(0, 0, 0, 1, 2), y: Float64Array.of(0, 1, 2, 2, 2) }, 2, 2);
    expect([Array.from(corners.x), Array.from(corners.y)]).toEqual([[0, 0, 2], [0, 2, 2]]); // prettier-ignore
  });

  const draw = (values: never, labels: never, options = {}) => rocPlot(values, labels, options);
  it.each([
    ["no scores", [[], []], ShapeError, "rocPlot: scores must not be empty; got scores [0]."],
    ["no classifiers", [{}, [1]], ValueError, "rocPlot: scores must be of 1 to 50 classifiers or classes; got 0."],
    [
      "NaN",
      [
        [1, Number.NaN],
        [1, 0],
      ],
      ValueError,
      "rocPlot: scores must not be NaN; got NaN at index 1.",
    ],
    ["a label too few", [[1, 2], [1]], ShapeError, "rocPlot: target must have one label an example; got target [1] and scores [2]."], // prettier-ignore
    ["another length", [{ a: [1, 2], b: [1] }, [1, 0]], ShapeError, "rocPlot: b must have as many values as target; got b [1] and target [2]."], // prettier-ignore
    ["unknown labels", [[1, 2], [1, 2]], ValueError, "rocPlot: target must hold 0 and 1; got 2 at index 1. Say which label is of the class: { positive: … }."], // prettier-ignore
    ["words without a positive one", [[1, 2], ["a", "b"]], ValueError, 'rocPlot: target must hold 0 and 1; got "a" at index 0. Say which label is of the class: { positive: … }.'], // prettier-ignore
    ["one class", [[1, 2], [1, 1]], ValueError, "rocPlot: target must hold examples of the class and others; got 2 of 2."], // prettier-ignore
    ["labels of NaN", [[1, 2], [1, Number.NaN]], ValueError, "rocPlot: target must hold words or finite numbers; got NaN at index 1."], // prettier-ignore
    ["three axes", [array([[[1]]]), [1]], ShapeError, "rocPlot: scores must have two axes; got scores [1, 1, 1]."],
    ["a class that has no column", [[[1, 2]], [2]], ValueError, "rocPlot: target must hold the 2 classes of scores; got 2 at index 0. Numbers are indices of columns of scores; words are among classNames."], // prettier-ignore
    ["a class that has no name", [[[1, 2]], ["c"], { classNames: ["a", "b"] }], ValueError, 'rocPlot: target must hold the 2 classes of scores; got "c" at index 0. Numbers are indices of columns of scores; words are among classNames.'], // prettier-ignore
    ["columns, but one class", [[[1, 2], [2, 1]], [1, 1]], ValueError, "rocPlot: target must hold two classes; got 1 only."], // prettier-ignore
  ])("refuses %s", (_, given, type, message) => {
    const [values, labels, options] = given as [never, never, object?];
    expect(() => draw(values, labels, options)).toThrow(type);
    expect(() => draw(values, labels, options)).toThrow(message);
  });
});

describe("precisionRecallPlot", () => {
  it("draws steps whose area is the average precision, and chance at the share of the class", () => {
    const figure = precisionRecallPlot(scores, target);
    const [{ x, y }] = linesOf(figure);
    // by ranks: the precision at the threshold of each example of the class, averaged
    const ones = scores.filter((_, i) => target[i] === 1);
    const precisions = ones.map((cut) => {
      const found = scores.flatMap((score, i) => (score >= cut ? [target[i]] : []));
      return found.reduce((sum, one) => sum + one, 0) / found.length;
    });
    const average = precisions.reduce((sum, p) => sum + p, 0) / ones.length;
    expect(area({ x, y })).toBeCloseTo(average, 12);
    expect(figure.description).toBe(
      `A curve of precision against recall. The average precision is ${average.toFixed(3)}. 33.3 % of the examples are of the class.`,
    );
    const bottom = Math.max(...marksNamed(figure.svg, "y-grid")[0].elements.map((tag) => numberIn(tag, "y1")));
    const top = Math.min(...marksNamed(figure.svg, "y-grid")[0].elements.map((tag) => numberIn(tag, "y1")));
    const chance = numberIn(marksNamed(figure.svg, "rule")[0].elements[0], "y1");
    expect((bottom - chance) / (bottom - top)).toBeCloseTo(1 / 3, 2);
  });

  it("has no level of chance for classes of several sizes", () => {
    const columns = [[0.9, 0.1, 0], [0.2, 0.8, 0], [0.6, 0.4, 0], [0.1, 0.2, 0.7]]; // prettier-ignore
    const { svg } = precisionRecallPlot(columns, [0, 1, 0, 2]);
    expect(marksNamed(svg, "rule")).toEqual([]);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(["0: AP 1.000", "1: AP 1.000", "2: AP 1.000"]));
    expect(attributeOf(marksNamed(svg, "line")[1].attributes, "stroke-dasharray")).toBe("7 4");
  });

  it("names itself in errors", () => {
    expect(() => precisionRecallPlot([1], [1])).toThrow(
      "precisionRecallPlot: target must hold examples of the class and others; got 1 of 1.",
    );
  });
});
