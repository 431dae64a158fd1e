import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixOf } from "./conformance/operand.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { complex128, float64 } from "./element-type.js";
import { gemm } from "./gemm.js";
import {
  type BidiagonalNumbers,
  bidiagonalizePanel,
  bidiagonalizeWhole,
  diagonalizeWhole,
  reflectWhole,
} from "./lapack.js";
import { type MatrixView, workspace } from "./matrix-view.js";
import { release } from "./memory/heap.js";

const EPS = 2 ** -52;

function plan(rows: number, cols: number, lead: number, value: (i: number) => number): Plan {
  const placement = { order: [0, 1], gaps: [1, 1], lead, spilled: false };
  return { type: float64, shape: [rows, cols], placement, value, written: true };
}

const identity =
  (n: number) =>
  (i: number): number =>
    Number(i % n === Math.floor(i / n));

function entries(a: MatrixView): number[][] {
  return Array.from({ length: a.rows }, (_, i) =>
    Array.from({ length: a.cols }, (_unused, j) => a.data[a.offset + i * a.rowStride + j * a.colStride]),
  );
}

/** Σᵢ x[i][r]·y[i][c] less `expected`, its largest magnitude. */
function worst(x: number[][], y: number[][], expected: (r: number, c: number) => number): number {
  let most = 0;
  x[0].forEach((_, r) =>
    y[0].forEach((_unused, c) => {
      const error = Math.abs(x.reduce((s, row, i) => s + row[r] * y[i][c], -expected(r, c)));
      if (!(error <= most)) most = error;
    }),
  );
  return most;
}

const transposed = (x: number[][]): number[][] => x[0].map((_, j) => x.map((row) => row[j]));

/** The first `count` columns and rows as a panel, its update, and the rest whole. */
function inTwoParts(a: MatrixView, b: BidiagonalNumbers, [q, p]: readonly MatrixView[], count: number): void {
  const { rows: m, cols: n } = a;
  const [l, r] = [workspace(a.type, 2 * count, m), workspace(a.type, 2 * count, n)];
  const parts = a.type === complex128 ? 2 : 1;
  const part = (start: number, end: number): BidiagonalNumbers => ({
    d: b.d.subarray(start, end),
    e: b.e.subarray(start, end),
    tauQ: b.tauQ.subarray(parts * start, parts * end),
    tauP: b.tauP.subarray(parts * start, parts * end),
  });
  const after = (x: MatrixView): MatrixView => x.block(count, count, x.rows - count, x.cols - count);
  bidiagonalizePanel(a, l, r, part(0, count), { q, p });
  const [x, y] = [l, r].map((view) => view.block(0, count, 2 * count, view.cols - count));
  gemm(-1, x.T, y, 1, after(a));
  bidiagonalizeWhole(after(a), part(count, n), { q: after(q), p: after(p) });
  release(l.storage);
  release(r.storage);
}

describe("bidiagonalizeWhole, bidiagonalizePanel and reflectWhole", () => {
  it("A = Uᵀ·B·V with orthonormal rows of U and V, to 30·m·ε, between canaries; no numbers differ without vectors", () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(20), fc.nat(9));
    const law = fc.property(sizes, fc.nat(1e6), fc.nat(5), fc.boolean(), ([n, more, panel], seed, lead, graded) => {
      const m = n + more;
      const value = noise(seed);
      const entry = (i: number): number => value(i) * (graded ? 10 ** -Math.floor(i / n) : 1);
      const numbers = { d: new Float64Array(n), e: new Float64Array(n - 1) };
      const taus = { tauQ: new Float64Array(n), tauP: new Float64Array(n - 1) };
      const zero = (): number => 0;
      const plans = [plan(m, n, lead, entry), plan(n, m, lead, zero), plan(n, n, lead, zero)];
      const factors: number[][][] = [];
      between([...plans, plan(n, m, lead, identity(m)), plan(n, n, lead, identity(n))], (a, q, p, u, v) => {
        const [rows, columns] = [matrixOf(q), matrixOf(p)];
        const b = { ...numbers, ...taus };
        if (panel === 0 || panel >= n) bidiagonalizeWhole(matrixOf(a), b, { q: rows, p: columns });
        else inTwoParts(matrixOf(a), b, [rows, columns], panel);
        reflectWhole(matrixOf(u), rows, taus.tauQ, 0);
        reflectWhole(matrixOf(v), columns.block(0, 0, n - 1, n), taus.tauP, 1);
        factors.push(entries(matrixOf(u)), entries(matrixOf(v)));
      });
      const [U, V] = factors;
      const { d, e } = numbers;
      const BV = V.map((row, i) => row.map((x, j) => d[i] * x + (i < n - 1 ? e[i] * V[i + 1][j] : 0)));
      const bound = 30 * m * EPS;
      expect(worst(U, BV, (i, j) => entry(i * n + j))).toBeLessThanOrEqual(bound);
      expect(worst(transposed(U), transposed(U), (i, j) => Number(i === j))).toBeLessThanOrEqual(bound);
      expect(worst(transposed(V), transposed(V), (i, j) => Number(i === j))).toBeLessThanOrEqual(bound);
      if (panel > 0 && panel < n) return;
      const again = { d: new Float64Array(n), e: new Float64Array(n - 1) };
      between([plan(m, n, lead, entry)], (a) => bidiagonalizeWhole(matrixOf(a), { ...again, ...taus }, null));
      expect(again).toEqual(numbers);
    });
    fc.assert(law, { numRuns: 100 });
  });
});

