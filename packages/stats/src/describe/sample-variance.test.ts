import { describe, expect, it } from "vitest";
import { type NDArray, array, concat, random, repeat, std } from "@linnet/core";
import { sampleMean, sampleVariance, standardDeviation } from "./sample-variance.js";

const ulp = Number.EPSILON; // of a number in [1, 2): twice the unit roundoff

describe("mean, variance and standard deviation", () => {
  it("are right to one unit in the last place, whatever the mean: against rational numbers", () => {
    const rng = random(1);
    for (const [mean, deviation] of [
      [0, 1],
      [1e7, 0.1],
      [1e12, 1],
      [-1e-3, 1e-9],
    ]) {
      const x = rng.normal([500], { mean, std: deviation });
      const exact = rational(x.toTypedArray());
      expect(relative(sampleMean(x).item(), exact.mean)).toBeLessThanOrEqual(ulp / 2);
      expect(relative(sampleVariance(x).item(), exact.variance)).toBeLessThanOrEqual(ulp);
      expect(relative(standardDeviation(x).item(), Math.sqrt(exact.variance))).toBeLessThanOrEqual(2 * ulp);
    }
  });

  it("take columns of a table, views, float32 and integers", () => {
    const x: NDArray = random(2).normal([40, 3], { mean: 5 });
    const each = [0, 1, 2].map((j) => standardDeviation(x.slice(":", j) as NDArray).item());
    expect(standardDeviation(x).toArray()).toEqual(each);
    expect(standardDeviation(x.slice("::-1", "::2") as NDArray).shape).toEqual([2]);
    const narrow = x.astype("float32");
    expect(sampleMean(narrow).dtype).toBe("float32");
    expect(sampleVariance(array([1, 2, 6], { dtype: "int32" })).item()).toBe(7);
  });

  it("of frequencies are those of the rows repeated", () => {
    const x = random(3).normal([6, 2]);
    const counts = array([1, 3, 2, 0, 5, 1], { dtype: "int32" });
    const repeated: NDArray = repeat(x, counts, { axis: 0 });
    for (const ddof of [0, 1, 2]) {
      const [a, b] = [sampleVariance(x, { weights: counts, ddof }), sampleVariance(repeated, { ddof })];
      a.toTypedArray().forEach((v, j) => expect(relative(v, b.toTypedArray()[j])).toBeLessThanOrEqual(4 * ulp));
    }
  });

  it("of reliabilities depend on their ratios only, and equal ones change nothing", () => {
    const x = random(4).normal([30]);
    const w = random(5).uniform([30]);
    const [a, b] = [1, 1024].map((s) => sampleVariance(x, { weights: w.mul(s), weighting: "reliability" }).item());
    expect(relative(a, b)).toBeLessThanOrEqual(4 * ulp);
    const equal = sampleVariance(x, { weights: w.mul(0).add(0.3), weighting: "reliability" }).item();
    expect(relative(equal, sampleVariance(x).item())).toBeLessThanOrEqual(8 * ulp);
  });

  it("keep the digits of numbers whose squares over- or underflow", () => {
    const x = random(6).normal([20]);
    const s = standardDeviation(x).item();
    for (const size of [2 ** 1000, 2 ** -1000]) expect(standardDeviation(x.mul(size)).item()).toBe(s * size);
    expect(standardDeviation(array([1.7e308, -1.7e308]), { ddof: 0 }).item()).toBe(1.7e308);
    expect(sampleMean(array([1.7e308, 1.7e308])).item()).toBe(1.7e308);
  });

  it("are exactly 0 of a constant, which core's rounded mean misses", () => {
    const x = array([0.1, 0.1, 0.1]);
    expect(std(x).item()).not.toBe(0);
    expect(standardDeviation(x).item()).toBe(0);
    expect(sampleVariance(array([7]), { ddof: 0 }).item()).toBe(0);
  });

  it("refuse what has no spread to estimate, bad weights and other ranks", () => {
    expect(() => sampleVariance(array([1]))).toThrow("sampleVariance: n − ddof must be positive; got n 1 and ddof 1.");
    expect(() => standardDeviation(array([1, NaN]))).toThrow(
      "standardDeviation: x must be finite; got NaN at index [1]. Remove or impute such entries.",
    );
    expect(() => sampleMean(array(3))).toThrow(
      "sampleMean: x must be a vector or a matrix with at least one element; got x [].",
    );
    const x = array([1, 2]);
    expect(() => sampleMean(x, { weights: array([1]) })).toThrow(
      "sampleMean: weights must have one for each of 2 rows; got weights [1].",
    );
    expect(() => sampleMean(x, { weights: array([1, -1]) })).toThrow(
      "sampleMean: weights must lie in [0, 1e+100]; got -1 at index 1.",
    );
    expect(() => sampleMean(x, { weights: array([0, 0]) })).toThrow(
      "sampleMean: weights must not all be zero; got only zeros.",
    );
    expect(() => sampleVariance(x, { weights: array([1, 0.5]) })).toThrow(
      'sampleVariance: frequency weights must be integers; got 0.5 at index 1. Say weighting: "reliability" for weights that are no counts.',
    );
    expect(() => sampleVariance(x, { weighting: "counts" as "frequency" })).toThrow(
      'sampleVariance: weighting must be "frequency" or "reliability"; got "counts".',
    );
    expect(sampleVariance(concat([x, x], { axis: 0 })).item()).toBeCloseTo(1 / 3, 15);
  });
});

function relative(a: number, b: number): number {
  return Math.abs(a - b) / Math.abs(b);
}

/** Mean and variance (ddof 1) of doubles in rational numbers, rounded once. */
function rational(x: Float64Array): { mean: number; variance: number } {
  const bits = 150; // all of these are multiples of 2⁻¹⁵⁰
  const whole = Array.from(
    x,
    (v) => BigInt(Math.trunc(v * 2 ** 75)) * 2n ** 75n + BigInt(Math.round(remainder(v * 2 ** 75) * 2 ** 75)),
  );
  const n = BigInt(x.length);
  const sum = whole.reduce((a, b) => a + b, 0n);
  const squares = whole.reduce((a, b) => a + b * b, 0n);
  return { mean: quotient(sum, n, bits), variance: quotient(n * squares - sum * sum, n * (n - 1n), 2 * bits) };
}

function remainder(v: number): number {
  return v - Math.trunc(v);
}

/** a/(b·2^bits) to far more bits than a double has. */
function quotient(a: bigint, b: bigint, bits: number): number {
  const more = 200n;
  const q = (a << more) / b;
  const text = (q < 0n ? -q : q).toString(2).length;
  const drop = BigInt(Math.max(text - 64, 0));
  return Number(q >> drop) * 2 ** (Number(drop - more) - bits);
}
