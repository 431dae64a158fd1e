import { NDArray, array, logSumExp, mul, random, softmax, sort, sum, take, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import type { Layer } from "../layer.js";
import { Relu, Tanh } from "../layers/activations/activations.js";
import { MultiHeadAttention } from "../layers/attention/multi-head.js";
import { Conv2d } from "../layers/images/convolution.js";
import { AveragePool2d, MaxPool2d } from "../layers/images/pool.js";
import { Linear } from "../layers/linear.js";
import { sequential } from "../layers/sequential.js";
import { Flatten } from "../layers/shapes.js";
import { summarize } from "./summarize.js";
import { summary } from "./summary.js";

const rng = random(1);
const mlp = sequential(Linear.init(rng, 784, 128), new Relu(), Linear.init(rng, 128, 10));

/** A function as a layer. */
const layer = (forward: (x: NDArray) => NDArray): Layer => ({ forward });
const flopsOf = (shape: readonly number[], f: (x: NDArray) => NDArray): number => summarize(layer(f), shape).flops;

describe("summarize", () => {
  it("counts an MLP as one does by hand", () => {
    const B = 64;
    const products = B * 2 * (784 * 128 + 128 * 10);
    const biases = B * (128 + 10);
    const got = summarize(mlp, [B, 784]);
    expect(got).toMatchObject({
      parameters: 784 * 128 + 128 + 128 * 10 + 10,
      parameterBytes: 4 * 101_770,
      flops: products + biases + B * 128,
      estimated: [],
    });
    expect(got.rows.map(({ path, layer: name, depth }) => [path, name, depth])).toEqual([
      ["model", "Sequential", 0],
      ["model.layers[0]", "Linear", 1],
      ["model.layers[1]", "Relu", 1],
      ["model.layers[2]", "Linear", 1],
    ]);
    const [model, first, relu, last] = got.rows;
    expect([model, first, relu, last].map(({ outputs }) => outputs)).toEqual([
      [[B, 10]],
      [[B, 128]],
      [[B, 128]],
      [[B, 10]],
    ]);
    expect([first.flops, relu.flops, last.flops]).toEqual([B * 128 * (2 * 784 + 1), B * 128, B * 10 * (2 * 128 + 1)]);
    expect([first.parameters, relu.parameters, last.parameters]).toEqual([784 * 128 + 128, 0, 1290]);
    expect(model.flops).toBe(got.flops);
    expect(relu.activationBytes).toBe(4 * B * 128);
    expect(model.activationBytes).toBe(first.activationBytes + relu.activationBytes + last.activationBytes);
  });

  it("counts a convolutional network as one does by hand", () => {
    const B = 2;
    const network = sequential(
      Conv2d.init(rng, 1, 6, 5, { padding: 2 }),
      new MaxPool2d(2),
      Conv2d.init(rng, 6, 16, 5, { bias: false }),
      new AveragePool2d(2),
      new Flatten(),
      Linear.init(rng, 400, 10),
    );
    const { rows, estimated } = summarize(network, [B, 1, 28, 28]);
    const first = B * 6 * 28 ** 2 * (2 * 25 + 1);
    const second = B * 16 * 10 ** 2 * (2 * 6 * 25);
    const pools = [B * 6 * 28 ** 2, B * 16 * 10 ** 2]; // one for each element that is read
    expect(rows.slice(1).map(({ flops }) => flops)).toEqual([first, pools[0], second, pools[1], 0, B * 10 * 801]);
    expect(estimated).toEqual([]);
  });

  it("counts attention as one does by hand", () => {
    const [B, T, E, H] = [2, 8, 16, 4];
    const { rows, estimated } = summarize(MultiHeadAttention.init(rng, E, H), [B, T, E]);
    const projections = B * T * 4 * E * (2 * E + 1);
    const scores = B * H * T * T;
    expect(rows[0].flops).toBe(projections + 2 * scores * 2 * (E / H) + 5 * scores);
    expect(estimated).toEqual([]);
  });

  it("counts shared parameters once, and a layer that runs twice in two rows", () => {
    const tied = Linear.init(rng, 3, 3);
    const got = summarize(sequential(tied, new Tanh(), tied), [2, 3]);
    expect([got.parameters, got.rows.length, got.rows[1].flops]).toEqual([12, 4, got.rows[3].flops]);
  });

  it("counts reductions by what they read, views and moves as nothing, and products of complex chains", () => {
    expect(flopsOf([4, 5], (x) => sum(x, { axis: 1 }))).toBe(20);
    expect(flopsOf([4, 5], (x) => (x.T as NDArray).reshape([10, 2]) as NDArray)).toBe(0);
    expect(flopsOf([4, 5], (x) => take(x, array(Int32Array.of(1, 1, 1)), { axis: 0 }))).toBe(0);
    expect(flopsOf([4, 5], (x) => softmax(x, { axis: 1 }))).toBe(100);
    expect(flopsOf([4, 5], (x) => logSumExp(x, { axis: 1 }))).toBe(80);
    expect(flopsOf([2, 4, 5], (x) => x.matmul(zeros([5, 7], { dtype: "float32" })) as NDArray)).toBe(2 * 2 * 4 * 5 * 7);
    expect(flopsOf([4, 5], (x) => mul(x, mul(x, 2)))).toBe(40);
  });

  it("says where it only knows sizes", () => {
    const got = summarize(
      sequential(
        new Relu(),
        layer((x) => sort(x)),
      ),
      [3, 4],
    );
    expect(got.estimated).toEqual(["sort"]);
    expect(got.rows.map(({ isEstimate }) => isEstimate)).toEqual([true, false, true]);
    expect(got.flops).toBe(12 + 12);
  });

  it("takes inputs of another dtype, and names the layer that does not fit", () => {
    const table = layer((x) => take(zeros([7, 2]), x, { axis: 0 }));
    expect(summarize(table, [3], { dtype: "int32" }).rows[0].outputs).toEqual([[3, 2]]);
    expect(() => summarize(mlp, [1, 783])).toThrow(
      "model.layers[0] (Linear): Linear.forward: x must have 784 features",
    );
    expect(() => summarize({} as Layer, [1])).toThrow(
      "summarize: the model must be a layer, with a method forward; got an object.",
    );
  });
});

describe("summary at an input", () => {
  it("is a table", () => {
    const linear = sequential(Linear.init(rng, 784, 128, { bias: false }), new Relu());
    expect(summary(linear, [64, 784])).toBe(
      [
        "part         layer       output     parameters  activations       flops",
        "model        Sequential  [64, 128]     100,352     64.0 KiB  12,853,248",
        "  layers[0]  Linear      [64, 128]     100,352     32.0 KiB  12,845,056",
        "  layers[1]  Relu        [64, 128]           0     32.0 KiB       8,192",
        "100,352 parameters, 392.0 KiB; activations 64.0 KiB; 12,853,248 flops",
      ].join("\n"),
    );
    expect(
      summary(sequential(layer((x) => sort(x))), [2, 2])
        .split("\n")
        .slice(-2),
    ).toEqual([
      "  layers[0]  Object      [2, 2]           0      0.0 KiB    ≈ 4",
      "0 parameters, 0.0 KiB; activations 0.0 KiB; 4 flops (≈: sort counted by their results)",
    ]);
  });
});
