import { describe, expect, it } from "vitest";
import { type NDArray, ValueError, array, concat, random } from "@linnet/core";
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
});
