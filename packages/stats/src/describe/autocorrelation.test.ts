import { describe, expect, it } from "vitest";
import { array, random } from "@linnet/core";
import { autocorrelation } from "./autocorrelation.js";

describe("autocorrelation", () => {
  it("is 1 at lag 0, and of a long alternating series near −1 at lag 1 and 1 at lag 2", () => {
    const n = 1000;
    const x = array(Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1e6 + 1 : 1e6 - 1)));
    expect(autocorrelation(x, 0).item()).toBe(1);
    expect(autocorrelation(x).item()).toBe(-(n - 1) / n);
    expect(autocorrelation(x, 2).item()).toBe((n - 2) / n);
  });

  it("sums over all lags, both ways, to 0, as the distances from the mean do", () => {
    const x = random(1).normal([25, 2]);
    const sums = [1, 1];
    for (let lag = 1; lag < 25; lag++) {
      autocorrelation(x, lag)
        .toTypedArray()
        .forEach((r, j) => (sums[j] += 2 * r));
    }
    for (const s of sums) expect(Math.abs(s)).toBeLessThanOrEqual(50 * 25 * Number.EPSILON);
  });

  it("refuses constants and lags that leave no pair", () => {
    expect(() => autocorrelation(array([0.1, 0.1, 0.1]))).toThrow(
      "autocorrelation: no column may be constant; got x. Drop it first.",
    );
    expect(() => autocorrelation(array([1, 2]), 2)).toThrow(
      "autocorrelation: lag must be an integer in [0, 1]; got 2.",
    );
  });
});
