import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, complex, fromFunction } from "@linnet/core";
import { matrixViewOf } from "@linnet/core/extend";
import { type Structure, look } from "./structure.js";

const nothing = (): Structure => ({ lower: 0, upper: 0, hermitian: true, positive: true });

/** Small integers inside a band, mirrored or not. */
const drawn = fc.record({
  n: fc.integer({ min: 0, max: 40 }),
  lower: fc.nat(40),
  upper: fc.nat(40),
  mirrored: fc.boolean(),
  isComplex: fc.boolean(),
  turned: fc.boolean(),
  shift: fc.integer({ min: -2, max: 4 }),
  seed: fc.nat(99),
});

describe("look", () => {
  it("agrees with the definitions, entry by entry, for any strides", () => {
    fc.assert(
      fc.property(drawn, ({ n, lower, upper, mirrored, isComplex, turned, shift, seed }) => {
        const value = (i: number, j: number): number => ((7 * i + 13 * j + seed) % 5) - 2;
        const re = (i: number, j: number): number => {
          const [p, q] = mirrored && i < j ? [j, i] : [i, j];
          if (p === q) return Math.abs(value(p, q)) + shift;
          return p - q > lower || q - p > upper ? 0 : value(p, q);
        };
        const im = (i: number, j: number): number => {
          const kept = i !== j && i - j <= lower && j - i <= upper ? 1 : 0;
          return mirrored ? Math.sign(i - j) * Number(Math.abs(i - j) <= lower) : kept;
        };
        const real: NDArray = fromFunction([n, n], re);
        const a: NDArray = isComplex ? complex(real, fromFunction([n, n], im) as NDArray) : real;
        const seen = nothing();
        look(matrixViewOf(turned ? a.T : a), seen);
        const at = (i: number, j: number): readonly [number, number] => [re(i, j), isComplex ? im(i, j) : 0];
        const expected = nothing();
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            const [[x, y], [z, w]] = [at(i, j), at(j, i)];
            const isZero = x === 0 && y === 0;
            if (!isZero && i > j) expected.lower = Math.max(expected.lower, i - j);
            if (!isZero && j > i) expected.upper = Math.max(expected.upper, j - i);
            if (x !== z || y !== -w) expected.hermitian = false;
            if (i === j && !(x > 0)) expected.positive = false;
          }
        }
        const { hermitian, positive } = expected;
        const [below, above] = turned ? [expected.upper, expected.lower] : [expected.lower, expected.upper];
        expect(seen).toEqual({ lower: below, upper: above, hermitian, positive: positive && hermitian });
      }),
      { numRuns: 300 },
    );
  });

  it("widens what was seen of other matrices", () => {
    const seen = nothing();
    look(matrixViewOf(fromFunction([3, 3], (i, j) => Number(i === j)) as NDArray), seen);
    expect(seen).toEqual(nothing());
    look(matrixViewOf(fromFunction([3, 3], (i, j) => Number(i >= j)) as NDArray), seen);
    expect(seen).toEqual({ lower: 2, upper: 0, hermitian: false, positive: false });
    look(matrixViewOf(fromFunction([3, 3], () => 1) as NDArray), seen);
    expect(seen).toEqual({ lower: 2, upper: 2, hermitian: false, positive: false });
  });
});
