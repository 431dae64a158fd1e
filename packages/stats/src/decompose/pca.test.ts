import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  ValueError,
  abs,
  array,
  diag,
  eye,
  matmul,
  max,
  mean,
  ones,
  random,
  square,
  sub,
  sum,
  variance,
  zeros,
} from "@linnet/core";
import { PCA } from "./pca.js";

const shapes = fc.tuple(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 1, max: 12 }), fc.nat(1000));

function table([n, p, seed]: readonly [number, number, number]): NDArray {
  const rng = random(seed);
  return rng
    .normal([n, p])
    .mul(rng.uniform([p], { low: 0.1, high: 5 }))
    .add(rng.normal([p])) as NDArray;
}

const largest = (x: NDArray): number => (x.size === 0 ? 0 : (max(abs(x)) as NDArray).item());
/** Backward error of an SVD of n×p data, with LAPACK's threshold of 30 for residual / (max(n, p)·ε·‖X‖). */
const bound = (x: NDArray): number =>
  30 * Math.max(...(x.shape as number[])) * Number.EPSILON * Math.sqrt(sum(square(x)).item());

describe("PCA", () => {
  it("components are orthonormal, scores uncorrelated, variances descending", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const x = table(shape);
        const pca = PCA.fit(x);
        const c: NDArray = pca.components;
        const k = c.shape[0] as number;
        expect(largest(sub(matmul(c, c.T as NDArray), eye(k)))).toBeLessThanOrEqual(
          30 * Math.max(...shape.slice(0, 2)) * Number.EPSILON,
        );
        const scores: NDArray = pca.transform(x);
        const gram: NDArray = matmul(scores.T as NDArray, scores);
        const s2 = Array.from(pca.singularValues.toTypedArray(), (s) => s * s);
        const off = sub(gram, diag(array(s2)) as NDArray);
        expect(largest(off)).toBeLessThanOrEqual(2 * bound(x) * Math.sqrt(sum(square(x)).item()));
        const v = pca.explainedVariance.toTypedArray();
        for (let i = 1; i < k; i++) expect(v[i]).toBeLessThanOrEqual(v[i - 1]);
      }),
    );
  });

  it("variances add up to the total variance of the columns", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const x = table(shape);
        const pca = PCA.fit(x);
        const total = (sum(variance(x, { axis: 0, ddof: 1 })) as NDArray).item();
        const kept = (sum(pca.explainedVariance as NDArray) as NDArray).item();
        expect(Math.abs(kept - total)).toBeLessThanOrEqual(30 * Math.max(shape[0], shape[1]) * Number.EPSILON * total);
      }),
    );
  });

  it("the squared error of k components is the sum of the discarded squared singular values (Eckart–Young)", () => {
    fc.assert(
      fc.property(shapes, fc.nat(12), (shape, k) => {
        const x = table(shape);
        const pca = PCA.fit(x);
        const kept = Math.min(k, pca.components.shape[0]);
        const error = (sum(square(sub(x, pca.reconstruct(x, kept) as NDArray))) as NDArray).item();
        const discarded = (sum(square(pca.singularValues.slice(`${kept}:`) as NDArray)) as NDArray).item();
        const scale = (sum(square(x)) as NDArray).item();
        expect(Math.abs(error - discarded)).toBeLessThanOrEqual(
          60 * Math.max(shape[0], shape[1]) * Number.EPSILON * scale,
        );
      }),
    );
  });

  it("in each component the entry of largest magnitude is positive", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        for (const row of PCA.fit(table(shape)).components.toArray() as number[][]) {
          const at = row.reduce((best, v, i) => (Math.abs(v) > Math.abs(row[best]) ? i : best), 0);
          expect(row[at]).toBeGreaterThan(0);
        }
      }),
    );
  });

  it("transform and inverseTransform are inverse on the retained space; whitened scores have unit variance", () => {
    const x = table([40, 5, 1]);
    const pca = PCA.fit(x, { whiten: true });
    const scores: NDArray = pca.transform(x);
    for (const v of variance(scores, { axis: 0, ddof: 1 }).toArray() as number[]) {
      expect(Math.abs(v - 1)).toBeLessThanOrEqual(1e3 * Number.EPSILON);
    }
    expect(largest(sub(pca.inverseTransform(scores) as NDArray, x))).toBeLessThanOrEqual(10 * bound(x));
  });

  it("data without variance explain nothing, and are reconstructed", () => {
    const pca = PCA.fit(ones([4, 3]));
    expect(pca.explainedVarianceRatio.toArray()).toEqual([0, 0, 0]);
    expect(pca.reconstruct(ones([4, 3]), 0).toArray()).toEqual(ones([4, 3]).toArray());
  });

  it("keeps float32 in float32", () => {
    const pca = PCA.fit(table([20, 4, 3]).astype("float32"), { components: 2 });
    expect(pca.components.dtype).toBe("float32");
    expect(pca.components.shape).toEqual([2, 4]);
    expect(mean(pca.transform(table([5, 4, 1]).astype("float32")) as NDArray).dtype).toBe("float32");
  });

  it("refuses too many components, one row, NaN, and other columns", () => {
    const x: NDArray = zeros([3, 5]);
    expect(() => PCA.fit(x, { components: 4 })).toThrow(ValueError);
    expect(() => PCA.fit(x, { components: 4 })).toThrow(
      "PCA.fit: components must be an integer in [1, 3] for 3 rows and 5 columns; got 4.",
    );
    expect(() => PCA.fit(zeros([1, 5]))).toThrow(ShapeError);
    expect(() => PCA.fit(zeros([1, 5]))).toThrow("PCA.fit: x must have at least two rows; got x [1, 5].");
    expect(() =>
      PCA.fit(
        array([
          [1, 2],
          [Number.NaN, 3],
        ]),
      ),
    ).toThrow(
      "PCA.fit: x must have no missing values; got NaN in column 0, row 1. Fill them with Imputer, or drop such rows.",
    );
    expect(() => PCA.fit(zeros([0, 5]))).toThrow(
      "PCA.fit: x must be a matrix with at least one row and one column; got x [0, 5].",
    );
    expect(() => PCA.fit(x).transform(zeros([2, 4]) as NDArray)).toThrow(
      "PCA.transform: x must have the 5 columns that were fitted; got x [2, 4].",
    );
    expect(() => PCA.fit(x).reconstruct(x, 9)).toThrow("PCA.reconstruct: k must be an integer in [0, 3]; got 9.");
  });
});
