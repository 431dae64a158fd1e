import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, ValueError, array, clip, max, maximum, min, minimum, mul, zeros } from "../index.js";
import { checkJvp, checkVjp } from "../testing.js";
import { pullback, pushforward } from "../testing/record.js";

/** Elements at least 0.1 apart: no ties within reach of a difference. */
const spaced = fc
  .shuffledSubarray(
    Array.from({ length: 24 }, (_, i) => 0.1 * i - 1.15),
    { minLength: 12, maxLength: 12 },
  )
  .map((values) => array(values, { shape: [3, 4] }));

const cotangent = (f: (x: NDArray) => NDArray, x: NDArray, ct: NDArray): unknown =>
  pullback(([y]) => [f(y)], [x], [ct])[0].toArray();

describe("maximum, minimum and clip", () => {
  it("let NaN through, and order zeros by their sign", () => {
    expect(maximum(array([1, Number.NaN, -0]), array([Number.NaN, 2, 0])).toArray()).toEqual([
      Number.NaN,
      Number.NaN,
      0,
    ]);
    expect(minimum(array([1, 3, 0]), array([2, 2, -0])).toArray()).toEqual([1, 2, -0]);
    expect(clip(array([-5, 0.5, 5, Number.NaN]), 0, 1).toArray()).toEqual([0, 0.5, 1, Number.NaN]);
  });

  it("the upper bound wins where bounds cross", () => {
    expect(clip(array([1, 2, 3]), 5, 0).toArray()).toEqual([0, 0, 0]);
    expect(() => clip(zeros([1]), 0, undefined as unknown as number)).toThrow(ValueError);
    expect(() => clip(zeros([1]), 0, undefined as unknown as number)).toThrow(
      "clip: high must be a number; got undefined.",
    );
  });

  it("differentiate to what was chosen, and share evenly at a tie", () => {
    fc.assert(
      fc.property(spaced, (x) => {
        const [a, b] = [x.slice("0:2"), x.slice(2)];
        checkVjp((p, q) => maximum(p, q), [a, b]);
        checkJvp((p, q) => minimum(p, q), [a, b]);
        checkVjp((p) => clip(p, -0.42, 0.37), x.T);
      }),
      { numRuns: 20 },
    );
    const tie = array([2, 2, 1]);
    expect(cotangent((x) => maximum(x, 2), tie, array([1, 10, 100]))).toEqual([0.5, 5, 0]);
  });
});

describe("max and min", () => {
  it("NaN wins, wherever it stands", () => {
    for (const values of [
      [1, Number.NaN, 3],
      [Number.NaN, 1, 3],
      [1, 3, Number.NaN],
    ]) {
      expect(max(array(values)).item()).toBeNaN();
      expect(min(array(values)).item()).toBeNaN();
    }
  });

  it("keep the extremes of every dtype", () => {
    expect(max(array([-(2 ** 31), 2 ** 31 - 1], { dtype: "int32" })).item()).toBe(2 ** 31 - 1);
    expect(max(array([0, 2 ** 32 - 1], { dtype: "uint32" })).item()).toBe(2 ** 32 - 1);
    expect(min(array([-128, 127], { dtype: "int8" })).item()).toBe(-128);
    expect(max(array([-Infinity, -Infinity])).item()).toBe(-Infinity);
  });

  it("refuse nothing to choose from, but keep empty axes", () => {
    expect(() => max(zeros([0]))).toThrow(ShapeError);
    expect(() => max(zeros([0, 3]), { axis: 0 })).toThrow("max: the reduced axes must not be empty; got x [0, 3].");
    expect(max(zeros([0, 3]), { axis: 1 }).shape).toEqual([0]);
    expect(() => min(array([true]))).toThrow("min: x must be real; got x bool. Use any or all.");
  });

  it("differentiate to the extremum, and share evenly among those that tie", () => {
    fc.assert(
      fc.property(spaced, (x) => {
        checkVjp((y) => max(y, { axis: 0 }), x);
        checkVjp((y) => min(y, { axis: -1, keepDims: true }), x.T);
        checkJvp((y) => max(y), x.slice("::-1", "::2"));
      }),
      { numRuns: 20 },
    );
    expect(cotangent(max, array([1, 3, 3]), array(8))).toEqual([0, 4, 4]);
    const [moved] = pushforward(([x]) => [max(x)], [array([3, 3])], [array([1, 2])]);
    expect(moved.item()).toBe(1.5);
  });

  it("are linear in the cotangent", () => {
    const x = array([
      [1, 5, 5],
      [2, 0, -1],
    ]);
    const once = cotangent((y) => max(y, { axis: 1 }), x, array([1, 1]));
    expect(cotangent((y) => mul(max(y, { axis: 1 }), 3), x, array([1, 1]))).toEqual(
      (once as number[][]).map((row) => row.map((value) => 3 * value)),
    );
  });
});
