import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  abs,
  array,
  complex,
  exp,
  imag,
  log,
  logSoftmax,
  logSumExp,
  real,
  softmax,
  square,
  sum,
  zeros,
} from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";

const tables = floatViews({ minAxes: 2, maxAxes: 3, minLength: 1, maxLength: 4 });

describe("softmax, logSoftmax and logSumExp", () => {
  it("softmax adds up to one: |Σ − 1| ≤ 2·n·ε, and does not see a shift", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: -3, max: 3 }), (x, shift) => {
        const n = x.shape[0] as number;
        const y = softmax(x, { axis: 0 });
        for (const total of y.sum({ axis: 0 }).toTypedArray()) {
          expect(Math.abs(total - 1)).toBeLessThanOrEqual(2 * n * Number.EPSILON);
        }
        const moved = softmax(x.add(shift), { axis: 0 }).toTypedArray();
        // A shift moves x by half an ulp of 13, which is 2⁻⁵⁰, and e with it.
        y.toTypedArray().forEach((p, i) => expect(Math.abs(p - moved[i])).toBeLessThanOrEqual(2 ** -48));
      }),
    );
  });

  it("logSoftmax loses no digits to large elements: a shift that rounds nothing changes nothing", () => {
    const x = array([0, -1, 3, 0.5]);
    expect(logSoftmax(x.add(2 ** 40)).toArray()).toEqual(logSoftmax(x).toArray());
    expect(logSoftmax(x.sub(2 ** 40)).toArray()).toEqual(logSoftmax(x).toArray());
  });

  it("are safe at ±1e4 and at infinities", () => {
    const x = array([1e4, -1e4, 1e4]);
    expect(softmax(x).toArray()).toEqual([0.5, 0, 0.5]);
    expect(logSumExp(x).item()).toBe(1e4 + Math.log(2));
    expect(logSumExp(array([-Infinity, -Infinity])).item()).toBe(-Infinity);
    expect(logSumExp(array([Infinity, -Infinity])).item()).toBe(Infinity);
    expect(logSumExp(array([Number.NaN, Infinity])).item()).toBeNaN();
    expect(logSoftmax(array([0, -Infinity])).toArray()).toEqual([0, -Infinity]);
  });

  it("differentiate along any axis, on views", () => {
    fc.assert(
      fc.property(tables, (x) => {
        for (const f of [softmax, logSoftmax]) {
          checkVjp((y) => f(y, { axis: 0 }), x);
          checkJvp((y) => f(y), x);
        }
        checkVjp((y) => logSumExp(y, { axis: [0, 1] }), x);
        checkJvp((y) => logSumExp(y, { axis: -1, keepDims: true }), x);
      }),
      { numRuns: 20 },
    );
  });

  it("logSumExp of complex numbers is log Σ eᶻ, without its overflow", () => {
    fc.assert(
      fc.property(tables, fc.constantFrom(0, 800, -800), (x, shift) => {
        const z = complex(x, x.mul(0.7));
        const y = logSumExp(z.add(shift), { axis: 0 });
        const total = sum(exp(z), { axis: 0 }) as NDArray;
        // Each term errs by few roundings of its size, and so does the sum, of at most 4; log divides that by |Σ eᶻ|.
        const terms = sum(abs(exp(z)), { axis: 0 }) as NDArray;
        const scale = terms
          .div(abs(total))
          .add(abs(log(total)))
          .add(Math.abs(shift));
        const error = abs(y.sub(shift).sub(log(total))).div(scale);
        for (const e of error.toTypedArray()) expect(e).toBeLessThanOrEqual(64 * Number.EPSILON);
      }),
      { numRuns: 50 },
    );
    const single = logSumExp(array([1e4, 1e4], { dtype: "complex64" }), { keepDims: true });
    expect([single.dtype, single.shape]).toEqual(["complex64", [1]]);
    expect(real(single).item()).toBe(Math.fround(1e4 + Math.log(2)));
    const half = imag(logSumExp(complex(array([-1, -1]), Math.PI))).item(); // of a negative number: π, up to 2 ulps
    expect(Math.abs(half - Math.PI)).toBeLessThanOrEqual(2 * 2 ** -51);
    expect(real(logSumExp(complex(array([-Infinity]), 1))).item()).toBe(-Infinity);
  });

  it("logSumExp of complex numbers has derivatives", () => {
    const x = array([
      [0.3, -0.5, 1],
      [0.2, 0.9, -1.1],
    ]);
    const f = (y: NDArray): NDArray => real(square(logSumExp(complex(y, square(y)), { axis: 1 })));
    checkVjp(f, x);
    checkJvp(f, x);
  });

  it("softmax and logSoftmax refuse complex numbers, which have no order", () => {
    const z = zeros([2], { dtype: "complex64" });
    for (const [name, f] of Object.entries({ softmax, logSoftmax })) {
      expect(() => f(z)).toThrow(DTypeError);
      expect(() => f(z)).toThrow(`${name}: x must be real; got x complex64. Complex numbers have no order.`);
    }
  });

  it("keep empty axes, and refuse to reduce them", () => {
    expect(softmax(zeros([2, 0])).shape).toEqual([2, 0]);
    expect(logSoftmax(zeros([0, 2]), { axis: 0 }).shape).toEqual([0, 2]);
    expect(logSumExp(zeros([0, 2]), { axis: 1 }).shape).toEqual([0]);
    expect(() => logSumExp(zeros([0, 2]), { axis: 0 })).toThrow(ShapeError);
    expect(() => logSumExp(zeros([0, 2]), { axis: 0 })).toThrow(
      "logSumExp: the reduced axes must not be empty; got x [0, 2].",
    );
    expect(() => softmax(array([true]))).toThrow(
      'softmax: x must be numbers; got x bool. Convert it first: x.astype("int32").',
    );
  });
});
