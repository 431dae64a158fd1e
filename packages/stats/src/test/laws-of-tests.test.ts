import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, add, array, concat, mul, random } from "@linnet/core";
import { Uniform } from "../distributions/uniform.js";
import { anova } from "./anova.js";
import { chiSquaredTest } from "./chi-squared-test.js";
import { kendallTest, pearsonTest, spearmanTest } from "./correlation-tests.js";
import { kolmogorovSmirnovTest } from "./kolmogorov-smirnov-test.js";
import { kolmogorovTail, smirnovTail } from "./kolmogorov.js";
import { tailsOfInversions } from "./inversions.js";
import { shapiroWilkTest } from "./normality-tests.js";
import { rankSumMasses, signedRankMasses } from "./rank-masses.js";
import { kruskalWallisTest, mannWhitneyTest, wilcoxonTest } from "./rank-tests.js";
import { pairedTTest, tTest, welchTest } from "./t-test.js";
import { bartlettTest, fTest } from "./variance-tests.js";

type Pair = (
  x: NDArray,
  y: NDArray,
  alternative: "two-sided" | "less" | "greater",
) => { statistic: number; pValue: number };

const ofPairs: Readonly<Record<string, Pair>> = {
  tTest: (x, y, alternative) => tTest(x, y, { alternative }),
  welchTest: (x, y, alternative) => welchTest(x, y, { alternative }),
  pairedTTest: (x, y, alternative) => pairedTTest(x, y, { alternative }),
  fTest: (x, y, alternative) => fTest(x, y, { alternative }),
  mannWhitneyTest: (x, y, alternative) => mannWhitneyTest(x, y, { alternative }),
  wilcoxonTest: (x, y, alternative) => wilcoxonTest(x, y, { alternative }),
  kolmogorovSmirnovTest: (x, y, alternative) => kolmogorovSmirnovTest(x, y, { alternative }),
};

/** Twelve numbers of steps of 1/8, so that shifts and scales by powers of 2 are exact; not all equal. */
const sample = fc
  .array(fc.integer({ min: -80, max: 80 }), { minLength: 12, maxLength: 12 })
  .filter((values) => new Set(values).size > 6)
  .map((values) => array(values.map((v) => v / 8)));

describe("p-values", () => {
  const draws = 200;
  const uniform = (pValueOf: (i: number) => number) => {
    const values = array(Array.from({ length: draws }, (_, i) => pValueOf(i)));
    return kolmogorovSmirnovTest(values, new Uniform()).pValue > 1e-3;
  };
  const normal = (i: number, k: number) => random(1000 * k + i).normal([14]) as NDArray;

  it("are uniform under the null hypothesis: 200 draws, Kolmogorov's distance at level 0.001", () => {
    for (const name of ["tTest", "welchTest", "pairedTTest", "fTest"]) {
      for (const side of ["two-sided", "less"] as const) {
        expect([name, uniform((i) => ofPairs[name](normal(i, 1), normal(i, 2), side).pValue)]).toEqual([name, true]);
      }
    }
    expect(uniform((i) => anova([normal(i, 1), normal(i, 2), normal(i, 3)]).pValue)).toBe(true);
    expect(uniform((i) => bartlettTest([normal(i, 1), normal(i, 2), normal(i, 3)]).pValue)).toBe(true);
    expect(uniform((i) => pearsonTest(normal(i, 1), normal(i, 2)).pValue)).toBe(true);
    expect(uniform((i) => shapiroWilkTest(normal(i, 1)).pValue)).toBe(true);
    expect(uniform((i) => kolmogorovSmirnovTest(random(i).uniform([14]), new Uniform()).pValue)).toBe(true);
  });

  it("of ranks are never smaller than they should be, and uniform up to their steps", () => {
    const pValues = Array.from({ length: draws }, (_, i) => mannWhitneyTest(normal(i, 4), normal(i, 5)).pValue);
    for (const level of [0.05, 0.2, 0.5]) {
      const share = pValues.filter((p) => p <= level).length / draws;
      // 4 standard errors, and a step of the distribution, which is below 0.04
      expect(Math.abs(share - level)).toBeLessThanOrEqual(4 * Math.sqrt((level * (1 - level)) / draws) + 0.04);
    }
  });
});

