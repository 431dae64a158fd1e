import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, array, exp, mean, mul, random, std, sub } from "@linnet/core";
import { normalTail } from "../special/gaussian.js";
import { bootstrap } from "./bootstrap.js";
import { pearsonTest } from "./correlation-tests.js";
import { permutationTest } from "./permutation-test.js";
import { rankSumMasses } from "./rank-masses.js";
import { rearrangements } from "./rearrangements.js";
import { pairedTTest } from "./t-test.js";

const average = (x: NDArray) => mean(x) as NDArray;
const gap = (x: NDArray, y: NDArray) => sub(mean(x), mean(y)) as NDArray;

describe("bootstrap", () => {
  const x = random(3).normal([40], { mean: 2 }) as NDArray;

  it("a mean's standard error is s·√((n − 1)/n)/√n, within 5 of its own standard errors", () => {
    const resamples = 1000;
    const expected = (std(x) as NDArray).item() / Math.sqrt(40);
    const { standardError, bias, estimate, distribution } = bootstrap(x, average, { resamples, method: "percentile" });
    expect(estimate).toBe(average(x).item());
    expect(Math.abs(standardError / expected - 1)).toBeLessThanOrEqual(5 / Math.sqrt(2 * resamples));
    expect(Math.abs(bias)).toBeLessThanOrEqual((5 * expected) / Math.sqrt(resamples));
    expect(distribution.shape).toEqual([resamples]);
  });

  it("percentile intervals follow monotone transformations, basic ones are their reflections", () => {
    const options = { resamples: 401, rng: random(5) }; // quantiles are resamples themselves
    const plain = bootstrap(x, average, { ...options, rng: random(5), method: "percentile" });
    const raised = bootstrap(x, (v) => exp(average(v)) as NDArray, {
      ...options,
      rng: random(5),
      method: "percentile",
    });
    plain.interval.forEach((end, i) =>
      expect(Math.abs(raised.interval[i] / Math.exp(end) - 1)).toBeLessThanOrEqual(8 * Number.EPSILON),
    );
    const basic = bootstrap(x, average, { ...options, rng: random(5), method: "basic" });
    const [low, high] = plain.interval;
    [2 * plain.estimate - high, 2 * plain.estimate - low].forEach((end, i) =>
      expect(Math.abs(basic.interval[i] - end)).toBeLessThanOrEqual(1e-14),
    );
  });

  it("BCa levels are Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))), of a skewed mean with a = skewness/(6√n)", () => {
    const skewed = random(9).uniform([30]) as NDArray;
    const values = Array.from(skewed.toTypedArray(), (v) => -Math.log(v));
    const data = array(values);
    const { interval, distribution, estimate } = bootstrap(data, average, { resamples: 2000, confidence: 0.9 });
    const m = values.reduce((a, b) => a + b) / 30;
    const moment = (k: number) => values.reduce((sum, v) => sum + (v - m) ** k, 0) / 30;
    const a = moment(3) / moment(2) ** 1.5 / (6 * Math.sqrt(30));
    const sorted = distribution.toTypedArray().toSorted();
    const share = sorted.filter((v) => v < estimate).length / 2000;
    const inverse = (p: number) => {
      let [low, high] = [-10, 10];
      for (let i = 0; i < 80; i++) {
        const z = (low + high) / 2;
        if (normalTail(-z) < p) low = z;
        else high = z;
      }
      return low;
    };
    [0.05, 0.95].forEach((level, i) => {
      const z = inverse(share) + inverse(level);
      const place = normalTail(-(inverse(share) + z / (1 - a * z))) * 1999;
      const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
      expect(interval[i]).toBeGreaterThanOrEqual(below - 1e-12);
      expect(interval[i]).toBeLessThanOrEqual(above + 1e-12);
    });
  });

  it.each(["bca", "percentile", "basic"] as const)(
    "%s: intervals at 0.9 hold the mean in about so many of 100 samples",
    (method) => {
      let held = 0;
      for (let i = 0; i < 100; i++) {
        const [low, high] = bootstrap(random(100 + i).normal([25]) as NDArray, average, {
          resamples: 99,
          confidence: 0.9,
          method,
          rng: random(i),
        }).interval;
        if (low <= 0 && 0 <= high) held++;
      }
      // the bootstrap's own error of n = 25 is 3 % or so; 4 binomial deviations
      expect(Math.abs(held / 100 - 0.9)).toBeLessThanOrEqual(0.03 + 4 * Math.sqrt(0.09 / 100));
    },
  );

  it("draws the same rows of paired samples, and rows of matrices", () => {
    const y = mul(x, 2) as NDArray;
    const ratio = (a: NDArray, b: NDArray) => average(b).item() / average(a).item();
    const { standardError } = bootstrap([x, y], ratio, { resamples: 50, paired: true });
    expect(standardError).toBeLessThanOrEqual(1e-14); // exactly 2 each time
    const table = random(4).normal([20, 2]) as NDArray;
    const r = bootstrap(table, (rows) => pearsonTest(rows.T.at(0) as NDArray, rows.T.at(1) as NDArray).statistic, {
      resamples: 99,
    });
    expect(r.interval[0]).toBeLessThan(r.interval[1]);
  });

  it("has one-sided intervals, that of a constant, and the same numbers for the same stream", () => {
    const options = { resamples: 199, confidence: 0.9, method: "percentile" } as const;
    const both = bootstrap(x, average, { ...options, confidence: 0.8 });
    expect(bootstrap(x, average, { ...options, alternative: "less" }).interval).toEqual([-Infinity, both.interval[1]]);
    expect(bootstrap(x, average, { ...options, alternative: "greater" }).interval).toEqual([
      both.interval[0],
      Infinity,
    ]);
    expect(bootstrap(array([7, 7, 7]), average, { resamples: 20 })).toMatchObject({
      interval: [7, 7],
      standardError: 0,
    });
  });

  it("stops at a signal, and tells of each resample", () => {
    const seen: number[] = [];
    const controller = new AbortController();
    const run = () =>
      bootstrap(x, average, {
        signal: controller.signal,
        onIteration: ({ iteration }) => {
          seen.push(iteration);
          if (iteration === 3) controller.abort(new Error("enough"));
        },
      });
    expect(run).toThrow("enough");
    expect(seen).toEqual([1, 2, 3]);
  });

  it("refuses what it cannot resample", () => {
    expect(() => bootstrap(array([1]), average)).toThrow("bootstrap: x must have at least 2 rows; got x [1].");
    expect(() => bootstrap([], average)).toThrow("bootstrap: there must be a sample; got an empty list.");
    expect(() => bootstrap([x, array([1, 2])], gap, { paired: true })).toThrow(
      "bootstrap: samples must have as many rows; got samples[0] [40] and samples[1] [2].",
    );
    expect(() => bootstrap(x, () => NaN)).toThrow(
      "bootstrap: the statistic must be a finite number of every resample; got NaN.",
    );
    expect(() => bootstrap(x, average, { resamples: 0 })).toThrow(
      "bootstrap: resamples must be an integer of at least 1; got 0.",
    );
    expect(() => bootstrap(x, average, { rng: 3 as never })).toThrow(
      "bootstrap: rng must be a stream; got 3. Make one with random(seed).",
    );
    expect(() => bootstrap(x, average, { method: "t" as "bca" })).toThrow(
      'bootstrap: method must be "bca", "percentile" or "basic"; got "t".',
    );
    let calls = 0;
    expect(() => bootstrap(x, () => calls++, { resamples: 5 })).toThrow(
      'bootstrap: a BCa interval needs resamples on both sides of the estimate; got a share 0 below it. Set method: "percentile".',
    );
  });
});

