import { describe, expect, it } from "vitest";
import { type NDArray, type QuantileMethod, array, max, median, quantile, random, repeat } from "@linnet/core";
import { geometricMean } from "./geometric-mean.js";
import { mode } from "./mode.js";
import { rank } from "./rank.js";
import { interquartileRange, medianAbsoluteDeviation } from "./spread.js";
import { weightedQuantile } from "./weighted-quantile.js";

const methods: readonly QuantileMethod[] = [
  "linear",
  "lower",
  "higher",
  "midpoint",
  "nearest",
  "invertedCdf",
  "averagedInvertedCdf",
  "closestObservation",
  "interpolatedInvertedCdf",
  "hazen",
  "weibull",
  "medianUnbiased",
  "normalUnbiased",
];

describe("weightedQuantile", () => {
  it.each(methods)("of frequencies is %s of the rows repeated", (method) => {
    const x = random(1).integers(0, 6, [9, 2]).astype("float64");
    const weights = array([1, 2, 0, 3, 1, 4, 1, 5, 2], { dtype: "int32" });
    const repeated: NDArray = repeat(x, weights, { axis: 0 });
    const qs = [0, 0.1, 0.25, 1 / 3, 0.5, 0.77, 1];
    const got: NDArray = weightedQuantile(x, qs, { weights, method });
    expect(got.shape).toEqual([7, 2]);
    expect(got.toArray()).toEqual((quantile(repeated, qs, { axis: 0, method }) as NDArray).toArray());
  });

  it("of reliabilities is the smallest element that enough of the weight does not exceed", () => {
    const x = random(2).normal([40]).toTypedArray();
    const w = random(3).uniform([40]).toTypedArray();
    w[7] = 0;
    const total = w.reduce((a, b) => a + b, 0);
    const share = (limit: number): number => x.reduce((s, v, i) => (v <= limit ? s + w[i] : s), 0) / total;
    for (const q of [0.05, 0.3, 0.5, 0.95]) {
      const value = weightedQuantile(array(x), q, { weights: array(w), weighting: "reliability" }).item();
      const below = x.filter((v, i) => v < value && w[i] > 0).reduce((a, b) => Math.max(a, b), -Infinity);
      expect(share(value)).toBeGreaterThanOrEqual(q);
      expect(share(below)).toBeLessThan(q);
    }
    expect(weightedQuantile(array([1, 2]), 1, { weights: array([0.1, 0]), weighting: "reliability" }).item()).toBe(1);
  });

  it("without weights is core's quantile", () => {
    const x: NDArray = random(4).normal([11, 3], { dtype: "float32" });
    expect(weightedQuantile(x, 0.4).toArray()).toEqual((quantile(x, 0.4, { axis: 0 }) as NDArray).toArray());
    expect(weightedQuantile(x, 0.4).dtype).toBe("float32");
  });

  it("refuses q outside [0, 1], unknown methods, and ranks of reliabilities", () => {
    const x = array([1, 2]);
    expect(() => weightedQuantile(x, [0.5, 2])).toThrow("weightedQuantile: q must lie in [0, 1]; got 2.");
    expect(() => weightedQuantile(x, 0.5, { method: "cubic" as "linear" })).toThrow(
      'weightedQuantile: method must be known; got "cubic". Known: linear, lower,',
    );
    expect(() => weightedQuantile(x, 0.5, { weights: x, weighting: "reliability", method: "linear" })).toThrow(
      'weightedQuantile: method must be "invertedCdf" for reliability weights; got "linear".',
    );
  });
});

describe("rank", () => {
  it("counts smaller and equal elements", () => {
    const x = random(5).integers(0, 8, [30, 2]);
    const rows = x.toArray();
    const tied = { average: rank(x), min: rank(x, { ties: "min" }), max: rank(x, { ties: "max" }) };
    const dense = rank(x, { ties: "dense" }).toArray();
    const ordinal = rank(x, { ties: "ordinal" }).toArray();
    for (const j of [0, 1]) {
      const column = rows.map((row) => row[j]);
      column.forEach((v, i) => {
        const smaller = column.filter((other) => other < v).length;
        const equal = column.filter((other) => other === v).length;
        expect(tied.min.toArray()[i][j]).toBe(smaller + 1);
        expect(tied.max.toArray()[i][j]).toBe(smaller + equal);
        expect(tied.average.toArray()[i][j]).toBe(smaller + (equal + 1) / 2);
        expect(dense[i][j]).toBe(new Set(column.filter((other) => other < v)).size + 1);
        expect(ordinal[i][j]).toBe(smaller + 1 + column.slice(0, i).filter((other) => other === v).length);
      });
    }
  });

  it("takes −0 and 0 for one, and refuses NaN and unknown ties", () => {
    expect(rank(array([0, -0, 1])).toArray()).toEqual([1.5, 1.5, 3]);
    expect(() => rank(array([[1], [NaN]]))).toThrow(
      "rank: x must have no missing values; got NaN in column 0, row 1. Fill them with Imputer, or drop such rows.",
    );
    expect(() => rank(array([1]), { ties: "mean" as "average" })).toThrow(
      'rank: ties must be "average", "min", "max", "dense" or "ordinal"; got "mean".',
    );
  });
});

