import {
  DTypeError,
  type NDArray,
  ShapeError,
  ValueError,
  add,
  array,
  exp,
  matmul,
  mul,
  sin,
  square,
  sum,
} from "@linnet/core";
import { floatArrays, toBeCloseToArray } from "@linnet/core/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grad } from "./grad.js";
import { jvp } from "./jvp.js";
import { vjp } from "./vjp.js";

expect.extend({ toBeCloseToArray });

const x = array([1, 2, 3]);
const v = array([1, -1, 2]);

describe("vjp", () => {
  it("answers the output and a pullback that may be called again", () => {
    const [y, pullback] = vjp((a: NDArray) => square(a), x);
    expect(y.toArray()).toEqual([1, 4, 9]);
    expect(pullback(array([1, 0, 0]))[0].toArray()).toEqual([2, 0, 0]);
    expect(pullback(array([0, 1, 1]))[0].toArray()).toEqual([0, 4, 6]);
  });

  it("is linear in the cotangent", () => {
    fc.assert(
      fc.property(floatArrays({ shape: [3] }), floatArrays({ shape: [3] }), (u, w) => {
        const [, pullback] = vjp((a: NDArray) => mul(sin(a), sum(a)), x);
        const apart = add(pullback(u)[0], pullback(w)[0]);
        // |u|, |w| ≤ 10 and |∂y/∂x| ≤ 7: six terms of at most 140.
        expect(pullback(add(u, w))[0]).toBeCloseToArray(apart, { atol: 16 * Number.EPSILON * 140 });
      }),
    );
  });

  it("takes and answers trees, one cotangent for each argument; static parts are kept", () => {
    const f = (p: { w: NDArray; n: number }, a: NDArray) => ({ product: matmul(a, p.w), list: [mul(p.w, p.n)] });
    const [y, pullback] = vjp(f, { w: array([[1], [2]]), n: 3 }, array([[5, 6]]));
    expect(y.product.toArray()).toEqual([[17]]);
    const [dp, da] = pullback({ product: array([[1]]), list: [array([[1], [1]])] });
    expect(dp.w.toArray()).toEqual([[8], [9]]);
    expect(dp.n).toBe(3);
    expect(da.toArray()).toEqual([[1, 2]]);
  });

  it("hands out arrays of its own, also where a cotangent passes through", () => {
    const ct = array([1, 2, 3]);
    const [, pullback] = vjp((a: NDArray) => a, x);
    const [dx] = pullback(ct);
    expect(dx).not.toBe(ct);
    expect(dx.toArray()).toEqual([1, 2, 3]);
  });

  it("can be differentiated: grad of a pullback", () => {
    const f = (a: NDArray): NDArray => sum(mul(vjp((b: NDArray) => exp(b), a)[1](v)[0], v));
    expect(grad(f)(x)).toBeCloseToArray(mul(exp(x), square(v)), { rtol: 4 * Number.EPSILON });
  });

  it("refuses a cotangent of another shape or dtype, with both", () => {
    const [, pullback] = vjp((a: NDArray) => square(a), x);
    expect(() => pullback(array([1]))).toThrow(ShapeError);
    expect(() => pullback(array([1]))).toThrow(
      "vjp: a cotangent must have the shape and dtype of what it belongs to; got cotangent [1] and primal [3].",
    );
    expect(() => pullback(v.astype("float32"))).toThrow(DTypeError);
    expect(() => pullback(v.astype("float32"))).toThrow(
      "vjp: a cotangent must have the shape and dtype of what it belongs to; got cotangent float32 and primal float64. " +
        'Convert it: x.astype("float64").',
    );
  });
});

describe("jvp", () => {
  it("answers the output and its derivative along a direction", () => {
    const [y, dy] = jvp((a: NDArray) => square(a), [x], [v]);
    expect(y.toArray()).toEqual([1, 4, 9]);
    expect(dy.toArray()).toEqual([2, -4, 12]);
  });

  it("is the adjoint of vjp: ⟨u, jvp(v)⟩ = ⟨vjp(u), v⟩", () => {
    const f = (a: NDArray): NDArray => matmul(sin(a), mul(exp(a), sum(a)));
    const square3 = { shape: [3, 3], low: -1, high: 1 };
    fc.assert(
      fc.property(floatArrays(square3), floatArrays(square3), floatArrays(square3), (a, u, w) => {
        const forward = sum(mul(u, jvp(f, [a], [w])[1])).item();
        const reverse = sum(mul(vjp(f, a)[1](u)[0], w)).item();
        // About 100 products of factors ≤ e·9·3, each rounded a few times.
        expect(Math.abs(forward - reverse)).toBeLessThanOrEqual(8 * 100 * Number.EPSILON * 75);
      }),
    );
  });

  it("moves along several arguments and trees at once; captured arrays stand still", () => {
    const f = (p: { w: NDArray }, a: NDArray): NDArray => mul(mul(p.w, a), x);
    const [, dy] = jvp(f, [{ w: x }, x], [{ w: v }, array([0, 0, 0])]);
    expect(dy.toArray()).toEqual([1, -4, 18]); // v·x·x
  });

  it("is zero where the output does not depend on the argument, or is constant", () => {
    const [y, dy] = jvp((_a: NDArray) => square(x), [x], [v]);
    expect(y.toArray()).toEqual([1, 4, 9]);
    expect(dy.toArray()).toEqual([0, 0, 0]);
    expect(jvp((a: NDArray) => mul(a.astype("int32").astype("float64"), 1), [x], [v])[1].toArray()).toEqual([0, 0, 0]);
  });

  it("nests with itself and with grad without confusion", () => {
    const one = array(1);
    const d = (f: (a: NDArray) => NDArray) => (a: NDArray) => jvp(f, [a], [one])[1];
    const confused = (outer: typeof d, inner: typeof d) =>
      outer((a) => mul(a, inner((b) => add(a, b))(one)))(one).item();
    const reverse = (f: (a: NDArray) => NDArray) => (a: NDArray) => grad(f)(a);
    for (const outer of [d, reverse]) for (const inner of [d, reverse]) expect(confused(outer, inner)).toBe(1);
    const quartic = (a: NDArray): NDArray => square(square(a));
    for (const outer of [d, reverse])
      for (const inner of [d, reverse]) expect(outer(inner(quartic))(one).item()).toBe(12);
    expect(d(d(d(quartic)))(array(2)).item()).toBe(48);
  });

  it("of grad is the product of Hessian and direction", () => {
    const f = (a: NDArray): NDArray => sum(mul(square(a), a));
    expect(jvp(grad(f), [x], [v])[1].toArray()).toEqual([6, -12, 36]); // 6·x·v
  });

  it("refuses what is not synchronous, has no floats, or moves in another shape", () => {
    expect(() => jvp(async (a: NDArray) => a, [x], [v])).toThrow(ValueError);
    expect(() => jvp(async (a: NDArray) => a, [x], [v])).toThrow(
      "jvp: f must be synchronous; got a promise. Await what f needs before differentiating it.",
    );
    expect(() => jvp((a: NDArray) => a, [x], [array([1]) as NDArray])).toThrow(ShapeError);
    expect(() => jvp((a: NDArray) => a, [x], [array([1]) as NDArray])).toThrow(
      "jvp: a tangent must have the shape and dtype of what it belongs to; got tangent [1] and primal [3].",
    );
    expect(() => jvp((n: number) => n, [1], [1])).toThrow(DTypeError);
    expect(() => jvp((n: number) => n, [1], [1])).toThrow(
      "jvp: one of the arguments must hold a float array to differentiate by; got x a list. Pass an array: array(x).",
    );
  });
});
