import { ValueError, add, mul, treeLeaves, unflattenTree, zerosLike } from "@linnet/core";
import { type Memory, pairLeaves, requireMemory } from "./leaves.js";
import type { Optimizer, StepContext } from "./optimizer.js";
import { requireCount } from "../require.js";
import { rateOf, requireOptimizer } from "./transform.js";

/** The gradients of the batches since the last step, added up. */
export interface AccumulateState<S = unknown> {
  readonly count: number;
  /** The mean of their losses, of those that came with one. */
  readonly loss: number;
  readonly gradient: Memory;
  readonly optimizer: S;
}

/**
 * One step of an optimizer for several batches, along the mean of their gradients: what one batch of all their examples would give, where
 * batches are of one size and the loss is a mean over examples.
 *
 * @throws {ValueError} unless `steps` is a positive integer
 * @remarks In between parameters stay as they are. A rule that searches along a line cannot see the earlier batches: it gets a ValueError.
 */
export function accumulate<S>(optimizer: Optimizer<S>, steps: number): Optimizer<AccumulateState<S>> {
  requireOptimizer("accumulate", optimizer);
  requireCount("accumulate", "steps", steps);
  const zeros = (parameters: unknown): Memory => treeLeaves(parameters).map(({ leaf }) => zerosLike(leaf));
  return {
    init: (parameters) => ({ count: 0, loss: 0, gradient: zeros(parameters), optimizer: optimizer.init(parameters) }),
    ...rateOf(optimizer, (state: AccumulateState<S>) => state.optimizer),
    update<T>(parameters: T, gradient: T, state: AccumulateState<S>, context?: StepContext<T>) {
      const pairs = pairLeaves("accumulate", parameters, gradient);
      requireMemory("accumulate", "gradient", state.gradient, pairs, false);
      const sum = pairs.map(({ g }, i) => add(state.gradient[i], mul(g, 1 / steps)));
      const loss = state.loss + (context?.loss ?? 0) / steps;
      const count = state.count + 1;
      if (count < steps) return { parameters, state: { ...state, count, loss, gradient: sum } };
      const mean = unflattenTree(gradient, sum);
      const whole = context === undefined ? undefined : { loss, objective: steps === 1 ? context.objective : unseen };
      const next = optimizer.update(parameters, mean, state.optimizer, whole);
      const fresh = { count: 0, loss: 0, gradient: zeros(parameters), optimizer: next.state };
      return { parameters: next.parameters, state: fresh };
    },
  };
}

function unseen(): never {
  const hint = "Use larger batches with it.";
  throw new ValueError("accumulate", "rules must not ask for the loss elsewhere", "a call of the objective", hint);
}