describe("tests of two samples", () => {
  it.each(Object.keys(ofPairs))("%s: changing the samples over changes the sides", (name) => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const test = ofPairs[name];
        const close = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-12 * Math.abs(b));
        close(test(x, y, "less").pValue, test(y, x, "greater").pValue);
        close(test(x, y, "two-sided").pValue, test(y, x, "two-sided").pValue);
      }),
      { numRuns: 40 },
    );
  });

  it.each(Object.keys(ofPairs))("%s: shift, scale and order change nothing", (name) => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const test = ofPairs[name];
        const before = test(x, y, "two-sided").pValue;
        const moved = (v: NDArray) => add(mul(v, 4), 32) as NDArray;
        const shifted = test(moved(x), moved(y), "two-sided").pValue;
        expect(Math.abs(shifted - before)).toBeLessThanOrEqual(1e-12 * before);
        const reversed = (v: NDArray) => array(Array.from(v.toTypedArray()).toReversed());
        const after = test(reversed(x), reversed(y), "two-sided").pValue;
        expect(Math.abs(after - before)).toBeLessThanOrEqual(1e-12 * before);
      }),
      { numRuns: 40 },
    );
  });

  it("float32, integers and views are taken as the numbers that they are", () => {
    const x = array([1, 5, 2, 8, 3, 9]);
    const y = array([4, 6, 7, 8, 1, 2]);
    const expected = tTest(x, y).pValue;
    expect(tTest(x.astype("float32"), y.astype("int32")).pValue).toBe(expected);
    const table = array([
      [1, 4],
      [5, 6],
      [2, 7],
      [8, 8],
      [3, 1],
      [9, 2],
    ]);
    expect(tTest(table.T.at(0) as NDArray, table.T.at(1) as NDArray).pValue).toBe(expected);
  });
});

describe("tests that are related", () => {
  it("of two groups anova is the square of t, and Kruskal–Wallis that of Mann and Whitney's normal distance", () => {
    fc.assert(
      fc.property(sample, sample, (x, y) => {
        const [t, F] = [tTest(x, y), anova([x, y])];
        expect(Math.abs(F.statistic - t.statistic ** 2)).toBeLessThanOrEqual(1e-11 * (1 + F.statistic));
        expect(Math.abs(F.pValue - t.pValue)).toBeLessThanOrEqual(1e-11);
        const plain = mannWhitneyTest(x, y, { method: "asymptotic", continuity: false }).pValue;
        expect(Math.abs(kruskalWallisTest([x, y]).pValue - plain)).toBeLessThanOrEqual(1e-11);
      }),
      { numRuns: 40 },
    );
  });

  it("a paired test is one of differences", () => {
    const [x, y] = [array([5, 7, 3, 9, 4]), array([4, 4, 4, 5, 4.5])];
    const gaps = array([1, 3, -1, 4, -0.5]);
    expect(pairedTTest(x, y).pValue).toBe(tTest(gaps).pValue);
    expect(wilcoxonTest(x, y)).toEqual(wilcoxonTest(gaps));
  });

  it("Yates' correction brings a table of two by two nearer to independence", () => {
    const table = array([
      [10, 20],
      [30, 25],
    ]);
    const plain = chiSquaredTest(table, { correction: false });
    expect(chiSquaredTest(table).pValue).toBeGreaterThan(plain.pValue);
    expect(plain.expected.toArray()).toEqual([
      [(30 * 40) / 85, (30 * 45) / 85],
      [(55 * 40) / 85, (55 * 45) / 85],
    ]);
  });

  it("perfect correlations are ±1", () => {
    const x = array([1, 2, 3, 4, 5]);
    for (const test of [pearsonTest, spearmanTest, kendallTest]) {
      expect(test(x, mul(x, 3) as NDArray).statistic).toBe(1);
      expect(test(x, mul(x, -3) as NDArray).statistic).toBe(-1);
    }
    expect(pearsonTest(x, x).pValue).toBe(0);
    expect(pearsonTest(array([1, 2]), array([5, 3]))).toMatchObject({ statistic: -1, pValue: 1, interval: [-1, 1] });
    // of the 120 orders of five one is sorted and one is reversed
    expect(Math.abs(kendallTest(x, x).pValue - 2 / 120)).toBeLessThanOrEqual(1e-16);
  });
});

