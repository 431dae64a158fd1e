import { add, div, mul, sqrt, square, sub } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { type LearningRate, rateAt, requireLearningRate } from "../schedules/schedule.js";
import { decayingMean } from "./decaying-mean.js";
import { moveLeaves, zerosBeside } from "./leaves.js";
import type { LeafState } from "./leafwise.js";
import type { Optimizer } from "./optimizer.js";
import { requireFraction, requireNonNegative, requirePositiveNumber } from "../require.js";
import { type WeightDecay, decayOf, requireWeightDecay, withDecay } from "./weight-decay.js";

export interface NadamOptions {
  /** Default 0.002. */
  readonly learningRate?: LearningRate;
  /** Decay of the mean of gradients, once it has warmed up. Default 0.9. */
  readonly beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  readonly beta2?: number;
  /** Added to the root in the denominator. Default 1e-8. */
  readonly epsilon?: number;
  /** ψ: how fast the momentum warms up from β₁ / 2. Default 0.004. */
  readonly momentumDecay?: number;
  /** λ of a penalty ½·λ·‖x‖² that is added to the loss. Default 0. */
  readonly weightDecay?: WeightDecay;
}

/** What `nadam` remembers: the means of g and g², and the product of all momenta so far. */
export type NadamState = LeafState<"first" | "second"> & { readonly momenta: number };

/**
 * NAdam: Adam that looks ahead along its momentum, as Nesterov's, and whose momentum warms up.
 *
 *     d = ∇f + λ·x,  μₜ = β₁·(1 − ½·0.96^(t·ψ)),  m and v as in `adam`
 *     x ← x − η·((1 − μₜ)·d / (1 − Πₜ) + μₜ₊₁·m / (1 − Πₜ₊₁)) / (√v̂ + ε),  Πₜ = μ₁·…·μₜ
 *
 * @throws {ValueError} for rates and decays outside their ranges
 * @see Dozat, *Incorporating Nesterov momentum into Adam*, 2016, algorithm 2 and its schedule of momenta
 */
export function nadam(options?: NadamOptions): Optimizer<NadamState> {
  const given = requireOptions("nadam", options);
  const {
    learningRate = 2e-3,
    beta1 = 0.9,
    beta2 = 0.999,
    epsilon = 1e-8,
    momentumDecay = 0.004,
    weightDecay = 0,
  } = given;
  requireLearningRate("nadam", learningRate);
  requireFraction("nadam", "beta1", beta1);
  requireFraction("nadam", "beta2", beta2);
  requirePositiveNumber("nadam", "epsilon", epsilon);
  requireNonNegative("nadam", "momentumDecay", momentumDecay);
  requireWeightDecay("nadam", weightDecay);
  const momentumAt = (count: number): number => beta1 * (1 - 0.5 * 0.96 ** (count * momentumDecay));
  return {
    init: (parameters) => ({ step: 0, first: zerosBeside(parameters), second: zerosBeside(parameters), momenta: 1 }),
    learningRate: ({ step }) => rateAt("nadam", learningRate, step),
    update<T>(parameters: T, gradient: T, state: NadamState) {
      const rate = rateAt("nadam", learningRate, state.step);
      const step = state.step + 1;
      const [now, next] = [momentumAt(step), momentumAt(step + 1)];
      const momenta = state.momenta * now;
      const kept = { first: state.first, second: state.second };
      const moved = moveLeaves("nadam", parameters, gradient, kept, (x, g, before, path) => {
        const d = withDecay(g, x, decayOf(weightDecay, path, x));
        const first = decayingMean(before.first, d, beta1);
        const second = decayingMean(before.second, square(d), beta2);
        const scale = add(mul(sqrt(second), 1 / Math.sqrt(1 - beta2 ** step)), epsilon);
        const ahead = add(mul(d, (rate * (1 - now)) / (1 - momenta)), mul(first, (rate * next) / (1 - momenta * next)));
        return { x: sub(x, div(ahead, scale)), first, second };
      });
      return { parameters: moved.parameters, state: { step, ...moved.memory, momenta } };
    },
  };
}
