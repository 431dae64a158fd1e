import { abs, add, div, maximum, mul, sub } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import type { LearningRate } from "../schedules/schedule.js";
import { decayingMean } from "./decaying-mean.js";
import { type LeafState, leafwise } from "./leafwise.js";
import type { Optimizer } from "./optimizer.js";
import { requireFraction, requirePositiveNumber } from "../require.js";
import { type WeightDecay, withDecay } from "./weight-decay.js";

export interface AdamaxOptions {
  /** Default 0.002. */
  readonly learningRate?: LearningRate;
  /** Decay of the mean of gradients. Default 0.9. */
  readonly beta1?: number;
  /** Decay of the largest gradient. Default 0.999. */
  readonly beta2?: number;
  /** Added to |g|, so that nothing is divided by 0. Default 1e-8. */
  readonly epsilon?: number;
  /** λ of a penalty ½·λ·‖x‖² that is added to the loss. Default 0. */
  readonly weightDecay?: WeightDecay;
}

/**
 * Adamax: Adam with the largest gradient, decaying, in place of the root of their mean square. The state holds the mean, `first`, and that
 * `largest`.
 *
 *     d = ∇f + λ·x,  m ← β₁·m + (1 − β₁)·d,  u ← max(β₂·u, |d| + ε),  x ← x − η / (1 − β₁ᵗ) · m / u
 *
 * @throws {ValueError} for rates and decays outside their ranges
 * @see Kingma & Ba, *Adam: a method for stochastic optimization*, 2015, algorithm 2
 */
export function adamax(options?: AdamaxOptions): Optimizer<LeafState<"first" | "largest">> {
  const given = requireOptions("adamax", options);
  const { learningRate = 2e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = given;
  requireFraction("adamax", "beta1", beta1);
  requireFraction("adamax", "beta2", beta2);
  requirePositiveNumber("adamax", "epsilon", epsilon);
  return leafwise<"first" | "largest">({
    op: "adamax",
    learningRate,
    weightDecay,
    memory: ["first", "largest"],
    move(x, g, before, { rate, count, decay }) {
      const d = withDecay(g, x, decay);
      const first = decayingMean(before.first, d, beta1);
      const largest = maximum(mul(before.largest, beta2), add(abs(d), epsilon));
      return { x: sub(x, mul(div(first, largest), rate / (1 - beta1 ** count))), first, largest };
    },
  });
}
