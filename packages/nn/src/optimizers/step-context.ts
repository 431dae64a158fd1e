import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { StepContext } from "./optimizer.js";

/** The context of a step, for a rule that cannot do without. @throws {ValueError} when there is none */
export function requireContext<T>(op: string, context: StepContext<T> | undefined): StepContext<T> {
  if (typeof context?.objective === "function" && typeof context.loss === "number") return context;
  const hint = "fit passes it; by hand it is update(parameters, gradient, state, { loss, objective }).";
  throw new ValueError(op, "a step must come with its loss and objective", kindOf(context), hint);
}
