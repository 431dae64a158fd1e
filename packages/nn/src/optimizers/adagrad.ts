import { add, div, fullLike, mul, sqrt, square, sub } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import type { LearningRate } from "../schedules/schedule.js";
import { type LeafState, leafwise } from "./leafwise.js";
import type { Optimizer } from "./optimizer.js";
import { requireNonNegative, requirePositiveNumber } from "../require.js";
import { type WeightDecay, withDecay } from "./weight-decay.js";

export interface AdagradOptions {
  /** Default 0.01. */
  readonly learningRate?: LearningRate;
  /** κ: the rate falls as 1 / (1 + κ·t). Default 0. */
  readonly rateDecay?: number;
  /** What the sums of squares start from. Default 0. */
  readonly initial?: number;
  /** Added to the root in the denominator. Default 1e-10. */
  readonly epsilon?: number;
  /** λ of a penalty ½·λ·‖x‖² that is added to the loss. Default 0. */
  readonly weightDecay?: WeightDecay;
}

/**
 * Adagrad: steps divided by the root of all squared gradients so far; rare features keep long steps. The state holds the `squares`.
 *
 *     d = ∇f + λ·x,  s ← s + d²,  x ← x − η / (1 + κ·(t − 1)) · d / (√s + ε)
 *
 * @throws {ValueError} for rates outside their ranges
 * @see Duchi, Hazan & Singer, *Adaptive subgradient methods for online learning and stochastic optimization*, 2011
 */
export function adagrad(options?: AdagradOptions): Optimizer<LeafState<"squares">> {
  const given = requireOptions("adagrad", options);
  const { learningRate = 0.01, rateDecay = 0, initial = 0, epsilon = 1e-10, weightDecay = 0 } = given;
  requireNonNegative("adagrad", "rateDecay", rateDecay);
  requireNonNegative("adagrad", "initial", initial);
  requirePositiveNumber("adagrad", "epsilon", epsilon);
  return leafwise<"squares">({
    op: "adagrad",
    learningRate,
    weightDecay,
    memory: ["squares"],
    start: (zeros) => (initial === 0 ? zeros : zeros.map((zero) => fullLike(zero, initial))),
    move(x, g, memory, { rate, count, decay }) {
      const d = withDecay(g, x, decay);
      const squares = add(memory.squares, square(d));
      const step = div(mul(d, rate / (1 + rateDecay * (count - 1))), add(sqrt(squares), epsilon));
      return { x: sub(x, step), squares };
    },
  });
}
