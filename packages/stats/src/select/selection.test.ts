import { type NDArray, ShapeError, ValueError, array, concat, random, variance, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { LeastSquares } from "../fixtures/small-estimators.js";
import { Standardizer } from "../prepare/standardizer.js";
import { step } from "../prepare/step.js";
import { mutualInformation } from "./mutual-information.js";
import { RecursiveElimination } from "./recursive-elimination.js";
import { SelectKBest } from "./select-k-best.js";
import { chi2, fClassification, fRegression } from "./univariate.js";
import { VarianceThreshold } from "./variance-threshold.js";

const labels = (...t: number[]): NDArray => array(Int32Array.from(t));
const expectNear = (actual: number, expected: number, n: number): void =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(n * Number.EPSILON * Math.abs(expected));

describe("univariate scores", () => {
  const y = labels(0, 0, 0, 1, 1, 2, 2, 2);
  const t = array([1, 4, 2, 8, 5, 7, 3, 6]);
  const x = array([[3], [1], [4], [1], [5], [9], [2], [6]]) as NDArray;

  it("are those of scikit-learn 1.2.1 on a small table", () => {
    // sklearn.feature_selection.f_classif, f_regression and chi2
    const [f, r, c] = [fClassification(x, y), fRegression(x, t), chi2(x, y)];
    expectNear(f.scores[0], 1.0407366071428563, 64);
    expectNear(f.pValues[0], 0.41890540978514507, 1e3);
    expectNear(r.scores[0], 0.5364238410596028, 1e3);
    expectNear(r.pValues[0], 0.4915267550656379, 1e3);
    expectNear(c.scores[0], 4.010752688172043, 64);
    expectNear(c.pValues[0], 0.13460962662469955, 1e3);
  });

  it("do not move with the mean of a column, however large, nor with its unit", () => {
    const moved = concat([x, x.add(2 ** 40), x.mul(2 ** 20)], { axis: 1 }) as NDArray;
    for (const { scores } of [fClassification(moved, y), fRegression(moved, t)]) {
      expectNear(scores[1], scores[0], 64);
      expectNear(scores[2], scores[0], 64);
    }
  });

  it("are NaN of constant columns, and infinite of those that tell all", () => {
    const told = concat([y.reshape([8, 1]), zeros([8, 1])], { axis: 1 }) as NDArray;
    expect(fClassification(told, y)).toEqual({ scores: [Infinity, Number.NaN], pValues: [0, Number.NaN] });
    expect(chi2(told, y).scores[1]).toBeNaN();
    const line = concat([t.reshape([8, 1]), zeros([8, 1])], { axis: 1 }) as NDArray;
    expect(fRegression(line, t)).toEqual({ scores: [Infinity, Number.NaN], pValues: [0, Number.NaN] });
  });

  it("refuse one class only, classes of one row each, a target that does not vary, and negative counts", () => {
    expect(() => fClassification(x, labels(1, 1, 1, 1, 1, 1, 1, 1))).toThrow(ValueError);
    expect(() => fClassification(x, labels(1, 1, 1, 1, 1, 1, 1, 1))).toThrow(
      "fClassification: y must hold at least two classes; got only class 1.",
    );
    expect(() => fClassification(x, labels(0, 1, 2, 3, 4, 5, 6, 7))).toThrow(
      "fClassification: some class must have two rows; got 8 of 8 classes.",
    );
    expect(() => fRegression(x, zeros([8]))).toThrow("fRegression: y must vary; got 0 throughout.");
    expect(() => fRegression(x, zeros([7]))).toThrow(ShapeError);
    expect(() => fRegression(x, zeros([7]))).toThrow(
      "fRegression: y must have a number for each of 8 rows; got y [7].",
    );
    expect(() => fRegression(array([[1], [2]]), array([1, 2]))).toThrow(
      "fRegression: there must be three rows; got x [2, 1].",
    );
    expect(() => chi2(x.neg(), y)).toThrow("chi2: x must hold counts of at least 0; got less in column 0.");
  });
});

describe("mutualInformation", () => {
  it("of categories is their entropy where one is the other, and 0 where they are independent", () => {
    const x = array([
      [5, 0],
      [5, 1],
      [6, 0],
      [6, 1],
    ]) as NDArray;
    const { scores } = mutualInformation(x, labels(1, 1, 0, 0), { discrete: true });
    expect(Math.abs(scores[0] - Math.LN2)).toBeLessThanOrEqual(4 * Number.EPSILON);
    expect(Math.abs(scores[1])).toBeLessThanOrEqual(4 * Number.EPSILON);
  });

  it("of normal numbers is −½·ln(1 − ρ²), within what its sampling allows", () => {
    const n = 1500;
    const [a, b]: NDArray[] = [1, 2].map((seed) => random(seed).normal([n]));
    for (const rho of [0, 0.6, 0.9]) {
      const x = a
        .mul(rho)
        .add(b.mul(Math.sqrt(1 - rho ** 2)))
        .reshape([n, 1]) as NDArray;
      const [score] = mutualInformation(x, a, { target: "numbers" }).scores;
      // Over 60 samples of this size scikit-learn's estimates have a standard deviation of at most 1.2/√n; four of them.
      expect(Math.abs(score + 0.5 * Math.log(1 - rho ** 2))).toBeLessThanOrEqual(4.8 / Math.sqrt(n));
    }
  });

  it("of numbers and classes is what Ross's estimator says: ln 2 of two classes apart, 0 of none", () => {
    const n = 1000;
    const y = random(1).bernoulli(0.5, [n]).astype("int32") as NDArray;
    const noise: NDArray = random(2).uniform([n, 2]);
    const x = concat([noise.slice(":", "0:1").add(y.mul(5).reshape([n, 1])), noise.slice(":", "1:")], {
      axis: 1,
    }) as NDArray;
    const { scores } = mutualInformation(x, y);
    expect(Math.abs(scores[0] - Math.LN2)).toBeLessThanOrEqual(4 / Math.sqrt(n));
    expect(scores[1]).toBeLessThanOrEqual(4 / Math.sqrt(n));
    const swapped = mutualInformation(y.reshape([n, 1]), x.slice(":", 0) as NDArray, {
      target: "numbers",
      discrete: [0],
    });
    expect(Math.abs(swapped.scores[0] - scores[0])).toBeLessThanOrEqual(1e-3); // the same but for the noise that parts ties
  });

  it("is 0 of constant columns, and refuses what it cannot count", () => {
    const x: NDArray = zeros([5, 1]);
    expect(mutualInformation(x, labels(0, 1, 0, 1, 0)).scores).toEqual([0]);
    expect(() => mutualInformation(zeros([3, 1]), labels(0, 1, 0))).toThrow(ShapeError);
    expect(() => mutualInformation(zeros([3, 1]), labels(0, 1, 0))).toThrow(
      "mutualInformation: there must be more than 3 rows; got x [3, 1].",
    );
    expect(() => mutualInformation(x, labels(0, 1, 0, 1, 0), { discrete: [1] })).toThrow(
      "mutualInformation: discrete must be true, false or columns in [0, 0]; got 1.",
    );
    expect(() => mutualInformation(x, labels(0, 1, 0, 1, 0), { neighbours: 0 })).toThrow(
      "mutualInformation: neighbours must be an integer of at least 1; got 0.",
    );
    expect(() => mutualInformation(x, labels(0, 1, 0, 1, 0), { target: "words" as "classes" })).toThrow(
      'mutualInformation: target must be "classes" or "numbers"; got "words".',
    );
  });
});

describe("selections", () => {
  const n = 60;
  const noise: NDArray = random(3).normal([n, 5]);
  const y = noise.slice(":", 1).mul(3).add(noise.slice(":", 4)) as NDArray;

  it("SelectKBest keeps the columns with the best scores, in their order", () => {
    const best = SelectKBest.fit(noise, y, { k: 2, score: "fRegression" });
    expect(best.selected.toArray()).toEqual([1, 4]);
    expect(best.scores.toArray()).toEqual(fRegression(noise, y).scores);
    expect(best.transform(noise).toArray()).toEqual(noise.slice(":", "1:5:3").toArray());
    const back = best.inverseTransform(best.transform(noise)).toArray() as number[][];
    back.forEach((row, i) => expect(row).toEqual([0, noise.at(i, 1).item(), 0, 0, noise.at(i, 4).item()]));
    const own = SelectKBest.fit(noise, y, { k: 1, score: () => ({ scores: [1, 2, 3, 3, 0] }) });
    expect(own.selected.toArray()).toEqual([2]);
    expect(own.pValues).toBeUndefined();
  });

  it("VarianceThreshold keeps what varies, whatever rounding makes of a constant", () => {
    const x = concat([array(new Array(n).fill(0.1)).reshape([n, 1]), noise.mul(2)], { axis: 1 }) as NDArray;
    const kept = VarianceThreshold.fit(x);
    expect(kept.selected.toArray()).toEqual([1, 2, 3, 4, 5]);
    expect(kept.variances.at(0).item()).toBe(0);
    const spread = (variance(x, { axis: 0 }) as NDArray).toArray() as number[];
    const threshold = spread.toSorted((a, b) => b - a)[2];
    expect(VarianceThreshold.fit(x, { threshold }).transform(x).shape).toEqual([n, 2]);
    expect(() => VarianceThreshold.fit(zeros([3, 2]))).toThrow(ValueError);
    expect(() => VarianceThreshold.fit(zeros([3, 2]))).toThrow(
      "VarianceThreshold.fit: some column must vary by more than 0; got at most 0.",
    );
    expect(() => VarianceThreshold.fit(x, { threshold: -1 })).toThrow(
      "VarianceThreshold.fit: threshold must be a number of at least 0; got -1.",
    );
  });

  it("RecursiveElimination drops the smallest coefficients, and ranks by when", () => {
    const x = Standardizer.fit(noise).transform(noise) as NDArray;
    const weights = [0.5, 4, 0.1, 2, 1];
    const target = x.mul(array(weights)).sum({ axis: 1 }) as NDArray;
    const found = RecursiveElimination.fit(x, target, { estimator: LeastSquares, k: 2 });
    expect(found.ranking.toArray()).toEqual([3, 1, 4, 1, 2]);
    expect(found.selected.toArray()).toEqual([1, 3]);
    const pairs = RecursiveElimination.fit(x, target, { estimator: step(LeastSquares), k: 2, drop: 2 });
    expect(pairs.ranking.toArray()).toEqual([3, 1, 3, 1, 2]);
    expect(pairs.transform(x).shape).toEqual([n, 2]);
  });

  it("are the same from their JSON", () => {
    const best = SelectKBest.fit(noise, y, { k: 2, score: "fRegression" });
    const back = SelectKBest.fromJSON(JSON.stringify(best));
    expect(back.transform(noise).toArray()).toEqual(best.transform(noise).toArray());
    expect(back.pValues?.toArray()).toEqual(best.pValues?.toArray());
    const wrong = { ...best.toJSON(), selected: { dtype: "int32", shape: [1], data: [5] } };
    expect(() => SelectKBest.fromJSON(wrong)).toThrow(
      "SelectKBest.fromJSON: selected must be columns in [0, 4]; got 5.",
    );
    const varied = VarianceThreshold.fit(noise);
    expect(VarianceThreshold.fromJSON(JSON.stringify(varied)).transform(noise).shape).toEqual([n, 5]);
    const dropped = RecursiveElimination.fit(noise, y, { estimator: LeastSquares, k: 1 });
    expect(RecursiveElimination.fromJSON(JSON.stringify(dropped)).ranking.toArray()).toEqual(dropped.ranking.toArray());
  });

  it("refuse more columns than there are, other scores, and models without coefficients", () => {
    const gap = concat([noise, zeros([n, 1])], { axis: 1 }) as NDArray;
    expect(() => SelectKBest.fit(gap, y, { k: 6, score: "fRegression" })).toThrow(ValueError);
    expect(() => SelectKBest.fit(gap, y, { k: 6, score: "fRegression" })).toThrow(
      "SelectKBest.fit: k must be an integer in [1, 5], the columns with a score; got 6.",
    );
    expect(() => SelectKBest.fit(noise, y, { k: 1, score: "f" as "chi2" })).toThrow(
      'SelectKBest.fit: score must be a function or a name; got "f". Names are fClassification, fRegression, chi2, mutualInformation.',
    );
    expect(() => SelectKBest.fit(noise, y, { k: 1, score: "fRegression" }).transform(zeros([1, 2]))).toThrow(
      "SelectKBest.transform: x must have the 5 columns that were fitted; got x [1, 2].",
    );
    expect(() => RecursiveElimination.fit(noise, y, { estimator: LeastSquares, k: 6 })).toThrow(
      "RecursiveElimination.fit: k must be an integer in [1, 5]; got 6.",
    );
    expect(() => RecursiveElimination.fit(noise, y, { estimator: Standardizer, k: 1 })).toThrow(
      "RecursiveElimination.fit: the estimator's models must have coefficients; got a Standardizer.",
    );
    expect(() => RecursiveElimination.fit(noise, y, { estimator: LeastSquares, k: 1, drop: 0 })).toThrow(
      "RecursiveElimination.fit: drop must be an integer of at least 1; got 0.",
    );
  });
});
