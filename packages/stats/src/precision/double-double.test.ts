import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DoubleDouble,
  dotProduct,
  doubleVector,
  minus,
  over,
  plus,
  squareRoot,
  subtractScaled,
  times,
} from "./double-double.js";

/** Integers of up to 100 bits are held exactly; what is computed with them is compared in BigInt. */
const integer = fc.bigInt({ min: -(2n ** 100n), max: 2n ** 100n });

function held(v: bigint): DoubleDouble {
  const high = Number(v);
  return [high, Number(v - BigInt(high))];
}

const value = ([high, low]: DoubleDouble): bigint => BigInt(high) + BigInt(low);
/** To an integer, where there is a fraction. */
const rounded = ([high, low]: DoubleDouble): bigint => {
  const whole = Math.round(high);
  return BigInt(whole) + BigInt(Math.round(high - whole + low));
};
const size = (v: bigint): bigint => (v < 0n ? -v : v);

/** |found − exact| ≤ 2⁻¹⁰⁰·scale. */
function expectNear(found: bigint, exact: bigint, scale: bigint): void {
  expect(size(found - exact) << 100n).toBeLessThanOrEqual(size(scale) + (1n << 100n));
}

describe("double-double", () => {
  it("adds, subtracts and multiplies to 100 bits", () => {
    fc.assert(
      fc.property(integer, integer, (a, b) => {
        expectNear(value(plus(held(a), held(b))), a + b, size(a) + size(b));
        expectNear(value(minus(held(a), held(b))), a - b, size(a) + size(b));
        expectNear(value(times(held(a), held(b))), a * b, a * b);
      }),
    );
  });

  it("divides and takes roots: b·(a/b) = a and √a² = a to 98 bits", () => {
    fc.assert(
      fc.property(integer, fc.bigInt({ min: 1n, max: 2n ** 100n }), (a, b) => {
        expectNear(rounded(times(over(held(a), held(b)), held(b))), a, 4n * a);
        const root = squareRoot(held(b));
        expectNear(rounded(times(root, root)), b, 4n * b);
      }),
    );
    expect(squareRoot([0, 0])).toEqual([0, 0]);
  });

  it("forms scaled differences and dot products of vectors", () => {
    const pairs = fc.array(fc.tuple(integer, integer), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(pairs, integer, (terms, alpha) => {
        const [x, y] = [0, 1].map((side) => {
          const vector = doubleVector(new Float64Array(terms.length));
          terms.forEach((pair, i) => ([vector.high[i], vector.low[i]] = held(pair[side])));
          return vector;
        });
        const exact = terms.reduce((sum, [a, b]) => sum + a * b, 0n);
        const total = terms.reduce((sum, [a, b]) => sum + size(a * b), 0n);
        // n rounding errors of 2⁻¹⁰⁵·Σ|xᵢ·yᵢ|, n ≤ 20
        expectNear(value(dotProduct(x, y)), exact, total);
        subtractScaled(y, held(alpha), x);
        terms.forEach(([a, b], i) => {
          expectNear(value([y.high[i], y.low[i]]), b - alpha * a, size(b) + size(alpha * a));
        });
      }),
    );
  });
});
