import { type NDArray, type TreeLeaf, ValueError, mapTreeArrays, treeArrays } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import {
  type Convert,
  decodeSafetensors,
  encodeSafetensors,
  loadSafetensors,
  loadShards,
  saveSafetensors,
} from "@linnet/data";
import { CheckpointError } from "./errors.js";
import { type NameMap, fromTheirs, toTheirs, withoutCounters } from "./name-map.js";

/**
 * The arrays of a model under their paths (`layers.0.weight`), running statistics included.
 */
export function parametersOf(model: object): Record<string, NDArray> {
  return Object.fromEntries(treeArrays(model).map(({ path, leaf }: TreeLeaf) => [path, leaf]));
}

/**
 * A model like `model` with the arrays of `parameters`.
 *
 * @throws {CheckpointError} unless names, shapes and dtypes are exactly the model's; nothing is half loaded
 */
export function withParameters<M extends object>(model: M, parameters: Readonly<Record<string, NDArray>>): M {
  return filled("withParameters", model, parameters);
}

export interface SaveModelOptions {
  /** What others call the arrays. Default: their paths. */
  readonly names?: NameMap;
  /** Strings about the file. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface LoadModelOptions {
  /** What others call the arrays. Default: their paths. */
  readonly names?: NameMap;
  /** What dtypes become that Linnet has not. Default float32 of float16 and bfloat16, int32 of int64, uint32 of uint64. */
  readonly convert?: Convert;
}

/** The model as the bytes of a safetensors file. @throws {ValueError} for names that do not fit */
export function encodeModel(model: object, options?: SaveModelOptions): Uint8Array {
  const { names, metadata } = requireOptions("encodeModel", options);
  return encodeSafetensors(named("encodeModel", model, names), metadata);
}

/**
 * The model that `encodeModel` wrote, or others under names of theirs, read into the structure of `like`.
 *
 * @throws {FormatError} for corrupt bytes
 * @throws {CheckpointError} unless they hold exactly the model's parameters
 * @throws {ValueError} {ShapeError} for names that do not fit
 */
export function decodeModel<M extends object>(bytes: Uint8Array, like: M, options?: LoadModelOptions): M {
  const { names, convert = CONVERT } = requireOptions("decodeModel", options);
  return filled("decodeModel", like, ours("decodeModel", decodeSafetensors(bytes, { convert }).tensors, like, names));
}

/**
 * Writes the model as a safetensors file, beside its target first: an interrupted save loses nothing. Node only.
 *
 * @throws {ValueError} for names that do not fit
 */
export async function saveModel(path: string, model: object, options?: SaveModelOptions): Promise<void> {
  const { names, metadata } = requireOptions("saveModel", options);
  await saveSafetensors(path, named("saveModel", model, names), metadata);
}

/**
 * Reads a model written by `saveModel`, or by others, into the structure of `like`. Node only.
 *
 * @param path of a safetensors file, or of an index of several: `model.safetensors.index.json`
 * @throws {FileError} when a file cannot be read
 * @throws {FormatError} for a corrupt file
 * @throws {CheckpointError} unless it holds exactly the model's parameters
 * @throws {ValueError} {ShapeError} for names that do not fit
 * @remarks Metadata are read by `loadSafetensors` of `@linnet/data`. `num_batches_tracked`, a counter, is left out.
 * @example
 * const names = [
 *   { theirs: "encoder.{i}.attn.in_proj_weight", ours: ["layers.{i}.query", "layers.{i}.key", "layers.{i}.value"] },
 *   { theirs: "{...at}.running_var", ours: "{...at}.runningVariance" },
 * ];
 * const model = await loadModel("model.safetensors", start, { names });
 */
export async function loadModel<M extends object>(path: string, like: M, options?: LoadModelOptions): Promise<M> {
  const { names, convert = CONVERT } = requireOptions("loadModel", options);
  const load = path.endsWith(".json") ? loadShards : loadSafetensors;
  return filled("loadModel", like, ours("loadModel", (await load(path, { convert })).tensors, like, names));
}

const CONVERT: Convert = { float16: "float32", bfloat16: "float32", int64: "int32", uint64: "uint32" };

type Arrays = Readonly<Record<string, NDArray>>;

function named(op: string, model: object, names: NameMap | undefined): Arrays {
  const own = parametersOf(model);
  return names === undefined ? own : toTheirs(op, names, own);
}

function ours(op: string, tensors: Arrays, like: object, names: NameMap | undefined): Arrays {
  const own = parametersOf(like);
  return withoutCounters(names === undefined ? tensors : fromTheirs(op, names, tensors, own), own);
}

function filled<M extends object>(op: string, model: M, parameters: Readonly<Record<string, NDArray>>): M {
  if (typeof parameters !== "object" || parameters === null) {
    throw new ValueError(op, "parameters must be a record of arrays", kindOf(parameters));
  }
  requireSame(op, parametersOf(model), parameters);
  return mapTreeArrays((_own, path) => parameters[path], model);
}

/** @throws {CheckpointError} unless names, shapes and dtypes are the same */
export function requireSame(
  op: string,
  own: Readonly<Record<string, NDArray>>,
  given: Readonly<Record<string, NDArray>>,
): void {
  const missing = Object.keys(own).filter((name) => !Object.hasOwn(given, name));
  const unexpected = Object.keys(given).filter((name) => !Object.hasOwn(own, name));
  const mismatched = Object.keys(own)
    .filter((name) => Object.hasOwn(given, name) && describe(own[name]) !== describe(given[name]))
    .map((name) => `${name} (model ${describe(own[name])}, file ${describe(given[name])})`);
  if (missing.length + unexpected.length + mismatched.length > 0) {
    throw new CheckpointError(op, missing, unexpected, mismatched);
  }
}

function describe(x: NDArray): string {
  return `${x.dtype} [${x.shape.join(", ")}]`;
}
