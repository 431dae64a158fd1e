import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DTypeError, type NDArray, array, greater, where, zeros } from "../index.js";
import { broadcastablePairs, checkJvp, checkVjp } from "../testing.js";

describe("where", () => {
  const mask = array([true, false]);

  it("chooses, broadcasts and promotes", () => {
    const c = array([[true], [false]]);
    expect(where(c, array([1, 2]), 0).toArray()).toEqual([
      [1, 2],
      [0, 0],
    ]);
    expect(where(c, zeros([1], { dtype: "int8" }), zeros([1], { dtype: "float32" })).dtype).toBe("float32");
    expect(where(mask, array([true, true]), array([false, false])).toArray()).toEqual([true, false]);
    expect(where(array(true), zeros([0]), 1).shape).toEqual([0]);
  });

  it("lets NaN stand on the side that is not chosen", () => {
    expect(where(mask, array([1, Number.NaN]), 0).toArray()).toEqual([1, 0]);
  });

  it("takes numbers as arithmetic does", () => {
    const x = array([1, 2], { dtype: "uint8" });
    expect(where(mask, x, 7).dtype).toBe("uint8");
    expect(where(mask, x, 0.5).toArray()).toEqual([1, 0.5]);
    expect(() => where(mask, x, 300)).toThrow(
      'where: a number beside uint8 elements must lie in [0, 255]; got number 300. Convert the array first: x.astype("float64").',
    );
    expect(() => where(mask, mask, 2)).toThrow(DTypeError);
    expect(() => where(mask, mask, 2)).toThrow(
      "where: a number must stand beside numbers; got a bool and b number. Use array(true) or array(false).",
    );
  });

  it("sends each cotangent to the side that was chosen, and sums over what was broadcast", () => {
    fc.assert(
      fc.property(broadcastablePairs({ minLength: 1, maxAxes: 3, maxLength: 3 }), ([x, y]) => {
        const condition = greater(x, 0);
        checkVjp((a, b) => where(condition, a, b), [x, y]);
        checkJvp((a, b) => where(condition, a, b), [x, y]);
        checkVjp((a) => where(condition, a, 1), x);
      }),
      { numRuns: 20 },
    );
  });

  it("refuses a condition that is not bool, and two numbers", () => {
    expect(() => where(zeros([2]) as NDArray<any>, zeros([2]), 0)).toThrow(
      "where: condition must be bool; got condition float64. Compare first: x.notEqual(0).",
    );
    expect(() => where(mask, 1 as unknown as NDArray, 2)).toThrow(
      "where: operands must be two arrays, or an array and a number; got a number and b number. Make one with array(…).",
    );
  });
});
