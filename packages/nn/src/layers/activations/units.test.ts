import { checkGradients, grad } from "@linnet/autograd";
import { type NDArray, ValueError, array, gelu, logSoftmax, random, softmax, softplus, sum, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import type { Layer } from "../../layer.js";
import { celu, elu, selu } from "../../ops/exponential-units.js";
import { hardshrink, hardsigmoid, hardswish, softshrink } from "../../ops/hard-units.js";
import { hardtanh, leakyRelu, prelu, relu6 } from "../../ops/rectifiers.js";
import { geluTanh, glu, mish, silu } from "../../ops/self-gated-units.js";
import { logSigmoid, softmin, softsign, tanhshrink } from "../../ops/smooth-units.js";
import { Celu, Elu, Selu } from "./exponential-units.js";
import { Hardshrink, Hardsigmoid, Hardswish, Softshrink } from "./hard-units.js";
import { Linear } from "../linear.js";
import { Hardtanh, LeakyRelu, Prelu, Relu6 } from "./rectifiers.js";
import { Gelu, Glu, Mish, Silu } from "./self-gated-units.js";
import { sequential } from "../sequential.js";
import { LogSigmoid, LogSoftmax, Softmax, Softmin, Softplus, Softsign, Tanhshrink } from "./smooth-units.js";

const pairs: readonly (readonly [Layer, (x: NDArray) => NDArray])[] = [
  [new Relu6(), relu6],
  [new Hardtanh(-2, 3), (x) => hardtanh(x, { low: -2, high: 3 })],
  [new LeakyRelu(0.3), (x) => leakyRelu(x, 0.3)],
  [new Elu(2), (x) => elu(x, 2)],
  [new Selu(), selu],
  [new Celu(2), (x) => celu(x, 2)],
  [new Gelu(), gelu],
  [new Gelu("tanh"), geluTanh],
  [new Silu(), silu],
  [new Mish(), mish],
  [new Glu(0), (x) => glu(x, { axis: 0 })],
  [new Softsign(), softsign],
  [new Tanhshrink(), tanhshrink],
  [new LogSigmoid(), logSigmoid],
  [new Softmax(0), (x) => softmax(x, { axis: 0 })],
  [new LogSoftmax(), logSoftmax],
  [new Softmin(0), (x) => softmin(x, { axis: 0 })],
  [new Hardsigmoid(), hardsigmoid],
  [new Hardswish(), hardswish],
  [new Hardshrink(1), (x) => hardshrink(x, 1)],
  [new Softshrink(1), (x) => softshrink(x, 1)],
];

describe("layers of activations", () => {
  it("apply their functions, with their own numbers", () => {
    const x = random(1).normal([4, 3], { std: 3 }) as NDArray;
    for (const [layer, f] of pairs) expect(layer.forward(x).toArray()).toEqual(f(x).toArray());
  });

  it("stand between layers of any length", () => {
    const rng = random(2);
    const model = sequential(Linear.init(rng, 3, 4), new Gelu(), Prelu.init(4), Linear.init(rng, 4, 2), new Softmax());
    expect(model.forward(rng.normal([5, 3], { dtype: "float32" })).shape).toEqual([5, 2]);
  });
});

describe("Prelu", () => {
  it("has a slope of ¼ in the beginning, which is learned", () => {
    const layer = Prelu.init(3, { dtype: "float64" });
    const x = random(3).normal([4, 3]);
    expect(layer.forward(x).toArray()).toEqual(prelu(x, array([0.25, 0.25, 0.25])).toArray());
    expect(grad((l: Prelu<"float64">) => sum(l.forward(array([[-2, 1, 0]]))))(layer).weight.toArray()).toEqual([
      -2, 0, 0,
    ]);
    expect(() => Prelu.init(0)).toThrow(ValueError);
    expect(() => Prelu.init(0)).toThrow("Prelu.init: channels must be a positive integer; got 0.");
    expect(() => Prelu.init(1, { negativeSlope: Number.NaN })).toThrow(
      "Prelu.init: negativeSlope must be a finite number",
    );
  });
});

describe("Softplus", () => {
  it("is exact for every β, and x above a threshold where one is asked for", () => {
    const x = array([-1e4, -3, 0, 2, 1e4]) as NDArray;
    expect(new Softplus().forward(x).toArray()).toEqual(softplus(x).toArray());
    expect(new Softplus(4).forward(x).toArray()).toEqual(softplus(x.mul(4)).div(4).toArray());
    expect(new Softplus(2, 3).forward(array([1.4, 1.6])).toArray()).toEqual([softplus(array(2.8)).item() / 2, 1.6]);
    checkGradients((z: NDArray) => sum(new Softplus(3, 5).forward(z)), [array([-2, 0, 1, 4])]);
    expect(grad((z: NDArray) => sum(new Softplus(3).forward(z)))(array([-1e4, 0, 1e4])).toArray()).toEqual([0, 0.5, 1]);
  });

  it("refuses what is no steepness", () => {
    expect(() => new Softplus(0).forward(zeros([1]))).toThrow(ValueError);
    expect(() => new Softplus(0).forward(zeros([1]))).toThrow(
      "Softplus.forward: beta must be a positive number; got 0.",
    );
    expect(() => new Softplus(1, -1).forward(zeros([1]))).toThrow(
      "Softplus.forward: threshold must be a positive number; got -1.",
    );
  });
});