describe("spread by order", () => {
  it("median absolute deviation stays where up to half of the rows are moved far away", () => {
    const x = random(6).normal([2001]);
    const [raw, normal] = [medianAbsoluteDeviation(x), medianAbsoluteDeviation(x, { scale: "normal" })];
    const m = median(x).item();
    expect(raw.item()).toBe(median(array(x.toTypedArray().map((v) => Math.abs(v - m)))).item());
    expect(Math.abs(normal.item() - 1)).toBeLessThan((5 * 1.17) / Math.sqrt(2001)); // its standard error, 1.17·σ/√n
    const far = array(x.toTypedArray().map((v, i) => (i < 1000 ? 1e9 : v)));
    expect(medianAbsoluteDeviation(far).item()).toBeLessThanOrEqual(2 * max(x.mul(1)).item() + 4);
    expect(() => medianAbsoluteDeviation(x, { scale: "σ" as "raw" })).toThrow(
      'medianAbsoluteDeviation: scale must be "raw" or "normal"; got "σ".',
    );
  });

  it("interquartile range is the distance of quartiles, of columns too", () => {
    const x: NDArray = random(7).normal([12, 3]);
    const ends = quantile(x, [0.25, 0.75], { axis: 0, method: "hazen" }).toArray() as number[][];
    expect(interquartileRange(x, { method: "hazen" }).toArray()).toEqual(ends[1].map((v, j) => v - ends[0][j]));
    expect(interquartileRange(array([7])).item()).toBe(0);
  });
});

describe("mode", () => {
  it("is the smallest of the most frequent values, of the dtype given", () => {
    const { values, counts } = mode(
      array(
        [
          [3, 1],
          [1, 1],
          [3, 2],
          [1, 2],
          [0, 2],
        ],
        { dtype: "uint8" },
      ),
    );
    expect([values.toArray(), counts.toArray(), values.dtype]).toEqual([[1, 2], [2, 3], "uint8"]);
    expect(mode(array([true, false, true])).values.toArray()).toBe(true);
    expect(() => mode(array([1, NaN]))).toThrow("mode: x must have no missing values; got NaN in column 0, row 1.");
    expect(() => mode(array(1))).toThrow("mode: x must be a vector or a matrix with at least one element; got x [].");
  });
});

describe("geometricMean", () => {
  it("keeps all digits of numbers near the ends of the range", () => {
    for (const size of [2 ** 1000, 2 ** -1000]) {
      const x = array([1, 2, 4, 8, 16]).mul(size);
      expect(geometricMean(x).item()).toBe(4 * size);
    }
    expect(geometricMean(array([5e-324, 5e-324])).item()).toBe(5e-324);
    expect(geometricMean(array([1.7e308, 1.7e308, 1.7e308])).item() / 1.7e308 - 1).toBeLessThanOrEqual(1e-15);
  });

  it("multiplies with products, and takes weights as powers", () => {
    const rng = random(8);
    const [x, y] = [rng.uniform([50], { low: 0.1, high: 9 }), rng.uniform([50], { low: 1, high: 2 })];
    const both = geometricMean(x.mul(y)).item();
    const product = geometricMean(x).item() * geometricMean(y).item();
    expect(Math.abs(both / product - 1)).toBeLessThanOrEqual(8 * Number.EPSILON);
    const weights = rng.integers(0, 4, [50]);
    const repeated: NDArray = repeat(x, weights);
    const weighted = geometricMean(x, { weights }).item();
    expect(Math.abs(weighted / geometricMean(repeated).item() - 1)).toBeLessThanOrEqual(8 * Number.EPSILON);
  });

  it("is 0 where an element is, and refuses negative ones", () => {
    expect(
      geometricMean(
        array([
          [0, 1],
          [5, 1],
        ]),
      ).toArray(),
    ).toEqual([0, 1]);
    expect(() => geometricMean(array([[1], [-2]]))).toThrow(
      "geometricMean: x must not be negative; got -2 in column 0, row 1.",
    );
  });
});
