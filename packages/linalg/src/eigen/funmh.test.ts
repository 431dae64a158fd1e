import {
  type NDArray,
  abs,
  add,
  array,
  astype,
  complex,
  cos,
  exp,
  eye,
  greater,
  log,
  matmul,
  max,
  mul,
  neg,
  ones,
  onesLike,
  pow,
  reciprocal,
  sin,
  sqrt,
  square,
  stack,
  sub,
  zeros,
  zerosLike,
} from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { describe, expect, it } from "vitest";
import { adjoint } from "../operand/adjoint.js";
import { type ElementwiseFunction, dividedDifferences } from "./divided-differences.js";
import { eigh } from "./eigh.js";
import { DerivativeError } from "../errors.js";
import { funmh } from "./funmh.js";
import { functionDerivative } from "./funmh-derivative.js";
import { gallery, inDtype, inexactTypes } from "../testing.js";

const hermitian = (v: NDArray): NDArray => add(v, adjoint(v));
const random = (n: number, dtype: (typeof inexactTypes)[number]): NDArray =>
  hermitian(inDtype(gallery[0].build(n, n), dtype));

/** sin and its derivatives: a small change of sign or order is seen. */
const sines: readonly ElementwiseFunction[] = [sin, cos, (x) => neg(sin(x)), (x) => neg(cos(x)), sin];
const sine = (a: NDArray): NDArray => funmh(a, sines[0], { derivatives: sines.slice(1) });

function withValues(dtype: "float64" | "complex128", ...values: number[]): NDArray {
  const V: NDArray = eigh(random(values.length, dtype)).vectors;
  return matmul(mul(V, array(values)), adjoint(V));
}

/** ‖X − Y‖ in its largest entry. */
function distance(x: NDArray, y: NDArray): number {
  return max(abs(sub(x, y))).item() as number;
}

describe.each(inexactTypes)("funmh in %s", (dtype) => {
  it("is the polynomial for a polynomial, exactly Hermitian, and has the inverse functions for inverse ones", () => {
    const eps = dtype === "float32" || dtype === "complex64" ? 2 ** -23 : 2 ** -52;
    const a = random(12, dtype);
    const cube = funmh(a, (x) => pow(x, 3));
    expect(cube.dtype).toBe(dtype);
    expect(distance(cube, adjoint(cube))).toBe(0);
    const exact = matmul(a, matmul(a, a));
    // p(n)·u·‖A‖·|f′| with |f′| = 3·‖A‖²
    const norm = max(abs(eigh(a).values)).item() as number;
    expect(distance(cube, exact)).toBeLessThanOrEqual(30 * 12 * eps * 3 * norm ** 3);
    const definite = add(matmul(a, a), mul(eye(12), 1)) as NDArray;
    const root: NDArray = funmh(definite, sqrt);
    expect(distance(matmul(root, root), definite)).toBeLessThanOrEqual(30 * 12 * eps * (1 + norm ** 2));
  });
});

describe.each(["float64", "complex128"] as const)("derivatives of funmh in %s", (dtype) => {
  it("agree with differences in both modes, at distinct and at repeated eigenvalues", () => {
    for (const a of [
      random(1, dtype),
      random(4, dtype),
      withValues(dtype, 1, 1, 1, 2),
      withValues(dtype, 0, 0, 0, 0),
    ]) {
      checkVjp(sine, a, hermitian);
      checkJvp(sine, a, hermitian);
    }
    const batch = stack([random(3, dtype), withValues(dtype, 1, 1, 2)]) as NDArray;
    checkVjp(sine, batch, hermitian);
    checkJvp(sine, batch, hermitian);
  });

  it.each([1, 2])("of order %i have derivatives in both modes, at repeated eigenvalues too", (order) => {
    const along = (a: NDArray, ...es: NDArray[]): NDArray => {
      const { values, vectors }: { values: NDArray; vectors: NDArray } = eigh(a); // constants: their own rules are not asked
      return functionDerivative(a, values, vectors, es, sines);
    };
    for (const a of [random(3, dtype), withValues(dtype, 1, 1, 2), withValues(dtype, 2, 2, 2)]) {
      const es = [random(3, dtype), sub(random(3, dtype), mul(square(random(3, dtype)), 0.1))]
        .slice(0, order)
        .map(hermitian);
      // by the directions: linear in each
      const [first, ...rest] = es;
      checkVjp((e) => along(a, e, ...rest), first, hermitian);
      // symmetric: tr(H·D(E, …)) = tr(E·D(H, …))
      const H = random(3, dtype);
      const [x, y] = [matmul(H, along(a, ...es)), matmul(first, along(a, H, ...rest))];
      const traces = [x, y].map((z) =>
        (z.toArray() as (number | number[])[][]).reduce((t, row, i) => t + Number([row[i]].flat()[0]), 0),
      );
      expect(Math.abs(traces[0] - traces[1])).toBeLessThanOrEqual(64 * 2 ** -52 * 3 * 40);
    }
  });

  it("of a projector are right to the first order, at repeated eigenvalues", () => {
    const upper = (x: NDArray): NDArray =>
      funmh(x, (t) => astype(greater(t, 2.5), "float64"), { derivatives: [(t) => zerosLike(t)] });
    checkVjp(upper, withValues(dtype, 1, 1, 4, 4), hermitian);
    checkJvp(upper, withValues(dtype, 1, 1, 4, 4), hermitian);
  });
});

