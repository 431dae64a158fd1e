import { type NDArray, ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import type { Layer } from "../layer.js";
import { adam } from "../optimizers/adam.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import type { Dataset } from "./dataset.js";
import type { EarlyStoppingOptions } from "./early-stopping.js";
import type { Metric } from "./metric.js";
import type { EpochEvent, EpochRecord, StepEvent, TrainingEvent } from "./history.js";
import { requireCount } from "../require.js";
import type { CheckpointOptions, ResumeFrom } from "./resume/checkpoints.js";

export interface FitOptions<M extends Layer, S = any> {
  /** Scalar loss of a batch: `crossEntropy`, `mse`, or any function of prediction and target. */
  readonly loss: (prediction: NDArray, target: NDArray) => NDArray;
  /** Default `adam()`. */
  readonly optimizer?: Optimizer<S>;
  /** Passes over the data. Default 10. */
  readonly epochs?: number;
  /** Examples a step, of data in memory. The last batch of an epoch may be smaller. Default 32. */
  readonly batchSize?: number;
  /** Leave out a last batch of fewer examples. Default false. */
  readonly dropLast?: boolean;
  /** Take the examples in a new order each epoch. Default true; batches that come from elsewhere come as they are. */
  readonly shuffle?: boolean;
  /** Decides the order of examples and everything random in layers: same seed, same bits. Default 0. */
  readonly seed?: number;
  /** Examples to measure on after each epoch. */
  readonly validation?: Dataset;
  /** What to measure there beside the loss. */
  readonly metrics?: Readonly<Record<string, Metric>>;
  /** Look at every gradient, to name the step at which one is not finite. Reads all of them. Default false. */
  readonly checkGradients?: boolean;
  /** Ends training when nothing is gained any more. */
  readonly earlyStopping?: EarlyStoppingOptions;
  /** Saves everything that is needed to go on, to the bit, after an interruption. */
  readonly checkpoint?: CheckpointOptions;
  /**
   * Goes on from a checkpoint: of a file, of a store, or (`true`) the one that `checkpoint` names, if it is there. The model
   * gives the structure, and must be as it was; its numbers are those of the checkpoint.
   */
  readonly resume?: ResumeFrom;
  readonly onStep?: (event: StepEvent) => void;
  /** May be asynchronous; the next epoch waits for it. */
  readonly onEpoch?: (event: EpochEvent<M>) => void | Promise<void>;
  /** Everything that happens, steps and epochs too. */
  readonly onEvent?: (event: TrainingEvent<M>) => void;
  /** Stops after the step under way; the model so far is the result. */
  readonly signal?: AbortSignal;
  /** Resolves when training may go on: asked before every slice of steps, so that a caller can pause. */
  readonly pause?: () => Promise<void> | undefined;
  /** Show a progress bar. Default: in Node, where a person watches the terminal. */
  readonly progress?: boolean;
}

export interface FitResult<M extends Layer, S = unknown> {
  readonly model: M;
  /** What the optimizer remembers after the last step: averages of the parameters, if it keeps them. */
  readonly optimizerState: S;
  readonly history: readonly EpochRecord[];
  /** `"aborted"` when the signal ended it early, `"stopped"` when `earlyStopping` did. */
  readonly reason: "finished" | "aborted" | "stopped";
  /** What went another way than asked, and was told as an event. */
  readonly warnings: readonly string[];
}

/** The options with their defaults, checked. */
export type FitPlan<M extends Layer> = FitOptions<M> &
  Required<Pick<FitOptions<M>, "optimizer" | "epochs" | "batchSize" | "seed">>;

/** @throws {ValueError} for what is out of range, and for what is no loss or no optimizer */
export function planOf<M extends Layer>(op: string, options: FitOptions<M>): FitPlan<M> {
  const chosen = given(requireOptions(op, options)) as FitOptions<M>; // a loss is asked for below
  const plan = { optimizer: adam(), epochs: 10, batchSize: 32, seed: 0, ...chosen };
  requireCount(op, "epochs", plan.epochs);
  requireCount(op, "batchSize", plan.batchSize);
  if (typeof plan.loss !== "function") throw new ValueError(op, "loss must be a function", kindOf(plan.loss));
  if (typeof plan.optimizer.update !== "function" || typeof plan.optimizer.init !== "function") {
    throw new ValueError(op, "optimizer must have init and update", kindOf(plan.optimizer), "Such as adam().");
  }
  return plan;
}

/** The options that are there: `undefined` is as good as nothing. */
function given<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T; // of its fields
}
