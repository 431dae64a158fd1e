import { type NDArray, ValueError, array, trapezoid } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { averagePrecision, precisionRecallCurve } from "./average-precision.js";
import { rocAuc, rocCurve } from "./roc-auc.js";

const labels = (...t: number[]): NDArray => array(Int32Array.from(t));

/** Scores with ties, and classes 0 and 1, both of which occur. */
const examples = fc
  .array(fc.tuple(fc.nat(6), fc.boolean()), { minLength: 2, maxLength: 20 })
  .filter((pairs) => new Set(pairs.map(([, one]) => one)).size === 2);

describe("rocCurve and precisionRecallCurve", () => {
  it("hold the shares of those that score each threshold or more", () => {
    const law = fc.property(examples, (pairs) => {
      const s = array(pairs.map(([score]) => score / 4));
      const t = labels(...pairs.map(([, one]) => Number(one)));
      const roc = rocCurve(s, t);
      const thresholds = roc.thresholds.toArray();
      const distinct = [...new Set(s.toArray())].toSorted((a, b) => b - a);
      expect(thresholds).toEqual([Infinity, ...distinct]);
      const pr = precisionRecallCurve(s, t);
      expect(pr.thresholds.toArray()).toEqual(thresholds);
      const above = (v: number, one?: boolean): number =>
        pairs.filter(([score, is]) => score / 4 >= v && (one === undefined || is === one)).length;
      const [ones, others] = [above(-1, true), above(-1, false)];
      expect(roc.truePositiveRate.toArray()).toEqual(thresholds.map((v) => above(v, true) / ones));
      expect(roc.falsePositiveRate.toArray()).toEqual(thresholds.map((v) => above(v, false) / others));
      expect(pr.recall.toArray()).toEqual(roc.truePositiveRate.toArray());
      expect(pr.precision.toArray()).toEqual(thresholds.map((v) => (above(v) === 0 ? 1 : above(v, true) / above(v))));
    });
    fc.assert(law, { numRuns: 100 });
  });

  it("the area under the first is rocAuc, which counts pairs", () => {
    const law = fc.property(examples, (pairs) => {
      const s = array(pairs.map(([score]) => score));
      const t = labels(...pairs.map(([, one]) => Number(one)));
      const { falsePositiveRate, truePositiveRate } = rocCurve(s, t);
      const area: number = trapezoid(truePositiveRate as NDArray, { x: falsePositiveRate as NDArray }).item();
      expect(Math.abs(area - rocAuc(s, t))).toBeLessThanOrEqual((pairs.length + 8) * Number.EPSILON);
    });
    fc.assert(law, { numRuns: 100 });
  });
});

describe("averagePrecision", () => {
  it("without ties is the mean over the class of the precision where each is found", () => {
    const s = array([9, 8, 7, 6, 5]);
    const expected = (1 / 1 + 2 / 3 + 3 / 5) / 3;
    expect(Math.abs(averagePrecision(s, labels(1, 0, 1, 0, 1)) - expected)).toBeLessThanOrEqual(8 * Number.EPSILON);
    expect(averagePrecision(s, labels(1, 1, 0, 0, 0))).toBe(1);
  });

  it("of equal scores is the share of the class", () => {
    expect(averagePrecision(array([2, 2, 2, 2]), labels(0, 1, 0, 0))).toBe(0.25);
  });

  it("takes a column a class, each against the rest", () => {
    const s = array([
      [3, 1, 0],
      [1, 2, 0],
      [0, 1, 1],
      [2, 0, 3],
    ]) as NDArray;
    const t = labels(0, 1, 2, 2);
    const each = [0, 1, 2].map((c) =>
      averagePrecision(s.slice(":", c), labels(...[0, 1, 2, 2].map((l) => Number(l === c)))),
    );
    const near = (actual: number, expected: number): void =>
      expect(Math.abs(actual - expected)).toBeLessThanOrEqual(8 * Number.EPSILON);
    near(averagePrecision(s, t), (each[0] + each[1] + each[2]) / 3);
    near(averagePrecision(s, t, { average: "weighted" }), (each[0] + each[1] + 2 * each[2]) / 4);
  });

  it("refuses one class only, labels that are neither 0 nor 1, and NaN", () => {
    expect(() => averagePrecision(array([1, 2]), labels(1, 1))).toThrow(ValueError);
    expect(() => averagePrecision(array([1, 2]), labels(1, 1))).toThrow(
      "averagePrecision: there must be examples of a class and others; got 2 of 2 of class 1.",
    );
    expect(() => precisionRecallCurve(array([1, 2]), labels(1, 2))).toThrow(
      "precisionRecallCurve: labels must be 0 or 1 beside one score; got 2. Give several classes one column of scores each.",
    );
    expect(() => rocCurve(array([1, Number.NaN]), labels(1, 0))).toThrow(
      "rocCurve: scores must not be NaN; got NaN at index [1].",
    );
  });
});
