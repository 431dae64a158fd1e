import { checkGradients, grad, vmap } from "@linnet/autograd";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  ValueError,
  array,
  gelu,
  mul,
  random,
  relu,
  sigmoid,
  softplus,
  sum,
  zeros,
} from "@linnet/core";
import { describe, expect, it } from "vitest";
import { celu, elu, selu } from "./exponential-units.js";
import { hardshrink, hardsigmoid, hardswish, softshrink } from "./hard-units.js";
import { hardtanh, leakyRelu, prelu, relu6 } from "./rectifiers.js";
import { geluTanh, glu, mish, silu } from "./self-gated-units.js";
import { logSigmoid, softmin, softsign, tanhshrink } from "./smooth-units.js";

const sigma = (x: number): number => 1 / (1 + Math.exp(-x));
const sech2 = (x: number): number => 1 / Math.cosh(x) ** 2;
const smooth = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const tanhOf = (x: number): number => Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3);

/** What each is and its slope, by formulas that are accurate where they are asked. */
const units: Record<string, readonly [(x: NDArray) => NDArray, (x: number) => number, (x: number) => number]> = {
  relu: [relu, (x) => Math.max(x, 0), (x) => Number(x > 0)],
  relu6: [relu6, (x) => Math.min(Math.max(x, 0), 6), (x) => Number(x > 0 && x < 6)],
  hardtanh: [
    (x) => hardtanh(x, { low: -2, high: 0.5 }),
    (x) => Math.min(Math.max(x, -2), 0.5),
    (x) => Number(x > -2 && x < 0.5),
  ],
  leakyRelu: [(x) => leakyRelu(x, 0.2), (x) => Math.max(x, 0.2 * x), (x) => (x > 0 ? 1 : 0.2)],
  elu: [(x) => elu(x, 0.7), (x) => (x > 0 ? x : 0.7 * Math.expm1(x)), (x) => (x > 0 ? 1 : 0.7 * Math.exp(x))],
  celu: [(x) => celu(x, 0.5), (x) => (x > 0 ? x : 0.5 * Math.expm1(2 * x)), (x) => (x > 0 ? 1 : Math.exp(2 * x))],
  selu: [
    selu,
    (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)),
    (x) => 1.0507009873554805 * (x > 0 ? 1 : 1.6732632423543772 * Math.exp(x)),
  ],
  silu: [silu, (x) => x * sigma(x), (x) => sigma(x) + x * sigma(x) * sigma(-x)],
  mish: [
    mish,
    (x) => x * Math.tanh(smooth(x)),
    (x) => Math.tanh(smooth(x)) + (x > 300 ? 0 : x * sigma(x) * sech2(smooth(x))),
  ],
  geluTanh: [
    geluTanh,
    (x) => x * sigma(2 * tanhOf(Math.sign(x) * Math.min(Math.abs(x), 50))),
    (x) => {
      if (Math.abs(x) > 50) return Number(x > 0);
      const s = sigma(2 * tanhOf(x));
      return s + x * s * sigma(-2 * tanhOf(x)) * 2 * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
    },
  ],
  softsign: [softsign, (x) => x / (1 + Math.abs(x)), (x) => 1 / (1 + Math.abs(x)) / (1 + Math.abs(x))],
  logSigmoid: [logSigmoid, (x) => -smooth(-x), (x) => sigma(-x)],
  tanhshrink: [
    tanhshrink,
    (x) => (Math.abs(x) < 1e-3 ? x ** 3 / 3 - (2 * x ** 5) / 15 : x - Math.tanh(x)),
    (x) => Math.tanh(x) ** 2,
  ],
  hardsigmoid: [hardsigmoid, (x) => Math.min(Math.max(x / 6 + 0.5, 0), 1), (x) => (Math.abs(x) < 3 ? 1 / 6 : 0)],
  hardswish: [
    hardswish,
    (x) => (Math.abs(x) <= 3 ? x * (x / 6 + 0.5) : Math.max(x, 0)),
    (x) => (Math.abs(x) <= 3 ? x / 3 + 0.5 : Number(x > 0)),
  ],
  hardshrink: [hardshrink, (x) => (Math.abs(x) > 0.5 ? x : 0), (x) => Number(Math.abs(x) > 0.5)],
  softshrink: [softshrink, (x) => Math.sign(x) * Math.max(Math.abs(x) - 0.5, 0), (x) => Number(Math.abs(x) > 0.5)],
};

