import { type NDArray, array, exp, mul, sum } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { grad } from "./grad.js";
import { jvp } from "./jvp.js";
import { stopGradient } from "./stop-gradient.js";

const x = array([1, 2, 3]);

describe("stopGradient", () => {
  it("makes a constant of what it is given, in reverse and forward mode", () => {
    const f = (a: NDArray): NDArray => sum(mul(a, stopGradient(a)));
    expect(grad(f)(x).toArray()).toEqual([1, 2, 3]);
    expect(jvp(f, [x], [array([1, 1, 1])])[1].item()).toBe(6);
  });

  it("holds for derivatives of every order", () => {
    const f = (a: NDArray): NDArray => sum(mul(a, stopGradient(exp(a))));
    expect(grad((a: NDArray) => sum(grad(f)(a)))(x).toArray()).toEqual([0, 0, 0]);
  });

  it("keeps the values, and takes trees", () => {
    const { w, n } = stopGradient({ w: x, n: 2 });
    expect(w.toArray()).toEqual([1, 2, 3]);
    expect(n).toBe(2);
  });
});
