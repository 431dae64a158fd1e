/** One training step, as it is reported. */
export interface StepEvent {
  readonly epoch: number;
  /** Counted over all epochs, from 0. */
  readonly step: number;
  /** How many steps the whole run will take. */
  readonly steps: number;
  readonly loss: number;
}

/** One pass over the data, as it is reported and kept. */
export interface EpochEvent<M = unknown> {
  readonly epoch: number;
  readonly epochs: number;
  /** Mean over the examples of this epoch, each under the parameters of its time. */
  readonly loss: number;
  /** Loss and metrics on the validation data, when there are any. */
  readonly validation: Readonly<Record<string, number>> | null;
  /** The model as it stands. */
  readonly model: M;
}

/** What is kept of an epoch. */
export type EpochRecord = Omit<EpochEvent, "model">;
