import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type NDArray,
  abs,
  array,
  concat,
  diagonal,
  eye,
  matmul,
  max,
  mul,
  random,
  sub,
  tril,
  zeros,
} from "@linnet/core";
import { covariance } from "../describe/covariance.js";
import { Whitening } from "./whitening.js";

const EPSILON = Number.EPSILON;
const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const numbers = (x: NDArray): number[] => Array.from(x.toTypedArray());
const methods = ["pca", "zca", "cholesky"] as const;

describe("Whitening", () => {
  it("gives identity covariance, and back: |cov(z) − I| ≤ c·n·u·cond", () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 20, max: 40 }), fc.nat(1000));
    fc.assert(
      fc.property(sizes, fc.constantFrom(...methods), ([p, n, seed], method) => {
        const rng = random(seed);
        const mix: NDArray = rng.normal([p, p]).add(mul(eye(p), 4) as NDArray);
        const x: NDArray = matmul(rng.normal([n, p]), mix).add(rng.normal([p]));
        const model = Whitening.fit(x, { method });
        const cond = largest(model.matrix as NDArray) * largest(model.inverse as NDArray) * p;
        const z: NDArray = model.transform(x);
        expect(largest(sub(covariance(z) as NDArray, eye(p)))).toBeLessThanOrEqual(30 * n * EPSILON * cond);
        const back: NDArray = model.inverseTransform(z);
        expect(largest(sub(back, x))).toBeLessThanOrEqual(30 * n * EPSILON * cond * largest(x));
      }),
      { numRuns: 40 },
    );
  });

  it("is symmetric by ZCA, lower triangular with a positive diagonal by Cholesky, with orthogonal rows by PCA", () => {
    const x: NDArray = random(1)
      .normal([50, 4])
      .mul(array([4, 3, 2, 1]));
    const [pca, zca, lower] = methods.map((method): NDArray => Whitening.fit(x, { method }).matrix);
    expect(largest(sub(zca, zca.T as NDArray))).toBeLessThanOrEqual(100 * EPSILON);
    expect(numbers(sub(lower, tril(lower) as NDArray)).every((v) => v === 0)).toBe(true);
    expect(numbers(diagonal(lower) as NDArray).every((v) => v > 0)).toBe(true);
    const products: NDArray = matmul(pca, pca.T as NDArray);
    const off = sub(products, mul(products, eye(4)) as NDArray);
    expect(largest(off)).toBeLessThanOrEqual(100 * EPSILON);
  });

  it("adds its regularization to every variance: W·(Σ + ε·I)·Wᵀ = I, for dependent columns too", () => {
    const x: NDArray = random(2).normal([30, 3]);
    const twice: NDArray = concat([x, x], { axis: 1 });
    for (const method of methods) {
      const W: NDArray = Whitening.fit(twice, { method, regularization: 0.1 }).matrix;
      const sigma = (covariance(twice) as NDArray).add(mul(eye(6), 0.1) as NDArray) as NDArray;
      expect(largest(sub(matmul(matmul(W, sigma), W.T as NDArray), eye(6)))).toBeLessThanOrEqual(1e4 * EPSILON);
    }
  });

  it("keeps float32, and the same bits through JSON", () => {
    const model = Whitening.fit(random(3).normal([20, 3], { dtype: "float32" }), { method: "pca" });
    expect(model.matrix.dtype).toBe("float32");
    expect(JSON.stringify(Whitening.fromJSON(JSON.stringify(model)))).toBe(JSON.stringify(model));
  });

  it("refuses data that do not vary in every direction, other methods and columns", () => {
    const x: NDArray = random(0).normal([10, 3]);
    const hint = "Give a regularization, or take the components that vary: PCA with { whiten: true }.";
    for (const method of methods) {
      expect(() => Whitening.fit(concat([x, zeros([10, 1])], { axis: 1 }), { method })).toThrow(
        `Whitening.fit: x must vary in all of 4 directions; got rank 3. ${hint}`,
      );
      expect(() => Whitening.fit(random(0).normal([3, 5]), { method })).toThrow(
        `Whitening.fit: x must vary in all of 5 directions; got rank 2. ${hint}`,
      );
    }
    expect(() => Whitening.fit(x, { method: "svd" as "pca" })).toThrow(
      'Whitening.fit: method must be "pca", "zca" or "cholesky"; got "svd".',
    );
    expect(() => Whitening.fit(x, { regularization: -1 })).toThrow(
      "Whitening.fit: regularization must be a number of at least 0; got -1.",
    );
    expect(() => Whitening.fit(x.slice(":1") as NDArray)).toThrow(
      "Whitening.fit: x must have at least two rows; got x [1, 3].",
    );
    expect(() => Whitening.fit(x).transform(zeros([2, 2]) as NDArray)).toThrow(
      "Whitening.transform: x must have the 3 columns that were fitted; got x [2, 2].",
    );
  });
});
