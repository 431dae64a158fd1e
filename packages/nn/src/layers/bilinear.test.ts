import { checkGradients } from "@linnet/autograd";
import { type NDArray, type Random, ShapeError, ValueError, array, mul, random, sum, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { Bilinear } from "./bilinear.js";

describe("Bilinear", () => {
  it("is x₁ᵀ·W·x₂ + b for each output, over any leading axes", () => {
    const layer = new Bilinear<2, 3, 2, "float64">(
      array([[[1, 0, 0], [0, 1, 0]], [[0, 0, 2], [0, 0, 0]]]), // prettier-ignore
      array([10, 20]),
    );
    expect(layer.forward(array([3, 5]), array([7, 11, 13])).toArray()).toEqual([3 * 7 + 5 * 11 + 10, 3 * 13 * 2 + 20]);
    expect(layer.forward(zeros([4, 5, 2]), zeros([4, 5, 3])).shape).toEqual([4, 5, 2]);
    expect(layer.forward(zeros([4, 5, 2]), zeros([3])).shape).toEqual([4, 5, 2]);
  });

  it("keeps the variance of inputs", () => {
    const layer = Bilinear.init(random(1), 40, 50, 100, { dtype: "float64" });
    const y = layer.forward(random(2).normal([200, 40]), random(3).normal([200, 50])).toTypedArray();
    // 20,000 outputs that share 200,000 weights: 5 % is about four deviations of the estimate.
    expect(Math.abs(y.reduce((s, v) => s + v * v, 0) / y.length - 1)).toBeLessThan(0.05);
  });

  it("has gradients of all that it is made of and given", () => {
    const layer = Bilinear.init(random(4), 2, 3, 4, { dtype: "float64" });
    const loss = (l: typeof layer, a: NDArray, b: NDArray): NDArray => sum(mul(l.forward(a, b), l.forward(a, b)));
    checkGradients(loss, [layer, random(5).normal([3, 2]), random(6).normal([3, 3])]);
  });

  it("refuses other lengths and a seed for a stream", () => {
    const layer = Bilinear.init(random(1), 2, 3, 4);
    const [a, b] = [zeros([1, 3], { dtype: "float32" }), zeros([1, 2], { dtype: "float32" })];
    expect(() => layer.forward(a, b)).toThrow(ShapeError);
    expect(() => layer.forward(a, b)).toThrow(
      "Bilinear.forward: x1 must have 2 and x2 3 features along the last axis; got x1 [1, 3] and x2 [1, 2].",
    );
    expect(() => Bilinear.init(random(1), 0, 3, 4)).toThrow(ValueError);
    expect(() => Bilinear.init(random(1), 0, 3, 4)).toThrow(
      "Bilinear.init: features must be a positive integer; got 0.",
    );
    expect(() => Bilinear.init(3 as unknown as Random, 2, 3, 4)).toThrow("Bilinear.init: rng must be a stream; got 3.");
  });
});
