import { describe, expect, it } from "vitest";
import { diagonalizeTridiagonal } from "./tridiagonal-ql.js";

describe("diagonalizeTridiagonal", () => {
  it("knows the eigenvalues of the second difference: 2 − 2·cos(iπ/(n + 1)), to 30·n·u·‖T‖", () => {
    for (const n of [1, 2, 3, 10, 100]) {
      const d = new Float64Array(n).fill(2);
      const e = new Float64Array(n - 1).fill(-1);
      expect(diagonalizeTridiagonal(d, e, null)).toBe(0);
      d.toSorted().forEach((x, i) => {
        expect(Math.abs(x - (2 - 2 * Math.cos(((i + 1) * Math.PI) / (n + 1))))).toBeLessThanOrEqual(
          30 * n * 2 ** -53 * 4,
        );
      });
    }
  });

  it("separates the close pairs of Wilkinson's W21+ as far as they are apart", () => {
    const n = 21;
    const d = Float64Array.from({ length: n }, (_, i) => Math.abs(i - 10));
    const e = new Float64Array(n - 1).fill(1);
    expect(diagonalizeTridiagonal(d, e, null)).toBe(0);
    const [top, next] = d.toSorted((x, y) => y - x);
    // Wilkinson 1965, p. 309: 10.746194182903393 and 10.746194182903322
    expect(Math.abs(top - 10.746194182903393)).toBeLessThanOrEqual(30 * n * 2 ** -53 * 11);
    expect(Math.abs(next - 10.746194182903322)).toBeLessThanOrEqual(30 * n * 2 ** -53 * 11);
  });

  it("solves blocks that a zero splits, and order 0", () => {
    const d = Float64Array.of(2, 2, 7, 1, 1);
    expect(diagonalizeTridiagonal(d, Float64Array.of(1, 0, 0, 1), null)).toBe(0);
    expect(Array.from(d.toSorted())).toEqual([0, 1, 2, 3, 7].map((x) => expect.closeTo(x, 14)));
    expect(diagonalizeTridiagonal(new Float64Array(0), new Float64Array(0), null)).toBe(0);
  });
});
