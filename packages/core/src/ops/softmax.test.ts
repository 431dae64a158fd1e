import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ShapeError, array, logSoftmax, logSumExp, softmax, zeros } from "../index.js";
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

  it("keep empty axes, and refuse to reduce them", () => {
    expect(softmax(zeros([2, 0])).shape).toEqual([2, 0]);
    expect(logSoftmax(zeros([0, 2]), { axis: 0 }).shape).toEqual([0, 2]);
    expect(logSumExp(zeros([0, 2]), { axis: 1 }).shape).toEqual([0]);
    expect(() => logSumExp(zeros([0, 2]), { axis: 0 })).toThrow(ShapeError);
    expect(() => logSumExp(zeros([0, 2]), { axis: 0 })).toThrow(
      "logSumExp: the reduced axes must not be empty; got x [0, 2].",
    );
    expect(() => softmax(array([true]))).toThrow("softmax: x must be real; got x bool.");
  });
});
