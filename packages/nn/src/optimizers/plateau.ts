import { ValueError, add, mapTree, mul, sub } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import type { Optimizer, StepContext } from "./optimizer.js";
import { requireCount, requireFraction, requireNonNegative } from "../require.js";
import { rateOf, requireOptimizer } from "./transform.js";

export interface PlateauOptions {
  /** What steps are multiplied with when the loss has ceased to fall, in [0, 1). Default 0.1. */
  readonly factor?: number;
  /** Readings that may pass without a better one. Default 10. */
  readonly patience?: number;
  /** How much better a reading must be, relative to the best. Default 1e-4. */
  readonly threshold?: number;
  /** Readings after a cut in which none counts against it. Default 0. */
  readonly cooldown?: number;
  /** Steps are never multiplied with less. Default 0. */
  readonly minimum?: number;
  /** Steps whose mean loss is one reading: the batches of an epoch, where losses of batches scatter. Default 1. */
  readonly every?: number;
}

/** What steps are multiplied with at present, and what it takes to change that. */
export interface PlateauState<S = unknown> {
  readonly scale: number;
  /** The least reading so far, `null` before the first. */
  readonly best: number | null;
  /** Readings since that were not better. */
  readonly worse: number;
  readonly cooling: number;
  /** Sum and number of the losses of the reading under way. */
  readonly sum: number;
  readonly count: number;
  readonly optimizer: S;
}

/**
 * Shortens the steps of an optimizer when the loss ceases to fall. All rules here are linear in their rate, so that shorter steps are a
 * lower rate.
 *
 *     x ← x + s·(x⁺ − x),   s ← max(factor·s, minimum) after more than `patience` readings without a better one
 *
 * @throws {ValueError} for options that mean nothing, and where a step comes without its loss
 * @remarks A cut counts from the step after the reading. A loss that is not a number is no better than any.
 */
export function plateau<S>(optimizer: Optimizer<S>, options?: PlateauOptions): Optimizer<PlateauState<S>> {
  const rules = requireRules(options);
  requireOptimizer("plateau", optimizer);
  const start = { scale: 1, best: null, worse: 0, cooling: 0, sum: 0, count: 0 };
  return {
    init: (parameters) => ({ ...start, optimizer: optimizer.init(parameters) }),
    ...rateOf<S, PlateauState<S>>(
      optimizer,
      (state) => state.optimizer,
      ({ scale }) => scale,
    ),
    update<T>(parameters: T, gradient: T, state: PlateauState<S>, context?: StepContext<T>) {
      if (typeof context?.loss !== "number") {
        const hint = "fit passes it; by hand it is update(parameters, gradient, state, { loss, objective }).";
        throw new ValueError("plateau", "a step must come with its loss", "none", hint);
      }
      const next = optimizer.update(parameters, gradient, state.optimizer, context);
      const { scale } = state;
      const moved =
        scale === 1
          ? next.parameters
          : mapTree<T>((x, ahead) => add(x, mul(sub(ahead, x), scale)), parameters, next.parameters as NoInfer<T>);
      return { parameters: moved, state: { ...read(state, context.loss, rules), optimizer: next.state } };
    },
  };
}

function requireRules(options: PlateauOptions | undefined): Required<PlateauOptions> {
  const op = "plateau";
  const given = requireOptions(op, options);
  const { factor = 0.1, patience = 10, threshold = 1e-4, cooldown = 0, minimum = 0, every = 1 } = given;
  requireFraction(op, "factor", factor);
  requireNonNegative(op, "patience", patience);
  requireNonNegative(op, "threshold", threshold);
  requireNonNegative(op, "cooldown", cooldown);
  requireNonNegative(op, "minimum", minimum);
  requireCount(op, "every", every);
  return { factor, patience, threshold, cooldown, minimum, every };
}

/** The state after a loss. */
function read<S>(state: PlateauState<S>, loss: number, rules: Required<PlateauOptions>): PlateauState<S> {
  const [sum, count] = [state.sum + loss, state.count + 1];
  if (count < rules.every) return { ...state, sum, count };
  const reading = sum / count;
  const { best } = state;
  const isBetter = best === null ? !Number.isNaN(reading) : reading < best - rules.threshold * Math.abs(best);
  const cooling = Math.max(0, state.cooling - 1);
  const worse = isBetter || state.cooling > 0 ? 0 : state.worse + 1;
  const next = { ...state, best: isBetter ? reading : best, worse, cooling, sum: 0, count: 0 };
  if (worse <= rules.patience) return next;
  return { ...next, scale: Math.max(rules.minimum, state.scale * rules.factor), worse: 0, cooling: rules.cooldown };
}
