import type { FitResult } from "./fit-options.js";
import type { Layer } from "../layer.js";

/** One training step, as it is reported. */
export interface StepEvent {
  readonly epoch: number;
  /** Counted over all epochs, from 0. */
  readonly step: number;
  /** How many steps the whole run will take; `Infinity` where the data do not say. */
  readonly steps: number;
  readonly loss: number;
  /** Of this step, where the optimizer tells it. */
  readonly learningRate?: number;
}

/** One pass over the data, as it is reported and kept. */
export interface EpochEvent<M = unknown> {
  readonly epoch: number;
  readonly epochs: number;
  /** Mean over the examples of this epoch, each under the parameters of its time. */
  readonly loss: number;
  /** Loss and metrics on the validation data, when there are any. */
  readonly validation: Readonly<Record<string, number>> | null;
  /** What it has come to by the end of the epoch, where the optimizer tells it. */
  readonly learningRate?: number;
  /** The model as it stands. */
  readonly model: M;
}

/** What is kept of an epoch. */
export type EpochRecord = Omit<EpochEvent, "model">;

/** What happens while a model is trained, in order. */
export type TrainingEvent<M extends Layer = Layer> =
  | { readonly type: "start"; readonly epoch: number; readonly epochs: number; readonly step: number }
  | ({ readonly type: "step" } & StepEvent)
  | ({ readonly type: "epoch" } & EpochEvent<M>)
  | { readonly type: "checkpoint"; readonly epoch: number; readonly step: number; readonly bytes: number }
  | { readonly type: "warning"; readonly warning: string }
  | { readonly type: "end"; readonly result: FitResult<M> };
