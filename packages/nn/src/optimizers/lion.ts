import { mul, sign, sub } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import type { LearningRate } from "../schedules/schedule.js";
import { decayingMean } from "./decaying-mean.js";
import { type LeafState, leafwise } from "./leafwise.js";
import type { Optimizer } from "./optimizer.js";
import { requireFraction } from "../require.js";
import type { WeightDecay } from "./weight-decay.js";

export interface LionOptions {
  /** The length of every step of every number: about a tenth of Adam's. Default 1e-4. */
  readonly learningRate?: LearningRate;
  /** How much of the mean a step takes beside the gradient. Default 0.9. */
  readonly beta1?: number;
  /** Decay of the mean of gradients. Default 0.99. */
  readonly beta2?: number;
  /** λ: weights shrink by the factor 1 − η·λ a step. Default 0. */
  readonly weightDecay?: WeightDecay;
}

/**
 * Lion: every number moves by the same length, in the direction of the sign of a mean of gradients. The state holds the mean, `first`.
 *
 *     x ← (1 − η·λ)·x − η·sign(β₁·m + (1 − β₁)·g),  m ← β₂·m + (1 − β₂)·g
 *
 * @throws {ValueError} for rates and decays outside their ranges
 * @see Chen et al., *Symbolic discovery of optimization algorithms*, 2023, algorithm 2
 */
export function lion(options?: LionOptions): Optimizer<LeafState<"first">> {
  const given = requireOptions("lion", options);
  const { learningRate = 1e-4, beta1 = 0.9, beta2 = 0.99, weightDecay = 0 } = given;
  requireFraction("lion", "beta1", beta1);
  requireFraction("lion", "beta2", beta2);
  return leafwise<"first">({
    op: "lion",
    learningRate,
    weightDecay,
    memory: ["first"],
    move(x, g, { first }, { rate, decay }) {
      const direction = sign(decayingMean(first, g, beta1));
      const kept = decay === 0 ? x : mul(x, 1 - rate * decay);
      return { x: sub(kept, mul(direction, rate)), first: decayingMean(first, g, beta2) };
    },
  });
}
