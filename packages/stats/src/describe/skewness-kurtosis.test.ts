import { describe, expect, it } from "vitest";
import { type NDArray, array, mean, random, randomExponential, repeat } from "@linnet/core";
import { kurtosis, skewness } from "./skewness-kurtosis.js";

const u = Number.EPSILON / 2;

describe("skewness and kurtosis", () => {
  it("are those of known distributions of two and three values", () => {
    // Bernoulli with p = 1/4: skewness (1 − 2p)/√(p·q), excess kurtosis (1 − 6·p·q)/(p·q).
    const x = array([0, 0, 0, 1]);
    expect(Math.abs(skewness(x).item() - 0.5 / Math.sqrt(3 / 16))).toBeLessThanOrEqual(8 * u);
    expect(Math.abs(kurtosis(x).item() - (1 - 18 / 16) / (3 / 16))).toBeLessThanOrEqual(16 * u);
    // G₁ = √(4·3)/2·g₁ = 2 and G₂ = 3/(2·1)·(5·g₂ + 6) = 4, by hand.
    expect(Math.abs(skewness(x, { bias: false }).item() - 2)).toBeLessThanOrEqual(16 * u);
    expect(Math.abs(kurtosis(x, { bias: false }).item() - 4)).toBeLessThanOrEqual(64 * u);
    expect(kurtosis(x, { excess: false }).item()).toBe(kurtosis(x).item() + 3);
  });

  it("do not change with the unit, to the last bit where it is a power of two, nor with the place", () => {
    const x = randomExponential(random(1), [300])
      .mul(2 ** 30)
      .toTypedArray()
      .map(Math.round);
    const [s, k] = [skewness(array(x)).item(), kurtosis(array(x)).item()];
    for (const size of [2 ** 900, 2 ** -900]) {
      expect(skewness(array(x).mul(size)).item()).toBe(s);
      expect(kurtosis(array(x).mul(size)).item()).toBe(k);
    }
    expect(skewness(array(x).mul(-1)).item()).toBe(-s);
    const moved = array(x).add(2 ** 52); // exactly: the numbers are whole
    expect(Math.abs(skewness(moved).item() - s)).toBeLessThanOrEqual(16 * u * k);
    expect(Math.abs(kurtosis(moved).item() - k)).toBeLessThanOrEqual(16 * u * k);
  });

  it("without bias estimate those of the population: the mean over many samples is near them", () => {
    // Samples of 8 of normal data, whose G₂ has a standard deviation of 1.48: five standard errors.
    const x: NDArray = random(2).normal([8, 4000]);
    expect(Math.abs(mean(kurtosis(x, { bias: false })).item())).toBeLessThan(5 * (1.48 / Math.sqrt(4000)));
    expect(mean(kurtosis(x)).item()).toBeLessThan(-0.3);
  });

  it("of frequencies are those of the rows repeated", () => {
    const x = randomExponential(random(3), [7, 2]);
    const weights = array([1, 2, 0, 3, 1, 4, 1], { dtype: "int32" });
    const repeated: NDArray = repeat(x, weights, { axis: 0 });
    for (const bias of [true, false]) {
      const pairs = [
        [skewness(x, { weights, bias }), skewness(repeated, { bias })],
        [kurtosis(x, { weights, bias }), kurtosis(repeated, { bias })],
      ];
      for (const [a, b] of pairs) {
        a.toTypedArray().forEach((v, j) => expect(Math.abs(v - b.toTypedArray()[j])).toBeLessThanOrEqual(400 * u));
      }
    }
  });

  it("refuse constants, too few rows, and reliabilities without bias", () => {
    expect(() =>
      skewness(
        array([
          [1, 0.1],
          [2, 0.1],
        ]),
      ),
    ).toThrow("skewness: no column may be constant; got column 1. Drop it first.");
    expect(() => kurtosis(array([5]))).toThrow("kurtosis: no column may be constant; got x. Drop it first.");
    expect(() => skewness(array([1, 2]), { bias: false })).toThrow(
      "skewness: n must be at least 3 without bias; got n 2.",
    );
    expect(() => kurtosis(array([1, 2, 4]), { bias: false })).toThrow(
      "kurtosis: n must be at least 4 without bias; got n 3.",
    );
    const weights = array([0.5, 1, 1, 2]);
    expect(() => skewness(array([1, 2, 4, 5]), { bias: false, weights, weighting: "reliability" })).toThrow(
      'skewness: weights must be frequencies for an estimate without bias; got "reliability".',
    );
  });
});
