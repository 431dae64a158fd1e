import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  abs,
  array,
  ceil,
  cos,
  exp,
  expm1,
  floor,
  isFinite,
  isInf,
  isNaN,
  log,
  log1p,
  neg,
  reciprocal,
  relu,
  round,
  sigmoid,
  sign,
  sin,
  softplus,
  sqrt,
  square,
  tanh,
  trunc,
} from "../index.js";

/** Correctly rounded up to a few ulp by the engine: the comparison allows the sum of both errors. */
const maps: [string, (x: NDArray) => NDArray, (x: number) => number, number][] = [
  ["neg", neg, (x) => -x, 0],
  ["abs", abs, Math.abs, 0],
  ["sqrt", sqrt, Math.sqrt, 0],
  ["square", square, (x) => x * x, 0],
  ["reciprocal", reciprocal, (x) => 1 / x, 0],
  ["floor", floor, Math.floor, 0],
  ["ceil", ceil, Math.ceil, 0],
  ["trunc", trunc, Math.trunc, 0],
  ["sign", sign, Math.sign, 0],
  ["relu", relu, (x) => (x > 0 ? x : Number.isNaN(x) ? x : 0), 0],
  ["exp", exp, Math.exp, 2],
  ["expm1", expm1, Math.expm1, 3],
  ["log", log, Math.log, 2],
  ["log1p", log1p, Math.log1p, 3],
  ["sin", sin, Math.sin, 3],
  ["cos", cos, Math.cos, 3],
  ["tanh", tanh, Math.tanh, 3],
  ["sigmoid", sigmoid, (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))), 5],
  ["softplus", softplus, (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), 5],
];

const specials = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  1.5,
  2.5,
  1e-300,
  -1e-300,
  5e-324,
  1e300,
  Infinity,
  -Infinity,
  Number.NaN,
  709,
  -745,
  1e-8,
];

describe("maps", () => {
  it.each(maps)("%s agrees with its formula in float64, special values included", (_name, map, formula, ulps) => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double(), fc.double({ min: -30, max: 30 }), fc.constantFrom(...specials))),
        (values) => {
          const y = map(array(Float64Array.from(values))).toTypedArray();
          values.forEach((x, i) => {
            const expected = formula(x);
            if (Object.is(y[i], expected)) return;
            const distance = Math.abs(y[i] - expected);
            const ulp = Math.max(Math.abs(expected) * Number.EPSILON, Number.MIN_VALUE);
            expect(distance, `${x}: ${y[i]} for ${expected}`).toBeLessThanOrEqual(ulps * ulp);
          });
        },
      ),
      { examples: [[specials]] },
    );
  });

  it.each(maps)("%s agrees with its formula in float32", (_name, map, formula, ulps) => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: -80, max: 80 })), (values) => {
        const y = map(array(Float32Array.from(values))).toTypedArray();
        values.forEach((x, i) => {
          const expected = Math.fround(formula(x));
          if (Object.is(y[i], expected)) return;
          const ulp = Math.max(Math.abs(expected) * 2 ** -23, 2 ** -149);
          expect(Math.abs(y[i] - expected), `${x}: ${y[i]} for ${expected}`).toBeLessThanOrEqual(
            Math.max(1, ulps) * ulp,
          );
        });
      }),
    );
  });

  it("rounds halves to even", () => {
    expect(round(array([0.5, 1.5, 2.5, -0.5, -1.5, 2.4])).toArray()).toEqual([0, 2, 2, -0, -2, 2]);
  });

  it("keeps integer dtypes where the result is an integer, and computes the rest in float64", () => {
    const x = array([-4, 9], { dtype: "int32" });
    expect(abs(x).dtype).toBe("int32");
    expect(floor(x).toArray()).toEqual([-4, 9]);
    expect(sqrt(x).dtype).toBe("float64");
    expect(() => exp(array([true]))).toThrow(DTypeError);
    expect(() => exp(array([true]))).toThrow(
      'exp: x must be a number; got x bool. Convert it first: x.astype("float64").',
    );
  });

  it("finds NaN and infinities", () => {
    const x = array([1, Number.NaN, Infinity]);
    expect(isNaN(x).toArray()).toEqual([false, true, false]);
    expect(isFinite(x).toArray()).toEqual([true, false, false]);
    expect(isInf(x).toArray()).toEqual([false, false, true]);
  });
});

describe("zips and maps", () => {
  it("refuse bools where numbers are meant, also beside a number", () => {
    const bools = array([true, false]);
    for (const f of [abs, neg, sign, square, floor, relu]) expect(() => f(bools)).toThrow(DTypeError);
    expect(() => square(bools)).toThrow(
      'square: x must be a number; got x bool. Convert it first: x.astype("float64").',
    );
    expect(() => bools.add(1)).toThrow("add: operands must be numbers; got a bool and b number.");
    expect(() => bools.div(2)).toThrow("div: operands must be numbers; got a bool and b number.");
    expect(bools.mul(array([2, 3])).toArray()).toEqual([2, 0]);
    expect(array([1, 2], { dtype: "int32" }).div(bools).toArray()).toEqual([1, Infinity]);
    expect(bools.equal(1).toArray()).toEqual([true, false]);
  });
});
