import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  IndexError,
  IntegerOverflowError,
  type NDArray,
  ShapeError,
  ValueError,
  all,
  any,
  argmax,
  argmin,
  array,
  logSoftmax,
  logSumExp,
  max,
  mean,
  min,
  ones,
  softmax,
  std,
  sum,
  variance,
  zeros,
} from "../index.js";

const shape = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
const withAxis = shape.chain((dims) =>
  fc.tuple(fc.constant(dims), fc.integer({ min: -dims.length, max: dims.length - 1 })),
);

function filled(dims: readonly number[]): NDArray {
  const size = dims.reduce((n, d) => n * d, 1);
  return array(
    Float64Array.from({ length: size }, (_, i) => Math.cos(i * 2.1) * 5),
    { shape: dims as number[] },
  );
}

/** The groups that a reduction over one axis forms, in row-major order of what is left. */
function groups(x: NDArray, axis: number): number[][] {
  const dims: readonly number[] = x.shape;
  const at = axis < 0 ? axis + dims.length : axis;
  const inner = dims.slice(at + 1).reduce((n, d) => n * d, 1);
  const values = x.toTypedArray();
  const out: number[][] = [];
  for (let i = 0; i < x.size / dims[at]; i++) {
    const start = Math.floor(i / inner) * inner * dims[at] + (i % inner);
    out.push(Array.from({ length: dims[at] }, (_, k) => values[start + k * inner]));
  }
  return out;
}

describe("reductions", () => {
  it("sum, max, min, argmax, argmin agree with a loop over each group", () => {
    fc.assert(
      fc.property(withAxis, ([dims, axis]) => {
        const x = filled(dims);
        const expected = groups(x, axis);
        const values = (y: NDArray): number[] => Array.from(y.toTypedArray());
        values(sum(x, { axis })).forEach((s, i) => {
          const size = expected[i].reduce((a, b) => a + Math.abs(b), 0);
          const exact = expected[i].reduce((a, b) => a + b, 0);
          expect(Math.abs(s - exact)).toBeLessThanOrEqual(2 * expected[i].length * Number.EPSILON * size);
        });
        expect(values(max(x, { axis }))).toEqual(expected.map((g) => Math.max(...g)));
        expect(values(min(x, { axis }))).toEqual(expected.map((g) => Math.min(...g)));
        expect(values(argmax(x, { axis }))).toEqual(expected.map((g) => g.indexOf(Math.max(...g))));
        expect(values(argmin(x, { axis }))).toEqual(expected.map((g) => g.indexOf(Math.min(...g))));
        const kept = sum(x, { axis, keepDims: true });
        expect(kept.shape).toEqual(dims.map((n, i) => (i === (axis < 0 ? axis + dims.length : axis) ? 1 : n)));
      }),
    );
  });

  it("reduces several axes, and strided views as their copies", () => {
    const x = filled([2, 3, 4]);
    expect(sum(x, { axis: [0, 2] }).shape).toEqual([3]);
    expect(sum(x.T, { axis: 0 }).toArray()).toEqual(sum(array(x.T.toArray() as number[][][]), { axis: 0 }).toArray());
  });

  it("adds 10⁶ float32 values of 0.1 to 1e-6", () => {
    const s = sum(ones([1_000_000], { dtype: "float32" }).mul(0.1)).item();
    const exact = 1_000_000 * Math.fround(0.1);
    expect(Math.abs(s - exact) / exact).toBeLessThan(1e-6);
  });

  it("adds integers exactly, counts bools, and refuses to wrap", () => {
    expect(sum(array([100, 100, 100], { dtype: "int8" })).item()).toBe(300);
    expect(sum(array([true, false, true])).item()).toBe(2);
    const big = array([2 ** 31 - 1, 1], { dtype: "int32" });
    expect(() => sum(big)).toThrow(IntegerOverflowError);
    expect(() => sum(big)).toThrow(
      'sum: the result must fit in int32; got 2147483648. Convert to float64 first: x.astype("float64").',
    );
  });

  it("NaN wins in max, min and argmax", () => {
    const x = array([1, Number.NaN, 3]);
    expect(max(x).item()).toBeNaN();
    expect(min(x).item()).toBeNaN();
    expect(argmax(x).item()).toBe(1);
  });

  it("any and all over nothing are false and true", () => {
    expect(any(zeros([0])).item()).toBe(0);
    expect(all(zeros([0])).item()).toBe(1);
    expect(any(array([0, 2])).toArray()).toBe(true);
  });

  it("variance does not lose the digits of a large mean", () => {
    const x = array([1, 2, 3, 4]).add(1e9);
    expect(variance(x, { ddof: 1 }).item()).toBe(5 / 3);
    expect(std(array([2, 4, 4, 4, 5, 5, 7, 9])).item()).toBe(2);
  });

  it("softmax and logSumExp are safe at ±1e4 and at infinities", () => {
    const x = array([1e4, -1e4, 1e4]);
    expect(softmax(x).toArray()).toEqual([0.5, 0, 0.5]);
    expect(logSumExp(x).item()).toBe(1e4 + Math.log(2));
    expect(logSumExp(array([-Infinity, -Infinity])).item()).toBe(-Infinity);
    expect(logSumExp(array([Infinity, 0])).item()).toBe(Infinity);
    expect(logSoftmax(array([0, -Infinity])).toArray()).toEqual([0, -Infinity]);
  });

  it("refuses axes that are not there, twice the same, and nothing to choose from", () => {
    const x: NDArray = zeros([2, 3]);
    expect(() => sum(x, { axis: 2 })).toThrow(IndexError);
    expect(() => sum(x, { axis: 2 })).toThrow("sum: axis must be an integer in [-2, 1] for an array of 2 axes; got 2.");
    expect(() => sum(x, { axis: [0, -2] })).toThrow("sum: axes must be distinct; got axis 0 twice.");
    expect(() => max(zeros([0]))).toThrow(ShapeError);
    expect(() => max(zeros([0, 3]), { axis: 0 })).toThrow("max: the reduced axes must not be empty; got x [0, 3].");
    expect(() => mean(zeros([0]))).toThrow("mean: the reduced axes must not be empty; got x [0].");
    expect(() => variance(array([1]), { ddof: 1 })).toThrow(ValueError);
    expect(() => variance(array([1]), { ddof: 1 })).toThrow("variance: n − ddof must be positive; got n 1 and ddof 1.");
  });
});
