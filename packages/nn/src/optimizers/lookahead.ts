import { add, mul, sub, treeLeaves, unflattenTree } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { type Memory, pairLeaves, requireMemory } from "./leaves.js";
import type { Optimizer, StepContext } from "./optimizer.js";
import { requireCount, requirePositiveNumber } from "../require.js";
import { rateOf, requireOptimizer } from "./transform.js";

export interface LookaheadOptions {
  /** k: steps of the fast weights between two of the slow ones. Default 5. */
  readonly steps?: number;
  /** α: how far the slow weights go towards the fast ones. Default 0.5. */
  readonly rate?: number;
}

/** The slow weights, and how many steps the fast ones have taken from there. */
export interface LookaheadState<S = unknown> {
  readonly count: number;
  readonly slow: Memory;
  readonly optimizer: S;
}

/**
 * Lets an optimizer run ahead for some steps, goes part of the way there, and lets it run again from there.
 *
 *     every k steps:  s ← s + α·(x − s),  x ← s
 *
 * @throws {ValueError} unless `steps` is a positive integer and the rate is positive
 * @see Zhang, Lucas, Ba & Hinton, *Lookahead optimizer: k steps forward, 1 step back*, 2019, algorithm 1
 */
export function lookahead<S>(optimizer: Optimizer<S>, options?: LookaheadOptions): Optimizer<LookaheadState<S>> {
  const { steps = 5, rate = 0.5 } = requireOptions("lookahead", options);
  requireOptimizer("lookahead", optimizer);
  requireCount("lookahead", "steps", steps);
  requirePositiveNumber("lookahead", "rate", rate);
  return {
    init: (parameters) => ({
      count: 0,
      slow: treeLeaves(parameters).map(({ leaf }) => leaf),
      optimizer: optimizer.init(parameters),
    }),
    ...rateOf(optimizer, (state: LookaheadState<S>) => state.optimizer),
    update<T>(parameters: T, gradient: T, state: LookaheadState<S>, context?: StepContext<T>) {
      requireMemory("lookahead", "slow", state.slow, pairLeaves("lookahead", parameters, gradient), false);
      const fast = optimizer.update(parameters, gradient, state.optimizer, context);
      const count = state.count + 1;
      if (count < steps) return { parameters: fast.parameters, state: { ...state, count, optimizer: fast.state } };
      const slow = treeLeaves(fast.parameters).map(({ leaf }, i) =>
        add(state.slow[i], mul(sub(leaf, state.slow[i]), rate)),
      );
      return { parameters: unflattenTree(parameters, slow), state: { count: 0, slow, optimizer: fast.state } };
    },
  };
}
