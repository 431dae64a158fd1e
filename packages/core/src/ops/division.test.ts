import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, ValueError, array, floorDivide, remainder, zeros } from "../index.js";
import { checkJvp, checkVjp } from "../testing.js";

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe("remainder and floorDivide", () => {
  it("a = b·floorDivide(a, b) + remainder(a, b), exactly in integers, with the sign of b", () => {
    fc.assert(
      fc.property(int32, int32, (p, q) => {
        const [a, b] = [array([p], { dtype: "int32" }), array([q === 0 ? 1 : q], { dtype: "int32" })];
        if (p === -(2 ** 31) && q === -1) return; // −2³¹/−1 is no int32
        const [whole, rest, divisor] = [floorDivide(a, b), remainder(a, b), b].map((x) => x.at(0).item() as number);
        expect(BigInt(whole) * BigInt(divisor) + BigInt(rest)).toBe(BigInt(p));
        expect(rest === 0 || rest < 0 === divisor < 0).toBe(true);
        expect(Math.abs(rest)).toBeLessThan(Math.abs(divisor));
      }),
    );
  });

  it("floats follow the same law: floorDivide is ⌊a/b⌋ of the exact quotient", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 1, max: 1e4 }), fc.boolean(), (p, q, flip) => {
        const [a, b] = [p / 2 ** 10, (flip ? -q : q) / 2 ** 10]; // both exact
        expect(floorDivide(array(a), b).item()).toBe(Math.floor(p / (flip ? -q : q)));
        expect(remainder(array(a), b).item() + 0).toBe(a - b * Math.floor(p / (flip ? -q : q)) + 0); // −0 is 0
      }),
    );
    expect(floorDivide(array(1), 0.1).item()).toBe(9); // 0.1 is a little more than a tenth
  });

  it("keep integer dtypes, broadcast, promote, and take numbers on either side", () => {
    const x = array([7, -7, 5], { dtype: "int8" });
    expect([floorDivide(x, 2).dtype, floorDivide(x, 2).toArray()]).toEqual(["int8", [3, -4, 2]]);
    expect([remainder(x, -3).dtype, remainder(x, -3).toArray()]).toEqual(["int8", [-2, -1, -1]]);
    expect(floorDivide(100, x).toArray()).toEqual([14, -15, 20]);
    expect(remainder(array([[5.5], [-5.5]]), array([2, 4], { dtype: "int16" })).toArray()).toEqual([
      [1.5, 1.5],
      [0.5, 2.5],
    ]);
    expect(floorDivide(array([4294967295], { dtype: "uint32" }), 2).toArray()).toEqual([2147483647]);
    expect(floorDivide(array([-128], { dtype: "int8" }), -1).toArray()).toEqual([-128]);
    expect(remainder(zeros([0]), 0).toArray()).toEqual([]);
  });

  it("remainder differentiates to 1 and −⌊a/b⌋; floorDivide is constant", () => {
    const [a, b] = [array([5.3, -4.1, 2.2]), array([2, 3, -0.7])];
    checkVjp((x, y) => remainder(x, y), [a, b]);
    checkJvp((x, y) => remainder(x, y), [a, b]);
  });

  it("refuse to divide integers by 0, which is NaN or infinite for floats", () => {
    const x = array([1, 2], { dtype: "int32" });
    expect(() => remainder(x, 0)).toThrow(ValueError);
    expect(() => remainder(x, 0)).toThrow(
      'remainder: divisors of integers must not be 0; got 0. Convert to float64 first: x.astype("float64").',
    );
    expect(() => floorDivide(x, array([1, 0], { dtype: "uint8" }))).toThrow(
      "floorDivide: divisors of integers must not be 0; got 0.",
    );
    expect(floorDivide(array([1, -1]), 0).toArray()).toEqual([Infinity, -Infinity]);
  });

  it("refuse shapes that do not broadcast, bools, and two numbers", () => {
    const [a, b]: NDArray[] = [zeros([2, 3]), zeros([4])];
    expect(() => remainder(a, b)).toThrow(ShapeError);
    expect(() => floorDivide(a, b)).toThrow(
      "floorDivide: dimensions 3 and 4 do not broadcast; got a [2, 3] and b [4].",
    );
    expect(() => remainder(array([true]), 2)).toThrow("remainder: operands must be numbers; got a bool and b number.");
    const untyped = remainder as (y: unknown, x: unknown) => NDArray;
    expect(() => untyped(1, 2)).toThrow("remainder: operands must be two arrays, or an array and a number;");
  });
});
