import { requireOptions } from "@linnet/core/extend";
import { adamStep } from "../ops/adam-step.js";
import type { LearningRate } from "../schedules/schedule.js";
import { type LeafState, leafwise } from "./leafwise.js";
import type { Optimizer } from "./optimizer.js";
import { requireFlag, requireFraction, requirePositiveNumber } from "../require.js";
import type { WeightDecay } from "./weight-decay.js";

export interface AdamOptions {
  /** Default 0.001. */
  readonly learningRate?: LearningRate;
  /** Decay of the mean of gradients. Default 0.9. */
  readonly beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  readonly beta2?: number;
  /** Added to the root in the denominator. Default 1e-8. */
  readonly epsilon?: number;
  /** λ of a penalty ½·λ·‖x‖² that is added to the loss; `adamw` decays weights beside it. Default 0. */
  readonly weightDecay?: WeightDecay;
  /** Divide by the largest second moment so far, so that no step grows again. Default `false`. */
  readonly amsgrad?: boolean;
  /** Go up along the gradient. Default `false`. */
  readonly maximize?: boolean;
}

/** What `adam` remembers: the decaying means of g and g², and the largest of the latter with `amsgrad`. */
export type AdamState = LeafState<"first" | "second"> & Partial<LeafState<"largest">>;

/**
 * Adam: steps scaled by decaying means of the gradient and of its square, both corrected for starting at zero.
 *
 *     d = ∇f + λ·x,  m ← β₁·m + (1 − β₁)·d,  v ← β₂·v + (1 − β₂)·d²
 *     x ← x − η·m̂ / (√v̂ + ε),  m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)
 *
 * @throws {ValueError} for rates and decays outside their ranges
 * @remarks One pass over a parameter, its gradient and both means.
 * @see Kingma & Ba, *Adam: a method for stochastic optimization*, 2015, algorithm 1; Reddi, Kale & Kumar, *On the convergence of Adam and
 *   beyond*, 2018 (amsgrad, whose largest v is corrected after it was found)
 */
export function adam(options?: AdamOptions): Optimizer<AdamState> {
  const { learningRate = 1e-3, weightDecay = 0, ...others } = requireOptions("adam", options);
  return adaptiveMoments("adam", { learningRate, weightDecay, ...others }, false);
}

/** The rule of `adam`, and of `adamw`, whose decay is not part of the gradient. */
export function adaptiveMoments(
  op: string,
  options: AdamOptions & { readonly learningRate: LearningRate; readonly weightDecay: WeightDecay },
  decoupled: boolean,
): Optimizer<AdamState> {
  const { learningRate, weightDecay, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  const { amsgrad = false, maximize = false } = options;
  requireFraction(op, "beta1", beta1);
  requireFraction(op, "beta2", beta2);
  requirePositiveNumber(op, "epsilon", epsilon);
  requireFlag(op, "amsgrad", amsgrad);
  requireFlag(op, "maximize", maximize);
  return leafwise<"first" | "second" | "largest">({
    op,
    learningRate,
    weightDecay,
    memory: amsgrad ? ["first", "second", "largest"] : ["first", "second"],
    move(x, g, { first, second, largest }, { rate, count, decay }) {
      const next = adamStep({ x, first, second, largest: amsgrad ? largest : null }, g, {
        sign: maximize ? -1 : 1,
        decay: decoupled ? 0 : decay,
        shrink: decoupled ? 1 - rate * decay : 1,
        beta1,
        beta2,
        root: 1 / Math.sqrt(1 - beta2 ** count),
        epsilon,
        rate: rate / (1 - beta1 ** count),
      });
      return { ...next, largest: next.largest ?? next.second }; // without amsgrad nobody reads it
    },
  });
}
