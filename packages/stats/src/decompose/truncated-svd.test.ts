import { describe, expect, it } from "vitest";
import { type NDArray, abs, eye, matmul, max, ones, random, square, sub, sum } from "@linnet/core";
import { svd } from "@linnet/linalg";
import { TruncatedSVD } from "./truncated-svd.js";

const EPSILON = Number.EPSILON;
const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const numbers = (x: NDArray): number[] => Array.from(x.toTypedArray());
const solvers = ["auto", "full", "covariance", "truncated"] as const;

describe("TruncatedSVD", () => {
  it.each(solvers)(
    "%s: singular values of the data as they are, orthonormal components, the error of Eckart and Young",
    (solver) => {
      for (const [n, p] of [
        [30, 8],
        [8, 30],
      ]) {
        const x: NDArray = random(n).normal([n, p]).add(2);
        const model = TruncatedSVD.fit(x, { components: 3, solver });
        const S: NDArray = svd(x).S;
        const bound = 30 * Math.max(n, p) * EPSILON * S.at(0).item();
        expect(largest(sub(model.singularValues as NDArray, S.slice(":3") as NDArray))).toBeLessThanOrEqual(bound);
        const c: NDArray = model.components;
        expect(largest(sub(matmul(c, c.T as NDArray), eye(3)))).toBeLessThanOrEqual(300 * EPSILON);
        const left = sub(x, model.inverseTransform(model.transform(x)) as NDArray);
        const error = (sum(square(left)) as NDArray).item();
        const dropped = numbers(S)
          .slice(3)
          .reduce((a, s) => a + s * s, 0);
        expect(Math.abs(error / dropped - 1)).toBeLessThanOrEqual(solver === "truncated" ? 1e-9 : 1e-12);
      }
    },
  );

  it("has variances of scores, of which the first need not be the largest", () => {
    const x: NDArray = random(1).normal([50, 4]).add(10);
    const model = TruncatedSVD.fit(x, { components: 4 });
    const [first, second] = numbers(model.explainedVariance as NDArray);
    expect(first).toBeLessThan(second);
    expect(Math.abs(numbers(model.explainedVarianceRatio as NDArray).reduce((a, b) => a + b, 0) - 1)).toBeLessThan(
      1e-12,
    );
    const flat = TruncatedSVD.fit(ones([1, 3]), { components: 1 });
    expect(numbers(flat.explainedVarianceRatio as NDArray)).toEqual([0]);
    expect(Math.abs(flat.singularValues.item() - Math.sqrt(3))).toBeLessThanOrEqual(4 * EPSILON);
  });

  it("finds the range of noisy data of low rank at random, with the score of largest magnitude positive", () => {
    const low = matmul(random(1).normal([300, 3]).mul(10), random(2).normal([3, 60])) as NDArray;
    const model = TruncatedSVD.fit(low, { components: 3, solver: "randomized", signs: "scores" });
    expect(largest(sub(model.inverseTransform(model.transform(low)) as NDArray, low))).toBeLessThanOrEqual(1e-11);
    const scores: NDArray = model.transform(low);
    expect(numbers(max(scores, { axis: 0 }) as NDArray)).toEqual(numbers(max(abs(scores), { axis: 0 }) as NDArray));
  });

  it("reads a model back from JSON to the last bit", () => {
    const model = TruncatedSVD.fit(random(3).normal([9, 4], { dtype: "float32" }), { components: 2 });
    expect(JSON.stringify(TruncatedSVD.fromJSON(JSON.stringify(model)))).toBe(JSON.stringify(model));
    expect(() => TruncatedSVD.fromJSON({ model: "PCA", version: 1 })).toThrow(
      'TruncatedSVD.fromJSON: json must be of a TruncatedSVD; got model "PCA".',
    );
  });

  it("refuses too many components, none, and other solvers", () => {
    const x = random(0).normal([5, 3]);
    expect(() => TruncatedSVD.fit(x, { components: 4 })).toThrow(
      "TruncatedSVD.fit: components must be an integer in [1, 3] for 5 rows and 3 columns; got 4.",
    );
    expect(() => TruncatedSVD.fit(x, {} as { components: number })).toThrow(
      "TruncatedSVD.fit: components must be an integer in [1, 3] for 5 rows and 3 columns; got undefined.",
    );
    expect(() => TruncatedSVD.fit(x, { components: 1, solver: "arpack" as "full" })).toThrow(
      'TruncatedSVD.fit: solver must be "auto", "full", "covariance", "truncated" or "randomized"; got "arpack".',
    );
    expect(() => TruncatedSVD.fit(x, { components: 1 }).transform(random(0).normal([2, 2]) as NDArray)).toThrow(
      "TruncatedSVD.transform: x must have the 3 columns that were fitted; got x [2, 2].",
    );
  });
});
