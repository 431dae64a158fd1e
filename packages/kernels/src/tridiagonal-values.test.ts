import { describe, expect, it } from "vitest";
import { tridiagonalEigenvalues } from "./lapack.js";

const U = 2 ** -53;

describe("tridiagonalEigenvalues", () => {
  it("knows the eigenvalues of the second difference: 2 − 2·cos(iπ/(n + 1)), to 30·n·u·‖T‖", () => {
    for (const n of [1, 2, 3, 10, 100, 300]) {
      const d = new Float64Array(n).fill(2);
      expect(tridiagonalEigenvalues(d, new Float64Array(n - 1).fill(-1))).toBe(0);
      d.forEach((x, i) => {
        const exact = 2 - 2 * Math.cos(((i + 1) * Math.PI) / (n + 1));
        expect(Math.abs(x - exact)).toBeLessThanOrEqual(30 * n * U * 4);
      });
    }
  });

  it("knows those of the Clement matrix, −(n − 1), −(n − 3), …, n − 1, to 30·n·u·‖T‖", () => {
    for (const n of [2, 3, 20, 101]) {
      const d = new Float64Array(n);
      const e = Float64Array.from({ length: n - 1 }, (_, i) => Math.sqrt((i + 1) * (n - 1 - i)));
      expect(tridiagonalEigenvalues(d, e)).toBe(0);
      d.forEach((x, i) => expect(Math.abs(x - (2 * i - n + 1))).toBeLessThanOrEqual(30 * n * U * n));
    }
  });

  it("separates the close pairs of Wilkinson's W21+ as far as they are apart", () => {
    const n = 21;
    const d = Float64Array.from({ length: n }, (_, i) => Math.abs(i - 10));
    expect(tridiagonalEigenvalues(d, new Float64Array(n - 1).fill(1))).toBe(0);
    // Wilkinson 1965, p. 309
    expect(Math.abs(d[20] - 10.746194182903393)).toBeLessThanOrEqual(30 * n * U * 11);
    expect(Math.abs(d[19] - 10.746194182903322)).toBeLessThanOrEqual(30 * n * U * 11);
  });

  it("keeps what a grading makes small, to some ulps, whichever end is small", () => {
    // The second difference scaled by 10⁻ⁱ from both sides is graded; its eigenvalues differ little from these pivots
    for (const order of [1, -1]) {
      const n = 12;
      const size = Array.from({ length: n }, (_, i) => 10 ** (-2 * (order === 1 ? i : n - 1 - i)));
      const d = Float64Array.from(size, (x) => 2 * x * x);
      const e = Float64Array.from({ length: n - 1 }, (_, i) => 0.1 * size[i] * size[i + 1]);
      const product = d.slice();
      for (let i = 1; i < n; i++) product[i] = d[i] - (e[i - 1] * e[i - 1]) / product[i - 1];
      const logDeterminant = product.reduce((s, x) => s + Math.log(x), 0);
      expect(tridiagonalEigenvalues(d, e)).toBe(0);
      const sum = d.reduce((s, x) => s + Math.log(x), 0);
      // each eigenvalue to n·u relatively (Demmel, Applied Numerical Linear Algebra, §5.4), and sums of n logarithms below 120
      expect(Math.abs(sum - logDeterminant)).toBeLessThanOrEqual(30 * n * n * U + 4 * n * U * 120 * n);
    }
  });

  it("answers for order 0, zeros, and numbers near the limits of their range", () => {
    expect(tridiagonalEigenvalues(new Float64Array(0), new Float64Array(0))).toBe(0);
    const zero = new Float64Array(3);
    expect(tridiagonalEigenvalues(zero, new Float64Array(2))).toBe(0);
    expect(Array.from(zero)).toEqual([0, 0, 0]);
    for (const size of [2 ** 1000, 2 ** -1000]) {
      const d = Float64Array.of(2 * size, 3 * size, size);
      expect(tridiagonalEigenvalues(d, Float64Array.of(size, size))).toBe(0);
      const unit = Float64Array.of(2, 3, 1);
      tridiagonalEigenvalues(unit, Float64Array.of(1, 1));
      expect(Array.from(d)).toEqual(Array.from(unit, (x) => x * size));
    }
  });
});
