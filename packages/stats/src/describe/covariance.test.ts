import { describe, expect, it } from "vitest";
import { type NDArray, ValueError, array, concat, random, repeat } from "@linnet/core";
import { correlation, covariance } from "./covariance.js";

describe("covariance and correlation", () => {
  it("agree with the sums that define them", () => {
    const x: NDArray = random(3).normal([30, 3]);
    const rows = x.toArray() as number[][];
    const means = [0, 1, 2].map((j) => rows.reduce((s, r) => s + r[j], 0) / 30);
    const c = covariance(x).toArray() as number[][];
    const r = correlation(x).toArray() as number[][];
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        const expected = rows.reduce((s, row) => s + (row[i] - means[i]) * (row[j] - means[j]), 0) / 29;
        expect(Math.abs(c[i][j] - expected)).toBeLessThanOrEqual(
          2 * 33 * Number.EPSILON * Math.sqrt(c[i][i] * c[j][j]),
        );
        expect(c[i][j]).toBe(c[j][i]);
        expect(Math.abs(r[i][j])).toBeLessThanOrEqual(1 + 4 * Number.EPSILON);
      }
      expect(r[i][i]).toBe(1);
    }
  });

  it("correlations of collinear columns are ±1 and not beyond", () => {
    const x = random(5).normal([40, 1]);
    const r = correlation(concat([x, x.mul(3), x.mul(-0.1)], { axis: 1 })).toArray();
    for (const value of r.flat()) {
      expect(Math.abs(value)).toBeLessThanOrEqual(1);
      expect(1 - Math.abs(value)).toBeLessThanOrEqual(43 * Number.EPSILON);
    }
  });

  it("a column of one number is constant, whatever rounding makes of its mean", () => {
    const x = array([
      [1, 0.1],
      [2, 0.1],
      [3, 0.1],
    ]);
    expect(() => correlation(x)).toThrow("correlation: no column may be constant; got column 1. Drop it first.");
    expect(() => correlation(array([[1, 2]]))).toThrow("correlation: x must have at least two rows; got x [1, 2].");
  });

  it("refuse one row, and the correlation of a constant column", () => {
    expect(() => covariance(array([[1, 2]]))).toThrow(ValueError);
    expect(() => covariance(array([[1, 2]]))).toThrow("covariance: n − ddof must be positive; got n 1 and ddof 1.");
    expect(() =>
      correlation(
        array([
          [1, 2],
          [1, 3],
        ]),
      ),
    ).toThrow("correlation: no column may be constant; got column 0. Drop it first.");
  });

  it("with weights are those of rows repeated, or of numpy.cov's aweights formula", () => {
    const x = random(6).normal([9, 3], { mean: 100 });
    const weights = array([1, 2, 0, 3, 1, 0, 1, 2, 2], { dtype: "int32" });
    const repeated: NDArray = repeat(x, weights, { axis: 0 });
    expect(distance(covariance(x, { weights }), covariance(repeated))).toBeLessThanOrEqual(24 * Number.EPSILON);
    expect(distance(correlation(x, { weights }), correlation(repeated))).toBeLessThanOrEqual(24 * Number.EPSILON);
    const w = weights.toTypedArray();
    const [total, squares] = [w.reduce((a, b) => a + b, 0), w.reduce((a, b) => a + b * b, 0)];
    const reliable = covariance(x, { weights, weighting: "reliability" });
    const expected = covariance(repeated, { ddof: 0 }).mul(total / (total - squares / total));
    expect(distance(reliable, expected)).toBeLessThanOrEqual(24 * Number.EPSILON);
  });

  it("keep their digits where the mean is large, over chunks too, and say what over- and underflows", () => {
    const rows = 2 ** 20 / 2 + 17; // of two columns: more than one chunk
    const x = Float64Array.from({ length: 2 * rows }, (_, i) => 1e6 + (i % 4));
    const c = covariance(array(x, { shape: [rows, 2] }), { ddof: 0 }).toArray();
    // Columns 0, 2, 0, 2, … and 1, 3, 1, 3, … beside 1e6: variance 1 − 1/n² for odd n.
    for (const v of c.flat())
      expect(Math.abs(v - (1 - 1 / rows ** 2))).toBeLessThanOrEqual((rows * Number.EPSILON) / 2);
    expect(() => covariance(array([[1e200], [-1e200]]))).toThrow(
      "covariance: products must not overflow; got Infinity. Divide x by a constant first.",
    );
    expect(() => correlation(array([[1e-200], [-1e-200]]))).toThrow(
      "correlation: squares must not underflow; got 0 in column 0. Multiply it by a constant first.",
    );
  });
});

/** The largest difference in units of √(Cⱼⱼ·Cₖₖ). */
function distance(a: NDArray, b: NDArray): number {
  const [x, y] = [a.toArray(), b.toArray()] as [number[][], number[][]];
  return Math.max(...x.flatMap((row, i) => row.map((v, j) => Math.abs(v - y[i][j]) / Math.sqrt(y[i][i] * y[j][j]))));
}
