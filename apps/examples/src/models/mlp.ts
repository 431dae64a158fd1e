import type { Random } from "@linnet/core";
import { Linear, Relu, type Sequential, sequential } from "@linnet/nn";

/** 784 pixels → 128 rectified units → 10 logits. */
export type Mlp = Sequential<readonly [Linear<784, 128>, Relu, Linear<128, 10>]>;

/**
 * A multilayer perceptron that reads digits.
 *
 * Every parameter of a layer is drawn from U(−1/√in, 1/√in), as PyTorch's layers are, so that both can be compared from the
 * first step on.
 */
export function mlp(rng: Random): Mlp {
  return sequential(uniformLinear(rng, 784, 128), new Relu(), uniformLinear(rng, 128, 10));
}

function uniformLinear<In extends number, Out extends number>(rng: Random, inputs: In, outputs: Out): Linear<In, Out> {
  const high = 1 / Math.sqrt(inputs);
  const range = { low: -high, high, dtype: "float32" } as const;
  return new Linear<In, Out>(rng.uniform([outputs, inputs], range), rng.uniform([outputs], range));
}
