import { describe, expect, it } from "vitest";
import { type NDArray, array, concat, matmul, mean, random, square, sum, zeros } from "@linnet/core";
import { NotPositiveDefiniteError } from "@linnet/linalg";
import { mahalanobis } from "./mahalanobis.js";
import { ledoitWolf } from "./shrinkage.js";

describe("mahalanobis", () => {
  it("squares add up to p·(n − 1), whatever the data", () => {
    const x: NDArray = random(1).normal([50, 4], { mean: 3 });
    const total = sum(square(mahalanobis(x) as NDArray)).item();
    expect(Math.abs(total / (4 * 49) - 1)).toBeLessThanOrEqual(60 * Number.EPSILON * 10);
  });

  it("does not change when columns are mixed by an invertible matrix", () => {
    const rng = random(2);
    const x: NDArray = rng.normal([30, 3]);
    const mixing = array([
      [2, 1, 0],
      [0, 1, -1],
      [1, 0, 3],
    ]);
    const [a, b] = [mahalanobis(x), mahalanobis(matmul(x, mixing) as NDArray)].map((d: NDArray) => d.toTypedArray());
    // The condition of the mixed covariance is below 100.
    a.forEach((d, i) => expect(Math.abs(b[i] / d - 1)).toBeLessThanOrEqual(30 * Number.EPSILON * 100));
  });

  it("takes a mean and a covariance, as a shrunk one of fewer rows than columns", () => {
    const x: NDArray = random(3).normal([5, 8], { dtype: "float32" });
    expect(() => mahalanobis(x)).toThrow(
      "mahalanobis: x must have more rows than columns; got x [5, 8]. Give a covariance, as of ledoitWolf.",
    );
    const d: NDArray = mahalanobis(x, { mean: mean(x, { axis: 0 }) as NDArray, covariance: ledoitWolf(x).covariance });
    expect([d.shape, d.dtype]).toEqual([[5], "float32"]);
  });

  it("refuses what is not positive definite to working precision, and other shapes", () => {
    const x: NDArray = random(4).normal([10, 2]);
    const dependent = concat([x, sum(x, { axis: 1, keepDims: true }) as NDArray], { axis: 1 }) as NDArray;
    expect(() => mahalanobis(dependent)).toThrow(NotPositiveDefiniteError);
    expect(() => mahalanobis(zeros([4, 1]))).toThrow(
      "mahalanobis: covariance must be positive definite; got pivot 0.00 at index 0. Add a ridge (covariance + λI), or factor it with ldlt.",
    );
    expect(() => mahalanobis(x, { mean: zeros([3]) as NDArray })).toThrow(
      "mahalanobis: mean must have shape [2]; got mean [3] and x [10, 2].",
    );
    expect(() => mahalanobis(x, { covariance: zeros([2]) as NDArray })).toThrow(
      "mahalanobis: covariance must have shape [2, 2]; got covariance [2] and x [10, 2].",
    );
  });
});
