import { describe, expect, it } from "vitest";
import { type NDArray, type Random, ShapeError, ValueError, array, random, tanh, zeros } from "@linnet/core";
import { summary } from "../summary/summary.js";
import { Relu, Sigmoid, Tanh } from "./activations/activations.js";
import { Linear } from "./linear.js";
import { Sequential, sequential } from "./sequential.js";

describe("Linear", () => {
  it("is x·Wᵀ + b over any leading axes", () => {
    const layer = new Linear<2, 3, "float64">(
      array([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
      array([10, 20, 30]),
    );
    expect(layer.forward(array([[1, 1]])).toArray()).toEqual([[13, 27, 41]]);
    expect(layer.forward(zeros([4, 5, 2])).shape).toEqual([4, 5, 3]);
  });

  it("draws weights that keep the variance: Var(y) = 1 for Var(x) = 1", () => {
    const layer = Linear.init(random(1), 300, 400, { dtype: "float64" });
    const y = layer.forward(random(2).normal([500, 300])).toTypedArray();
    const variance = y.reduce((s, v) => s + v * v, 0) / y.length;
    // 200,000 outputs of 300·400 weights: the deviation of the estimate is below 1 %; 5 % is more than five of it.
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
    expect(Linear.init(random(1), 3, 2, { bias: false }).bias).toBeNull();
  });

  it("maps a vector alone to a vector", () => {
    const layer = Linear.init(random(1), 3, 2);
    const x = array([1, 2, 3], { dtype: "float32" });
    expect(layer.forward(x).toArray()).toEqual(layer.forward(x.reshape([1, 3])).toArray()[0]);
  });

  it("refuses a seed for a stream, and neighbours that are no layers", () => {
    expect(() => Linear.init(1 as unknown as Random, 3, 2)).toThrow(
      "Linear.init: rng must be a stream; got 1. Make one with random(seed).",
    );
    expect(() => sequential(tanh as unknown as Tanh)).toThrow(
      "sequential: layer 0 must have a method forward; got a function.",
    );
  });

  it("refuses lengths that are none and inputs of other lengths", () => {
    expect(() => Linear.init(random(1), 0, 2)).toThrow(ValueError);
    expect(() => Linear.init(random(1), 0, 2)).toThrow("Linear.init: features must be positive integers; got 0.");
    const x: NDArray = zeros([1, 4], { dtype: "float32" });
    expect(() => Linear.init(random(1), 3, 2).forward(x)).toThrow(ShapeError);
    expect(() => Linear.init(random(1), 3, 2).forward(x)).toThrow(
      "Linear.forward: x must have 3 features along its last axis; got x [1, 4].",
    );
  });
});

describe("sequential", () => {
  it("applies layers in order", () => {
    const layer = new Linear<1, 1, "float64">(array([[2]]), array([-3]));
    const x = array([[1], [2]]);
    expect(sequential(layer, new Relu()).forward(x).toArray()).toEqual([[0], [1]]);
    expect(sequential(layer, new Tanh()).forward(x).toArray()).toEqual(tanh(array([[-1], [1]])).toArray());
    expect(
      sequential(new Sigmoid())
        .forward(array([[0]]))
        .toArray(),
    ).toEqual([[0.5]]);
  });

  it("is itself a layer, and its summary lists every parameter", () => {
    const rng = random(1);
    const model = sequential(sequential(Linear.init(rng, 4, 3), new Relu()), Linear.init(rng, 3, 2));
    expect(model).toBeInstanceOf(Sequential);
    expect(summary(model)).toBe(
      [
        "parameter                 shape   dtype    count",
        "layers.0.layers.0.weight  [3, 4]  float32  12",
        "layers.0.layers.0.bias    [3]     float32  3",
        "layers.1.weight           [2, 3]  float32  6",
        "layers.1.bias             [2]     float32  2",
        "23 parameters, 0.1 KiB",
      ]
        .map((line, i) => (i > 0 && i < 5 ? line.replace(/\d+$/, (count) => count.padStart(5)) : line))
        .join("\n"),
    );
  });

  it("refuses to be empty", () => {
    expect(() => sequential()).toThrow(ValueError);
    expect(() => sequential()).toThrow("sequential: there must be at least one layer; got none.");
  });
});
