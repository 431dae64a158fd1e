import { describe, expect, it } from "vitest";
import { array, equal, greater, greaterEqual, less, lessEqual, notEqual } from "../index.js";

describe("comparison", () => {
  it("NaN is neither equal, nor less, nor greater", () => {
    const x = array([1, Number.NaN, 3]);
    const y = array([1, Number.NaN, 2]);
    expect(equal(x, y).toArray()).toEqual([true, false, false]);
    expect(notEqual(x, y).toArray()).toEqual([false, true, true]);
    expect(less(x, y).toArray()).toEqual([false, false, false]);
    expect(lessEqual(x, y).toArray()).toEqual([true, false, false]);
    expect(greater(x, y).toArray()).toEqual([false, false, true]);
    expect(greaterEqual(x, y).toArray()).toEqual([true, false, true]);
  });

  it("does not tell zeros apart", () => {
    expect(equal(array([0, -0]), array([-0, 0])).toArray()).toEqual([true, true]);
    expect(less(array(-0), 0).item()).toBe(0);
  });

  it("meets between dtypes without loss", () => {
    const [large, negative] = [array([2 ** 32 - 1], { dtype: "uint32" }), array([-1], { dtype: "int32" })];
    expect(equal(large, negative).toArray()).toEqual([false]);
    expect(greater(large, negative).toArray()).toEqual([true]);
    expect(greater(array([1, 2], { dtype: "int8" }), 1).toArray()).toEqual([false, true]);
    expect(equal(array([1, 2], { dtype: "int8" }), 1.5).toArray()).toEqual([false, false]);
  });

  it("orders no bools", () => {
    expect(() => less(array([true]), array([false]))).toThrow("less: operands must be numbers; got a bool and b bool.");
  });
});
