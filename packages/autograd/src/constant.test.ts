import { type NDArray, array, div, mul, scope, sum } from "@linnet/core";
import { elementTypeOf } from "@linnet/core/extend";
import { describe, expect, it } from "vitest";
import { constant } from "./constant.js";
import { grad } from "./grad.js";
import { hessian } from "./hessian.js";
import { vjp } from "./vjp.js";

const float64 = elementTypeOf("test", "float64");
const float32 = elementTypeOf("test", "float32");

describe("constant", () => {
  it("is one array for a number and a dtype, NaN too", () => {
    for (const value of [0.5, 0, NaN, -Infinity]) {
      expect(constant(float64, value)).toBe(constant(float64, value));
      expect(constant(float64, value)).not.toBe(constant(float32, value));
      expect(constant(float64, value).item()).toBe(value);
      expect(constant(float32, value).dtype).toBe("float32");
    }
  });

  it("tells −0 from 0", () => {
    for (const value of [0, -0, 0]) expect(Object.is(constant(float64, value).item(), value)).toBe(true);
    const y = vjp((x: NDArray) => div(1, mul(x, -0)), array(2))[0];
    expect(y.item()).toBe(-Infinity);
  });

  it("outlives the scope in which it was first met, and a thousand other numbers", () => {
    const slope = grad((x: NDArray) => sum(mul(x, 0.12345)));
    const first = constant(float64, 0.54321);
    scope(() => slope(array([1, 2])).toArray());
    for (let i = 0; i < 1000; i++) scope(() => grad((x: NDArray) => mul(x, 1 + i))(array(1)).item());
    expect(slope(array([1, 2])).toArray()).toEqual([0.12345, 0.12345]);
    expect(first.item()).toBe(0.54321);
  });

  it("is a constant in every nesting", () => {
    const cubic = (x: NDArray): NDArray => mul(mul(mul(x, x), x), 3);
    expect(hessian(cubic)(array(2)).item()).toBe(36);
    expect(grad((x: NDArray) => grad(cubic)(x))(array(2)).item()).toBe(36);
  });
});
