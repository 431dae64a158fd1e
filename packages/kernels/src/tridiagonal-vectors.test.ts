import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixOf } from "./conformance/operand.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { float64 } from "./element-type.js";
import { diagonalizeTridiagonal } from "./lapack.js";

const U = 2 ** -53;

/** A basis of n rows between canaries, the identity unless `value` says something else. */
function plan(n: number, cols: number, lead: number, spilled: boolean, value?: (i: number) => number): Plan {
  return {
    type: float64,
    shape: [n, cols],
    placement: { order: [0, 1], gaps: [1, 1], lead, spilled },
    value: value ?? ((i) => Number(i % (n + 1) === 0)),
    written: true,
  };
}

/** Eigenvalues and their vectors in rows. */
function solve(
  d: readonly number[],
  e: readonly number[],
  lead = 0,
  spilled = false,
): { values: Float64Array; rows: readonly (readonly number[])[] } {
  const n = d.length;
  const values = Float64Array.from(d);
  const [z] = between([plan(n, n, lead, spilled)], (basis) => {
    expect(diagonalizeTridiagonal(values, Float64Array.from(e), matrixOf(basis))).toBe(0);
  });
  return { values, rows: values.reduce<number[][]>((rows, _, i) => [...rows, z.slice(i * n, i * n + n)], []) };
}

const sum = (n: number, term: (i: number) => number): number =>
  Array.from({ length: n }, (_, i) => term(i)).reduce((s, x) => s + x, 0);

describe("diagonalizeTridiagonal", () => {
  it.each([1, 2 ** -500, 2 ** 500])(
    "T·v = λ·v and V·Vᵀ = I to 30·n·u, LAPACK's bound of a passed test, nothing else touched, for entries of size %d",
    (size) => {
      const draw = fc.tuple(fc.nat(40), fc.nat(1e6), fc.nat(5), fc.boolean());
      const law = fc.property(draw, ([n, seed, lead, spilled]) => {
        const random = noise(seed);
        const d = Array.from({ length: n }, (_, i) => size * random(i));
        const e = Array.from({ length: Math.max(n - 1, 0) }, (_, i) => size * random(n + i));
        const { values, rows } = solve(d, e, lead, spilled);
        const norm = 3 * size;
        rows.forEach((v, k) => {
          for (let i = 0; i < n; i++) {
            const left = i > 0 ? e[i - 1] * v[i - 1] : 0;
            const right = i < n - 1 ? e[i] * v[i + 1] : 0;
            expect(Math.abs(left + (d[i] - values[k]) * v[i] + right)).toBeLessThanOrEqual(30 * n * U * norm);
            const product = sum(n, (j) => v[j] * rows[i][j]);
            expect(Math.abs(product - Number(i === k))).toBeLessThanOrEqual(30 * n * U);
          }
        });
      });
      fc.assert(law, { numRuns: 20 });
    },
  );

  it("rotates rows that are longer than there are, as those of complex vectors", () => {
    const [n, cols] = [9, 23];
    const random = noise(7);
    const d = Array.from({ length: n }, (_, i) => random(i));
    const e = Array.from({ length: n - 1 }, (_, i) => random(n + i));
    const { rows } = solve(d, e);
    const [z] = between([plan(n, cols, 1, false, (i) => random(100 + i))], (basis) => {
      diagonalizeTridiagonal(Float64Array.from(d), Float64Array.from(e), matrixOf(basis));
    });
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < cols; j++) {
        const expected = sum(n, (k) => rows[i][k] * random(100 + k * cols + j));
        expect(Math.abs(z[i * cols + j] - expected)).toBeLessThanOrEqual(30 * n * U * Math.sqrt(n));
      }
    }
  });

  it("knows the eigenvalues of the second difference: 2 − 2·cos(iπ/(n + 1)), to 30·n·u·‖T‖", () => {
    for (const n of [1, 2, 3, 10, 100]) {
      const { values } = solve(new Array<number>(n).fill(2), new Array<number>(n - 1).fill(-1));
      values.toSorted().forEach((x, i) => {
        expect(Math.abs(x - (2 - 2 * Math.cos(((i + 1) * Math.PI) / (n + 1))))).toBeLessThanOrEqual(30 * n * U * 4);
      });
    }
  });

  it("separates the close pairs of Wilkinson's W21+ as far as they are apart", () => {
    const n = 21;
    const { values } = solve(
      Array.from({ length: n }, (_, i) => Math.abs(i - 10)),
      new Array<number>(n - 1).fill(1),
    );
    const [top, next] = values.toSorted((x, y) => y - x);
    // Wilkinson 1965, p. 309: 10.746194182903393 and 10.746194182903322
    expect(Math.abs(top - 10.746194182903393)).toBeLessThanOrEqual(30 * n * U * 11);
    expect(Math.abs(next - 10.746194182903322)).toBeLessThanOrEqual(30 * n * U * 11);
  });

  it("solves blocks that a zero splits", () => {
    const { values } = solve([2, 2, 7, 1, 1], [1, 0, 0, 1]);
    expect(Array.from(values.toSorted())).toEqual([0, 1, 2, 3, 7].map((x) => expect.closeTo(x, 14)));
  });
});