describe("permutationTest", () => {
  it("of rank sums is the exact distribution of Mann and Whitney's U", () => {
    const [x, y] = [array([1, 4, 6]), array([2, 3, 5, 7])];
    const sum = (v: NDArray) => average(v).item() * 3;
    const test = permutationTest([x, y], sum, { alternative: "less" });
    const masses = rankSumMasses(3, 4); // U = 11 − 6
    expect(test.exact).toBe(true);
    expect(test.distribution.shape).toEqual([35]);
    expect(Math.abs(test.pValue - masses.subarray(0, 6).reduce((a, b) => a + b))).toBeLessThanOrEqual(1e-14);
  });

  it("enumerates every rearrangement once", () => {
    const cases = [
      ["independent", [2, 1, 3], 60],
      ["independent", [3, 3], 20],
      ["swaps", [4, 4], 16],
      ["pairings", [4, 4], 24],
    ] as const;
    for (const [kind, sizes, expected] of cases) {
      const { all, count } = rearrangements(kind, sizes);
      const orders = Array.from(all(), (order) => order.join());
      expect([count, orders.length, new Set(orders).size]).toEqual([expected, expected, expected]);
      expect(orders.every((order) => new Set(order.split(",")).size === sizes.reduce((a, b) => a + b, 0))).toBe(true);
    }
  });

  it("counts itself among random rearrangements: (b + 1)/(m + 1)", () => {
    const [x, y] = [random(1).normal([20]) as NDArray, random(2).normal([20], { mean: 3 }) as NDArray];
    const test = permutationTest([x, y], gap, { resamples: 99, alternative: "less" });
    expect([test.exact, test.pValue]).toEqual([false, 0.01]);
  });

  it("swaps of pairs agree with the paired t test, pairings with Pearson's, roughly", () => {
    const [x, y] = [random(5).normal([40]) as NDArray, random(6).normal([40], { mean: 0.3 }) as NDArray];
    const near = (p: number, q: number) =>
      expect(Math.abs(p - q)).toBeLessThanOrEqual(5 * Math.sqrt((q * (1 - q)) / 499) + 0.02);
    near(permutationTest([x, y], gap, { rearrange: "swaps", resamples: 499 }).pValue, pairedTTest(x, y).pValue);
    const r = (a: NDArray, b: NDArray) => pearsonTest(a, b).statistic;
    near(permutationTest([x, y], r, { rearrange: "pairings", resamples: 499 }).pValue, pearsonTest(x, y).pValue);
  });

  it("does not take rounding for a difference: all orders of equal values have p = 1", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 10, noNaN: true }), (v) => {
        const [x, y] = [array([v, v, v]), array([v, v])];
        expect(permutationTest([x, y], gap).pValue).toBe(1);
      }),
      { numRuns: 10 },
    );
  });

  it("refuses samples that do not fit together", () => {
    const [x, y] = [array([1, 2]), array([3, 4, 5])];
    expect(() => permutationTest([x], average)).toThrow(
      "permutationTest: there must be at least two samples; got samples[0] [2].",
    );
    expect(() => permutationTest([x, y], gap, { rearrange: "swaps" })).toThrow(
      "permutationTest: samples must have as many rows; got samples[0] [2] and samples[1] [3].",
    );
    expect(() => permutationTest([x, x, x], gap, { rearrange: "pairings" })).toThrow(
      'permutationTest: there must be two samples for "pairings"; got samples[0] [2] and samples[1] [2] and samples[2] [2].',
    );
    expect(() => permutationTest([x, array([], { shape: [0] })], gap)).toThrow(
      "permutationTest: samples[1] must have at least 1 rows; got samples[1] [0].",
    );
    expect(() => permutationTest([x, y], gap, { signal: AbortSignal.abort(new Error("no")) })).toThrow("no");
  });
});
