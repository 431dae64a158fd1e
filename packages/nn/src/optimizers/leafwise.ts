import type { NDArray } from "@linnet/core";
import { type LearningRate, rateAt, requireLearningRate } from "../schedules/schedule.js";
import { type Memory, type Moved, moveLeaves, zerosBeside } from "./leaves.js";
import type { Optimizer } from "./optimizer.js";
import { type WeightDecay, decayOf, requireWeightDecay } from "./weight-decay.js";

/** What a rule remembers: how many steps it took, and arrays beside the parameters, in the order of `treeLeaves`. */
export type LeafState<K extends string> = { readonly step: number } & Readonly<Record<K, Memory>>;

/** The numbers of one step of one parameter. */
export interface StepNumbers {
  /** η of this step. */
  readonly rate: number;
  /** t: 1 in the first step. */
  readonly count: number;
  /** λ of this parameter. */
  readonly decay: number;
}

/** A rule that moves each parameter by itself. */
export interface LeafRule<K extends string> {
  readonly op: string;
  readonly learningRate: LearningRate;
  readonly weightDecay: WeightDecay;
  /** Names of what it remembers of each parameter. */
  readonly memory: readonly K[];
  /** What it starts from. Default 0. */
  readonly start?: (zeros: Memory) => Memory;
  readonly move: (x: NDArray, g: NDArray, memory: Readonly<Record<K, NDArray>>, numbers: StepNumbers) => Moved<K>;
}

/**
 * The optimizer of a rule that moves each parameter by itself: counts steps, asks the schedule, and walks over the trees.
 *
 * @throws {ValueError} for a rate or a decay that means nothing
 */
export function leafwise<K extends string>(rule: LeafRule<K>): Optimizer<LeafState<K>> {
  const { op, learningRate, weightDecay, memory: names, start = (zeros) => zeros, move } = rule;
  requireLearningRate(op, learningRate);
  requireWeightDecay(op, weightDecay);
  return {
    init(parameters) {
      const memory = names.map((name) => [name, start(zerosBeside(parameters))] as const);
      return { step: 0, ...Object.fromEntries(memory) } as LeafState<K>; // each name is there
    },
    learningRate: ({ step }) => rateAt(op, learningRate, step),
    update<T>(parameters: T, gradient: T, state: LeafState<K>) {
      const rate = rateAt(op, learningRate, state.step);
      const count = state.step + 1;
      const own: Readonly<Record<K, Memory>> = state;
      const kept = {} as Record<K, Memory>;
      for (const name of names) kept[name] = own[name];
      const next = moveLeaves(op, parameters, gradient, kept, (x, g, memory, path) => {
        const decay = decayOf(weightDecay, path, x);
        return move(x, g, memory, { rate, count, decay });
      });
      return { parameters: next.parameters, state: { step: count, ...next.memory } as LeafState<K> };
    },
  };
}
