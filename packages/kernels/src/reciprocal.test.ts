import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ulp } from "./conformance/tolerance.js";
import { complex128, complex64, float32, float64 } from "./element-type.js";
import { complexSolve, invMany } from "./lapack.js";
import { type MatrixView, workspace } from "./matrix-view.js";

/** x/(re² + im²) of integers, correctly rounded to float64. */
function divided(x: bigint, re: bigint, im: bigint): number {
  return Number((x << 200n) / (re * re + im * im)) / 2 ** 200;
}

type Invert = (d: MatrixView, x: MatrixView) => void;

const ways: Readonly<Record<string, Invert>> = {
  "the inverse of 1×1": (d, x) => void invMany(1, { first: d, step: 0 }, x.T.block(0, 0, 1, 1)),
  "a triangle of one row": (d, x) => complexSolve(d, "lower", "nonunit", x),
};

describe("reciprocals of complex numbers", () => {
  it.each(Object.entries(ways))(
    "%s: each part within an ulp, however the parts cancel or differ in size",
    (_, invert) => {
      const integer = fc.bigInt({ min: -(2n ** 24n), max: 2n ** 24n });
      const draw = fc.record({
        re: integer,
        im: integer,
        type: fc.constantFrom(complex64, complex128),
        power: fc.integer({ min: -90, max: 90 }),
      });
      const law = fc.property(draw, ({ re, im, type, power }) => {
        fc.pre(re !== 0n || im !== 0n);
        const scale = 2 ** power; // exact
        const [d, x] = [workspace(type, 1, 1), workspace(type, 1, 4)];
        d.data.set([Number(re) * scale, Number(im) * scale]);
        for (let j = 0; j < 4; j++) x.data[2 * j] = 1;
        invert(d, x);
        const part = type === complex64 ? float32 : float64;
        [divided(re, re, im) / scale, divided(-im, re, im) / scale].forEach((expected, i) => {
          expect(Math.abs(x.data[i] - expected)).toBeLessThanOrEqual(ulp(expected, part));
        });
      });
      fc.assert(law, { numRuns: 300 });
    },
  );
});
