import { ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { requireCount } from "../../require.js";
import { type CheckpointStore, fileStore, storeOf } from "./store.js";

/** Where and when training is saved. */
export type CheckpointOptions = {
  /** Every so many steps, or epochs. Default: every epoch. The end of a run is saved in any case, also one by a signal. */
  readonly every?: { readonly steps: number } | { readonly epochs: number };
  /** How many checkpoints a file keeps: the newest, and earlier ones as `path.1`, `path.2`, …. Default 2. */
  readonly keep?: number;
} & (
  | { /** A safetensors file. Node only. */ readonly path: string | URL; readonly store?: undefined }
  | { readonly path?: undefined; readonly store: CheckpointStore }
);

/** A plan of when to save, and where. */
export interface CheckpointPlan {
  readonly store: CheckpointStore;
  isDueAfterStep(step: number): boolean;
  isDueAfterEpoch(epoch: number): boolean;
}

/** @throws {ValueError} for what names no place or no time */
export function checkpointPlan(op: string, options: CheckpointOptions): CheckpointPlan {
  const { path, store, keep = 2, every = { epochs: 1 } } = requireOptions(op, options) as Partial<CheckpointOptions>;
  requireCount(op, "checkpoint.keep", keep);
  const steps = "steps" in every ? every.steps : undefined;
  const epochs = "epochs" in every ? every.epochs : undefined;
  if ((steps === undefined) === (epochs === undefined)) {
    throw new ValueError(
      op,
      "checkpoint.every must have either steps or epochs",
      kindOf(every),
      "Such as { steps: 100 }.",
    );
  }
  requireCount(op, `checkpoint.every.${steps === undefined ? "epochs" : "steps"}`, steps ?? epochs ?? 0);
  return {
    store: storeOf(op, path ?? (store as CheckpointStore), keep), // refuses what is neither
    isDueAfterStep: (step) => steps !== undefined && (step + 1) % steps === 0,
    isDueAfterEpoch: (epoch) => epochs !== undefined && (epoch + 1) % epochs === 0,
  };
}

/** Where a run is resumed from. */
export type ResumeFrom = string | URL | CheckpointStore | true;

/** @throws {ValueError} for `true` without a `checkpoint` */
export function resumeStore(op: string, from: ResumeFrom, plan: CheckpointPlan | null): CheckpointStore {
  if (from !== true)
    return typeof from === "string" || from instanceof URL ? fileStore(from, Infinity) : storeOf(op, from, 1);
  if (plan !== null) return plan.store;
  throw new ValueError(
    op,
    "resume: true must have a checkpoint to go on from",
    "no checkpoint option",
    "Name the file.",
  );
}
