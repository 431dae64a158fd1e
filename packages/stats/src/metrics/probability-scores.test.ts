import { type NDArray, ShapeError, ValueError, array, random, softmax, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { brier, logLoss } from "./probability-scores.js";

const labels = (...t: number[]): NDArray => array(Int32Array.from(t));

describe("logLoss and brier", () => {
  it("are the sums that define them", () => {
    const p: NDArray = softmax(random(1).normal([30, 4]), { axis: 1 });
    const t: NDArray = random(2).integers(0, 4, [30]);
    const [rows, truth] = [p.toArray() as number[][], t.toArray() as number[]];
    const log = rows.reduce((total, row, i) => total - Math.log(row[truth[i]]), 0) / 30;
    const square = (row: number[], i: number): number =>
      row.reduce((total, v, c) => total + (v - Number(c === truth[i])) ** 2, 0);
    const squares = rows.reduce((total, row, i) => total + square(row, i), 0) / 30;
    expect(Math.abs(logLoss(p, t) - log)).toBeLessThanOrEqual(34 * Number.EPSILON * log);
    expect(Math.abs(brier(p, t) - squares)).toBeLessThanOrEqual(38 * Number.EPSILON * squares);
  });

  it("of class 1 alone are those of both columns; Brier's counts one of them", () => {
    const p = array([0.9, 0.25, 0.5]);
    const both = array([
      [0.09999999999999998, 0.9],
      [0.75, 0.25],
      [0.5, 0.5],
    ]) as NDArray;
    expect(logLoss(p, labels(1, 1, 0))).toBe(logLoss(both, labels(1, 1, 0)));
    expect(brier(p, labels(1, 1, 0))).toBe(brier(both, labels(1, 1, 0)) / 2);
  });

  it("keep what is left of certainty: −ln p of p beside 1, and ∞ of the impossible", () => {
    const sure = array([
      [2 ** -60, 1],
      [1, 0],
    ]) as NDArray;
    expect(logLoss(sure, labels(1, 0))).toBe(2 ** -61);
    expect(logLoss(sure, labels(1, 1))).toBe(Infinity);
    expect(logLoss(array([0, 1]), labels(0, 1))).toBe(0);
  });

  it("refuse what are no probabilities, and labels that are no class", () => {
    for (const [name, metric] of Object.entries({ logLoss, brier })) {
      expect(() => metric(array([0.5, 1.5]), labels(0, 1))).toThrow(ValueError);
      expect(() => metric(array([0.5, 1.5]), labels(0, 1))).toThrow(
        `${name}: probabilities must lie in [0, 1]; got 1.5.`,
      );
      expect(() => metric(array([[0.5, 0.25]]) as NDArray, labels(0))).toThrow(
        `${name}: each row of probabilities must add up to 1; got 0.75 in row 0.`,
      );
      expect(() => metric(array([0.5, 0.5]), labels(0, 2))).toThrow(
        `${name}: labels must be 0 or 1 beside probabilities of class 1; got 2. Give several classes one column each.`,
      );
      expect(() => metric(array([Number.NaN]), labels(0))).toThrow(
        `${name}: probabilities must not be NaN; got NaN at index [0].`,
      );
      expect(() => metric(zeros([2]), labels(0))).toThrow(ShapeError);
      expect(() => metric(zeros([2]), labels(0))).toThrow(
        `${name}: probabilities must be [n] or [n, classes] and target [n], n ≥ 1; got probabilities [2] and target [1].`,
      );
    }
  });

  it("allow float32 the rounding that it has", () => {
    const p: NDArray = softmax(random(4).normal([50, 10], { dtype: "float32" }), { axis: 1 });
    const t: NDArray = random(5).integers(0, 10, [50]);
    expect(logLoss(p, t)).toBeGreaterThan(0);
  });
});
