import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyFloat } from "../conformance/arbitraries.js";
import { type Pair, divide, multiply } from "./arithmetic.js";
import * as functions from "./functions.js";
import * as inverses from "./inverse-functions.js";
import { exp, hypot, log } from "./log.js";
import { power } from "./power.js";

type ComplexFunction = (re: number, im: number) => Pair;

const { expm1, log1p, sqrt, square, sinh, cosh, tanh, sin, cos, tan, sign, reciprocal } = functions;
const { acos, asin, atan, acosh, asinh, atanh } = inverses;
const all: readonly [string, ComplexFunction][] = Object.entries({
  exp,
  log,
  expm1,
  log1p,
  sqrt,
  square,
  sinh,
  cosh,
  tanh,
  sin,
  cos,
  tan,
  ...inverses,
});
const EPSILON = 2 ** -53;

/** Away from 0 and from the cuts, and so small that all functions are. */
const part = fc.double({ min: 0.05, max: 2.5, noNaN: true });
const signed = fc.tuple(part, fc.boolean()).map(([x, negative]) => (negative ? -x : x));
const anyNumber = anyFloat.filter((x) => !Number.isNaN(x));
const points = fc.tuple(signed, signed);

const norm = ([re, im]: Pair): number => hypot(re, im);
const minus = ([a, b]: Pair, [c, d]: Pair): Pair => [a - c, b - d];
const plus = ([a, b]: Pair, [c, d]: Pair): Pair => [a + c, b + d];

/** |got − wanted| ≤ n·u·scale: n roundings of numbers no larger than scale. */
function close(got: Pair, wanted: Pair, n: number, scale = norm(wanted)): void {
  expect(norm(minus(got, wanted))).toBeLessThanOrEqual(n * EPSILON * scale);
}

