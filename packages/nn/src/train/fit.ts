import { type NDArray, type Random, ValueError, random, scope } from "@linnet/core";
import { valueAndGrad } from "@linnet/autograd";
import { batches } from "@linnet/data";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { NonFiniteLossError } from "../errors.js";
import type { Layer } from "../layer.js";
import { forwardModel } from "../part.js";
import type { Run } from "../run.js";
import { adam } from "../optimizers/adam.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { type Metric, evaluate } from "./evaluate.js";
import { type Examples, countExamples } from "./examples.js";
import type { EpochEvent, EpochRecord, StepEvent } from "./history.js";
import { type ProgressBar, openProgress } from "#platform";
import { requireLayer, requirePositive } from "./require.js";
import { Turnover } from "./turnover.js";
import { heldUp, nextTask } from "./yield.js";

export interface FitOptions<M extends Layer> {
  /** Scalar loss of a batch: `crossEntropy`, `mse`, or any function of prediction and target. */
  readonly loss: (prediction: NDArray, target: NDArray) => NDArray;
  /** Default `adam()`. */
  readonly optimizer?: Optimizer<any>; // its state is its own affair
  /** Passes over the data. Default 10. */
  readonly epochs?: number;
  /** Examples a step. The last batch of an epoch may be smaller. Default 32. */
  readonly batchSize?: number;
  /** Decides the order of examples and everything random in layers: same seed, same bits. Default 0. */
  readonly seed?: number;
  /** Examples to measure on after each epoch. */
  readonly validation?: Examples;
  /** What to measure there beside the loss. */
  readonly metrics?: Readonly<Record<string, Metric>>;
  readonly onStep?: (event: StepEvent) => void;
  /** May be asynchronous; the next epoch waits for it. */
  readonly onEpoch?: (event: EpochEvent<M>) => void | Promise<void>;
  /** Stops after the step under way; the model so far is the result. */
  readonly signal?: AbortSignal;
  /** Resolves when training may go on: asked before every slice of steps, so that a caller can pause. */
  readonly pause?: () => Promise<void> | undefined;
  /** Show a progress bar. Default: in Node, where a person watches the terminal. */
  readonly progress?: boolean;
}

export interface FitResult<M extends Layer> {
  readonly model: M;
  readonly history: readonly EpochRecord[];
  /** `"aborted"` when the signal ended it early. */
  readonly reason: "finished" | "aborted";
}

/** Milliseconds of steps between two turns of the event loop. */
const SLICE = 20;

/**
 * Trains a model by mini-batches and answers a new one; the given model stays as it is.
 *
 * Yields to the event loop every 20 ms, so that pages stay alive and Ctrl-C works. The result depends on the seed, the
 * data and the options alone: not on time, threads, or who watches.
 *
 * @throws {ShapeError} when inputs and targets do not pair up
 * @throws {ValueError} for epochs or a batch size that are not positive integers, and for what is no model or no loss
 * @throws {NonFiniteLossError} when the loss becomes NaN or infinite, naming the step
 * @remarks What a callback throws ends the run, and is what the promise rejects with. Models that `onEpoch` is shown stay
 *   as they are; all others, and the optimizer's memory, are given back as they are replaced.
 * @example
 * const { model, history } = await fit(start, { x, y }, { loss: crossEntropy, optimizer: adam(), epochs: 20 });
 */
export async function fit<M extends Layer>(
  model: M,
  examples: Examples,
  options: FitOptions<M>,
): Promise<FitResult<M>> {
  const { epochs = 10, batchSize = 32, seed = 0, onEpoch, signal, progress } = requireOptions("fit", options);
  requirePositive("fit", "epochs", epochs);
  requirePositive("fit", "batchSize", batchSize);
  requireLayer("fit", model);
  if (typeof options?.loss !== "function")
    throw new ValueError("fit", "loss must be a function", kindOf(options?.loss));
  const n = countExamples("fit", examples);
  const training = new Training(model, examples, options, seed, epochs * Math.ceil(n / batchSize));
  const history: EpochRecord[] = [];
  const bar = openProgress(training.steps, progress);
  try {
    for (let epoch = 0; epoch < epochs && !signal?.aborted; epoch++) {
      const loss = await training.epoch(epoch, batchSize, bar);
      if (loss === null) break;
      const validation =
        options.validation === undefined ? null : validate(training.model, options.validation, options);
      const record = { epoch, epochs, loss, validation };
      history.push(record);
      if (onEpoch !== undefined) await onEpoch({ ...record, model: training.shown() });
    }
    return { model: training.shown(), history, reason: history.length === epochs ? "finished" : "aborted" };
  } finally {
    bar.stop();
    training.end();
  }
}

