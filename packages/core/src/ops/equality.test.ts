import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allClose, array, arrayEqual, zeros } from "../index.js";
import { floatViews } from "../testing.js";

describe("arrayEqual", () => {
  it("is reflexive over views, unless there is a NaN", () => {
    fc.assert(
      fc.property(floatViews(), (x) => {
        expect(arrayEqual(x, x)).toBe(true);
        expect(arrayEqual(x, array(x.toTypedArray(), { shape: x.shape as readonly number[] }))).toBe(true);
      }),
    );
    expect(arrayEqual(array([Number.NaN]), array([Number.NaN]))).toBe(false);
  });

  it("compares values, not dtypes, and shapes, not sizes", () => {
    expect(arrayEqual(array([1, 2], { dtype: "int8" }), array([1, 2]))).toBe(true);
    expect(arrayEqual(array([0]), array([-0]))).toBe(true);
    expect(arrayEqual(array([1, 2]), array([[1, 2]]))).toBe(false);
    expect(arrayEqual(zeros([0, 2]), zeros([2, 0]))).toBe(false);
    expect(arrayEqual(zeros([0]), zeros([0]))).toBe(true);
    expect(arrayEqual(array([0.1]), array([0.1], { dtype: "float32" }))).toBe(false);
  });
});

describe("allClose", () => {
  it("allows atol + rtol·|b|, and not a bit more", () => {
    expect(allClose(array([1.5]), array([1]), { rtol: 0.25, atol: 0.25 })).toBe(true);
    expect(allClose(array([1.5 + Number.EPSILON]), array([1]), { rtol: 0.25, atol: 0.25 })).toBe(false);
    expect(allClose(array([1]), array([1 + 1e-9]))).toBe(true);
  });

  it("equal infinities are close, NaN never is", () => {
    expect(allClose(array([Infinity, -Infinity]), array([Infinity, -Infinity]))).toBe(true);
    expect(allClose(array([Infinity]), array([-Infinity]))).toBe(false);
    expect(allClose(array([1]), array([Infinity]))).toBe(false);
    expect(allClose(array([Number.NaN]), array([Number.NaN]))).toBe(false);
  });
});
