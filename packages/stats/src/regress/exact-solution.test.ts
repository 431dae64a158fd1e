import { type NDArray, array } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LinearRegression } from "./linear-regression.js";
import { PolynomialRegression } from "./polynomial-regression.js";

/** Rational numbers: numerator and positive denominator. */
type Fraction = readonly [bigint, bigint];

const fraction = (n: bigint, d: bigint): Fraction => (d < 0n ? [-n, -d] : [n, d]);
const subtract = (a: Fraction, b: Fraction): Fraction => reduced(a[0] * b[1] - b[0] * a[1], a[1] * b[1]);
const product = (a: Fraction, b: Fraction): Fraction => reduced(a[0] * b[0], a[1] * b[1]);
const quotient = (a: Fraction, b: Fraction): Fraction => reduced(a[0] * b[1], a[1] * b[0]);

function reduced(n: bigint, d: bigint): Fraction {
  let [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d];
  while (b > 0n) [a, b] = [b, a % b];
  return a === 0n ? [0n, 1n] : fraction(n / a, d / a);
}

/** Rounded to 20 digits and then to float64. */
function numberOf([n, d]: Fraction): number {
  const shift = Math.max(0, d.toString(2).length - n.toString(2).length + 80);
  return Number((n << BigInt(shift)) / d) * 2 ** -shift;
}

/** b, (AᵀA)⁻¹ and ‖y − A·b‖² in rational arithmetic; null where AᵀA is singular. */
function exactly(a: readonly (readonly number[])[], y: readonly number[]) {
  const k = a[0].length;
  const dot = (u: readonly number[], v: readonly number[]): bigint =>
    u.reduce((sum, value, i) => sum + BigInt(value) * BigInt(v[i]), 0n);
  const column = (j: number): readonly number[] => a.map((row) => row[j]);
  const rows: Fraction[][] = Array.from({ length: k }, (_, i) => [
    ...Array.from({ length: k }, (_unused, j): Fraction => [dot(column(i), column(j)), 1n]),
    [dot(column(i), y), 1n],
    ...Array.from({ length: k }, (_unused, j): Fraction => [i === j ? 1n : 0n, 1n]),
  ]);
  for (let c = 0; c < k; c++) {
    const pivot = rows.findIndex((row, i) => i >= c && row[c][0] !== 0n);
    if (pivot < 0) return null;
    [rows[c], rows[pivot]] = [rows[pivot], rows[c]];
    rows[c] = rows[c].map((v) => quotient(v, rows[c][c]));
    for (let i = 0; i < k; i++) {
      const factor = rows[i][c];
      if (i !== c) rows[i] = rows[i].map((v, j) => subtract(v, product(factor, rows[c][j])));
    }
  }
  const b = rows.map((row) => row[k]);
  const explained = b.reduce<Fraction>((sum, v, j) => subtract(sum, product(v, [-dot(column(j), y), 1n])), [0n, 1n]);
  return {
    coefficients: b.map(numberOf),
    gramDiagonal: rows.map((row, j) => numberOf(row[k + 1 + j])),
    residualSquares: numberOf(subtract([dot(y, y), 1n], explained)),
  };
}

/** Relative, with numbers that are exactly 0 found below ε·scale. */
function expectClose(found: number, exact: number, scale = 0): void {
  // a rounding of the solution and one or two of what is computed from it
  expect(Math.abs(found - exact)).toBeLessThanOrEqual(4 * Number.EPSILON * Math.abs(exact) + 2 ** -80 * scale);
}

function expectExact(model: LinearRegression | PolynomialRegression, a: readonly (readonly number[])[], y: number[]) {
  const exact = exactly(a, y);
  if (exact === null) throw new Error("the design is singular");
  const scale = Math.max(...exact.coefficients.map(Math.abs));
  const estimates = model.estimates.toTypedArray();
  exact.coefficients.forEach((b, j) => expectClose(estimates[j], b, scale));
  expectClose(model.residualSquares, exact.residualSquares, 0);
  const s = Math.sqrt(exact.residualSquares / (y.length - a[0].length));
  exact.gramDiagonal.forEach((v, j) => expectClose(model.standardErrors[j], s * Math.sqrt(v)));
}

describe("least squares beside rational arithmetic", () => {
  it("has every digit of coefficients, standard errors and residual squares", () => {
    const entry = fc.integer({ min: -1000, max: 1000 });
    const design = fc.array(fc.tuple(entry, entry, entry, entry), { minLength: 8, maxLength: 12 });
    fc.assert(
      fc.property(design, (rows) => {
        const [x, y] = [rows.map(([a, b, c]) => [a, b, c]), rows.map(([, , , d]) => d)];
        const withOne = x.map((row) => [1, ...row]);
        fc.pre((exactly(withOne, y)?.residualSquares ?? 0) > 0);
        expectExact(LinearRegression.fit(array(x) as NDArray, array(y)), withOne, y);
      }),
      { numRuns: 30 },
    );
  });

  it("has them where columns are nearly dependent: κ = 1e11", () => {
    const rows = Array.from({ length: 10 }, (_, i) => [2 ** 30 + i, 2 ** 30 + ((i * i) % 7), i % 3]);
    const y = rows.map((_, i) => (i * 37) % 11);
    const model = LinearRegression.fit(array(rows), array(y));
    expect(model.conditionNumber).toBeGreaterThan(1e8);
    expectExact(
      model,
      rows.map((row) => [1, ...row]),
      y,
    );
  });

  it("has them for polynomials whose powers float64 rounds", () => {
    const x = Array.from({ length: 25 }, (_, i) => 97 + 13 * i);
    const y = x.map((_, i) => (i * 29) % 17);
    const model = PolynomialRegression.fit(array(x), array(y), { degree: 8 });
    const powers = x.map((v) => Array.from({ length: 9 }, (_, k) => BigInt(v) ** BigInt(k)));
    // exactly() takes numbers; powers beyond 2⁵³ stay BigInt behind the same arithmetic
    expectExact(model, powers as unknown as number[][], y);
  });
});
