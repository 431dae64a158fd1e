import { describe, expect, it } from "vitest";
import { array } from "@linnet/core";
import { Normal } from "../distributions/normal.js";
import type { Alternative } from "./alternative.js";
import { anova } from "./anova.js";
import { kendallTest, pearsonTest, spearmanTest } from "./correlation-tests.js";
import cases from "./fixtures/scipy-tests.json" with { type: "json" };
import { kolmogorovSmirnovTest } from "./kolmogorov-smirnov-test.js";
import { jarqueBeraTest, shapiroWilkTest } from "./normality-tests.js";
import { kruskalWallisTest, mannWhitneyTest, wilcoxonTest } from "./rank-tests.js";
import { pairedTTest, tTest, welchTest } from "./t-test.js";
import { bartlettTest, leveneTest } from "./variance-tests.js";

interface Found {
  readonly statistic: number;
  readonly pValue: number;
  readonly interval?: readonly [number, number];
}

type Samples = readonly [x: ReturnType<typeof vector>, y: ReturnType<typeof vector>, z: ReturnType<typeof vector>];

const vector = (values: readonly number[]) => array(values as number[]);

const tests: Readonly<Record<string, (samples: Samples, alternative: Alternative) => Found>> = {
  "tTest of one": ([x], alternative) => tTest(x, { mean: 0.3, alternative }),
  tTest: ([x, y], alternative) => tTest(x, y, { alternative }),
  welchTest: ([x, y], alternative) => welchTest(x, y, { alternative, confidence: 0.9 }),
  mannWhitneyTest: ([x, y], alternative) => mannWhitneyTest(x, y, { alternative }),
  "kolmogorovSmirnovTest of one": ([x], alternative) => kolmogorovSmirnovTest(x, new Normal(), { alternative }),
  kolmogorovSmirnovTest: ([x, y], alternative) => kolmogorovSmirnovTest(x, y, { alternative }),
  pairedTTest: ([x, y], alternative) => pairedTTest(x, y, { alternative }),
  pearsonTest: ([x, y], alternative) => pearsonTest(x, y, { alternative }),
  spearmanTest: ([x, y], alternative) => spearmanTest(x, y, { alternative }),
  kendallTest: ([x, y], alternative) => kendallTest(x, y, { alternative }),
  wilcoxonTest: ([x, y], alternative) => wilcoxonTest(x, y, { alternative }),
  "wilcoxonTest, Pratt": ([x, y], alternative) =>
    wilcoxonTest(x, y, { alternative, zeros: "pratt", continuity: true, method: "asymptotic" }),
  anova: (samples) => anova(samples),
  leveneTest: (samples) => leveneTest(samples),
  "leveneTest, mean": (samples) => leveneTest(samples, { center: "mean" }),
  "leveneTest, trimmed": (samples) => leveneTest(samples, { center: "trimmed", proportion: 0.1 }),
  bartlettTest: (samples) => bartlettTest(samples),
  kruskalWallisTest: (samples) => kruskalWallisTest(samples),
  jarqueBeraTest: ([x]) => jarqueBeraTest(x),
  shapiroWilkTest: ([x]) => shapiroWilkTest(x),
};

/** Royston's weights go through normal quantiles of 1e-9 in SciPy. Else some ε of n terms, times what cancels in a mean near 0. */
const toleranceOf = (name: string) => (name === "shapiroWilkTest" ? 1e-7 : 1e-11);

describe("hypothesis tests", () => {
  it.each(Object.keys(tests))("%s agrees with SciPy: statistic, p-value, interval", (name) => {
    let compared = 0;
    for (const { x, y, z, expected } of cases) {
      for (const [alternative, results] of Object.entries(expected)) {
        const wanted = (results as Record<string, (number | null)[]>)[name];
        if (wanted === undefined) continue;
        const samples = [vector(x), vector(y), vector(z)] as const;
        const { statistic, pValue, interval = [] } = tests[name](samples, alternative as Alternative);
        [statistic, pValue, ...interval].forEach((value, i) => {
          if (i >= wanted.length) return;
          const exact = wanted[i] ?? (i === 2 ? -Infinity : Infinity);
          if (Math.abs(exact) === Infinity) expect(value).toBe(exact);
          else expect(Math.abs(value - exact)).toBeLessThanOrEqual(toleranceOf(name) * Math.abs(exact));
          compared++;
        });
      }
    }
    expect(compared).toBeGreaterThanOrEqual(16);
  });
});
