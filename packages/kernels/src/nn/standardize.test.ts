import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillWith, operand, surroundings, tight, valuesOf } from "../conformance/operand.js";
import { type ElementType, float32, float64 } from "../element-type.js";
import type { Strided } from "../strided.js";
import * as reference from "./standardize-reference.js";
import { standardize, standardizePullBack } from "./standardize.js";

const types = [float32, float64] as const;
const unit = (type: ElementType): number => (type === float32 ? 2 ** -24 : 2 ** -53);

function rows(type: ElementType, shape: readonly number[], values: readonly number[], spilled = false): Strided {
  const x = operand(type, shape, tight(shape, spilled), 0);
  let i = 0;
  return fillWith(x, () => values[i++]);
}

function blank(type: ElementType, shape: readonly number[], spilled = false): Strided {
  return operand(type, shape, tight(shape, spilled), Number.NaN);
}

function standardized(x: Strided, centred: boolean, epsilon = 1e-5, spilled = false) {
  const [count, n] = x.layout.shape;
  const out = blank(x.type, [count, n], spilled);
  const moments = {
    means: blank(x.type, [count]),
    variances: blank(x.type, [count], spilled),
    factors: blank(x.type, [count]),
  };
  const around = surroundings(out);
  standardize({ centred, epsilon }, x, out, moments);
  expect(surroundings(out)).toEqual(around);
  return { out, ...moments };
}

const shapes = fc.tuple(fc.nat(4), fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 250, max: 1100 })));

describe("standardize", () => {
  it("is its reference up to the rounding of both, for any length, spilled or not", () => {
    const law = fc.property(
      shapes,
      fc.constantFrom(...types),
      fc.boolean(),
      fc.boolean(),
      fc.integer({ min: 0, max: 2 ** 30 }),
      ([count, n], type, centred, spilled, seed) => {
        const numbers = Array.from({ length: count * n }, (_, i) => Math.fround(2 + 3 * Math.sin(seed + i * i)));
        const x = rows(type, [count, n], numbers, spilled);
        const got = standardized(x, centred, 1e-3, spilled);
        const expected = {
          out: blank(type, [count, n]),
          means: blank(type, [count]),
          variances: blank(type, [count]),
          factors: blank(type, [count]),
        };
        reference.standardize({ centred, epsilon: 1e-3 }, x, expected.out, expected);
        // The reference sums n numbers of size ≤ 5 one after the other in float64; the result is as large as √n at most.
        const bound = 8 * unit(type) + 40 * (n + 4) * 2 ** -53;
        for (const name of ["out", "means", "variances", "factors"] as const) {
          const want = valuesOf(expected[name]);
          const size = 1 + Math.max(0, ...want.map(Math.abs));
          valuesOf(got[name]).forEach((v, i) => expect(Math.abs(v - want[i])).toBeLessThanOrEqual(bound * size));
        }
      },
    );
    fc.assert(law, { numRuns: 25 });
  });

  it("loses nothing to a large mean: x + 2⁴⁰ with x of few bits has the same result", () => {
    const values = Array.from({ length: 64 }, (_, i) => ((i * 37) % 64) / 64);
    const plain = standardized(rows(float64, [1, 64], values), true, 1e-5);
    const shifted = standardized(
      rows(
        float64,
        [1, 64],
        values.map((v) => v + 2 ** 40),
      ),
      true,
      1e-5,
    );
    valuesOf(shifted.out).forEach((v, i) =>
      expect(Math.abs(v - valuesOf(plain.out)[i])).toBeLessThanOrEqual(16 * Number.EPSILON),
    );
  });

  it("answers rows whose squares overflow, in float64 too", () => {
    for (const [type, scale] of [
      [float64, 2 ** 1000],
      [float64, 2 ** 1022],
      [float32, 2 ** 120],
    ] as const) {
      for (const centred of [true, false]) {
        const { out } = standardized(rows(type, [1, 4], [scale, -scale, scale, -scale]), centred);
        valuesOf(out).forEach((v, i) =>
          expect(Math.abs(v - (i % 2 === 0 ? 1 : -1))).toBeLessThanOrEqual(4 * unit(type)),
        );
      }
    }
    const { variances, factors } = standardized(rows(float64, [1, 2], [2 ** 600, -(2 ** 600)]), true);
    expect([valuesOf(variances), valuesOf(factors)]).toEqual([[Infinity], [2 ** -600]]);
  });

  it("sums long rows pairwise: 65,536 equal numbers have their mean to a few ulps", () => {
    const values = new Array<number>(2 ** 16).fill(0.1);
    const { means } = standardized(rows(float64, [1, 2 ** 16], values), true);
    expect(Math.abs(valuesOf(means)[0] - 0.1)).toBeLessThanOrEqual(2 * 2 ** -53 * 0.1);
  });

  it("passes NaN on in its row alone, and makes NaN of a row with infinities", () => {
    const { out } = standardized(rows(float64, [3, 2], [1, Number.NaN, 1, 3, Infinity, 0]), true, 1e-300);
    const values = valuesOf(out);
    expect(values.slice(0, 2).every(Number.isNaN)).toBe(true);
    expect(values.slice(2, 4)).toEqual([-1, 1]);
    expect(values.slice(4).every(Number.isNaN)).toBe(true);
  });
});

describe("standardizePullBack", () => {
  it("is its reference up to the rounding of both", () => {
    const law = fc.property(
      shapes,
      fc.constantFrom(...types),
      fc.boolean(),
      fc.boolean(),
      ([count, n], type, centred, spilled) => {
        const at = (f: (i: number) => number): number[] =>
          Array.from({ length: count * n }, (_, i) => Math.fround(f(i)));
        const g = rows(
          type,
          [count, n],
          at((i) => Math.sin(i * i)),
          spilled,
        );
        const h = rows(
          type,
          [count, n],
          at((i) => 2 * Math.cos(3 * i)),
          spilled,
        );
        const factors = rows(
          type,
          [count],
          Array.from({ length: count }, (_, i) => 1 + i / 4),
        );
        const [out, expected] = [blank(type, [count, n], spilled), blank(type, [count, n])];
        const around = surroundings(out);
        standardizePullBack(centred, g, h, factors, out);
        reference.standardizePullBack(centred, g, h, factors, expected);
        expect(surroundings(out)).toEqual(around);
        const want = valuesOf(expected);
        // Terms up to 8 of |g| ≤ 1, |h| ≤ 2 and r ≤ 2; the reference adds n of them one after the other in float64.
        const bound = 16 * (2 * unit(type) + (n + 4) * 2 ** -53);
        valuesOf(out).forEach((v, i) => expect(Math.abs(v - want[i])).toBeLessThanOrEqual(bound));
      },
    );
    fc.assert(law, { numRuns: 25 });
  });
});
