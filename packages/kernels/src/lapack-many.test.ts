import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Plan, between, noise } from "./conformance/pages.js";
import { gamma } from "./conformance/tolerance.js";
import { type ElementType, complex128, float32, float64, int32 } from "./element-type.js";
import { FEW_ROWS, choleskyMany, getf2, invMany, luMany, luSolveMany } from "./lapack.js";
import { MatrixView, workspace } from "./matrix-view.js";
import type { Strided } from "./strided.js";

type Rows = number[][];

const types = fc.constantFrom<ElementType>(float32, float64);

/** `count` matrices, one after the other: rows contiguous, or columns. */
function plan(
  type: ElementType,
  shape: readonly number[],
  value: (i: number) => number,
  order: readonly number[] = [0, 1, 2],
): Plan {
  return { type, shape, placement: { order, gaps: [1, 1, 1], lead: 3, spilled: false }, value, written: true };
}

function firstOf({ type, storage, offset, layout: { shape, strides } }: Strided): MatrixView {
  return new MatrixView(type, storage, offset, shape[1], shape[2], strides[1], strides[2]);
}

function many(x: Strided): { first: MatrixView; step: number } {
  return { first: firstOf(x), step: x.layout.strides[0] };
}

/** Matrix number `at` of a list of numbers. */
function matrixAt(values: readonly number[], at: number, m: number, n: number): Rows {
  return Array.from({ length: m }, (_, i) => values.slice((at * m + i) * n, (at * m + i + 1) * n));
}

function initial({ type, shape: [count, m, n], value }: Plan): Rows[] {
  const list = Array.from({ length: count * m * n }, (_, i) => new type.array([value(i)])[0]);
  return Array.from({ length: count }, (_, at) => matrixAt(list, at, m, n));
}

/** |A·B − C| ≤ γ·|A|·|B| + tiny, element by element. */
function expectProduct(a: Rows, b: Rows, c: Rows, factor: number): void {
  a.forEach((row, i) =>
    c[i].forEach((value, j) => {
      let [sum, size] = [0, 0];
      row.forEach((x, k) => {
        sum += x * b[k][j];
        size += Math.abs(x * b[k][j]);
      });
      expect(Math.abs(sum - value)).toBeLessThanOrEqual(factor * (size + Math.abs(value)) + 1e-300);
    }),
  );
}

function transposed(a: Rows): Rows {
  return a[0].map((_, j) => a.map((row) => row[j]));
}

/** Random with a diagonal that keeps every pivot away from 0. */
function dominant(n: number, seed: number, type: ElementType): (i: number) => number {
  const random = noise(seed);
  return (i) => new type.array([random(i) + ((i % (n * n)) % (n + 1) === 0 ? 2 * n : 0)])[0];
}

const draw = fc.record({
  count: fc.integer({ min: 1, max: 3 }),
  n: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 13, max: FEW_ROWS })),
  type: types,
  turned: fc.boolean(),
  seed: fc.nat(1e6),
});
const runs = { numRuns: 30 };

