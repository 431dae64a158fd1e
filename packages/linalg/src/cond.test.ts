import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, array, diag, eye, ones, stack, zeros } from "@linnet/core";
import { checkVjp } from "@linnet/core/testing";
import { cond } from "./cond.js";
import { gallery } from "./testing.js";

describe("cond", () => {
  it("is s₁/sₖ, or ‖A‖·‖A⁻¹‖ in another norm", () => {
    expect(cond(diag(array([4, 2, 1]))).item()).toBe(4);
    expect(cond(diag(array([4, 2, 1])), { ord: -2 }).item()).toBe(0.25);
    expect(
      cond(
        array([
          [1, 2],
          [3, 4],
        ]),
        { ord: 1 },
      ).item(),
    ).toBeCloseTo(21, 10);
    expect(
      cond(
        array([
          [1, 2],
          [3, 4],
        ]),
        { ord: Infinity },
      ).item(),
    ).toBeCloseTo(21, 10);
    expect(
      cond(
        array([
          [1, 2],
          [3, 4],
        ]),
        { ord: "fro" },
      ).item(),
    ).toBeCloseTo(15, 10);
  });

  it("takes rectangular matrices in the 2-norm", () => {
    expect(
      cond(
        array([
          [3, 0],
          [0, 1],
          [0, 0],
        ]),
      ).item(),
    ).toBe(3);
  });

  it("knows the condition of the Hilbert matrix of order 5, 476607.25024", () => {
    const hilbert = gallery.find(({ name }) => name === "Hilbert");
    expect(cond((hilbert ?? gallery[0]).build(5, 5)).item() / 476607.25024175976).toBeCloseTo(1, 9);
  });

  it("is Infinity for singular matrices, one number per matrix", () => {
    const batch = stack([eye(2), ones([2, 2]), zeros([2, 2])]) as NDArray;
    expect(cond(batch, { ord: 1 }).toArray()).toEqual([1, Infinity, Infinity]);
    expect(cond(zeros([2, 2])).item()).toBe(Infinity);
  });

  it("vjp agrees with differences", () => {
    checkVjp((x) => cond(x), gallery[0].build(4, 4));
    checkVjp((x) => cond(x, { ord: "fro" }), gallery[0].build(3, 3));
  });

  it("refuses what has no condition", () => {
    expect(() => cond(zeros([0, 0]))).toThrow(ShapeError);
    expect(() => cond(zeros([0, 0]))).toThrow("cond: a must not be empty; got a [0, 0].");
    const wide: NDArray = ones([2, 3]);
    expect(() => cond(wide, { ord: 1 })).toThrow("cond: the last two axes must be equal; got a [2, 3].");
  });
});
