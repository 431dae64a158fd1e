import { add, div, maximum, mul, sqrt, square, sub } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import type { LearningRate } from "../schedules/schedule.js";
import { decayingMean } from "./decaying-mean.js";
import { type LeafState, leafwise } from "./leafwise.js";
import type { Optimizer } from "./optimizer.js";
import { requireFlag, requireFraction, requirePositiveNumber } from "../require.js";
import { type WeightDecay, withDecay } from "./weight-decay.js";

export interface RmspropOptions {
  /** Default 0.01. */
  readonly learningRate?: LearningRate;
  /** Decay of the mean of squared gradients. Default 0.99. */
  readonly alpha?: number;
  /** Added to the root in the denominator. Default 1e-8. */
  readonly epsilon?: number;
  /** Share of the last step that is kept, in [0, 1). Default 0. */
  readonly momentum?: number;
  /** Divide by the spread of the gradient, not its size. Default `false`. */
  readonly centered?: boolean;
  /** λ of a penalty ½·λ·‖x‖² that is added to the loss. Default 0. */
  readonly weightDecay?: WeightDecay;
}

type Remembered = "squares" | "mean" | "velocity";

/**
 * RMSprop: steps divided by the root of a decaying mean of squared gradients. The state holds these `squares`, the `mean` of gradients when
 * centered, and the `velocity` with momentum.
 *
 *     d = ∇f + λ·x,  s ← α·s + (1 − α)·d²,  centered: m ← α·m + (1 − α)·d, and s − m² in place of s
 *     v ← μ·v + d / (√s + ε),  x ← x − η·v
 *
 * @throws {ValueError} for rates and decays outside their ranges
 * @remarks s − m² cannot be negative but for rounding, which counts as 0.
 * @see Tieleman & Hinton, *Lecture 6.5: rmsprop*, 2012; Graves, *Generating sequences with recurrent neural networks*, 2013 (centered)
 */
export function rmsprop(options?: RmspropOptions): Optimizer<LeafState<"squares"> & Partial<LeafState<Remembered>>> {
  const given = requireOptions("rmsprop", options);
  const { learningRate = 0.01, alpha = 0.99, epsilon = 1e-8, momentum = 0, centered = false, weightDecay = 0 } = given;
  requireFraction("rmsprop", "alpha", alpha);
  requirePositiveNumber("rmsprop", "epsilon", epsilon);
  requireFraction("rmsprop", "momentum", momentum);
  requireFlag("rmsprop", "centered", centered);
  const memory: Remembered[] = ["squares"];
  if (centered) memory.push("mean");
  if (momentum > 0) memory.push("velocity");
  return leafwise<Remembered>({
    op: "rmsprop",
    learningRate,
    weightDecay,
    memory,
    move(x, g, before, { rate, decay }) {
      const d = withDecay(g, x, decay);
      const squares = decayingMean(before.squares, square(d), alpha);
      const mean = centered ? decayingMean(before.mean, d, alpha) : squares; // nobody reads the second
      const spread = centered ? maximum(sub(squares, square(mean)), 0) : squares;
      const scaled = div(d, add(sqrt(spread), epsilon));
      const velocity = momentum > 0 ? add(mul(before.velocity, momentum), scaled) : scaled;
      return { x: sub(x, mul(velocity, rate)), squares, mean, velocity };
    },
  });
}
