import { NDArray, State, mul, random } from "@linnet/core";
import type { Layer } from "../../layer.js";
import { Tanh } from "../../layers/activations/activations.js";
import { Linear } from "../../layers/linear.js";
import { type Sequential, sequential } from "../../layers/sequential.js";
import { mse } from "../../losses/mse.js";
import { adam } from "../../optimizers/adam.js";
import type { Run } from "../../run.js";
import type { Examples } from "../examples.js";
import type { FitOptions } from "../fit-options.js";

/** Multiplies by noise while it trains, and counts its passes: something random and something that moves. */
export class Noise implements Layer {
  constructor(readonly passes: State<NDArray> = new State<NDArray>(random(0).integers(0, 1, [1]))) {}

  forward(x: NDArray, run?: Run): NDArray {
    if (!run?.training) return x;
    run.update<Noise>(this, { passes: new State<NDArray>(this.passes.value.add(1)) });
    return mul(x, run.rng.uniform(x.shape, { low: 0.5, high: 1.5, dtype: "float32" }));
  }
}

export type Net = Sequential<readonly [Linear<6, 8>, Noise, Tanh, Linear<8, 2>]>;

/** A small model with everything that a run has to remember. */
export function net(seed = 1): Net {
  const rng = random(seed);
  return sequential(Linear.init(rng, 6, 8), new Noise(), new Tanh(), Linear.init(rng, 8, 2));
}

/** 52 examples: seven batches of 8, the last of them smaller. */
export function examples(): Examples {
  const rng = random(5);
  return { x: rng.normal([52, 6], { dtype: "float32" }), y: rng.normal([52, 2], { dtype: "float32" }) };
}

export function options(epochs: number): FitOptions<Net> {
  const optimizer = adam({ learningRate: 0.01 });
  return { loss: mse, optimizer, epochs, batchSize: 8, seed: 3, validation: examples(), progress: false };
}
