import { type NDArray, ShapeError, ValueError, array, random, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { explainedVariance, r2 } from "./r2.js";
import {
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  medianAbsoluteError,
  rootMeanSquaredError,
} from "./regression-errors.js";

const all = {
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  medianAbsoluteError,
  rootMeanSquaredError,
  explainedVariance,
};

/** Sums of n terms of one sign, each rounded a few times. */
const expectNear = (actual: number, expected: number, n: number): void =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual((n + 8) * Number.EPSILON * Math.abs(expected));

describe("errors of predicted numbers", () => {
  it("are what their formulas say of errors that are known", () => {
    const t = array([1, -2, 4, 8]);
    const y = array([2, -2, 1, 4]); // misses by 1, 0, 3, 4
    expect(meanSquaredError(y, t)).toBe(6.5);
    expect(rootMeanSquaredError(y, t)).toBe(Math.sqrt(6.5));
    expect(meanAbsoluteError(y, t)).toBe(2);
    expect(medianAbsoluteError(y, t)).toBe(2);
    expect(medianAbsoluteError(array([2, -2, 1]), array([1, -2, 4]))).toBe(1);
    expect(meanAbsolutePercentageError(y, t)).toBe((1 + 0 + 3 / 4 + 1 / 2) / 4);
  });

  it("scale with the data as their units do", () => {
    const [y, t]: NDArray[] = [1, 2].map((seed) => random(seed).normal([25], { mean: 5 }));
    const powers = { meanSquaredError: 2, meanAbsolutePercentageError: 0, explainedVariance: 0 } as const;
    for (const [name, metric] of Object.entries(all)) {
      const scale = 4 ** (powers[name as keyof typeof powers] ?? 1); // a power of two changes no rounding
      expect(metric(y.mul(4), t.mul(4))).toBe(scale * metric(y, t));
    }
  });

  it("of several outputs are the mean of those of each, of float32 and of views too", () => {
    const rng = random(3);
    const [y, t]: NDArray[] = [0, 1].map(() => rng.normal([9, 3], { dtype: "float32", mean: 3 }));
    for (const metric of Object.values(all)) {
      const each = [0, 1, 2].map((j) => metric(y.slice(":", j), t.slice(":", j)));
      expectNear(metric(y, t), each.reduce((a, b) => a + b, 0) / 3, 3);
    }
  });

  it("explainedVariance forgives a bias that r2 does not", () => {
    const t: NDArray = random(5).normal([40]);
    const y = t.mul(0.5).add(3);
    expectNear(explainedVariance(y, t), 0.75, 4 * 40 * 40); // the bias, of about 3 deviations, cancels: squares of errors of n·ε·3
    expect(r2(y, t)).toBeLessThan(-5);
    expect(explainedVariance(t, t)).toBe(1);
  });

  it("refuse other shapes, NaN, infinite numbers, and targets of which nothing is a share", () => {
    for (const [name, metric] of Object.entries(all)) {
      const n = name === "explainedVariance" ? 2 : 1;
      expect(() => metric(zeros([3]), zeros([4]))).toThrow(ShapeError);
      expect(() => metric(zeros([3]), zeros([4]))).toThrow(
        `${name}: prediction and target must be [n] or [n, outputs] alike, n ≥ ${n}; got prediction [3] and target [4].`,
      );
      expect(() => metric(array([1, Number.NaN]), array([1, 2]))).toThrow(ValueError);
      expect(() => metric(array([1, Number.NaN]), array([1, 2]))).toThrow(
        `${name}: prediction must be finite; got NaN at index [1].`,
      );
      expect(() => metric(array([1, 2]), array([1, Infinity]))).toThrow(`${name}: target must be finite`);
    }
    expect(() => meanAbsolutePercentageError(array([1, 2]), array([1, 0]))).toThrow(
      "meanAbsolutePercentageError: target must not be 0; got 0 at index 1. Use meanAbsoluteError.",
    );
    expect(() => explainedVariance(array([1, 2]), array([0.1, 0.1]))).toThrow(
      "explainedVariance: target must vary; got 0.1 throughout.",
    );
  });
});
