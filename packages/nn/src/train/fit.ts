import { type NDArray, type Random, ValueError, random, scope } from "@linnet/core";
import { valueAndGrad } from "@linnet/autograd";
import { batches } from "@linnet/data";
import { NonFiniteLossError } from "../errors.js";
import type { Layer } from "../layer.js";
import { adam } from "../optimizers/adam.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { type Metric, evaluate } from "./evaluate.js";
import { type Examples, countExamples } from "./examples.js";
import type { EpochEvent, EpochRecord, StepEvent } from "./history.js";
import { type ProgressBar, openProgress } from "#platform";
import { nextTask } from "./yield.js";

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
 * @throws {ValueError} for epochs or a batch size that are not positive integers
 * @throws {NonFiniteLossError} when the loss becomes NaN or infinite, naming the step
 */
export async function fit<M extends Layer>(
  model: M,
  examples: Examples,
  options: FitOptions<M>,
): Promise<FitResult<M>> {
  const { epochs = 10, batchSize = 32, seed = 0, onEpoch, signal, progress } = options;
  requirePositive("epochs", epochs);
  requirePositive("batchSize", batchSize);
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
      await onEpoch?.({ ...record, model: training.model });
    }
  } finally {
    bar.stop();
  }
  return { model: training.model, history, reason: history.length === epochs ? "finished" : "aborted" };
}

/** Where a training run stands. */
class Training<M extends Layer> {
  private state: unknown;
  private step = 0;
  private readonly optimizer: Optimizer<unknown>;
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
    this.state = this.optimizer.init(model);
  }

  /** One pass over the data; the mean loss, or `null` when it was aborted. */
  async epoch(epoch: number, size: number, bar: ProgressBar): Promise<number | null> {
    const source = this.batches(epoch, size);
    let next = source.next(); // the first draws the order of the epoch, which must outlive every scope
    let sum = 0;
    let count = 0;
    while (next.done !== true) {
      await (this.options.pause?.() ?? nextTask());
      if (this.options.signal?.aborted) return null;
      const end = performance.now() + SLICE;
      // A scope around many steps: the parameters in between are given back at the end of the slice.
      const kept = scope(() => {
        do {
          const batch = next.value as Examples; // not done: checked above and below
          const loss = this.advance(epoch, batch);
          const examples: number = batch.x.shape[0];
          sum += loss * examples;
          count += examples;
          bar.update(this.step, loss);
          next = source.next();
        } while (next.done !== true && performance.now() < end && !this.options.signal?.aborted);
        return { model: this.model, state: this.state, next };
      });
      ({ model: this.model, state: this.state, next } = kept);
    }
    return sum / count;
  }

  private batches(epoch: number, size: number): Iterator<Examples> {
    const { x, y } = this.examples;
    return batches({ x, y }, { size, shuffle: true, rng: this.order.fold(epoch) })[Symbol.iterator]();
  }

  /** One step of the optimizer; its loss. */
  private advance(epoch: number, batch: Examples): number {
    const run = { training: true, rng: this.noise.fold(this.step) };
    const result = scope(() => {
      const objective = (m: M): NDArray => this.options.loss(m.forward(batch.x, run), batch.y);
      const [loss, gradient] = valueAndGrad(objective)(this.model);
      const next = this.optimizer.update(this.model, gradient, this.state);
      return { ...next, loss: loss.item() };
    });
    if (!Number.isFinite(result.loss)) throw new NonFiniteLossError("fit", this.step, epoch, result.loss);
    this.model = result.parameters;
    this.state = result.state;
    this.options.onStep?.({ epoch, step: this.step, steps: this.steps, loss: result.loss });
    this.step++;
    return result.loss;
  }
}

function validate<M extends Layer>(
  model: M,
  examples: Examples,
  { loss, metrics }: FitOptions<M>,
): Record<string, number> {
  return evaluate(model, examples, { loss, ...metrics });
}

function requirePositive(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) throw new ValueError("fit", `${name} must be a positive integer`, value);
}
