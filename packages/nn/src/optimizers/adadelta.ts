import { add, div, mul, sqrt, square, sub } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import type { LearningRate } from "../schedules/schedule.js";
import { decayingMean } from "./decaying-mean.js";
import { type LeafState, leafwise } from "./leafwise.js";
import type { Optimizer } from "./optimizer.js";
import { requireFraction, requirePositiveNumber } from "../require.js";
import { type WeightDecay, withDecay } from "./weight-decay.js";

export interface AdadeltaOptions {
  /** What the steps, which have the right units by themselves, are multiplied with. Default 1. */
  readonly learningRate?: LearningRate;
  /** Decay of both means. Default 0.9. */
  readonly rho?: number;
  /** Added under both roots: the size of the first steps. Default 1e-6. */
  readonly epsilon?: number;
  /** λ of a penalty ½·λ·‖x‖² that is added to the loss. Default 0. */
  readonly weightDecay?: WeightDecay;
}

/**
 * Adadelta: steps scaled by the size of past steps over the size of past gradients. The state holds the means of their `squares` and of the
 * squared steps, `moved`.
 *
 *     d = ∇f + λ·x,  s ← ρ·s + (1 − ρ)·d²,  δ = √(u + ε) / √(s + ε) · d,  u ← ρ·u + (1 − ρ)·δ²,  x ← x − η·δ
 *
 * @throws {ValueError} for rates and decays outside their ranges
 * @see Zeiler, *ADADELTA: an adaptive learning rate method*, 2012, algorithm 1
 */
export function adadelta(options?: AdadeltaOptions): Optimizer<LeafState<"squares" | "moved">> {
  const { learningRate = 1, rho = 0.9, epsilon = 1e-6, weightDecay = 0 } = requireOptions("adadelta", options);
  requireFraction("adadelta", "rho", rho);
  requirePositiveNumber("adadelta", "epsilon", epsilon);
  return leafwise<"squares" | "moved">({
    op: "adadelta",
    learningRate,
    weightDecay,
    memory: ["squares", "moved"],
    move(x, g, before, { rate, decay }) {
      const d = withDecay(g, x, decay);
      const squares = decayingMean(before.squares, square(d), rho);
      const step = mul(div(sqrt(add(before.moved, epsilon)), sqrt(add(squares, epsilon))), d);
      const moved = decayingMean(before.moved, square(step), rho);
      return { x: sub(x, mul(step, rate)), squares, moved };
    },
  });
}
