import { type NDArray, ShapeError, array, concat, exp, mul, sin, zeros } from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differenceJacobian } from "./difference-jacobian.js";

describe("differenceJacobian", () => {
  it("has ten digits of the derivatives of smooth functions", () => {
    const f = (x: NDArray): NDArray =>
      concat([exp(x), sin(mul(x, 3)), mul(x.at(0), x.at(1)).reshape([1])], { axis: 0 }) as NDArray;
    const number = fc.integer({ min: -24, max: 24 }).map((k) => k / 8);
    fc.assert(
      fc.property(number, number, (a, b) => {
        const exact = [
          [Math.exp(a), 0],
          [0, Math.exp(b)],
          [3 * Math.cos(3 * a), 0],
          [0, 3 * Math.cos(3 * b)],
          [b, a],
        ];
        const found = differenceJacobian(f, array([a, b])).toArray();
        // values up to 21, slopes up to 21; steps of 1/2048 at least, of which extrapolation makes some ten times as much
        found.forEach((row, i) =>
          row.forEach((v, j) => expect(Math.abs(v - exact[i][j])).toBeLessThanOrEqual(21 * 1e-10)),
        );
      }),
    );
  });

  it("refuses what is no vector, and no number", () => {
    expect(() => differenceJacobian((x) => x, zeros([2, 1]))).toThrow(ShapeError);
    expect(() => differenceJacobian((x) => x, zeros([2, 1]))).toThrow(
      "differenceJacobian: x must be a vector; got x [2, 1].",
    );
    expect(() => differenceJacobian((x) => x.reshape([1, 2]) as NDArray, zeros([2]))).toThrow(
      "differenceJacobian: f must answer a vector; got f(x) [1, 2].",
    );
    expect(() => differenceJacobian((x) => x, array([NaN]))).toThrow(
      "differenceJacobian: x must be finite; got NaN at index [0]. Remove or impute such entries.",
    );
  });
});
