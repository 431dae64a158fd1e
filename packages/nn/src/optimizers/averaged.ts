import { ValueError, add, mul, treeLeaves, unflattenTree, zerosLike } from "@linnet/core";
import { kindOf, requireOptions, sameShape } from "@linnet/core/extend";
import type { Memory } from "./leaves.js";
import type { Optimizer, StepContext } from "./optimizer.js";
import { requireFraction } from "../require.js";
import { rateOf, requireOptimizer } from "./transform.js";

export interface AveragedOptions {
  /** δ: how much of the average stays a step; 0.999 looks back about a thousand steps. Default 0.999. */
  readonly decay?: number;
}

/** The decaying sum of parameters, and how many it is of. */
export interface AveragedState<S = unknown> {
  readonly step: number;
  readonly decay: number;
  /** Not yet divided by 1 − δᵗ: `averagedParameters` does so. */
  readonly average: Memory;
  readonly optimizer: S;
}

/**
 * Keeps beside an optimizer a decaying average of the parameters it has led to, which often predicts better than the last of them.
 *
 *     a ← δ·a + (1 − δ)·x,   x̄ = a / (1 − δᵗ)
 *
 * @throws {ValueError} unless the decay lies in [0, 1)
 * @see Polyak & Juditsky, *Acceleration of stochastic approximation by averaging*, 1992; Kingma & Ba, *Adam*, 2015, §7.2
 * @example
 * const optimizer = averaged(adam(), { decay: 0.99 }); // and after its steps: averagedParameters(model, state)
 */
export function averaged<S>(optimizer: Optimizer<S>, options?: AveragedOptions): Optimizer<AveragedState<S>> {
  const { decay = 0.999 } = requireOptions("averaged", options);
  requireOptimizer("averaged", optimizer);
  requireFraction("averaged", "decay", decay);
  return {
    init: (parameters) => ({
      step: 0,
      decay,
      average: treeLeaves(parameters).map(({ leaf }) => zerosLike(leaf)),
      optimizer: optimizer.init(parameters),
    }),
    ...rateOf(optimizer, (state: AveragedState<S>) => state.optimizer),
    update<T>(parameters: T, gradient: T, state: AveragedState<S>, context?: StepContext<T>) {
      const next = optimizer.update(parameters, gradient, state.optimizer, context);
      requireAverage("averaged", next.parameters, state);
      const average = treeLeaves(next.parameters).map(({ leaf }, i) =>
        add(mul(state.average[i], decay), mul(leaf, 1 - decay)),
      );
      return { parameters: next.parameters, state: { step: state.step + 1, decay, average, optimizer: next.state } };
    },
  };
}

/**
 * A model with the averages of its parameters that `averaged` has kept, and all else as it is: to predict with.
 *
 * @param model the parameters after the last step
 * @param state the state of `averaged`; before the first step the model is its own average
 * @throws {ValueError} unless it is such a state, and that of the model
 */
export function averagedParameters<T>(model: T, state: AveragedState): T {
  requireAverage("averagedParameters", model, state);
  if (state.step === 0) return model;
  const correction = 1 / (1 - state.decay ** state.step);
  return unflattenTree(
    model,
    state.average.map((a) => mul(a, correction)),
  );
}

function requireAverage(op: string, model: unknown, state: AveragedState): void {
  const hint = "It is what averaged(…) answers as state.";
  if (!Array.isArray(state?.average))
    throw new ValueError(op, "the state must be that of averaged", kindOf(state), hint);
  const leaves = treeLeaves(model);
  const isSame = leaves.length === state.average.length;
  if (isSame && leaves.every(({ leaf }, i) => sameShape(leaf.shape, state.average[i].shape))) return;
  const got = `averages of ${state.average.map(({ shape }) => `[${shape.join(", ")}]`).join(", ")}`;
  throw new ValueError(op, "the state must be that of these parameters", got, "Make one with init(parameters).");
}