const ordinary = [-7.5, -3.25, -2.5, -1, -0.6, -0.3, -1e-5, 1e-5, 0.3, 0.4, 1, 2.5, 5.5, 7.5];
const awkward = [-3, -2, -0.5, 0, 0.5, 3, 6];
const huge = [-1e300, -1e155, -1e4, -740, -60, 60, 740, 1e4, 1e155, 1e300];

/**
 * The error in units of what a chain of functions of ≤ 2 ulp has, the worst of all xs. An e⁻ˣ carries the rounding of x, which
 * is |x| ulps of it, as long as it counts.
 */
function error(got: readonly number[], xs: readonly number[], expected: (x: number) => number): number {
  const errors = xs.map((x, i) => {
    const value = expected(x);
    const size = Math.max(Math.abs(value), 2 ** -40 * Math.min(1, Math.abs(x)));
    const unit = (1 + Math.min(Math.abs(x), 64)) * Number.EPSILON * size;
    return got[i] === value ? 0 : Math.abs(got[i] - value) / unit;
  });
  return Math.max(...errors);
}

describe.each(Object.entries(units))("%s", (_name, [f, value, slope]) => {
  it("has its values and slopes, at kinks and where exponentials overflow too", () => {
    for (const xs of [ordinary, awkward, huge]) {
      expect(error(f(array(xs)).toArray() as number[], xs, value)).toBeLessThanOrEqual(16);
      const g = grad((x: NDArray) => sum(f(x)))(array(xs));
      expect(error(g.toArray() as number[], xs, slope)).toBeLessThanOrEqual(32);
    }
  });

  it("has second derivatives, as central differences of the slope", () => {
    const x = array(ordinary);
    checkGradients((z: NDArray) => sum(mul(f(z), array(ordinary.map(Math.cos)))), [x]);
    checkGradients((z: NDArray) => sum(grad((w: NDArray) => sum(f(w)))(z)), [x]);
    const far = grad((z: NDArray) => sum(grad((w: NDArray) => sum(f(w)))(z)))(array(huge)).toArray() as number[];
    expect(far.every((v) => Math.abs(v) < 1e-5)).toBe(true); // and no NaN
  });

  it("keeps float32, converts integers, passes NaN on, takes scalars and views, maps over batches", () => {
    const x = random(1).normal([4, 6], { dtype: "float32", std: 3 }) as NDArray;
    expect(f(x).dtype).toBe("float32");
    const single = f(x).toTypedArray();
    const double = f(x.astype("float64")).toTypedArray();
    single.forEach((v, i) => expect(Math.abs(v - double[i])).toBeLessThanOrEqual(16 * 2 ** -23 * (1 + Math.abs(v))));
    expect(f(array([[1, 2]], { dtype: "int8" })).toArray()).toEqual(
      f(array([[1, 2]]))
        .astype(f(array([[1, 2]], { dtype: "int8" })).dtype)
        .toArray(),
    );
    expect(f(array([Number.NaN])).item()).toBeNaN();
    expect(f(array(1)).shape).toEqual([]);
    expect(f(x.T).toArray()).toEqual(f(x).T.toArray());
    expect(f(zeros([0, 3])).shape).toEqual([0, 3]);
    expect(vmap((row: NDArray) => f(row))(x).toArray()).toEqual(f(x).toArray());
  });
});

