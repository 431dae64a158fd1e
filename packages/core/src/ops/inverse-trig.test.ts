import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  acos,
  array,
  asin,
  atan,
  atan2,
  cos,
  sin,
  tan,
  zeros,
} from "../index.js";
import { broadcastablePairs, checkJvp, checkVjp, floatViews } from "../testing.js";
import { pullback } from "../testing/record.js";

const sines = fc.double({ min: -1, max: 1, noNaN: true });

describe("asin, acos and atan", () => {
  it("are inverse to sin, cos and tan within 4·ε of the larger of argument and value", () => {
    fc.assert(
      fc.property(sines, (value) => {
        const x = array(value);
        const bound = 4 * Number.EPSILON;
        expect(Math.abs(sin(asin(x)).item() - value)).toBeLessThanOrEqual(bound);
        expect(Math.abs(cos(acos(x)).item() - value)).toBeLessThanOrEqual(bound * Math.PI);
        expect(Math.abs(tan(atan(x)).item() - value)).toBeLessThanOrEqual(bound);
      }),
    );
  });

  it("asin + acos = π/2, atan x + atan 1/x = π/2, within 4·ε", () => {
    fc.assert(
      fc.property(sines, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (s, t) => {
        const bound = 4 * Number.EPSILON;
        const sum = asin(array(s)).item() + acos(array(s)).item();
        expect(Math.abs(sum - Math.PI / 2)).toBeLessThanOrEqual(bound);
        const [a, b] = atan(array([t, 1 / t])).toTypedArray();
        expect(Math.abs(a + b - Math.PI / 2)).toBeLessThanOrEqual(bound);
      }),
    );
  });

  it("differentiate on views", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 1, maxAxes: 3, maxLength: 3, low: -0.9, high: 0.9 }), (x) => {
        for (const f of [asin, acos, atan]) {
          checkVjp(f, x);
          checkJvp(f, x);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("make float64 of integers, and refuse bools", () => {
    expect(asin(array([1], { dtype: "int8" })).toArray()).toEqual([Math.PI / 2]);
    expect(atan(zeros([0])).toArray()).toEqual([]);
    expect(() => acos(array([true]))).toThrow(DTypeError);
    expect(() => acos(array([true]))).toThrow(
      'acos: x must be a number; got x bool. Convert it first: x.astype("float64").',
    );
  });
});

describe("atan2", () => {
  it("is the angle of the point, within 4·ε·π, whatever its distance", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
        fc.integer({ min: -1000, max: 1020 }),
        (angle, e) => {
          const [y, x] = [Math.sin(angle) * 2 ** e, Math.cos(angle) * 2 ** e];
          expect(Math.abs(atan2(array(y), x).item() - angle)).toBeLessThanOrEqual(4 * Number.EPSILON * Math.PI);
        },
      ),
    );
  });

  it("broadcasts, promotes, and takes numbers on either side", () => {
    const angles = atan2(array([[1], [-1]]), array([1, -1], { dtype: "float32" }));
    expect(angles.dtype).toBe("float64");
    expect(angles.toArray()).toEqual([
      [Math.PI / 4, (3 * Math.PI) / 4],
      [-Math.PI / 4, (-3 * Math.PI) / 4],
    ]);
    expect(atan2(1, array([0, 1], { dtype: "int32" })).toArray()).toEqual([Math.PI / 2, Math.PI / 4]);
    expect(atan2(array([0], { dtype: "int8" }), array([-1], { dtype: "int16" })).toArray()).toEqual([Math.PI]);
    expect(atan2(zeros([2, 1, 0]), zeros([3, 1])).shape).toEqual([2, 3, 0]);
  });

  it("differentiates by both coordinates, far from the origin too, and is flat at it", () => {
    const limits = { minLength: 1, maxAxes: 2, maxLength: 3, low: 0.3, high: 3 };
    fc.assert(
      fc.property(broadcastablePairs(limits), ([y, x]) => {
        checkVjp((a, b) => atan2(a, b), [y, x.neg()]);
        checkJvp((a, b) => atan2(a, b), [y.neg(), x]);
      }),
      { numRuns: 20 },
    );
    const slopes = (y: number, x: number): number[] =>
      pullback(([a, b]) => [atan2(a, b)], [array(y), array(x)], [array(1)]).map((g) => g.item());
    expect(slopes(0, 0)).toEqual([0, -0]);
    expect(slopes(0, 1e200)).toEqual([1e-200, -0]);
  });

  it("refuses shapes that do not broadcast, bools, and two numbers", () => {
    const [a, b]: NDArray[] = [zeros([2, 3]), zeros([4])];
    expect(() => atan2(a, b)).toThrow(ShapeError);
    expect(() => atan2(a, b)).toThrow("atan2: dimensions 3 and 4 do not broadcast; got a [2, 3] and b [4].");
    expect(() => atan2(array([true]), 1)).toThrow("atan2: operands must be numbers; got a bool and b number.");
    const untyped = atan2 as (y: unknown, x: unknown) => NDArray;
    expect(() => untyped(1, 2)).toThrow(
      "atan2: operands must be two arrays, or an array and a number; got a number and b number. Make one with array(…).",
    );
  });

  it("refuses a disposed operand", () => {
    const gone = zeros([2]);
    gone.dispose();
    expect(() => atan2(gone, 1)).toThrow("the array must be live; got one that was disposed or left its scope.");
  });
});
