import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Complex,
  type Rows,
  conjugateTransposed,
  expectProduct,
  gammaOf,
  initialRows,
  rowsOf,
} from "./conformance/complex-rows.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { realType } from "./complex/parts.js";
import { gamma } from "./conformance/tolerance.js";
import { type ElementType, complex128, complex64, float32, float64, int32 } from "./element-type.js";
import {
  FEW_ROWS,
  choleskyMany,
  eighMany,
  getf2,
  invMany,
  luConditionMany,
  luMany,
  luSolveMany,
  solveMany,
  svdMany,
} from "./lapack.js";
import { MatrixView, workspace } from "./matrix-view.js";
import type { Strided } from "./strided.js";

const types = fc.constantFrom<ElementType>(float32, float64, complex64, complex128);

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

/** The largest sum of magnitudes of a column, of real numbers. */
function norm1(a: Rows): number {
  return Math.max(...a[0].map((_, j) => a.reduce((sum, row) => sum + Math.abs(row[j][0]), 0)));
}

/** Random with a diagonal that keeps every pivot away from 0; its imaginary part is 0 for `hermitian`. */
function dominant(n: number, seed: number, type: ElementType, hermitian = false): (i: number) => number {
  const random = noise(seed);
  const parts = type.kind === "complex" ? 2 : 1;
  return (i) => {
    const isDiagonal = (Math.floor(i / parts) % (n * n)) % (n + 1) === 0;
    if (!isDiagonal) return random(i);
    return i % parts === 0 ? 2 * n + random(i) : hermitian ? 0 : random(i);
  };
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
      initialRows(a).forEach((matrix, at) => {
        const [expected, swaps] = factored(matrix, type);
        expect(rowsOf(packed, m, n, type, at)).toEqual(expected);
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
      const rhs = initialRows(b);
      initialRows(a).forEach((matrix, at) => {
        expectProduct(matrix, rowsOf(values[4], n, k, type, at), rhs[at], gammaOf(8 * n, type));
      });
    });
    fc.assert(law, runs);
  });

  it("solveMany solves as closely, with the factors of luMany, and declines what is conditioned worse than asked", () => {
    const law = fc.property(draw, fc.integer({ min: 1, max: 9 }), ({ count, n, type: any, turned, seed }, k) => {
      const type = realType(any); // complex matrices it declines
      const a = {
        ...plan(type, [count, n, n], dominant(n, seed, type), turned ? [0, 2, 1] : [0, 1, 2]),
        written: false,
      };
      const b = { ...plan(type, [count, n, k], noise(seed + 1), turned ? [0, 2, 1] : [0, 1, 2]), written: false };
      const out = (m: number, as = type): Plan => plan(as, [count, n, m], () => 7);
      const plans = [a, b, out(k), out(n), out(1, int32), out(n), out(1, int32)];
      const values = between(plans, (p, q, x, lu, order, packed, rows) => {
        expect(solveMany(count, many(p), many(q), firstOf(x), firstOf(lu), firstOf(order), 0.3)).toBe(false);
        expect(solveMany(count, many(p), many(q), firstOf(x), firstOf(lu), firstOf(order), 1e6)).toBe(true);
        expect(luMany(count, many(p), firstOf(packed), firstOf(rows))).toBe(true);
      });
      expect(values[3]).toEqual(values[5]);
      expect(values[4]).toEqual(values[6]);
      const rhs = initialRows(b);
      initialRows(a).forEach((matrix, at) => {
        expectProduct(matrix, rowsOf(values[2], n, k, type, at), rhs[at], gammaOf(8 * n, type));
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
      const identity = Array.from({ length: n }, (_, i) =>
        Array.from({ length: n }, (__, j): Complex => [Number(i === j), 0]),
      );
      initialRows(a).forEach((matrix, at) => {
        expectProduct(matrix, rowsOf(values, n, n, type, at), identity, gammaOf(8 * n, type));
      });
    });
    fc.assert(law, runs);
  });

  it("luConditionMany is at most ‖A‖₁·‖A⁻¹‖₁ within rounding and at least a third of it, Infinity for singular A", () => {
    const law = fc.property(draw, ({ count, n, type: any, turned, seed }) => {
      const type = realType(any); // of complex matrices it declines
      const a = plan(type, [count, n, n], dominant(n, seed, type), turned ? [0, 2, 1] : [0, 1, 2]);
      const out = (k: number, as = type): Plan => plan(as, [count, n, k], () => 7);
      const conditions = plan(float64, [count, 1, 1], () => 7);
      const plans = [{ ...a, written: false }, out(n), out(1, int32), out(n), conditions];
      const values = between(plans, (p, q, r, s, t) => {
        expect(luMany(count, many(p), firstOf(q), firstOf(r))).toBe(true);
        expect(invMany(count, many(p), firstOf(s))).toBe(true);
        expect(luConditionMany(count, many(p), many(q), firstOf(t))).toBe(true);
      });
      initialRows(a).forEach((matrix, at) => {
        const exact = norm1(matrix) * norm1(rowsOf(values[3], n, n, type, at));
        expect(values[4][at]).toBeLessThanOrEqual(exact * (1 + 2 * gamma(8 * n, type)));
        expect(3 * values[4][at]).toBeGreaterThanOrEqual(exact * (1 - 2 * gamma(8 * n, type)));
      });
    });
    fc.assert(law, runs);
    const [zero, one] = [workspace(float64, 2, 2), workspace(float64, 1, 1)];
    const matrix = { first: zero, step: 0 };
    for (const data of [
      [0, 0, 0, 0],
      [1, 1, 0, 0],
    ]) {
      zero.data.set(data);
      expect(luConditionMany(1, matrix, matrix, one)).toBe(true);
      expect(one.data[0]).toBe(Infinity);
    }
  });

  it("choleskyMany has A = L·Lᴴ within γₙ₊₁·|L|·|Lᴴ| from the lower triangle, with zeros above the diagonal", () => {
    const law = fc.property(draw, ({ count, n, type, turned, seed }) => {
      const a = plan(type, [count, n, n], dominant(n, seed, type, true), turned ? [0, 2, 1] : [0, 1, 2]);
      const l = plan(type, [count, n, n], () => 7);
      const [, values] = between([{ ...a, written: false }, l], (p, q) => {
        expect(choleskyMany(count, many(p), firstOf(q))).toBe(true);
      });
      initialRows(a).forEach((matrix, at) => {
        const lower = rowsOf(values, n, n, type, at);
        lower.forEach((row, i) => expect(row.slice(i + 1).every(([re, im]) => re === 0 && im === 0)).toBe(true));
        const upper = conjugateTransposed(matrix);
        const symmetric = matrix.map((row, i) => row.map((v, j) => (i >= j ? v : upper[i][j])));
        expectProduct(lower, conjugateTransposed(lower), symmetric, gammaOf(n + 3, type));
      });
    });
    fc.assert(law, runs);
  });

  it("eighMany has A·V = V·Λ and VᵀV = I to 30·n·ε of ‖A‖, LAPACK's bound of a passed test, from lower triangles, and the values alone", () => {
    const law = fc.property(draw, fc.nat(3), fc.nat(3), ({ count, n, type: any, turned, seed }, from, spare) => {
      const type = realType(any); // of complex matrices it declines
      const first = Math.min(from, n - 1);
      const k = Math.max(1, n - first - spare);
      const a = plan(type, [count, n, n], noise(seed), turned ? [0, 2, 1] : [0, 1, 2]);
      const values = plan(type, [1, count, k], () => 7);
      const plans = [{ ...a, written: false }, values, plan(type, [count, n, k], () => 7), values];
      const [, lambda, vectors, alone] = between(plans, (p, q, r, s) => {
        expect(eighMany(count, many(p), first, firstOf(q), firstOf(r))).toBe(true);
        expect(eighMany(count, many(p), first, firstOf(s), null)).toBe(true);
      });
      const bound = 30 * n * (type === float32 ? 2 ** -23 : 2 ** -52);
      initialRows(a).forEach((matrix, at) => {
        const entry = (i: number, j: number): number => matrix[Math.max(i, j)][Math.min(i, j)][0];
        const v = rowsOf(vectors, n, k, type, at).map((row) => row.map(([x]) => x));
        for (let c = 0; c < k; c++) {
          const value = lambda[at * k + c];
          expect(Math.abs(alone[at * k + c] - value)).toBeLessThanOrEqual(bound * n);
          if (c > 0) expect(value).toBeGreaterThanOrEqual(lambda[at * k + c - 1]);
          for (let i = 0; i < n; i++) {
            const residual = v.reduce((sum, row, j) => sum + entry(i, j) * row[c], -value * v[i][c]);
            expect(Math.abs(residual)).toBeLessThanOrEqual(bound * n); // entries are at most 1, so ‖A‖ is at most n
          }
          for (let b = 0; b <= c; b++) {
            const product = v.reduce((sum, row) => sum + row[b] * row[c], 0);
            expect(Math.abs(product - Number(b === c))).toBeLessThanOrEqual(bound);
          }
        }
      });
    });
    fc.assert(law, runs);
  });

  it("svdMany has A = U·diag(s)·Vᴴ with orthonormal columns of U and rows of Vᴴ, to 30·n·ε of ‖A‖, LAPACK's bound of a passed test", () => {
    const law = fc.property(
      draw,
      fc.nat(FEW_ROWS),
      fc.boolean(),
      ({ count, n, type: any, turned, seed }, more, wide) => {
        const type = realType(any); // of complex matrices it declines
        const [p, q] = [n, Math.min(n + (more % 20), FEW_ROWS)];
        const [rows, cols] = wide ? [p, q] : [q, p];
        const k = Math.min(rows, cols);
        const out = (shape: readonly number[]): Plan => plan(type, shape, () => 7);
        const a = plan(type, [count, rows, cols], noise(seed), turned ? [0, 2, 1] : [0, 1, 2]);
        const plans = [{ ...a, written: false }, out([1, count, k]), out([count, rows, k]), out([count, k, cols])];
        const [, s, left, right] = between(plans, (x, values, u, vh) => {
          expect(svdMany(count, many(x), firstOf(values), firstOf(u), firstOf(vh))).toBe(true);
        });
        const bound = 30 * Math.max(rows, cols) * (type === float32 ? 2 ** -23 : 2 ** -52);
        const real = (x: Rows): number[][] => x.map((row) => row.map(([re]) => re));
        initialRows(a).forEach((matrix, at) => {
          const [u, vh] = [real(rowsOf(left, rows, k, type, at)), real(rowsOf(right, k, cols, type, at))];
          const values = s.slice(at * k, (at + 1) * k);
          expect(values.every((x, i) => x >= 0 && !(i > 0 && x > values[i - 1]))).toBe(true);
          const size = Math.max(values[0], Number.MIN_VALUE);
          matrix.forEach((row, i) =>
            row.forEach(([x], j) => {
              const product = values.reduce((sum, y, c) => sum + u[i][c] * y * vh[c][j], 0);
              expect(Math.abs(product - x)).toBeLessThanOrEqual(bound * size);
            }),
          );
          for (let b = 0; b < k; b++) {
            for (let c = 0; c <= b; c++) {
              const products = [
                u.reduce((sum, row) => sum + row[b] * row[c], 0),
                vh[b].reduce((sum, x, j) => sum + x * vh[c][j], 0),
              ];
              for (const x of products) expect(Math.abs(x - Number(b === c))).toBeLessThanOrEqual(bound);
            }
          }
        });
      },
    );
    fc.assert(law, { numRuns: 20 });
  });

  it("decline large matrices, and stop at what is not finite, singular or not definite", () => {
    const large = workspace(float64, FEW_ROWS + 1, FEW_ROWS + 1);
    expect(invMany(1, { first: large, step: 0 }, large)).toBe(false);
    expect(svdMany(1, { first: large, step: 0 }, large.block(0, 0, 1, FEW_ROWS + 1), large, large)).toBe(false);
    expect(eighMany(1, { first: large, step: 0 }, 0, large.block(0, 0, 1, FEW_ROWS + 1), null)).toBe(false);
    for (const bad of [NaN, Infinity, 0]) {
      const a = workspace(float64, 2, 1); // two matrices of one number
      a.data.set([1, bad]);
      const [x, order] = [workspace(float64, 2, 1), workspace(int32, 2, 1)];
      const [one, out, rows] = [a, x, order].map((view) => view.block(0, 0, 1, 1));
      expect(invMany(2, { first: one, step: 1 }, out)).toBe(false);
      expect(choleskyMany(2, { first: one, step: 1 }, out)).toBe(false);
      expect(eighMany(2, { first: one, step: 1 }, 0, x, null)).toBe(false);
      expect(svdMany(2, { first: one, step: 1 }, x, out, out)).toBe(false);
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
  const parts = type.kind === "complex" ? 2 : 1;
  const place = (i: number, j: number): number => parts * (j * columns.rowStride + i);
  matrix.forEach((row, i) =>
    row.forEach((value, j) => {
      for (let part = 0; part < parts; part++) columns.data[place(i, j) + part] = value[part];
    }),
  );
  const pivots = workspace(int32, n, 1);
  getf2(columns.T, pivots);
  const at = (i: number, j: number): Complex => [
    columns.data[place(i, j)],
    parts === 2 ? columns.data[place(i, j) + 1] : 0,
  ];
  const packed = matrix.map((row, i) => row.map((_, j) => at(i, j)));
  return [packed, Array.from({ length: n }, (_, j) => pivots.data[j])];
}
