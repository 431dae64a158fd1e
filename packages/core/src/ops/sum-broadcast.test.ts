import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  IndexError,
  IntegerOverflowError,
  type NDArray,
  ShapeError,
  array,
  broadcastTo,
  ones,
  sum,
  zeros,
} from "../index.js";
import { checkJvp, checkVjp, floatArrays, floatViews } from "../testing.js";
import { sumTo } from "./sum-broadcast.js";

/** An array with one of its axes, counted from either end. */
const withAxis = floatViews({ minAxes: 1, maxAxes: 4, minLength: 1, maxLength: 4 }).chain((x) =>
  fc.tuple(fc.constant(x), fc.integer({ min: -x.ndim, max: x.ndim - 1 })),
);

const dot = (a: NDArray, b: NDArray): number => a.mul(b).sum().item();

describe("sum", () => {
  it("adds up each group: |ŝ − s| ≤ 2·n·ε·Σ|xᵢ|, whatever the layout", () => {
    fc.assert(
      fc.property(withAxis, ([x, axis]) => {
        const lanes = x.shape[axis < 0 ? axis + x.ndim : axis] as number;
        const s = sum(x, { axis });
        const exact = Array.from({ length: lanes }, (_, k) => lane(x, axis, k)).reduce((a, b) => a.add(b));
        const size = Array.from({ length: lanes }, (_, k) => magnitude(lane(x, axis, k))).reduce((a, b) => a.add(b));
        const [got, want, bound] = [s, exact, size].map((y) => y.toTypedArray());
        for (let i = 0; i < s.size; i++) {
          expect(Math.abs(got[i] - want[i])).toBeLessThanOrEqual(2 * lanes * Number.EPSILON * bound[i]);
        }
      }),
    );
  });

  it("keeps reduced axes as 1 on demand, and takes several", () => {
    const x = ones([2, 3, 4]);
    expect(sum(x, { axis: [0, -1] }).toArray()).toEqual([8, 8, 8]);
    expect(sum(x, { axis: 1, keepDims: true }).shape).toEqual([2, 1, 4]);
    expect(sum(x, { axis: [] as number[] }).toArray()).toEqual(x.toArray());
    expect(sum(zeros([0, 3]), { axis: 0 }).toArray()).toEqual([0, 0, 0]);
  });

  it("adds 10⁶ float32 values of 0.1 to 32 rounding errors, not 10⁶", () => {
    const exact = 1_000_000 * Math.fround(0.1);
    const s = sum(broadcastTo(array([0.1], { dtype: "float32" }), [1_000_000])).item();
    expect(Math.abs(s - exact) / exact).toBeLessThanOrEqual(32 * 2 ** -24);
  });

  it("adds integers exactly, counts bools, and refuses to wrap", () => {
    expect(sum(array([100, 100, 100], { dtype: "int8" })).item()).toBe(300);
    expect(sum(array([true, false, true])).item()).toBe(2);
    const [most, more] = [2 ** 31 - 1, 2 ** 31].map((n) => array([n - 1, 1], { dtype: "uint32" }).astype("int32"));
    expect(sum(most).item()).toBe(2 ** 31 - 1);
    expect(() => sum(more)).toThrow(IntegerOverflowError);
    expect(() => sum(more)).toThrow(
      'sum: the result must fit in int32; got 2147483648. Convert to float64 first: x.astype("float64").',
    );
    expect(() => sum(array([2 ** 32 - 1, 1], { dtype: "uint32" }))).toThrow("sum: the result must fit in uint32");
  });

  it("refuses axes that are not there, and one given twice", () => {
    const x: NDArray = zeros([2, 3]);
    expect(() => sum(x, { axis: 2 })).toThrow(IndexError);
    expect(() => sum(x, { axis: 2 })).toThrow("sum: axis must be an integer in [-2, 1] for an array of 2 axes; got 2.");
    expect(() => sum(x, { axis: [0, -2] })).toThrow("sum: axes must be distinct; got axis 0 twice.");
  });

  it("differentiates to a broadcast", () => {
    fc.assert(
      fc.property(withAxis, ([x, axis]) => {
        checkVjp((y) => sum(y, { axis }), x);
        checkJvp((y) => sum(y, { axis, keepDims: true }), x);
      }),
      { numRuns: 20 },
    );
    checkVjp((y) => sum(y, { axis: 0 }), zeros([0, 2]));
  });
});

describe("broadcastTo", () => {
  it("repeats without copying", () => {
    const x = array([[1], [2]]);
    const y = broadcastTo(x, [2, 2, 2]);
    expect(y.storage).toBe(x.storage);
    expect(y.reshape([-1]).toArray()).toEqual([1, 1, 2, 2, 1, 1, 2, 2]);
    expect(broadcastTo(array(7), [0, 3]).shape).toEqual([0, 3]);
  });

  it("is the adjoint of sumTo: ⟨broadcastTo(x), y⟩ = ⟨x, sumTo(y)⟩", () => {
    const pair = fc.tuple(floatArrays({ shape: [3, 1] }), floatArrays({ shape: [2, 3, 4] }));
    fc.assert(
      fc.property(pair, ([x, y]) => {
        const [left, right] = [dot(broadcastTo(x, [2, 3, 4]), y), dot(x, sumTo(y, [3, 1]))];
        expect(Math.abs(left - right)).toBeLessThanOrEqual(48 * Number.EPSILON * 24 * 100); // Σ|x·y| ≤ 24·10·10
      }),
    );
    checkVjp((x) => broadcastTo(x, [2, 3, 4]), ones([3, 1]));
    checkJvp((x) => broadcastTo(x, [2, 3, 4]), ones([3, 1]));
  });

  it("refuses a shape that x does not broadcast to", () => {
    expect(() => broadcastTo(zeros([2]) as NDArray, [3])).toThrow(ShapeError);
    expect(() => broadcastTo(zeros([2]) as NDArray, [3])).toThrow(
      "broadcastTo: x must broadcast to the shape; got x [2] and shape [3].",
    );
    expect(() => broadcastTo(zeros([2, 2]) as NDArray, [2])).toThrow("got x [2, 2] and shape [2].");
  });
});

function lane(x: NDArray, axis: number, k: number): NDArray {
  const at = axis < 0 ? axis + x.ndim : axis;
  return x.slice(...(x.shape as readonly number[]).map((_, i) => (i === at ? k : ":")));
}

function magnitude(x: NDArray): NDArray {
  return x.mul(x).pow(0.5);
}
