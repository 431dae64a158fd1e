import { describe, expect, it } from "vitest";
import { float64, gemm, release, workspace } from "@linnet/kernels";
import { float64Data } from "../matrix/copy.js";
import { ascending, divideAndConquer } from "./tridiagonal-divide.js";

const EPSILON = 2 ** -52;

interface Family {
  readonly name: string;
  readonly d: (i: number, n: number) => number;
  /** Couples i − 1 and i. */
  readonly e: (i: number, n: number) => number;
}

const families: readonly Family[] = [
  { name: "second difference", d: () => 2, e: () => -1 },
  { name: "Clement", d: () => 0, e: (i, n) => Math.sqrt(i * (n - i)) },
  { name: "Wilkinson", d: (i, n) => Math.abs(i - (n - 1) / 2), e: () => 1 },
  // Copies of W21+ joined by weak couplings: clusters of many eigenvalues that agree to 14 digits (Parlett, 1998)
  { name: "glued Wilkinson", d: (i) => Math.abs((i % 21) - 10), e: (i) => (i % 21 === 0 ? 1e-14 : 1) },
  { name: "more firmly glued Wilkinson", d: (i) => Math.abs((i % 21) - 10), e: (i) => (i % 21 === 0 ? 1e-8 : 1) },
  { name: "negative couplings", d: (i) => Math.sin(i * i), e: (i) => -Math.abs(Math.cos(i)) },
  { name: "graded", d: (i, n) => 10 ** ((-15 * i) / n), e: (i, n) => 0.5 * 10 ** ((-15 * i) / n) },
  { name: "graded upwards", d: (i, n) => 10 ** ((15 * i) / n), e: (i, n) => 0.5 * 10 ** ((15 * i) / n) },
  { name: "weakly coupled", d: (i) => i % 3, e: () => 1e-13 },
  { name: "diagonal", d: (i) => Math.sin(i), e: () => 0 },
  { name: "constant", d: () => 1, e: () => 2 ** -52 },
  { name: "zero", d: () => 0, e: () => 0 },
  { name: "blocks of different size", d: (i) => 10 ** -(i % 40), e: (i) => (i % 40 === 0 ? 0 : 0.3 * 10 ** -(i % 40)) },
];

/** LAPACK's ratios: ‖T − QᵀΛQ‖₁/(n·ε·‖T‖₁) and ‖QQᵀ − I‖₁/(n·ε). */
function ratios(d: Float64Array, e: Float64Array): [number, number] {
  const n = d.length;
  const q = workspace(float64, n, n);
  const values = d.slice();
  expect(divideAndConquer(values, e.slice(), q)).toBe(0);
  const scaled = workspace(float64, n, n);
  const product = workspace(float64, n, n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      float64Data(scaled)[i * scaled.rowStride + j] = values[i] * float64Data(q)[i * q.rowStride + j];
    }
  const error = (entry: (i: number, j: number) => number): number => {
    let largest = 0;
    for (let j = 0; j < n; j++) {
      let s = 0;
      for (let i = 0; i < n; i++) s += Math.abs(float64Data(product)[i * product.rowStride + j] - entry(i, j));
      largest = Math.max(largest, s);
    }
    return largest;
  };
  gemm(1, q.T, scaled, 0, product);
  const residual = error((i, j) => (i === j ? d[i] : Math.abs(i - j) === 1 ? e[Math.min(i, j)] : 0));
  gemm(1, q, q.T, 0, product);
  const skew = error((i, j) => Number(i === j));
  for (const { storage } of [q, scaled, product]) release(storage);
  const norm = Math.max(...d.map((x, i) => Math.abs(x) + Math.abs(e[i - 1] ?? 0) + Math.abs(e[i] ?? 0)));
  return [residual === 0 ? 0 : residual / (n * EPSILON * norm), skew / (n * EPSILON)];
}

describe("divideAndConquer", () => {
  it.each(families)("diagonalizes $name matrices with orthonormal vectors, both to 30·n·ε", ({ d, e }) => {
    for (const n of [1, 2, 3, 32, 33, 50, 66, 100, 200]) {
      const diagonal = Float64Array.from({ length: n }, (_, i) => d(i, n));
      const couplings = Float64Array.from({ length: n - 1 }, (_, i) => e(i + 1, n));
      const [residual, skew] = ratios(diagonal, couplings);
      expect(residual).toBeLessThan(30);
      expect(skew).toBeLessThan(30);
    }
  });

  it("answers the same wanted vectors, within 2γₙ of the products, where only some are wanted", () => {
    for (const { d, e } of families) {
      const n = 75;
      const diagonal = Float64Array.from({ length: n }, (_, i) => d(i, n));
      const couplings = Float64Array.from({ length: n - 1 }, (_, i) => e(i + 1, n));
      const solve = (wanted: readonly [number, number] | null): readonly [Float64Array, number[][]] => {
        const q = workspace(float64, n, n);
        const values = diagonal.slice();
        expect(divideAndConquer(values, couplings.slice(), q, wanted)).toBe(0);
        const data = float64Data(q);
        const rows = Array.from(ascending(values), (i) => {
          const at = q.offset + i * q.rowStride;
          return Array.from(data.subarray(at, at + n));
        });
        release(q.storage);
        return [values.sort(), rows];
      };
      const [values, rows] = solve(null);
      for (const [start, end] of [
        [0, 1],
        [20, 50],
        [74, 75],
        [30, 30],
      ] as const) {
        const [same, some] = solve([start, end]);
        expect(Array.from(same)).toEqual(Array.from(values));
        for (let i = start; i < end; i++) {
          const gap = Math.max(...some[i].map((x, j) => Math.abs(x - rows[i][j])));
          expect(gap).toBeLessThanOrEqual(n * EPSILON);
        }
      }
    }
  });

  it("does it where numbers are near the limits of their range", () => {
    for (const scale of [1e300, 1e-300]) {
      const d = Float64Array.from({ length: 50 }, (_, i) => scale * Math.sin(i));
      const e = Float64Array.from({ length: 49 }, (_, i) => scale * Math.cos(i));
      const [residual, skew] = ratios(d, e);
      expect(residual).toBeLessThan(30);
      expect(skew).toBeLessThan(30);
    }
  });

  it("knows the eigenvalues of the second difference: 2 − 2·cos(iπ/(n + 1)), to 30·n·u·‖T‖", () => {
    const n = 150;
    const d = new Float64Array(n).fill(2);
    const q = workspace(float64, n, n);
    expect(divideAndConquer(d, new Float64Array(n - 1).fill(-1), q)).toBe(0);
    release(q.storage);
    d.sort().forEach((x, i) => {
      expect(Math.abs(x - (2 - 2 * Math.cos(((i + 1) * Math.PI) / (n + 1))))).toBeLessThanOrEqual(
        30 * n * 2 ** -53 * 4,
      );
    });
  });
});
