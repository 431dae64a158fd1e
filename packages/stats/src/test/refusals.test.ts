import { describe, expect, it } from "vitest";
import { type NDArray, array } from "@linnet/core";
import { anova } from "./anova.js";
import { chiSquaredTest } from "./chi-squared-test.js";
import { pearsonTest } from "./correlation-tests.js";
import { kolmogorovSmirnovTest } from "./kolmogorov-smirnov-test.js";
import { shapiroWilkTest } from "./normality-tests.js";
import { kruskalWallisTest, mannWhitneyTest, wilcoxonTest } from "./rank-tests.js";
import { pairedTTest, tTest, welchTest } from "./t-test.js";
import { bartlettTest, leveneTest } from "./variance-tests.js";

describe("what is refused", () => {
  const two = array([1, 2]);
  const flat = array([3, 3, 3]);

  it("samples that are too short, no vectors, or not finite", () => {
    expect(() => tTest(array([1]))).toThrow("tTest: x must be a vector of at least 2 elements; got x [1].");
    expect(() => mannWhitneyTest(two, array([], { shape: [0] }))).toThrow(
      "mannWhitneyTest: y must be a vector of at least one element; got y [0].",
    );
    expect(() => anova([two, array([[1, 2]]) as NDArray])).toThrow(
      "anova: groups[1] must be a vector of at least one element; got groups[1] [1, 2].",
    );
    expect(() => welchTest(two, array([1, NaN]))).toThrow(
      "welchTest: y must be finite; got NaN at index 1. Remove or impute such entries.",
    );
    expect(() => shapiroWilkTest(two)).toThrow(
      "shapiroWilkTest: x must be a vector of at least 3 elements; got x [2].",
    );
    expect(() => pearsonTest(two, flat)).toThrow(
      "pearsonTest: x and y must have the same length; got x [2] and y [3].",
    );
    expect(() => anova([two])).toThrow("anova: there must be at least two groups; got 1.");
    expect(() => anova(two as unknown as NDArray[])).toThrow(
      "anova: groups must be a list of arrays; got an array [2].",
    );
    expect(() => tTest([1, 2] as unknown as NDArray)).toThrow("tTest: x must be an NDArray; got a list.");
  });

  it("data that do not vary", () => {
    expect(() => tTest(flat)).toThrow("tTest: x must vary; got 3 equal values 3.");
    expect(() => tTest(flat, flat)).toThrow("tTest: x or y must vary; got 3 equal values 3.");
    expect(() => pairedTTest(flat, flat)).toThrow("pairedTTest: x − y must vary; got 3 equal values 0.");
    expect(() => anova([flat, flat])).toThrow("anova: groups must vary; got 6 equal values 3.");
    expect(() => anova([array([1]), array([2])])).toThrow(
      "anova: there must be more values than groups; got 0 degrees of freedom within them.",
    );
    expect(() => pearsonTest(flat, array([1, 2, 3]))).toThrow("pearsonTest: x must vary; got 3 equal values 3.");
    expect(() => bartlettTest([two, flat])).toThrow("bartlettTest: groups[1] must vary; got 3 equal values 3.");
    expect(() => leveneTest([flat, flat])).toThrow("leveneTest: deviations must vary within a group; got equal ones.");
    expect(() => wilcoxonTest(flat, flat)).toThrow("wilcoxonTest: some difference must not be 0; got 3 zeros.");
    expect(() => kruskalWallisTest([flat, flat])).toThrow("kruskalWallisTest: groups must vary; got 6 equal values 3.");
    // one of two that does not vary leaves an error to measure by
    expect(welchTest(flat, two).df).toBe(1);
    expect(anova([array([1, 1]), array([2, 2])])).toMatchObject({ statistic: Infinity, pValue: 0, rSquared: 1 });
  });

  it("counts that are none, or do not fit together", () => {
    expect(() => chiSquaredTest(array([1, -2]))).toThrow(
      "chiSquaredTest: observed must hold counts; got -2 at index 1.",
    );
    expect(() => chiSquaredTest(array([0, 0]))).toThrow("chiSquaredTest: observed must hold counts; got zeros only.");
    expect(() => chiSquaredTest(array([1, 2]), { expected: array([2, 2]) })).toThrow(
      "chiSquaredTest: expected must have the sum of observed; got 4 and 3. Scale it.",
    );
    expect(() => chiSquaredTest(array([1, 2]), { expected: array([0, 3]) })).toThrow(
      "chiSquaredTest: expected must be positive; got 0 at index 0.",
    );
    expect(() => chiSquaredTest(array([1, 2]), { ddof: 1 })).toThrow(
      "chiSquaredTest: ddof must be an integer in [0, 0]; got 1.",
    );
    expect(() =>
      chiSquaredTest(
        array([
          [0, 0],
          [1, 2],
        ]) as NDArray,
      ),
    ).toThrow("chiSquaredTest: every row and column must have counts; got zeros in row 0. Leave it out.");
    expect(() => chiSquaredTest(array([[1, 2]]) as NDArray)).toThrow(
      "chiSquaredTest: observed must be a vector or a matrix, two at least in every axis; got observed [1, 2].",
    );
  });

  it("options that are none", () => {
    expect(() => tTest(two, { alternative: "both" as "less" })).toThrow(
      'tTest: alternative must be "two-sided", "less" or "greater"; got "both".',
    );
    expect(() => tTest(two, { confidence: 95 })).toThrow("tTest: confidence must lie in (0, 1); got 95.");
    expect(() => leveneTest([two, flat], { proportion: 0.5 })).toThrow(
      "leveneTest: proportion must lie in [0, 0.5); got 0.5.",
    );
    expect(() => mannWhitneyTest(two, two, { method: "exact" })).toThrow(
      'mannWhitneyTest: an exact p-value needs data without ties; got ties. Set method: "asymptotic".',
    );
    expect(() => kolmogorovSmirnovTest(two, { cdf: () => 2 })).toThrow(
      "kolmogorovSmirnovTest: cdf must lie in [0, 1]; got 2 at 1.",
    );
  });
});
