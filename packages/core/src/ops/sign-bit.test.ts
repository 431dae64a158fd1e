import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, abs, array, copysign, nextafter, signbit, zeros } from "../index.js";
import { checkJvp, checkVjp, floatViews } from "../testing.js";
import { pullback } from "../testing/record.js";

describe("copysign and signbit", () => {
  it("|copysign(a, b)| = |a|, and its sign bit is that of b", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (p, q) => {
        const [a, b] = [array([p]), array([q])];
        expect(abs(copysign(a, b)).toArray()).toEqual([Math.abs(p)]);
        expect(signbit(copysign(a, b)).toArray()).toEqual(signbit(b).toArray());
        expect(signbit(b).toArray()).toEqual([q < 0 || Object.is(q, -0)]);
      }),
    );
  });

  it("make float64 of integers, take numbers on either side, broadcast", () => {
    expect(copysign(array([1, 2], { dtype: "int32" }), -0).toArray()).toEqual([-1, -2]);
    expect(copysign(3, array([[1], [-1]], { dtype: "float32" })).toArray()).toEqual([[3], [-3]]);
    expect(copysign(3, array([1], { dtype: "uint8" })).dtype).toBe("float64");
    expect(signbit(array([-1, 1], { dtype: "int8" })).toArray()).toEqual([true, false]);
    expect(signbit(zeros([0])).toArray()).toEqual([]);
  });

  it("copysign differentiates to ±1 by a, and 0 by b", () => {
    fc.assert(
      fc.property(floatViews({ minAxes: 1, maxLength: 3, low: 0.1, high: 4 }), (x) => {
        checkVjp((y) => copysign(y.neg(), 1), x);
        checkJvp((y) => copysign(y, y.neg()), x);
      }),
      { numRuns: 20 },
    );
    const slopes = pullback(([a, b]) => [copysign(a, b)], [array([2, -2]), array([-3, 4])], [array([1, 1])]);
    expect(slopes.map((g) => g.mul(1).toArray())).toEqual([
      [-1, -1],
      [-0, 0],
    ]);
  });
});

describe("nextafter", () => {
  it("has nothing between it and a, and comes back", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(-Infinity, Infinity), (a, b) => {
        const next = nextafter(array(a), b).item();
        const middle = a / 2 + next / 2;
        expect(b > 0 ? next > a : next < a).toBe(true);
        if (Number.isFinite(next))
          expect([a, next]).toContain(middle === 0 ? middle + Math.min(a, next) + Math.max(a, next) : middle);
        expect(nextafter(array(next), -b).item() - a).toBe(0);
      }),
    );
  });

  it("steps by the ulp of its dtype, over 0 and to infinity too", () => {
    const single = { dtype: "float32" } as const;
    expect(nextafter(array([1], single), 2).toArray()).toEqual([1 + 2 ** -23]);
    expect(nextafter(array([1]), array([2], single)).toArray()).toEqual([1 + 2 ** -52]);
    expect(nextafter(array([0, -0], single), 1).toArray()).toEqual([2 ** -149, 2 ** -149]);
    expect(nextafter(array([5e-324, -5e-324]), 0).toArray()).toEqual([0, -0]);
    expect(nextafter(array([Number.MAX_VALUE, Infinity]), array([Infinity, 0])).toArray()).toEqual([
      Infinity,
      Number.MAX_VALUE,
    ]);
    expect(nextafter(array([3], { dtype: "int32" }), 3).dtype).toBe("float64");
    expect(nextafter(1, array([0], single)).toArray()).toEqual([1 - 2 ** -24]);
  });

  it("refuses bools, two numbers, and shapes that do not broadcast", () => {
    const untyped = nextafter as (a: unknown, b: unknown) => NDArray;
    expect(() => untyped(1, 2)).toThrow("nextafter: operands must be two arrays, or an array and a number;");
    expect(() => nextafter(array([true]), 1)).toThrow("nextafter: operands must be numbers; got a bool and b number.");
    expect(() => untyped(zeros([2]), zeros([3]))).toThrow("nextafter: dimensions 2 and 3 do not broadcast;");
    expect(() => copysign(array([true]), 1)).toThrow("copysign: operands must be numbers; got a bool and b number.");
  });
});
