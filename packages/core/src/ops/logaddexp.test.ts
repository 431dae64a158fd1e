import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, array, logSumExp, logaddexp, stack, zeros } from "../index.js";
import { broadcastablePairs, checkJvp, checkVjp } from "../testing.js";

describe("logaddexp", () => {
  it("is logSumExp of two, within 4·ε·max(1, |y|), and symmetric", () => {
    const number = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(number, number, (p, q) => {
        const [a, b] = [array(p), array(q)];
        const y = logaddexp(a, b).item();
        const bound = 4 * Number.EPSILON * Math.max(1, Math.abs(y));
        expect(Math.abs(y - (logSumExp(stack([a, b])).item() as number))).toBeLessThanOrEqual(bound);
        expect(logaddexp(b, a).item()).toBe(y);
      }),
    );
  });

  it("broadcasts, promotes, and takes numbers on either side", () => {
    expect(logaddexp(array([[0], [1000]]), array([0, 1000])).toArray()).toEqual([
      [Math.LN2, 1000],
      [1000, 1000 + Math.LN2],
    ]);
    expect(logaddexp(-Infinity, array([1, 2], { dtype: "int8" })).toArray()).toEqual([1, 2]);
    expect(logaddexp(zeros([0, 1]), 1).shape).toEqual([0, 1]);
  });

  it("differentiates by both operands", () => {
    fc.assert(
      fc.property(broadcastablePairs({ minLength: 1, maxAxes: 2, maxLength: 3, low: -3, high: 3 }), ([a, b]) => {
        checkVjp((x, y) => logaddexp(x, y), [a, b]);
        checkJvp((x, y) => logaddexp(x, y), [a, b]);
      }),
      { numRuns: 20 },
    );
  });

  it("refuses bools, two numbers, and shapes that do not broadcast", () => {
    const untyped = logaddexp as (a: unknown, b: unknown) => NDArray;
    expect(() => untyped(1, 2)).toThrow("logaddexp: operands must be two arrays, or an array and a number;");
    expect(() => logaddexp(array([true]), 1)).toThrow("logaddexp: operands must be numbers; got a bool and b number.");
    expect(() => untyped(zeros([2]), zeros([3]))).toThrow("logaddexp: dimensions 2 and 3 do not broadcast;");
  });
});
