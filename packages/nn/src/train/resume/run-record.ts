import { type NDArray, type RandomState, mapTreeArrays, scope, treeArrays } from "@linnet/core";
import { requireSame } from "../../checkpoint.js";
import { ResumeError } from "../../errors.js";
import type { Layer } from "../../layer.js";
import type { Optimizer } from "../../optimizers/optimizer.js";
import type { StoppingState } from "../early-stopping.js";
import type { EpochRecord } from "../history.js";
import { isNode } from "../../tree-nodes.js";
import { type Snapshot, encodeSnapshot } from "./snapshot.js";
import { fromJson, toJson } from "./tree-json.js";

/** How far a run has come. */
export interface Progress {
  readonly epoch: number;
  /** Counted over all epochs. */
  readonly step: number;
  /** Batches of this epoch that are done. */
  readonly position: number;
  /** The sum of their losses over examples, and how many examples. */
  readonly sum: number;
  readonly count: number;
}

/** What decides the numbers of a run, beside its model and data: other values would train on in another way. */
export interface RunOptions {
  readonly seed: number;
  readonly batchSize: number;
  /** `null` where the data do not say. */
  readonly examples: number | null;
  readonly shuffle: boolean;
  readonly dropLast: boolean;
}

/** Everything that a run needs to go on as if nothing had happened. */
export interface RunRecord<M> {
  readonly model: M;
  /** The state of the optimizer. */
  readonly optimizer: unknown;
  readonly stopping: StoppingState<M> | null;
  readonly at: Progress;
  readonly history: readonly EpochRecord[];
  readonly random: { readonly order: RandomState; readonly noise: RandomState };
  readonly options: RunOptions;
}

const VERSION = 1;
const MODEL = "model.";

/** What is written, beside the arrays. `run` is the record without model and options, as `toJson` writes it. */
interface Written {
  readonly version: number;
  readonly options: RunOptions;
  /** Names of the fields of the optimizer's state, by which optimizers are told apart. */
  readonly optimizer: string;
  readonly run: unknown;
}

/** @throws {ValueError} for a state of an optimizer that cannot be saved @throws {DTypeError} for complex128 */
export function encodeRun<M extends Layer>(
  op: string,
  record: RunRecord<M>,
  optimizer: Optimizer<unknown>,
): Uint8Array {
  const { model, options, ...rest } = record;
  return scope(() => {
    const pattern = { optimizer: optimizer.init(model), model };
    const own = treeArrays(model).map(({ path, leaf }) => [MODEL + path, leaf] as const);
    const { json: run, arrays } = toJson(op, rest, pattern, new Map(own.map(([name, leaf]) => [leaf, name])));
    const json: Written = { version: VERSION, options, optimizer: fieldsOf(pattern.optimizer), run };
    return encodeSnapshot({ tensors: { ...Object.fromEntries(own), ...arrays }, json });
  });
}

/**
 * The record that was saved, in the classes of `model` and of the optimizer.
 *
 * @throws {ResumeError} when it is of a run with other options or another optimizer
 * @throws {CheckpointError} unless it has exactly the model's arrays
 */
export function decodeRun<M extends Layer>(
  op: string,
  { tensors, json }: Snapshot,
  model: M,
  optimizer: Optimizer<unknown>,
  options: RunOptions,
): RunRecord<M> {
  const written = json as Written; // its check sum says so
  if (written.version !== VERSION) throw new ResumeError(op, [difference("format", written.version, VERSION)]);
  const pattern = { optimizer: optimizer.init(model), model };
  const names = Object.keys(options) as (keyof RunOptions)[];
  const differing = names
    .filter((name) => written.options[name] !== options[name])
    .map((name) => difference(name, written.options[name], options[name]));
  const fields = fieldsOf(pattern.optimizer);
  if (written.optimizer !== fields) differing.push(difference("optimizer with", written.optimizer, fields));
  if (differing.length > 0) throw new ResumeError(op, differing);
  requireSame(op, arraysOf(model), arraysOfModel(tensors));
  const rest = fromJson(op, written.run, pattern, (name) => tensors[name]) as Omit<RunRecord<M>, "model" | "options">; // as written
  return { ...rest, options, model: mapTreeArrays((_own, path) => tensors[MODEL + path], model) };
}

function arraysOf(tree: object): Record<string, NDArray> {
  return Object.fromEntries(treeArrays(tree).map(({ path, leaf }) => [path, leaf]));
}

function arraysOfModel(tensors: Readonly<Record<string, NDArray>>): Record<string, NDArray> {
  const own = Object.entries(tensors).filter(([name]) => name.startsWith(MODEL));
  return Object.fromEntries(own.map(([name, x]) => [name.slice(MODEL.length), x]));
}

function fieldsOf(state: unknown): string {
  return isNode(state) ? `{ ${Object.keys(state).toSorted().join(", ")} }` : `${state as string | number | null}`; // a leaf
}

function difference(name: string, was: unknown, is: unknown): string {
  return `${name} ${was as string} (checkpoint), ${is as string} (this run)`; // plain values
}