describe("kernels on many small matrices, between pages of canaries", () => {
  it("luMany factors each as getf2 does, bit for bit", () => {
    const law = fc.property(draw, fc.nat(9), ({ count, n, type, turned, seed }, more) => {
      const m = Math.min(n + more, FEW_ROWS);
      const a = plan(type, [count, m, n], noise(seed), turned ? [0, 2, 1] : [0, 1, 2]);
      const lu = plan(type, [count, m, n], () => 7);
      const order = plan(int32, [count, m, 1], () => 7);
      const [, packed, rows] = between([{ ...a, written: false }, lu, order], (x, y, z) => {
        expect(luMany(count, many(x), firstOf(y), firstOf(z))).toBe(true);
      });
      initial(a).forEach((matrix, at) => {
        const [expected, swaps] = factored(matrix, type);
        expect(matrixAt(packed, at, m, n)).toEqual(expected);
        const moved = Array.from({ length: m }, (_, i) => i);
        swaps.forEach((p, j) => ([moved[j], moved[p]] = [moved[p], moved[j]]));
        expect(rows.slice(at * m, (at + 1) * m)).toEqual(moved);
      });
    });
    fc.assert(law, runs);
  });

  it("luSolveMany solves with a componentwise residual below γ₈ₙ·|A|·|X| where A is dominated by its diagonal", () => {
    const law = fc.property(draw, fc.integer({ min: 1, max: 9 }), ({ count, n, type, turned, seed }, k) => {
      const a = plan(type, [count, n, n], dominant(n, seed, type));
      const b = plan(type, [count, n, k], noise(seed + 1), turned ? [0, 2, 1] : [0, 1, 2]);
      const lu = plan(type, [count, n, n], () => 7);
      const order = plan(int32, [count, n, 1], () => 7);
      const x = plan(type, [count, n, k], () => 7);
      const plans = [{ ...a, written: false }, lu, order, { ...b, written: false }, x];
      const values = between(plans, (p, q, r, s, t) => {
        expect(luMany(count, many(p), firstOf(q), firstOf(r))).toBe(true);
        expect(luSolveMany(count, many(q), many(r), many(s), firstOf(t))).toBe(true);
      });
      const rhs = initial(b);
      initial(a).forEach((matrix, at) => {
        expectProduct(matrix, matrixAt(values[4], at, n, k), rhs[at], gamma(8 * n, type));
      });
    });
    fc.assert(law, runs);
  });

  it("invMany has A·X = I within γ₈ₙ·|A|·|X| where A is dominated by its diagonal", () => {
    const law = fc.property(draw, ({ count, n, type, turned, seed }) => {
      const a = plan(type, [count, n, n], dominant(n, seed, type), turned ? [0, 2, 1] : [0, 1, 2]);
      const x = plan(type, [count, n, n], () => 7);
      const [, values] = between([{ ...a, written: false }, x], (p, q) => {
        expect(invMany(count, many(p), firstOf(q))).toBe(true);
      });
      const identity = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => Number(i === j)));
      initial(a).forEach((matrix, at) => {
        expectProduct(matrix, matrixAt(values, at, n, n), identity, gamma(8 * n, type));
      });
    });
    fc.assert(law, runs);
  });

  it("choleskyMany has A = L·Lᵀ within γₙ₊₁·|L|·|Lᵀ| from the lower triangle, with zeros above the diagonal", () => {
    const law = fc.property(draw, ({ count, n, type, turned, seed }) => {
      const a = plan(type, [count, n, n], dominant(n, seed, type), turned ? [0, 2, 1] : [0, 1, 2]);
      const l = plan(type, [count, n, n], () => 7);
      const [, values] = between([{ ...a, written: false }, l], (p, q) => {
        expect(choleskyMany(count, many(p), firstOf(q))).toBe(true);
      });
      initial(a).forEach((matrix, at) => {
        const lower = matrixAt(values, at, n, n);
        lower.forEach((row, i) => expect(row.slice(i + 1).every((v) => v === 0)).toBe(true));
        const symmetric = matrix.map((row, i) => row.map((v, j) => (i >= j ? v : matrix[j][i])));
        expectProduct(lower, transposed(lower), symmetric, gamma(n + 3, type));
      });
    });
    fc.assert(law, runs);
  });

  it("decline large and complex matrices, and stop at what is not finite, singular or not definite", () => {
    const large = workspace(float64, FEW_ROWS + 1, FEW_ROWS + 1);
    expect(invMany(1, { first: large, step: 0 }, large)).toBe(false);
    const complex = workspace(complex128, 1, 1);
    expect(choleskyMany(1, { first: complex, step: 0 }, complex)).toBe(false);
    for (const bad of [NaN, Infinity, 0]) {
      const a = workspace(float64, 2, 1); // two matrices of one number
      a.data.set([1, bad]);
      const [x, order] = [workspace(float64, 2, 1), workspace(int32, 2, 1)];
      const [one, out, rows] = [a, x, order].map((view) => view.block(0, 0, 1, 1));
      expect(invMany(2, { first: one, step: 1 }, out)).toBe(false);
      expect(choleskyMany(2, { first: one, step: 1 }, out)).toBe(false);
      expect(luMany(2, { first: one, step: 1 }, out, rows)).toBe(bad === 0);
      const lu = { first: one, step: 1 };
      expect(luSolveMany(2, lu, { first: rows, step: 1 }, { first: one, step: 0 }, out)).toBe(bad !== 0);
    }
  });
});

/** Packed factors and pivots of one matrix by `getf2`. */
function factored(matrix: Rows, type: ElementType): readonly [Rows, number[]] {
  const [m, n] = [matrix.length, matrix[0].length];
  const columns = workspace(type, n, m);
  matrix.forEach((row, i) => row.forEach((value, j) => (columns.data[j * columns.rowStride + i] = value)));
  const pivots = workspace(int32, n, 1);
  getf2(columns.T, pivots);
  const packed = matrix.map((row, i) => row.map((_, j) => columns.data[j * columns.rowStride + i]));
  return [packed, Array.from({ length: n }, (_, j) => pivots.data[j])];
}
