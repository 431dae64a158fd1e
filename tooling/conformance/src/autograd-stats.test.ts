import { grad } from "@linnet/autograd";
import { type NDArray, add, array, div, matmul, mean, mul, random, sub, sum } from "@linnet/core";
import { correlation, covariance } from "@linnet/stats";
import { describe, expect, it } from "vitest";

function farthest(a: NDArray, b: NDArray): number {
  const other = b.toTypedArray();
  return Math.max(...Array.from(a.toTypedArray(), (v, i) => Math.abs(v - other[i])));
}

describe("derivatives of statistics", () => {
  const [n, p] = [40, 6];
  const x: NDArray = random(1).normal([n, p], { mean: 5 });
  const W: NDArray = random(2).normal([p, p]);

  it("that of Σ W∘C is (X − 1·x̄ᵀ)·(W + Wᵀ)/(n − 1)", () => {
    const slope: NDArray = grad((v: NDArray) => sum(mul(covariance(v), W)))(x);
    const centred: NDArray = sub(x, mean(x, { axis: 0 }) as NDArray);
    const expected: NDArray = div(matmul(centred, add(W, W.T as NDArray) as NDArray), n - 1);
    // Sums of p products of numbers below 4 and 6, of which the means carry the rounding of n numbers of size 5.
    expect(farthest(slope, expected)).toBeLessThanOrEqual((n * 5 * p * 6 * Number.EPSILON) / (n - 1));
  });

  it("correlations do not change along shifts and scales of columns", () => {
    const slope: NDArray = grad((v: NDArray) => sum(mul(correlation(v), W)))(x);
    const limit = n * 5 * p * 6 * Number.EPSILON;
    expect(farthest(sum(slope, { axis: 0 }), array(new Float64Array(p)))).toBeLessThanOrEqual(limit);
    expect(farthest(sum(mul(slope, x) as NDArray, { axis: 0 }), array(new Float64Array(p)))).toBeLessThanOrEqual(limit);
    expect(farthest(slope, mul(slope, 0) as NDArray)).toBeGreaterThan(1e-3);
  });
});
