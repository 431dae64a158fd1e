import type { Layer } from "../layer.js";
import type { AdamState } from "../optimizers/adam.js";
import type { Dataset } from "./dataset.js";
import { type FitOptions, type FitResult, planOf } from "./fit-options.js";
import { requireLayer } from "../require.js";
import { Training } from "./training.js";

/**
 * Trains a model by mini-batches and answers a new one; the given model stays as it is.
 *
 * Yields to the event loop every 20 ms, so that pages stay alive and Ctrl-C works. The result depends on the seed, the
 * data and the options alone: not on time, threads, or who watches.
 *
 * @throws {ShapeError} when inputs and targets do not pair up
 * @throws {ValueError} for epochs or a batch size that are not positive integers, and for what is no model or no loss
 * @throws {NonFiniteLossError} when the loss becomes NaN or infinite, naming the step and the layer where it began
 * @throws {NonFiniteParameterError} when a parameter does, though no loss did
 * @remarks What a callback throws ends the run, and is what the promise rejects with. Models that `onEpoch` is shown stay
 *   as they are; all others, and the optimizer's memory, are given back as they are replaced.
 * @example
 * const { model, history } = await fit(start, { x, y }, { loss: crossEntropy, optimizer: adam(), epochs: 20 });
 */
export async function fit<M extends Layer, S = AdamState>(
  model: M,
  data: Dataset,
  options: FitOptions<M, S>,
): Promise<FitResult<M, S>> {
  const plan = planOf("fit", options);
  requireLayer("fit", model);
  const training = new Training("fit", model, data, plan);
  try {
    return (await training.run()) as FitResult<M, S>; // the state of its optimizer
  } finally {
    training.end();
  }
}
