import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matrixOf } from "./conformance/operand.js";
import { type Plan, between, noise } from "./conformance/pages.js";
import { gamma } from "./conformance/tolerance.js";
import { complex128, float64 } from "./element-type.js";
import { formTridiagonalBasis, tridiagonalizePanel, tridiagonalizeRows } from "./lapack.js";

type Rows = readonly (readonly number[])[];

function product(a: Rows, b: Rows): number[][] {
  return a.map((row) => b.map((_, j) => row.reduce((s, x, k) => s + x * b[k][j], 0)));
}

function transposed(a: Rows): number[][] {
  return a.map((_, j) => a.map((row) => row[j]));
}

const frobenius = (a: Rows): number => Math.hypot(...a.flat());
const difference = (a: Rows, b: Rows): number[][] => a.map((row, i) => row.map((x, j) => x - b[i][j]));

/** A symmetric matrix of which only the upper triangle is given, reduced between canaries: Qᵀ and T. */
function reduce(n: number, entry: (i: number, j: number) => number, lead: number): { basis: Rows; t: Rows } {
  const plan = (value: (i: number) => number): Plan => ({
    type: float64,
    shape: [n, n],
    placement: { order: [0, 1], gaps: [1, 1], lead, spilled: false },
    value,
    written: true,
  });
  const [d, e] = [new Float64Array(n), new Float64Array(Math.max(n - 1, 0))];
  const at = (k: number): number => {
    const [i, j] = [Math.floor(k / n), k % n];
    return i <= j ? entry(i, j) : NaN; // the lower triangle is not read
  };
  const none = (): number => NaN;
  const [, q] = between([plan(at), plan(none)], (a, basis) => {
    const tau = new Float64Array(Math.max(n - 1, 0));
    tridiagonalizeRows(matrixOf(a), d, e, tau);
    formTridiagonalBasis(matrixOf(a), tau, matrixOf(basis));
  });
  const rows = Array.from({ length: n }, (_, i) => i);
  return {
    basis: rows.map((i) => q.slice(i * n, i * n + n)),
    t: rows.map((i) => rows.map((j) => (i === j ? d[i] : Math.abs(i - j) === 1 ? e[Math.min(i, j)] : 0))),
  };
}

describe("tridiagonalizeRows and formTridiagonalBasis", () => {
  it.each([1, 2 ** -700, 2 ** 400])(
    "QᵀAQ = T and QᵀQ = I to γ of 12·n² in the Frobenius norm, nothing else touched, for entries of size %d",
    (size) => {
      const orders = fc.oneof(
        { arbitrary: fc.nat(24), weight: 4 },
        { arbitrary: fc.integer({ min: 65, max: 120 }), weight: 1 },
      );
      const law = fc.property(orders, fc.nat(1e6), fc.nat(5), (n, seed, lead) => {
        const value = noise(seed);
        const entry = (i: number, j: number): number => size * value(Math.min(i, j) * n + Math.max(i, j));
        const { basis, t } = reduce(n, entry, lead);
        const a = basis.map((_, i) => basis.map((__, j) => entry(i, j)));
        const reduced = product(product(basis, a), transposed(basis));
        // Higham, Theorem 19.4 with n reflections from both sides: n·γ₍cₙ₎·‖A‖
        const bound = gamma(12 * n * n + 12, float64);
        expect(frobenius(difference(reduced, t))).toBeLessThanOrEqual(bound * frobenius(a));
        const gram = product(basis, transposed(basis));
        const identity = basis.map((_, i) => basis.map((__, j) => Number(i === j)));
        expect(frobenius(difference(gram, identity))).toBeLessThanOrEqual(bound * n);
      });
      fc.assert(law, { numRuns: 25 });
    },
  );

  it("leaves a matrix that is tridiagonal already as it is", () => {
    const { basis, t } = reduce(5, (i, j) => (i === j ? i : j === i + 1 ? 2 : 0), 0);
    expect(basis).toEqual(basis.map((_, i) => basis.map((__, j) => Number(i === j))));
    expect(t).toEqual(t.map((_, i) => t.map((__, j) => (i === j ? i : Math.abs(i - j) === 1 ? 2 : 0))));
  });
});

/** A complex number as a real 2×2 block of a matrix twice as large, so that products are those of real matrices. */
function embedded(n: number, entry: (i: number, j: number) => readonly [number, number]): number[][] {
  return Array.from({ length: 2 * n }, (_, p) =>
    Array.from({ length: 2 * n }, (__, q) => {
      const [re, im] = entry(p >> 1, q >> 1);
      return p % 2 === q % 2 ? re : p % 2 === 1 ? im : -im;
    }),
  );
}

describe("tridiagonalizePanel of a Hermitian matrix", () => {
  it("QᴴAQ = T, real, and QᴴQ = I, to γ of 24·n² in the Frobenius norm, nothing else touched", () => {
    const law = fc.property(fc.integer({ min: 1, max: 14 }), fc.nat(1e6), fc.nat(5), (n, seed, lead) => {
      const value = noise(seed);
      const entry = (i: number, j: number): readonly [number, number] => {
        const at = 2 * (Math.min(i, j) * n + Math.max(i, j));
        return [value(at), i === j ? 0 : i < j ? value(at + 1) : -value(at + 1)];
      };
      const plan = (rows: number, number: (k: number) => number): Plan => ({
        type: complex128,
        shape: [rows, n],
        placement: { order: [0, 1], gaps: [1, 1], lead, spilled: false },
        value: number,
        written: true,
      });
      const at = (k: number): number => {
        const [i, j] = [Math.floor(k / 2 / n), (k >> 1) % n];
        return i <= j ? entry(i, j)[k % 2] : NaN; // the lower triangle is not read
      };
      const [d, e, tau] = [n, n - 1, 2 * (n - 1)].map((length) => new Float64Array(length));
      const none = (): number => NaN;
      const plans = [plan(n, at), plan(2 * n, none), plan(2 * n, none), plan(n, none)];
      const basis = between(plans, (x, vw, wv, q) => {
        tridiagonalizePanel(matrixOf(x), matrixOf(vw), matrixOf(wv), d, e, tau);
        formTridiagonalBasis(matrixOf(x), tau, matrixOf(q));
      })[3];
      const qh = embedded(n, (i, j) => [basis[2 * (i * n + j)], basis[2 * (i * n + j) + 1]]);
      const a = embedded(n, entry);
      const t = embedded(n, (i, j) => [i === j ? d[i] : Math.abs(i - j) === 1 ? e[Math.min(i, j)] : 0, 0]);
      const unit = gamma(24 * n * n + 24, float64);
      expect(frobenius(difference(product(product(qh, a), transposed(qh)), t))).toBeLessThanOrEqual(
        unit * frobenius(a),
      );
      const identity = embedded(n, (i, j) => [Number(i === j), 0]);
      expect(frobenius(difference(product(qh, transposed(qh)), identity))).toBeLessThanOrEqual(unit * n);
    });
    fc.assert(law, { numRuns: 25 });
  });
});
