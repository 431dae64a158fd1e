import { type NDArray, type Random, scope } from "@linnet/core";
import { valueAndGrad } from "@linnet/autograd";
import { NonFiniteLossError, NonFiniteParameterError } from "../errors.js";
import type { Layer } from "../layer.js";
import { forwardModel } from "../part.js";
import type { StepContext } from "../optimizers/optimizer.js";
import type { Run } from "../run.js";
import type { Examples } from "./examples.js";
import type { FitPlan } from "./fit-options.js";
import { firstNonFinite, lastNonFinite } from "./non-finite.js";
import { Updates, withUpdates } from "./updates.js";

/** What a step starts from. */
export interface StepStart<M> {
  readonly model: M;
  /** The optimizer's. */
  readonly state: unknown;
  readonly step: number;
  readonly epoch: number;
  /** A stream of the step's own. */
  readonly noise: () => Random;
}

export interface StepEnd<M> {
  readonly model: M;
  readonly state: unknown;
  readonly loss: number;
  /** Over how many examples the loss is a mean. */
  readonly examples: number;
}

/**
 * One step of the optimizer on one batch. Everything in between is given back.
 *
 * @throws {NonFiniteLossError} when the loss is NaN or infinite
 * @throws {NonFiniteParameterError} with `checkGradients`, when a gradient is
 */
export function takeStep<M extends Layer>(
  op: string,
  { model, state, step, epoch, noise }: StepStart<M>,
  makeBatch: () => Examples,
  { loss: lossOf, optimizer, checkGradients = false }: FitPlan<M>,
): StepEnd<M> {
  return scope(() => {
    const batch = makeBatch();
    const pass = (m: M, update: Run["update"] = () => {}): NDArray =>
      lossOf(forwardModel(m, batch.x, { training: true, rng: noise(), update }), batch.y);
    const updates = new Updates();
    const objective = (m: M) => [pass(m, updates.note), updates.endIn(m)] as const;
    const [value, gradient, noted] = valueAndGrad(objective, { hasAux: true })(model);
    const loss = value.item() as number;
    if (!Number.isFinite(loss)) {
      throw new NonFiniteLossError(op, step, epoch, loss, firstNonFinite(model, batch, noise()));
    }
    const wrong = checkGradients ? lastNonFinite(gradient) : undefined;
    if (wrong !== undefined) throw new NonFiniteParameterError(op, "gradient", wrong, step, epoch);

    const context: StepContext<M> = {
      loss,
      objective(parameters) {
        const [other, slope] = valueAndGrad((m: M) => pass(m))(parameters);
        return { value: other.item() as number, gradient: slope };
      },
    };
    const next = optimizer.update(model, gradient, state, context);
    return {
      model: withUpdates(next.parameters, noted),
      state: next.state as unknown,
      loss,
      examples: batch.x.shape[0] as number,
    };
  });
}
