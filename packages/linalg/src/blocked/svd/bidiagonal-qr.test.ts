import { describe, expect, it } from "vitest";
import { float64, workspace } from "@linnet/kernels";
import { diagonalizeBidiagonal } from "./bidiagonal-qr.js";
import { float64Data, setIdentity } from "../matrix/copy.js";

/** Values to a relative error of 70·n·ε. @see Demmel & Kahan 1990, theorem 4 */
const bound = (n: number): number => 70 * n * 2 ** -52;

describe("diagonalizeBidiagonal", () => {
  it.each([1, -1])(
    "finds every value of a strongly graded matrix to high relative accuracy, direction %i",
    (direction) => {
      const n = 20;
      const d = Float64Array.from({ length: n }, (_, i) => 10 ** (-10 * (direction === 1 ? i : n - 1 - i)));
      const e = Float64Array.from({ length: n - 1 }, (_, i) => 0.3 * d[direction === 1 ? i + 1 : i]);
      const logDet = d.reduce((s, x) => s + Math.log(x), 0);
      expect(diagonalizeBidiagonal(d, e, null, null)).toBe(0);
      // det B = ∏ dᵢ = ∏ sᵢ, and no sᵢ can be off by more than the sum of all relative errors
      const sorted = d.toSorted((x, y) => y - x);
      expect(Math.abs(sorted.reduce((s, x) => s + Math.log(x), 0) - logDet)).toBeLessThanOrEqual(
        n * bound(n) + 200 * 2 ** -52 * n,
      );
      sorted.forEach((s, i) => expect(Math.abs(Math.log10(s) + 10 * i)).toBeLessThan(0.1));
    },
  );

  it("knows the values of the Toeplitz bidiagonal matrix: 2·cos(iπ/(2n + 1))", () => {
    for (const n of [1, 2, 3, 10, 60]) {
      const d = new Float64Array(n).fill(1);
      const e = new Float64Array(n - 1).fill(1);
      expect(diagonalizeBidiagonal(d, e, null, null)).toBe(0);
      const s = d.toSorted((x, y) => y - x);
      s.forEach((x, i) => {
        const exact = 2 * Math.cos(((i + 1) * Math.PI) / (2 * n + 1));
        expect(Math.abs(x - exact) / exact).toBeLessThanOrEqual(bound(n) + 4 * n * 2 ** -52);
      });
    }
  });

  it("turns the identity into the singular vectors: Bᵀ-residuals ≤ 30·n·ε·‖B‖", () => {
    const n = 30;
    const diagonal = Float64Array.from({ length: n }, (_, i) => Math.sin(i + 1));
    const above = Float64Array.from({ length: n - 1 }, (_, i) => Math.cos(2 * i));
    const [u, v] = [workspace(float64, n, n), workspace(float64, n, n)];
    setIdentity(u);
    setIdentity(v);
    const d = diagonal.slice();
    expect(diagonalizeBidiagonal(d, above.slice(), u, v)).toBe(0);
    const [U, V] = [float64Data(u), float64Data(v)];
    for (let k = 0; k < n; k++) {
      for (let i = 0; i < n; i++) {
        const bv = diagonal[i] * V[k * v.rowStride + i] + (i < n - 1 ? above[i] * V[k * v.rowStride + i + 1] : 0);
        expect(Math.abs(bv - d[k] * U[k * u.rowStride + i])).toBeLessThanOrEqual(30 * n * 2 ** -52 * 2);
      }
    }
  });

  it("handles zeros on the diagonal, zero matrices and order 0", () => {
    const d = Float64Array.of(1, 0, 2);
    expect(diagonalizeBidiagonal(d, Float64Array.of(1, 1), null, null)).toBe(0);
    expect(Math.min(...d)).toBeLessThanOrEqual(2 ** -52);
    expect(diagonalizeBidiagonal(new Float64Array(4), new Float64Array(3), null, null)).toBe(0);
    expect(diagonalizeBidiagonal(new Float64Array(0), new Float64Array(0), null, null)).toBe(0);
  });
});
