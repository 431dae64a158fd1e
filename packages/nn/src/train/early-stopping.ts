import { ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { EpochRecord } from "./history.js";

/** When training has nothing more to gain. */
export interface EarlyStoppingOptions {
  /** What to watch: `"loss"`, or the name of a metric; of the validation data where there are any. Default `"loss"`. */
  readonly metric?: string;
  /** Epochs without an improvement that are borne. Default 5. */
  readonly patience?: number;
  /** What is less than this is no improvement. Default 0. */
  readonly minDelta?: number;
  /** Whether less or more is better. Default `"min"`. */
  readonly mode?: "min" | "max";
  /** Answer the model of the best epoch, rather than the last, however the run ends. Default true. */
  readonly restoreBest?: boolean;
}

/** What early stopping remembers. */
export interface StoppingState<M> {
  readonly best: number;
  readonly epoch: number;
  /** Epochs since. */
  readonly waited: number;
  /** The model of the best epoch, where it is to be restored. */
  readonly model: M | null;
}

/** The rule that the options describe. */
export interface EarlyStopping {
  readonly restoreBest: boolean;
  /** What is remembered after an epoch. `model` is asked for where it is to be kept. */
  after<M>(state: StoppingState<M> | null, record: EpochRecord, model: () => M): StoppingState<M>;
  /** Whether to stop. */
  isOver(state: StoppingState<unknown> | null): boolean;
}

/** @throws {ValueError} for a metric that is not measured, and for numbers out of range */
export function earlyStopping(op: string, options: EarlyStoppingOptions, measured: readonly string[]): EarlyStopping {
  const { metric = "loss", patience = 5, minDelta = 0, mode = "min", restoreBest = true } = options;
  if (!measured.includes(metric)) {
    const hint = metric === "loss" ? "" : "Metrics are measured on validation data.";
    throw new ValueError(op, `earlyStopping.metric must be one of ${measured.join(", ")}`, kindOf(metric), hint);
  }
  if (!Number.isInteger(patience) || patience < 0) {
    throw new ValueError(op, "earlyStopping.patience must be a count of epochs", kindOf(patience));
  }
  if (!(minDelta >= 0 && minDelta < Infinity)) {
    throw new ValueError(op, "earlyStopping.minDelta must be finite and at least 0", kindOf(minDelta));
  }
  if (mode !== "min" && mode !== "max") {
    throw new ValueError(op, 'earlyStopping.mode must be "min" or "max"', kindOf(mode));
  }
  const sign = mode === "min" ? 1 : -1;
  return {
    restoreBest,
    after(state, { epoch, loss, validation }, model) {
      const value = validation === null ? loss : validation[metric];
      const isBetter = state === null || Number.isNaN(state.best) || sign * value < sign * state.best - minDelta;
      if (!isBetter) return { ...state, waited: state.waited + 1 };
      return { best: value, epoch, waited: 0, model: restoreBest ? model() : null };
    },
    isOver: (state) => state !== null && state.waited > patience,
  };
}
