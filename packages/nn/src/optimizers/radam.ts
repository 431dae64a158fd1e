import { add, div, mul, sqrt, square, sub } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import type { LearningRate } from "../schedules/schedule.js";
import { decayingMean } from "./decaying-mean.js";
import { type LeafState, leafwise } from "./leafwise.js";
import type { Optimizer } from "./optimizer.js";
import { requireFraction, requirePositiveNumber } from "../require.js";
import { type WeightDecay, withDecay } from "./weight-decay.js";

export interface RadamOptions {
  /** Default 0.001. */
  readonly learningRate?: LearningRate;
  /** Decay of the mean of gradients. Default 0.9. */
  readonly beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  readonly beta2?: number;
  /** Added to the root in the denominator. Default 1e-8. */
  readonly epsilon?: number;
  /** λ of a penalty ½·λ·‖x‖² that is added to the loss. Default 0. */
  readonly weightDecay?: WeightDecay;
}

/**
 * RAdam: Adam that trusts its scale as far as its variance is known; momentum alone in the first steps, when it is not. The state holds
 * both means, `first` and `second`.
 *
 *     ρ∞ = 2 / (1 − β₂) − 1,  ρₜ = ρ∞ − 2·t·β₂ᵗ / (1 − β₂ᵗ)
 *     x ← x − η·m̂ where ρₜ ≤ 5, else x − η·rₜ·m̂·√(1 − β₂ᵗ) / (√v + ε)
 *     rₜ² = (ρₜ − 4)·(ρₜ − 2)·ρ∞ / ((ρ∞ − 4)·(ρ∞ − 2)·ρₜ)
 *
 * @throws {ValueError} for rates and decays outside their ranges
 * @see Liu, Jiang, He, Chen, Liu, Gao & Han, *On the variance of the adaptive learning rate and beyond*, 2020, algorithm 2
 */
export function radam(options?: RadamOptions): Optimizer<LeafState<"first" | "second">> {
  const given = requireOptions("radam", options);
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = given;
  requireFraction("radam", "beta1", beta1);
  requireFraction("radam", "beta2", beta2);
  requirePositiveNumber("radam", "epsilon", epsilon);
  return leafwise<"first" | "second">({
    op: "radam",
    learningRate,
    weightDecay,
    memory: ["first", "second"],
    move(x, g, before, { rate, count, decay }) {
      const d = withDecay(g, x, decay);
      const first = decayingMean(before.first, d, beta1);
      const second = decayingMean(before.second, square(d), beta2);
      const step = mul(first, rate / (1 - beta1 ** count));
      const trust = rectification(beta2, count);
      if (trust === null) return { x: sub(x, step), first, second };
      const scale = add(sqrt(second), epsilon);
      return { x: sub(x, div(mul(step, trust * Math.sqrt(1 - beta2 ** count)), scale)), first, second };
    },
  });
}

/** rₜ, or `null` where the variance of the scale is not finite or nearly so. */
function rectification(beta2: number, count: number): number | null {
  const limit = 2 / (1 - beta2) - 1;
  const length = limit - (2 * count * beta2 ** count) / (1 - beta2 ** count);
  if (!(length > 5)) return null;
  return Math.sqrt(((length - 4) * (length - 2) * limit) / ((limit - 4) * (limit - 2) * length));
}
