import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DType,
  DTypeError,
  type NDArray,
  abs,
  allClose,
  array,
  arrayEqual,
  astype,
  ceil,
  clip,
  cos,
  equal,
  exp,
  expm1,
  floor,
  greater,
  isFinite,
  isNaN,
  less,
  lessEqual,
  log,
  log1p,
  logicalAnd,
  logicalNot,
  logicalOr,
  logicalXor,
  maximum,
  minimum,
  neg,
  notEqual,
  pow,
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
  where,
  zeros,
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
  });
});

describe("comparison and logic", () => {
  it("NaN is neither equal, nor less, nor greater", () => {
    const x = array([1, Number.NaN, 3]);
    const y = array([1, Number.NaN, 2]);
    expect(equal(x, y).toArray()).toEqual([true, false, false]);
    expect(notEqual(x, y).toArray()).toEqual([false, true, true]);
    expect(less(x, y).toArray()).toEqual([false, false, false]);
    expect(lessEqual(x, y).toArray()).toEqual([true, false, false]);
    expect(greater(x, y).toArray()).toEqual([false, false, true]);
    expect(greater(array([1, 2], { dtype: "int8" }), 1).toArray()).toEqual([false, true]);
  });

  it("logic is for bools alone", () => {
    const [p, q] = [array([true, true, false, false]), array([true, false, true, false])];
    expect(logicalAnd(p, q).toArray()).toEqual([true, false, false, false]);
    expect(logicalOr(p, q).toArray()).toEqual([true, true, true, false]);
    expect(logicalXor(p, q).toArray()).toEqual([false, true, true, false]);
    expect(logicalNot(p).toArray()).toEqual([false, false, true, true]);
    expect(() => logicalAnd(zeros([4]) as NDArray<any>, q)).toThrow(
      "logicalAnd: operands must be bool; got a float64 and b bool. Compare first: x.notEqual(0).",
    );
  });

  it("where chooses, broadcasts and promotes", () => {
    const c = array([[true], [false]]);
    expect(where(c, array([1, 2]), 0).toArray()).toEqual([
      [1, 2],
      [0, 0],
    ]);
    expect(where(c, zeros([1], { dtype: "int8" }), zeros([1], { dtype: "float32" })).dtype).toBe("float32");
    expect(() => where(zeros([2]) as NDArray<any>, zeros([2]), 0)).toThrow(
      "where: condition must be bool; got condition float64.",
    );
  });

  it("maximum, minimum and clip let NaN through", () => {
    expect(maximum(array([1, Number.NaN]), 2).toArray()).toEqual([2, Number.NaN]);
    expect(minimum(array([1, 3]), 2).toArray()).toEqual([1, 2]);
    expect(clip(array([-5, 0.5, 5]), 0, 1).toArray()).toEqual([0, 0.5, 1]);
  });
});

describe("pow", () => {
  it("follows IEEE 754 at its corners", () => {
    const power = (a: number, b: number): number => pow(array(a), array(b)).item();
    expect(power(0, 0)).toBe(1);
    expect(power(-8, 1 / 3)).toBeNaN();
    expect(power(2, -1074)).toBe(2 ** -1074);
    expect(power(-2, 3)).toBe(-8);
    expect(power(Number.NaN, 0)).toBe(1);
  });
});

describe("conversion and equality", () => {
  it("astype converts between all real dtypes as typed arrays do", () => {
    const x = array([1.7, -1.7, 300]);
    expect(astype(x, "int32").toArray()).toEqual([1, -1, 300]);
    expect(Array.from(astype(x, "uint8").toTypedArray())).toEqual(Array.from(Uint8Array.from([1.7, -1.7, 300])));
    expect(astype(array([0, 0.1, Number.NaN]), "bool").toArray()).toEqual([false, true, true]);
    expect(astype(x.T, "float32").dtype).toBe("float32");
    expect(() => astype(x, "int64" as DType)).toThrow("astype: dtype must be a name that Linnet knows");
  });

  it("NaN equals nothing, equal infinities are close", () => {
    const x = array([1, Infinity]);
    expect(allClose(x, array([1 + 1e-9, Infinity]))).toBe(true);
    expect(allClose(x, array([1, -Infinity]))).toBe(false);
    expect(allClose(array([Number.NaN]), array([Number.NaN]))).toBe(false);
    expect(arrayEqual(x, array([[1, Infinity]]))).toBe(false);
    expect(arrayEqual(x, x)).toBe(true);
  });
});
