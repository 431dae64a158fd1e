import { describe, expect, it } from "vitest";
import { gamma } from "./conformance/tolerance.js";
import { complex128, float64 } from "./element-type.js";
import { bulgeChain, complexSweep, rotateComplexColumns, rotateComplexRows } from "./lapack.js";
import { type MatrixView, workspace } from "./matrix-view.js";

function expectNear(actual: readonly number[], expected: readonly number[], bound: number): void {
  actual.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(bound));
}

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

describe("complexSweep, rotateComplexRows, rotateComplexColumns", () => {
  const entry = (i: number, j: number, part: number): number => (i > j + 1 ? 0 : Math.sin(3 * i + 7 * j + 1 + part));
  const make = (n: number, f: (i: number, j: number, part: number) => number): MatrixView => {
    const a = workspace(complex128, n, n);
    a.data.set(a.data.map((_, at) => f(Math.floor(at / (2 * a.rowStride)), (at >> 1) % a.rowStride, at % 2)));
    return a;
  };
  const at = (a: MatrixView, i: number, j: number): readonly [number, number] => {
    const k = 2 * (a.offset + i * a.rowStride + j * a.colStride);
    return [a.data[k], a.data[k + 1]];
  };
  const times = ([a, b]: readonly number[], [c, d]: readonly number[]) => [a * c - b * d, a * d + b * c] as const;

  it("complexSweep is a unitary similarity, Z·A·Zᴴ, that leaves H Hessenberg", () => {
    for (const n of [2, 3, 5, 12]) {
      const [h, z] = [make(n, entry), make(n, (i, j, part) => Number(i === j && part === 0))];
      const sweep = { from: 0, bottom: n - 1, begun: false, above: 0, right: n };
      complexSweep(h, z, sweep, [0.3, -0.2, 0.5, 0.1]);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          let [re, im] = at(h, i, j).map((x) => -x);
          for (let p = 0; p < n; p++) {
            for (let q = Math.max(0, p - 1); q < n; q++) {
              const [c, d] = at(z, j, q);
              const term = times(times(at(z, i, p), [entry(p, q, 0), entry(p, q, 1)]), [c, -d]);
              re += term[0];
              im += term[1];
            }
          }
          // 2·n rotations err by γ₁₀ of the norm each, ‖A‖ < 2·n (Higham, lemma 19.8)
          expect(Math.hypot(re, im)).toBeLessThan(gamma(40 * n, float64) * 2 * n);
          if (i > j + 1) expect(at(h, i, j)).toEqual([0, 0]);
        }
      }
    }
  });

  it("rotations are G·rows and columns·Gᴴ with G = [c s; −s̄ c], on views and transposes", () => {
    const [c, re, im] = [0.6, 0.48, -0.64];
    const bound = gamma(8, float64) * 4;
    for (const turned of [false, true]) {
      const full = make(5, (i, j, part) => Math.cos(i + 2 * j + part));
      const a = turned ? full.T : full;
      const before = make(5, (i, j, part) => at(a, i, j)[part]);
      rotateComplexRows(a, 1, 2, 5, c, re, im);
      for (let j = 0; j < 5; j++) {
        const [x, y] = [at(before, 1, j), at(before, 2, j)];
        const [s, t] = [times([re, im], y), times([-re, im], x)];
        const exact = j < 2 ? [...x, ...y] : [c * x[0] + s[0], c * x[1] + s[1], c * y[0] + t[0], c * y[1] + t[1]];
        expectNear([...at(a, 1, j), ...at(a, 2, j)], exact, bound);
      }
      rotateComplexRows(a, 1, 2, 5, c, -re, -im); // its inverse
      rotateComplexColumns(a, 3, 0, 4, c, re, im);
      for (let i = 0; i < 5; i++) {
        const [x, y] = [at(before, i, 3), at(before, i, 4)];
        const [s, t] = [times([re, -im], y), times([-re, -im], x)];
        const exact = i === 4 ? [...x, ...y] : [c * x[0] + s[0], c * x[1] + s[1], c * y[0] + t[0], c * y[1] + t[1]];
        expectNear([...at(a, i, 3), ...at(a, i, 4)], exact, bound);
      }
    }
  });
});
