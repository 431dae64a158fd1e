import { describe, expect, it } from "vitest";
import { gamma } from "./conformance/tolerance.js";
import { float64 } from "./element-type.js";
import { bulgeChain } from "./lapack.js";
import { type MatrixView, workspace } from "./matrix-view.js";

describe("bulgeChain", () => {
  const real = (rows: number, cols: number, f: (i: number, j: number) => number): MatrixView => {
    const a = workspace(float64, rows, cols);
    a.data.set(a.data.map((_, k) => f(Math.floor(k / a.rowStride), k % a.rowStride)));
    return a;
  };
  const at = (a: MatrixView, i: number, j: number): number => a.data[a.offset + i * a.rowStride + j];

  it.each([
    [1, 4],
    [1, 3],
    [2, 6],
    [2, 4],
    [3, 8],
  ])("of %i bulges in a window that holds all %i rows is the similarity U·A·Uᵀ, U orthogonal", (bulges, n) => {
    const entry = (i: number, j: number): number => (i > j + 1 ? 0 : Math.sin(3 * i + 7 * j + 1));
    const h = real(n, n, entry);
    const u = real(4 * bulges, 4 * bulges, (i, j) => Number(i === j));
    const shifts = [0.4, 0.3, 0.4, -0.3, 0, 0, 0];
    const state = real(bulges, 7, (i, j) => shifts[j] * (i + 1));
    const start = 1 - 2 * bulges;
    bulgeChain(h, u, state, 0, n - 1, start);
    const skip = -start - 1;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let [product, gram] = [0, 0];
        for (let p = 0; p < n; p++) {
          gram += at(u, skip + i, skip + p) * at(u, skip + j, skip + p);
          for (let q = Math.max(0, p - 1); q < n; q++) {
            product += at(u, skip + i, skip + p) * entry(p, q) * at(u, skip + j, skip + q);
          }
        }
        // at most 2·n·bulges reflections, each of which errs by γ₁₀ of the norm, ‖A‖ < n (Higham, lemma 19.3)
        expect(Math.abs(gram - Number(i === j))).toBeLessThan(gamma(20 * n * bulges, float64));
        // below the diagonal the next window brings the ends of bulges up to date
        if (i <= j) expect(Math.abs(product - at(h, i, j))).toBeLessThan(gamma(40 * n * bulges, float64) * n);
      }
    }
  });
});
