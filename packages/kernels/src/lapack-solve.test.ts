import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Rows, expectProduct, gammaOf, initialRows, rowsOf } from "./conformance/complex-rows.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { type ElementType, float32, float64, int32 } from "./element-type.js";
import { FEW_REAL_ROWS, type Many, getf2, luMany, potrf, solveDefiniteMany, solveMany } from "./lapack.js";
import { MatrixView, workspace } from "./matrix-view.js";
import type { Strided } from "./strided.js";

function plan(type: ElementType, shape: readonly number[], value: (i: number) => number): Plan {
  const placement = { order: [0, 1, 2], gaps: [1, 1, 1], lead: 3, spilled: false };
  return { type, shape, placement, value, written: true };
}

function many({ type, storage, offset, layout: { shape, strides } }: Strided): Many {
  return { first: new MatrixView(type, storage, offset, shape[1], shape[2], strides[1], strides[2]), step: strides[0] };
}

describe("kernels that factor and solve, between pages of canaries", () => {
  it("luMany and solveMany factor larger real matrices alike, as getf2 does, bit for bit", () => {
    const cases: readonly (readonly [ElementType, number])[] = [
      [float64, 65],
      [float32, 66],
      [float64, 128],
      [float32, FEW_REAL_ROWS],
    ];
    for (const [type, n] of cases) {
      const a = { ...plan(type, [1, n, n], noise(n)), written: false };
      const b = { ...plan(type, [1, n, 1], noise(n + 1)), written: false };
      const out = (m: number, as = type): Plan => plan(as, [1, n, m], () => 7);
      const plans = [a, b, out(1), out(n), out(1, int32), out(n), out(1, int32)];
      const values = between(plans, (p, q, x, lu, order, packed, rows) => {
        const [solution, factors, moved] = [x, lu, order].map((view) => many(view).first);
        expect(solveMany(1, many(p), many(q), solution, factors, moved, Infinity)).toBe(true);
        expect(luMany(1, many(p), many(packed).first, many(rows).first)).toBe(true);
      });
      expect(values[5]).toEqual(packedByColumns(values[0], n, type));
      expect(values[3]).toEqual(values[5]);
      expect(values[4]).toEqual(values[6]);
    }
    const large = workspace(float64, FEW_REAL_ROWS + 1, FEW_REAL_ROWS + 1);
    expect(luMany(1, { first: large, step: 0 }, large, workspace(int32, FEW_REAL_ROWS + 1, 1))).toBe(false);
  });

  it("solveDefiniteMany has the factor of potrf, solves within γ₈ₙ·|A|·|X|, and declines what is conditioned worse", () => {
    const sizes = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 13, max: 70 }));
    const types = fc.constantFrom<ElementType>(float32, float64);
    const law = fc.property(sizes, types, fc.nat(1e6), fc.integer({ min: 1, max: 9 }), (n, type, seed, k) => {
      const random = noise(seed);
      const entry = (i: number, j: number): number => random(Math.max(i, j) * n + Math.min(i, j));
      const dominant = (p: number): number => {
        const [i, j] = [Math.floor(p / n) % n, p % n];
        return i === j ? 2 * n + entry(i, i) : entry(i, j) + Math.floor(p / (n * n)) / 8;
      };
      const a = { ...plan(type, [2, n, n], dominant), written: false };
      const b = { ...plan(type, [2, n, k], noise(seed + 1)), written: false };
      const values = between([a, b, plan(type, [2, n, k], noise(1)), plan(type, [2, n, n], noise(2))], (p, q, x, u) => {
        const [solution, upper] = [many(x).first, many(u).first];
        expect(solveDefiniteMany(2, many(p), many(q), solution, upper, 0.3)).toBe(false);
        expect(solveDefiniteMany(2, many(p), many(q), solution, upper, 1e6)).toBe(true);
      });
      const rhs = initialRows(b);
      initialRows(a).forEach((matrix, at) => {
        expect(values[3].slice(at * n * n, (at + 1) * n * n)).toEqual(upperFactor(matrix, type));
        expectProduct(matrix, rowsOf(values[2], n, k, type, at), rhs[at], gammaOf(8 * n, type));
      });
    });
    fc.assert(law, { numRuns: 20 });
    const one = workspace(float64, 1, 1);
    one.data[0] = -1;
    expect(solveDefiniteMany(1, { first: one, step: 0 }, { first: one, step: 0 }, one, one, 9)).toBe(false);
  });
});

/** U of A = Uᵀ·U by `potrf`, row by row. */
function upperFactor(matrix: Rows, type: ElementType): number[] {
  const n = matrix.length;
  const upper = workspace(type, n, n);
  matrix.forEach((row, i) => row.forEach(([x], j) => (upper.data[i * upper.rowStride + j] = x)));
  expect(potrf(upper)).toBe(-1);
  return matrix.flatMap((row, i) => row.map((_, j) => (j < i ? 0 : upper.data[i * upper.rowStride + j])));
}

/** What `getf2` makes of an n×n matrix, in a copy whose columns are contiguous. */
function packedByColumns(values: readonly number[], n: number, type: ElementType): number[] {
  const columns = workspace(type, n, n);
  const place = (i: number): number => (i % n) * columns.rowStride + Math.floor(i / n);
  values.forEach((value, i) => (columns.data[place(i)] = value));
  getf2(columns.T, workspace(int32, n, 1));
  return values.map((_, i) => columns.data[place(i)]);
}