/** Where a training run stands. */
class Training<M extends Layer> {
  private state: unknown;
  private step = 0;
  private readonly optimizer: Optimizer<unknown>;
  private readonly turnover: Turnover;
  /** Two streams, so that a layer that draws does not change the order of the examples. */
  private readonly order: Random;
  private readonly noise: Random;

  constructor(
    public model: M,
    private readonly examples: Examples,
    private readonly options: FitOptions<M>,
    seed: number,
    readonly steps: number,
  ) {
    [this.order, this.noise] = random(seed).split(2);
    this.optimizer = options.optimizer ?? adam();
    if (typeof this.optimizer.update !== "function" || typeof this.optimizer.init !== "function") {
      throw new ValueError("fit", "optimizer must have init and update", kindOf(options.optimizer), "Such as adam().");
    }
    this.state = this.optimizer.init(model);
    this.turnover = new Turnover([model, this.state]);
  }

  /** One pass over the data; the mean loss, or `null` when it was aborted. */
  async epoch(epoch: number, size: number, bar: ProgressBar): Promise<number | null> {
    const { signal, pause } = this.options;
    const source = this.batches(epoch, size);
    let sum = 0;
    let count = 0;
    for (let done = false; !done;) {
      const held = pause?.();
      if (held !== undefined) await heldUp(held, signal);
      await nextTask();
      if (signal?.aborted) return null;
      const end = performance.now() + SLICE;
      do {
        const result = this.advance(epoch, source);
        done = result === null;
        if (result === null) break;
        sum += result.loss * result.examples;
        count += result.examples;
        bar.update(this.step, result.loss);
      } while (performance.now() < end && !signal?.aborted);
    }
    return sum / count;
  }

  /** The model, for others to keep. */
  shown(): M {
    this.turnover.share(this.model);
    return this.model;
  }

  end(): void {
    this.turnover.end();
  }

  private batches(epoch: number, size: number): Iterator<Examples> {
    const { x, y } = this.examples;
    return batches({ x, y }, { size, shuffle: true, rng: this.order.fold(epoch) })[Symbol.iterator]();
  }

  /** One step of the optimizer: its loss, over how many examples; `null` when there are none left. */
  private advance(epoch: number, source: Iterator<Examples>): { loss: number; examples: number } | null {
    const run: Run = { training: true, rng: this.noise.fold(this.step), update() {} };
    const result = scope(() => {
      const next = source.next();
      if (next.done === true) return null;
      const batch = next.value;
      const objective = (m: M): NDArray => this.options.loss(forwardModel(m, batch.x, run), batch.y);
      const [loss, gradient] = valueAndGrad(objective)(this.model);
      const updated = this.optimizer.update(this.model, gradient, this.state);
      const value = loss.item();
      if (!Number.isFinite(value)) throw new NonFiniteLossError("fit", this.step, epoch, value);
      return { ...updated, loss: value, examples: batch.x.shape[0] as number };
    });
    if (result === null) return null;
    const { loss, examples } = result;
    this.model = result.parameters;
    this.state = result.state;
    this.turnover.replace([this.model, this.state]);
    this.options.onStep?.({ epoch, step: this.step, steps: this.steps, loss });
    this.step++;
    return { loss, examples };
  }
}

function validate<M extends Layer>(
  model: M,
  examples: Examples,
  { loss, metrics }: FitOptions<M>,
): Record<string, number> {
  return evaluate(model, examples, { loss, ...metrics });
}