describe("divided differences", () => {
  const exponentials: readonly ElementwiseFunction[] = [exp, exp, exp, exp];

  it("have the digits of the function at nodes of every distance", () => {
    // where rounding, 16·ε/h, and Simpson's error, h⁴/2880, cross, both are below 2⁻⁴⁰. exp[x, x + h] = exp(x + h/2)·sinh(h/2)/(h/2), by its series for small h
    for (let h = 1; h > 1e-18; h /= 7) {
      const half = h / 2;
      const mean = half < 0.01 ? 1 + half ** 2 / 6 + half ** 4 / 120 : Math.sinh(half) / half;
      const [, difference] = dividedDifferences(Float64Array.of(0.5, 0.5 + h), exponentials, 1).values;
      const gap = 0.5 + h - 0.5; // of the nodes as they are
      expect(Math.abs(difference / (Math.exp(0.5 + gap / 2) * mean) - 1)).toBeLessThanOrEqual(
        gap < 0.01 ? 1e-12 : 1e-12,
      );
    }
  });

  it("are derivatives over k! at equal nodes, and the leading coefficients of polynomials at any", () => {
    const [value] = dividedDifferences(Float64Array.of(2), exponentials, 3).values;
    expect(Math.abs(value / (Math.exp(2) / 6) - 1)).toBeLessThanOrEqual(4 * 2 ** -52);
    const cubic = [
      (x: NDArray): NDArray => pow(x, 3),
      (x: NDArray): NDArray => mul(square(x), 3),
      (x: NDArray): NDArray => mul(x, 6),
      (x: NDArray): NDArray => mul(ones(x.shape), 6),
    ];
    const third = dividedDifferences(Float64Array.of(-1, 0.5, 0.5 + 1e-9, 3), cubic, 3).values;
    third.forEach((x) => expect(Math.abs(x - 1)).toBeLessThanOrEqual(1e-12));
  });

  it("presume no smoothness: |x| across its kink, a step", () => {
    const kink = [abs, (x: NDArray): NDArray => sub(mul(astype(greater(x, 0), "float64"), 2), 1)];
    const nodes = Float64Array.of(-1, 1 + 1e-4);
    const [, across] = dividedDifferences(nodes, kink, 1).values;
    expect(across).toBeCloseTo(1e-4 / (2 + 1e-4), 15);
  });
});

describe("bad functions", () => {
  const a = array([
    [2, 1],
    [1, 2],
  ]) as NDArray;

  it("are those without a value, a shape, or a real answer", () => {
    expect(() => funmh(mul(a, -1), log)).toThrow(
      "funmh: f must be finite at the eigenvalues; got NaN at -3. Move the eigenvalues to where f is defined, as by a ridge " +
        "(a + λI), or clip them within f.",
    );
    expect(() => funmh(a, (x) => complex(x, x) as NDArray)).toThrow(
      "funmh: f must answer real numbers; got f(x) complex128. Take real and imaginary part apart.",
    );
    expect(() => funmh(a, () => ones([3]))).toThrow(
      "funmh: f and its derivatives must keep the shape of their argument; got x [2] and f(x) [3].",
    );
  });

  it("are those without the derivatives that are needed, or with infinite ones", () => {
    expect(() => checkVjp((x) => funmh(x, exp), a, hermitian)).toThrow(DerivativeError);
    expect(() => checkVjp((x) => funmh(x, exp), a, hermitian)).toThrow(
      "funmh: the derivative of order 1 needs that of f; got none. Give them as { derivatives: [f′, f″, …] }.",
    );
    const flat = (x: NDArray): NDArray => funmh(x, exp, { derivatives: [() => ones([])] });
    expect(() => checkVjp(flat, a, hermitian)).toThrow(
      "funmh: f and its derivatives must keep the shape of their argument; got x [3] and f(x) [].",
    );
    const root = (x: NDArray): NDArray => funmh(x, sqrt, { derivatives: [(t) => mul(reciprocal(sqrt(t)), 0.5)] });
    expect(() => checkVjp(root, zeros([2, 2]) as NDArray, hermitian)).toThrow(
      "funmh: the derivative of order 1 of f must be finite at the eigenvalues; got Infinity at 0. " +
        "Move the eigenvalues away from there, as by a ridge (a + λI).",
    );
  });

  it("are those with parameters by which is differentiated", () => {
    const scaled = (x: NDArray, t: NDArray): NDArray =>
      funmh(x, (y) => mul(y, t), { derivatives: [(y) => mul(onesLike(y), t)] });
    for (const check of [checkVjp, checkJvp]) {
      expect(() => check(scaled, [a, array(2) as NDArray], hermitian)).toThrow(
        "funmh: f must be a fixed function; got one that depends on an array by which is differentiated. " +
          "Write V·diag(f(λ))·Vᴴ with eigh, which has derivatives by parameters of f.",
      );
    }
  });

  it("are none for empty matrices", () => {
    expect(funmh(zeros([0, 0]), exp).shape).toEqual([0, 0]);
    expect(funmh(zeros([2, 0, 0]), exp).shape).toEqual([2, 0, 0]);
  });
});
