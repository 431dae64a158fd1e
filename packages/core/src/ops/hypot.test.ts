import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, array, hypot, zeros } from "../index.js";
import { broadcastablePairs, checkJvp, checkVjp } from "../testing.js";
import { pullback } from "../testing/record.js";

describe("hypot", () => {
  it("is √(a² + b²) within 2 ulp, scaled by any power of two", () => {
    const number = fc.double({ min: 0.5, max: 2, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.integer({ min: -1022, max: 1021 }), (a, b, e) => {
        const scale = 2 ** e;
        const exact = Math.sqrt(a * a + b * b);
        const y = hypot(array(a * scale), -b * scale).item() / scale;
        expect(Math.abs(y - exact)).toBeLessThanOrEqual(2 * 2 ** (Math.floor(Math.log2(exact)) - 52));
      }),
    );
  });

  it("broadcasts, promotes, and takes numbers on either side", () => {
    expect(hypot(array([[3], [5]]), array([4, 12])).toArray()).toEqual([
      [5, Math.hypot(3, 12)],
      [Math.sqrt(41), 13],
    ]);
    expect(hypot(3, array([4], { dtype: "int32" })).toArray()).toEqual([5]);
    expect(hypot(array([3e38], { dtype: "float32" }), 1e30).toArray()).toEqual([Math.fround(3e38)]);
    expect(hypot(zeros([0, 2]), 1).shape).toEqual([0, 2]);
  });

  it("differentiates by both operands, and is flat at the origin", () => {
    fc.assert(
      fc.property(broadcastablePairs({ minLength: 1, maxAxes: 2, maxLength: 3, low: 0.3, high: 3 }), ([a, b]) => {
        checkVjp((x, y) => hypot(x, y), [a, b.neg()]);
        checkJvp((x, y) => hypot(x, y), [a.neg(), b]);
      }),
      { numRuns: 20 },
    );
    const slopes = pullback(([a, b]) => [hypot(a, b)], [array(0), array(0)], [array(1)]);
    expect(slopes.map((g) => g.item())).toEqual([0, 0]);
  });

  it("refuses shapes that do not broadcast, bools, and two numbers", () => {
    const [a, b]: NDArray[] = [zeros([2, 3]), zeros([4])];
    expect(() => hypot(a, b)).toThrow(ShapeError);
    expect(() => hypot(a, b)).toThrow("hypot: dimensions 3 and 4 do not broadcast; got a [2, 3] and b [4].");
    expect(() => hypot(array([true]), 1)).toThrow("hypot: operands must be numbers; got a bool and b number.");
    const untyped = hypot as (y: unknown, x: unknown) => NDArray;
    expect(() => untyped(1, 2)).toThrow(
      "hypot: operands must be two arrays, or an array and a number; got a number and b number.",
    );
  });
});