describe("exact distributions of ranks", () => {
  it("agree with counting all orders", () => {
    const subsets = (n: number, keep: (size: number) => boolean, value: (members: readonly number[]) => number) => {
      const counts = new Map<number, number>();
      let all = 0;
      for (let mask = 0; mask < 1 << n; mask++) {
        const members = Array.from({ length: n }, (_, i) => i + 1).filter((rank) => (mask >> (rank - 1)) & 1);
        if (!keep(members.length)) continue;
        all++;
        counts.set(value(members), (counts.get(value(members)) ?? 0) + 1);
      }
      return (u: number) => (counts.get(u) ?? 0) / all;
    };
    const sum = (members: readonly number[]) => members.reduce((a, b) => a + b, 0);
    const rankSum = subsets(
      10,
      (size) => size === 4,
      (members) => sum(members) - 10,
    );
    rankSumMasses(4, 6).forEach((mass, u) => expect(Math.abs(mass - rankSum(u))).toBeLessThanOrEqual(1e-15));
    const signed = subsets(8, () => true, sum);
    signedRankMasses(8).forEach((mass, w) => expect(mass).toBe(signed(w)));
    // inversions of three: 1, 2, 2, 1 of six
    expect(tailsOfInversions(3, 1).atMost).toBeCloseTo(0.5, 15);
  });

  it("Kolmogorov's is 1 − n!·(2d − 1/n)ⁿ for d ≤ 1/n, and 2·(1 − d)ⁿ for d ≥ 1 − 1/n", () => {
    for (const n of [2, 3, 7]) {
      const factorial = Array.from({ length: n }, (_, i) => i + 1).reduce((a, b) => a * b);
      for (const d of [0.6 / n, 0.8 / n, 1 / n]) {
        expect(Math.abs(kolmogorovTail(n, d) - (1 - factorial * (2 * d - 1 / n) ** n))).toBeLessThanOrEqual(1e-14);
      }
      const far = 1 - 0.5 / n;
      expect(Math.abs(kolmogorovTail(n, far) / (2 * (1 - far) ** n) - 1)).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(smirnovTail(n, far) / (1 - far) ** n - 1)).toBeLessThanOrEqual(1e-12);
    }
  });
});

describe("reports", () => {
  it("print what was found", () => {
    expect(
      tTest(array([1, 2, 4]), { mean: 1 })
        .toString()
        .split("\n")
        .slice(0, 4),
    ).toEqual(["One-sample t test", "  statistic      1.51186", "  df             2", "  pValue         0.269703"]);
    expect(anova([array([1, 2, 3]), array([2, 3, 7])]).toString()).toBe(
      [
        "One-way analysis of variance",
        "           SS  df  MS    F         p",
        "  between   6   1   6  1.5  0.287864",
        "  within   16   4   4",
        "  total    22   5",
      ].join("\n"),
    );
    const joined = concat([array([1, 2, 4]), array([8])]) as NDArray;
    expect(JSON.parse(JSON.stringify(tTest(joined)))).toMatchObject({ df: 3, alternative: "two-sided" });
  });
});
