import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Rows, initialRows, rowsOf } from "./conformance/complex-rows.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { gamma } from "./conformance/tolerance.js";
import { type ElementType, float32, float64 } from "./element-type.js";
import { type Many, leastSquaresMany } from "./lapack.js";
import { MatrixView, workspace } from "./matrix-view.js";
import type { Strided } from "./strided.js";

function plan(type: ElementType, shape: readonly number[], value: (i: number) => number, turned = false): Plan {
  const placement = { order: turned ? [0, 2, 1] : [0, 1, 2], gaps: [1, 1, 1], lead: 3, spilled: false };
  return { type, shape, placement, value, written: true };
}

function many({ type, storage, offset, layout: { shape, strides } }: Strided): Many {
  return { first: new MatrixView(type, storage, offset, shape[1], shape[2], strides[1], strides[2]), step: strides[0] };
}

function norm(values: readonly number[]): number {
  return Math.hypot(...values);
}

/** Real columns. */
function columnsOf(a: Rows): number[][] {
  return a[0].map((_, j) => a.map((row) => row[j][0]));
}

describe("leastSquaresMany, between pages of canaries", () => {
  it("leaves ‖Aᵀ·r‖ ≤ ‖A‖·δ and |√squares − ‖r‖| ≤ δ, δ = γ₂₀ₘₙ·(‖A‖·‖x‖ + ‖b‖), Higham 2002, theorem 20.3", () => {
    const draw = fc.record({
      count: fc.integer({ min: 1, max: 3 }),
      n: fc.integer({ min: 1, max: 20 }),
      more: fc.nat(30),
      k: fc.integer({ min: 1, max: 6 }),
      type: fc.constantFrom<ElementType>(float32, float64),
      turned: fc.boolean(),
      seed: fc.nat(1e6),
    });
    const law = fc.property(draw, ({ count, n, more, k, type, turned, seed }) => {
      const m = n + more;
      const random = noise(seed);
      const isDiagonal = (i: number): boolean => (i % (m * n)) % (n + 1) === 0; // keeps the columns independent
      const a = plan(type, [count, m, n], (i) => random(i) + (isDiagonal(i) ? 2 * n : 0), turned);
      const b = plan(type, [count, m, k], noise(seed + 1), turned);
      const out = (rows: number): Plan => plan(type, [count, rows, k], () => 7);
      const plans = [{ ...a, written: false }, { ...b, written: false }, out(n), out(1)];
      const [, , solutions, squares] = between(plans, (p, q, x, s) => {
        expect(leastSquaresMany(count, many(p), many(q), many(x).first, many(s).first, 1e-6)).toBe(true);
      });
      const rhs = initialRows(b);
      initialRows(a).forEach((matrix, at) => {
        const columns = columnsOf(matrix);
        const size = norm(columns.flat());
        const xs = columnsOf(rowsOf(solutions, n, k, type, at));
        columnsOf(rhs[at]).forEach((target, j) => {
          const r = target.map((v, i) => columns.reduce((s, column, p) => s - column[i] * xs[j][p], v));
          const delta = gamma(20 * m * n, type) * (size * norm(xs[j]) + norm(target));
          const gradient = columns.map((column) => column.reduce((s, v, i) => s + v * r[i], 0));
          expect(norm(gradient)).toBeLessThanOrEqual(size * delta);
          expect(Math.abs(Math.sqrt(squares[at * k + j]) - norm(r))).toBeLessThanOrEqual(delta);
        });
      });
    });
    fc.assert(law, { numRuns: 40 });
  });

  it("declines wide matrices, dependent columns and what is not finite, and answers near under- and overflow", () => {
    const [a, b, x, s] = [
      workspace(float64, 3, 2),
      workspace(float64, 3, 1),
      workspace(float64, 2, 1),
      workspace(float64, 1, 1),
    ];
    const solve = (first: MatrixView): boolean =>
      leastSquaresMany(1, { first, step: 0 }, { first: b, step: 0 }, x, s, 1e-15);
    b.data.set([1, 2, 3]);
    for (const [entries, answer] of [
      [[1, 2, 2, 4, 3, 6], false],
      [[1, 2, 2, NaN, 3, 5], false],
      [[0, 0, 0, 0, 0, 0], false],
      [[1e-300, 0, 0, 2e-300, 0, 0], true],
      [[1e300, 0, 0, 2e-8, 0, 0], false], // beyond rtol
      [[4e150, 0, 0, 2e150, 0, 0], true],
    ] as const) {
      a.data.set(entries);
      expect(solve(a)).toBe(answer);
    }
    expect([x.data[0], x.data[1], s.data[0]]).toEqual([2.5e-151, 1e-150, 9]);
    expect(solve(a.T)).toBe(false);
  });
});