describe("bidiagonalizeWhole, bidiagonalizePanel and reflectWhole of complex matrices", () => {
  it("A = Uᵀ·B·V with a real B and orthonormal rows of U and V, to 30·m·ε, between canaries", () => {
    const draw = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(9), fc.nat(9), fc.nat(1e6), fc.nat(3));
    const law = fc.property(draw, ([n, more, panel, seed, lead]) => {
      const m = n + more;
      const value = noise(seed);
      const of = (rows: number, cols: number, entry: (i: number) => number): Plan => ({
        ...plan(rows, cols, lead, entry),
        type: complex128,
      });
      const unit =
        (k: number) =>
        (i: number): number =>
          i % 2 === 0 ? identity(k)(i / 2) : 0;
      const zero = (): number => 0;
      const numbers = { d: new Float64Array(n), e: new Float64Array(n - 1) };
      const taus = { tauQ: new Float64Array(2 * n), tauP: new Float64Array(2 * n - 2) };
      const plans = [of(m, n, value), of(n, m, zero), of(n, n, zero), of(n, m, unit(m)), of(n, n, unit(n))];
      const [, , , U, V] = between(plans, (...operands) => {
        const [a, q, p, u, v] = operands.map(matrixOf);
        const b = { ...numbers, ...taus };
        if (panel === 0 || panel >= n) bidiagonalizeWhole(a, b, { q, p });
        else inTwoParts(a, b, [q, p], panel);
        reflectWhole(u, q, taus.tauQ, 0);
        reflectWhole(v, p.block(0, 0, n - 1, n), taus.tauP, 1);
      });
      const { d, e } = numbers;
      const bound = 30 * m * EPS;
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          let [re, im] = [-value(2 * (i * n + j)), -value(2 * (i * n + j) + 1)];
          for (let k = 0; k < n; k++) {
            const below = k < n - 1 ? e[k] : 0;
            const next = Math.min(k + 1, n - 1);
            const [x, y] = [0, 1].map((t) => d[k] * V[2 * (k * n + j) + t] + below * V[2 * (next * n + j) + t]);
            const [a, b] = [U[2 * (k * m + i)], U[2 * (k * m + i) + 1]];
            re += a * x - b * y;
            im += a * y + b * x;
          }
          expect(Math.hypot(re, im)).toBeLessThanOrEqual(bound * 2);
        }
      }
      for (const [rows, width] of [
        [U, m],
        [V, n],
      ] as const) {
        for (let k = 0; k < n; k++) {
          const row = rows.slice(2 * k * width, 2 * (k + 1) * width);
          expect(Math.abs(row.reduce((sum, x) => sum + x * x, -1))).toBeLessThanOrEqual(bound);
        }
      }
    });
    fc.assert(law, { numRuns: 80 });
  });
});

describe("diagonalizeWhole", () => {
  it("B = Uᵀ·diag(σ)·V, to 30·n·ε, σ ≥ 0, e zero, between canaries", () => {
    const kinds = fc.constantFrom("random", "graded", "singular", "zero");
    const draw = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(1e6), fc.nat(5), kinds, fc.boolean());
    const law = fc.property(draw, ([n, seed, lead, kind, upwards]) => {
      const value = noise(seed);
      const size = (i: number): number => {
        if (kind === "zero") return 0;
        return kind === "graded" ? 10 ** (-30 * (upwards ? 1 - i / n : i / n)) : 1;
      };
      const diagonal = Array.from({ length: n }, (_, i) =>
        kind === "singular" && i % 5 === 2 ? 0 : value(i) * size(i),
      );
      const above = Array.from({ length: n - 1 }, (_, i) => value(i + n) * size(i));
      const [d, e] = [Float64Array.from(diagonal), Float64Array.from(above)];
      const vectors: number[][][] = [];
      between([plan(n, n, lead, identity(n)), plan(n, n, lead, identity(n))], (u, v) => {
        expect(diagonalizeWhole(d, e, matrixOf(u), matrixOf(v))).toBe(0);
        vectors.push(entries(matrixOf(u)), entries(matrixOf(v)));
      });
      const [U, V] = vectors;
      const bound = 30 * n * EPS;
      const b = (i: number, j: number): number => (i === j ? diagonal[i] : j === i + 1 ? above[i] : 0);
      const SV = V.map((row, i) => row.map((x) => d[i] * x));
      expect(worst(U, SV, b)).toBeLessThanOrEqual(2 * bound);
      expect(worst(transposed(U), transposed(U), (i, j) => Number(i === j))).toBeLessThanOrEqual(bound);
      expect(worst(transposed(V), transposed(V), (i, j) => Number(i === j))).toBeLessThanOrEqual(bound);
      expect(d.every((x) => x >= 0) && e.every((x) => x === 0)).toBe(true);
    });
    fc.assert(law, { numRuns: 80 });
  });
});
