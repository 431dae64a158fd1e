import { requireOptions } from "@linnet/core/extend";
import { type AdamOptions, type AdamState, adaptiveMoments } from "./adam.js";
import type { Optimizer } from "./optimizer.js";
import type { WeightDecay } from "./weight-decay.js";

export interface AdamWOptions extends AdamOptions {
  /** λ: weights shrink by the factor 1 − η·λ a step. Default 0.01. */
  readonly weightDecay?: WeightDecay;
}

/**
 * Adam with a decay of weights that is no part of the gradient, so that it is the same for parameters of large and small gradients.
 *
 *     x ← (1 − η·λ)·x − η·m̂ / (√v̂ + ε),  m̂ and v̂ as in `adam`
 *
 * @throws {ValueError} for rates and decays outside their ranges
 * @see Loshchilov & Hutter, *Decoupled weight decay regularization*, 2019, algorithm 2
 * @example
 * adamw({ learningRate: 3e-4, weightDecay: { rate: 0.1, where: matricesOnly } });
 */
export function adamw(options?: AdamWOptions): Optimizer<AdamState> {
  const { learningRate = 1e-3, weightDecay = 0.01, ...others } = requireOptions("adamw", options);
  return adaptiveMoments("adamw", { learningRate, weightDecay, ...others }, true);
}