describe("prelu", () => {
  it("has a slope for each channel, along axis 1, or one for all", () => {
    const x = array([[[-1, 2], [-3, 4]]]); // prettier-ignore
    expect(prelu(x, array([0.5, 10])).toArray()).toEqual([[[-0.5, 2], [-30, 4]]]); // prettier-ignore
    expect(prelu(x, array([2])).toArray()).toEqual([[[-2, 2], [-6, 4]]]); // prettier-ignore
    expect(prelu(array([-1, 3]), array([2, 3])).toArray()).toEqual([-2, 3]);
    expect(prelu(array(-1), array([2])).item()).toBe(-2);
  });

  it("learns its slopes", () => {
    const rng = random(2);
    const loss = (x: NDArray, w: NDArray): NDArray => sum(mul(prelu(x, w), prelu(x, w)));
    for (const channels of [1, 3]) checkGradients(loss, [rng.normal([2, 3, 4]), rng.normal([channels])]);
    expect(grad((w: NDArray) => sum(prelu(zeros([2, 3]), w)))(array([1, 1, 1])).toArray()).toEqual([0, 0, 0]);
  });

  it("refuses another number of slopes", () => {
    expect(() => prelu(zeros([2, 3]), zeros([2]))).toThrow(ShapeError);
    expect(() => prelu(zeros([2, 3]), zeros([2]))).toThrow(
      "prelu: weight must be [1] or [channels], along axis 1 of x; got x [2, 3] and weight [2].",
    );
  });
});

describe("glu and softmin", () => {
  it("gate one half by the other, along any axis", () => {
    const x = random(3).normal([4, 6]) as NDArray;
    const expected = mul(x.slice("...", "0:3"), sigmoid(x.slice("...", "3:6")));
    expect(glu(x).toArray()).toEqual(expected.toArray());
    expect(glu(x.T, { axis: 0 }).toArray()).toEqual(expected.T.toArray());
    checkGradients((z: NDArray) => sum(mul(glu(z), glu(z))), [x]);
    expect(() => glu(zeros([2, 3]))).toThrow(ShapeError);
    expect(() => glu(zeros([2, 3]))).toThrow("glu: axis 1 must have an even length; got x [2, 3].");
  });

  it("softmin prefers what is small, without overflow", () => {
    expect(softmin(array([-1e4, 0, 1e4])).toArray()).toEqual([1, 0, 0]);
    checkGradients((z: NDArray) => sum(mul(softmin(z), array([1, 2, 3]))), [array([0.1, -0.4, 2])]);
    const g = grad((z: NDArray) => sum(mul(softmin(z), array([1, 2, 3]))))(array([-1e4, 0, 1e4]));
    expect(g.toArray().map(Math.abs)).toEqual([0, 0, 0]);
  });
});

describe("bad input", () => {
  it("refuses complex numbers and bools, by name", () => {
    for (const [name, f] of Object.entries({
      relu6,
      elu,
      silu,
      geluTanh,
      softsign,
      hardswish,
      softshrink,
      leakyRelu,
    })) {
      expect(() => f(zeros([1], { dtype: "complex128" }))).toThrow(DTypeError);
      expect(() => f(array([true]) as NDArray)).toThrow(
        `${name}: x must be real numbers; got x bool. Convert it first`,
      );
    }
  });

  it("refuses numbers that make no unit", () => {
    const x = zeros([1]);
    expect(() => hardtanh(x, { low: 1, high: 1 })).toThrow(ValueError);
    expect(() => hardtanh(x, { low: 1, high: 1 })).toThrow(
      "hardtanh: low must be less than high, and both finite; got low 1 and high 1.",
    );
    expect(() => leakyRelu(x, Number.NaN)).toThrow("leakyRelu: negativeSlope must be a finite number; got NaN.");
    expect(() => elu(x, Infinity)).toThrow("elu: alpha must be a finite number; got Infinity.");
    expect(() => celu(x, 0)).toThrow("celu: alpha must be a positive number; got 0.");
    expect(() => hardshrink(x, -1)).toThrow("hardshrink: lambda must not be negative; got -1.");
    expect(() => softshrink(x, Number.NaN)).toThrow("softshrink: lambda must not be negative; got NaN.");
  });
});

describe("exact forms that they approximate", () => {
  it("geluTanh stays within 5e−4 of gelu, and is not it", () => {
    const x = random(4).normal([1000], { std: 2 }) as NDArray;
    const gap = geluTanh(x).sub(gelu(x)).toTypedArray();
    expect(Math.max(...gap.map(Math.abs))).toBeLessThan(5e-4);
    expect(Math.max(...gap.map(Math.abs))).toBeGreaterThan(1e-4);
  });

  it("mish is x·tanh(softplus x)", () => {
    expect(mish(array([2])).item()).toBe(2 * Math.tanh(softplus(array([2])).item()));
  });
});