describe("elementary functions of complex numbers", () => {
  it.each(all)("%s commutes with conjugation, bit by bit", (_, f) => {
    fc.assert(
      fc.property(points, ([re, im]) => {
        const [x, y] = f(re, im);
        expect(f(re, -im)).toEqual([x, -y]);
      }),
    );
  });

  it.each(Object.entries({ sinh, tanh, sin, tan, asin, atan, asinh, atanh }))("%s is odd, bit by bit", (_, f) => {
    fc.assert(
      fc.property(fc.tuple(anyNumber, anyNumber), ([re, im]) => {
        const [x, y] = f(re, im);
        expect(f(-re, -im)).toEqual([-x, -y]);
      }),
    );
  });

  // A value through f and back is off by f's rounding, amplified by |y·f′(y)|/|x|, and by what the parts of f lose.
  it.each<[string, ComplexFunction, ComplexFunction, (y: Pair) => Pair]>([
    ["exp(log z)", log, exp, (y) => exp(...y)],
    ["expm1(log1p z)", log1p, expm1, (y) => exp(...y)],
    ["(√z)²", sqrt, square, (y) => [2 * y[0], 2 * y[1]]],
    ["sin(asin z)", asin, sin, (y) => cos(...y)],
    ["cos(acos z)", acos, cos, (y) => sin(...y)],
    ["tan(atan z)", atan, tan, (y) => plus([1, 0], square(...tan(...y)))],
    ["sinh(asinh z)", asinh, sinh, (y) => cosh(...y)],
    ["cosh(acosh z)", acosh, cosh, (y) => sinh(...y)],
    ["tanh(atanh z)", atanh, tanh, (y) => minus([1, 0], square(...tanh(...y)))],
  ])("%s = z up to 16 roundings of each function", (_, inverse, f, slope) => {
    fc.assert(
      fc.property(points, (z) => {
        const y = inverse(...z);
        close(f(...y), z, 16, norm(z) + 1 + norm(slope(y)) * (norm(y) + 1));
      }),
    );
  });

  it("hyperbolic and circular functions are those of Euler's formula, up to 8 roundings of eᶻ and e⁻ᶻ", () => {
    fc.assert(
      fc.property(points, ([re, im]) => {
        const [p, q] = [exp(re, im), exp(-re, -im)];
        const scale = norm(p) + norm(q);
        close(sinh(re, im), multiply(...minus(p, q), 0.5, 0), 8, scale);
        close(cosh(re, im), multiply(...plus(p, q), 0.5, 0), 8, scale);
        close(cos(-im, re), cosh(re, im), 0);
        close(multiply(...tanh(re, im), ...cosh(re, im)), sinh(re, im), 24, scale);
        close(expm1(re, im), minus(p, [1, 0]), 8, norm(p) + 1);
      }),
    );
  });

  it("tell the sides of their cuts by the sign of zero", () => {
    expect(log(-1, 0)).toEqual([0, Math.PI]);
    expect(log(-1, -0)).toEqual([0, -Math.PI]);
    expect(sqrt(-4, 0)).toEqual([0, 2]);
    expect(sqrt(-4, -0)).toEqual([0, -2]);
    expect(Math.sign(asin(2, 0)[1])).toBe(1);
    expect(Math.sign(asin(2, -0)[1])).toBe(-1);
    expect(acosh(0.5, -0)[1]).toBe(-acosh(0.5, 0)[1]);
    expect(atanh(2, 0)[1]).toBe(Math.PI / 2);
    expect(atanh(2, -0)[1]).toBe(-Math.PI / 2);
    expect(asinh(0, 2)[0]).toBe(-asinh(-0, 2)[0]);
    expect(atan(0, 2)[0]).toBe(Math.PI / 2);
  });

  it("have the Array API's values at zeros and infinities", () => {
    const [inf, pi] = [Infinity, Math.PI];
    expect(exp(-inf, inf)).toEqual([0, 0]);
    expect(exp(inf, 0)).toEqual([inf, 0]);
    expect(log(0, 0)).toEqual([-inf, 0]);
    expect(log(-0, 0)).toEqual([-inf, pi]);
    expect(log(-inf, inf)).toEqual([inf, (3 * pi) / 4]);
    expect(sqrt(-0, -0)).toEqual([0, -0]);
    expect(sqrt(3, inf)).toEqual([inf, inf]);
    expect(sqrt(-inf, 3)).toEqual([0, inf]);
    expect(tanh(inf, 1)).toEqual([1, 0]);
    expect(cosh(-0, 0)).toEqual([1, -0]);
    expect(acos(inf, inf)).toEqual([pi / 4, -inf]);
    expect(acosh(-inf, inf)).toEqual([inf, (3 * pi) / 4]);
    expect(asin(inf, 1)).toEqual([pi / 2, inf]);
    expect(atanh(1, 0)).toEqual([inf, 0]);
    expect(atanh(inf, 3)).toEqual([0, pi / 2]);
  });

  it("neither overflow nor lose what is tiny", () => {
    expect(sqrt(2 ** 1023, 2 ** 1023).every(Number.isFinite)).toBe(true);
    close(sqrt(2 ** -1060, 0), [2 ** -530, 0], 0);
    close(exp(710, Math.PI / 4), multiply(...exp(709, Math.PI / 4), Math.E, 0), 8);
    expect(atanh(1, 1e-300)[0]).toBeCloseTo(345.7343375393868, 10);
    expect(Math.abs(log(1, 1e-10)[0] / 5e-21 - 1)).toBeLessThanOrEqual(4 * EPSILON);
    expect(log1p(1e-20, 0)).toEqual([1e-20, 0]);
    expect(hypot(3e200, 4e200)).toBeCloseTo(5e200, -186);
  });
});

describe("sign, reciprocal and power", () => {
  it("sign is z/|z| of length 1 within 4 roundings, and 0 of 0", () => {
    fc.assert(
      fc.property(points, fc.integer({ min: -1000, max: 1000 }), ([re, im], k) => {
        const s = sign(re * 2 ** k, im * 2 ** k);
        close(s, [re / hypot(re, im), im / hypot(re, im)], 4);
      }),
    );
    expect(sign(0, -0)).toEqual([0, 0]);
  });

  it("z·(1/z) = 1 up to √2·(γ₅ + γ₂)", () => {
    fc.assert(fc.property(points, (z) => close(multiply(...z, ...reciprocal(...z)), [1, 0], 10)));
  });

  it("integer powers of Gaussian integers are exact, others those of exp(w·log z)", () => {
    expect(power(0, 1, 2, 0)).toEqual([-1, 0]);
    expect(power(1, 1, 8, 0)).toEqual([16, 0]);
    expect(power(0, 0, 0, 0)).toEqual([1, 0]);
    expect(power(0, 0, 0.5, 1)).toEqual([0, 0]);
    fc.assert(
      fc.property(points, (z) => {
        close(power(...z, -3, 0), divide(1, 0, ...multiply(...z, ...multiply(...z, ...z))), 16);
        close(power(...z, 0.5, 0), sqrt(...z), 16 * (1 + Math.abs(log(...z)[0]) + Math.PI));
      }),
    );
  });
});
