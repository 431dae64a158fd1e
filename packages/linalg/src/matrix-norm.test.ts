import { describe, expect, it } from "vitest";
import { type NDArray, ValueError, array, mul, ones, stack, zeros } from "@linnet/core";
import { checkJvp, checkVjp } from "@linnet/core/testing";
import { type MatrixOrd, matrixNorm } from "./matrix-norm.js";
import { gallery } from "./testing.js";

const a = array([
  [1, -2],
  [3, 4],
]);
const orders: readonly MatrixOrd[] = ["fro", "nuc", 1, -1, 2, -2, Infinity, -Infinity];

describe("matrixNorm", () => {
  it("is the norm that its name says", () => {
    expect(matrixNorm(a).item()).toBeCloseTo(Math.sqrt(30), 14);
    expect(matrixNorm(a, { ord: 1 }).item()).toBe(6);
    expect(matrixNorm(a, { ord: -1 }).item()).toBe(4);
    expect(matrixNorm(a, { ord: Infinity }).item()).toBe(7);
    expect(matrixNorm(a, { ord: -Infinity }).item()).toBe(3);
    // s₁² + s₂² = 30 and s₁·s₂ = |det| = 10
    const s1 = Math.sqrt(15 + Math.sqrt(125));
    expect(matrixNorm(a, { ord: 2 }).item()).toBeCloseTo(s1, 13);
    expect(matrixNorm(a, { ord: -2 }).item()).toBeCloseTo(10 / s1, 13);
    expect(matrixNorm(a, { ord: "nuc" }).item()).toBeCloseTo(s1 + 10 / s1, 13);
  });

  it("does not over- or underflow before the norm does", () => {
    for (const scale of [1e-200, 1e200]) {
      for (const ord of orders) {
        expect(matrixNorm(mul(a, scale), { ord }).item() / scale).toBeCloseTo(matrixNorm(a, { ord }).item(), 10);
      }
    }
  });

  it("is one number per matrix, 0 for an empty one, and promotes integers", () => {
    for (const ord of orders) {
      expect(matrixNorm(stack([a, mul(a, 2)]) as NDArray, { ord }).shape).toEqual([2]);
      expect(matrixNorm(zeros([0, 3]), { ord }).item()).toBe(0);
    }
    expect(matrixNorm(array([[3, 4]], { dtype: "int32" })).item()).toBe(5);
  });

  it.each(orders.map((ord) => [ord]))("vjp and jvp agree with differences, ord %s", (ord) => {
    checkVjp((x) => matrixNorm(x, { ord }), gallery[0].build(4, 3));
    checkJvp((x) => matrixNorm(x, { ord }), gallery[0].build(4, 3));
  });

  it("refuses another ord, and vectors", () => {
    expect(() => matrixNorm(a, { ord: 3 })).toThrow(ValueError);
    expect(() => matrixNorm(a, { ord: 3 })).toThrow(
      'matrixNorm: ord must be "fro", "nuc", 1, 2, Infinity, -1, -2 or -Infinity; got 3.',
    );
    const vector: NDArray = ones([3]);
    expect(() => matrixNorm(vector)).toThrow("matrixNorm: a must have at least two axes; got a [3].");
  });
});
