import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { Optimizer, StepContext } from "./optimizer.js";

/** What becomes of a gradient before a rule sees it: pure, with a state of its own, as an optimizer. */
export interface Transform<State = unknown> {
  init<T>(parameters: T): State;
  update<T>(
    gradient: T,
    state: State,
    parameters: T,
    context?: StepContext<T>,
  ): { readonly gradient: T; readonly state: State };
}

/** The states of what was chained. */
export interface ChainState<S extends readonly unknown[] = readonly unknown[], O = unknown> {
  readonly transforms: S;
  readonly optimizer: O;
}

/**
 * An optimizer that sees the gradient after other transformations, which come first to last.
 *
 * @param parts transformations, and one optimizer at the end
 * @throws {ValueError} unless the last part is an optimizer, and there is one
 * @remarks Rules that search along a line call `context.objective`, whose gradients are not transformed.
 * @example
 * chain(clipByNorm(1), adamw({ learningRate: 3e-4 }));
 */
export function chain<S extends readonly unknown[], O>(
  ...parts: readonly [...{ readonly [I in keyof S]: Transform<S[I]> }, Optimizer<O>]
): Optimizer<ChainState<S, O>> {
  const transforms = parts.slice(0, -1) as readonly Transform<unknown>[]; // so the type says
  const optimizer = requireOptimizer("chain", parts.at(-1) as Optimizer<O> | undefined);
  for (const transform of transforms) requireOptimizer("chain", transform);
  return {
    init: (parameters) => ({
      transforms: transforms.map((transform) => transform.init(parameters)) as readonly unknown[] as S,
      optimizer: optimizer.init(parameters),
    }),
    ...rateOf(optimizer, (state: ChainState<S, O>) => state.optimizer),
    update<T>(parameters: T, gradient: T, state: ChainState<S, O>, context?: StepContext<T>) {
      const states: unknown[] = [];
      let current = gradient;
      transforms.forEach((transform, i) => {
        const next = transform.update(current, state.transforms[i], parameters, context);
        states.push(next.state);
        current = next.gradient;
      });
      const next = optimizer.update(parameters, current, state.optimizer, context);
      return {
        parameters: next.parameters,
        state: { transforms: states as readonly unknown[] as S, optimizer: next.state },
      };
    },
  };
}

/** What an optimizer around another tells of its learning rate: that of the other, where it tells one, times a scale. */
export function rateOf<S, Outer>(
  { learningRate }: Optimizer<S>,
  inner: (state: Outer) => S,
  scale: (state: Outer) => number = () => 1,
): Pick<Optimizer<Outer>, "learningRate"> {
  if (learningRate === undefined) return {};
  return { learningRate: (state) => scale(state) * learningRate(inner(state)) };
}

/** @throws {ValueError} unless it has `init` and `update` */
export function requireOptimizer<O extends { readonly init: unknown; readonly update: unknown }>(
  op: string,
  optimizer: O | undefined,
): O {
  if (typeof optimizer?.init === "function" && typeof optimizer.update === "function") return optimizer;
  throw new ValueError(op, "an optimizer must have init and update", kindOf(optimizer), "Such as adam().");
}
