import { type NDArray, type TreeLeaf, ValueError, mapTreeArrays, treeArrays } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { decodeSafetensors, encodeSafetensors, loadSafetensors, saveSafetensors } from "@linnet/data";
import { CheckpointError } from "./errors.js";

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

/** The model as the bytes of a safetensors file. */
export function encodeModel(model: object, metadata?: Readonly<Record<string, string>>): Uint8Array {
  return encodeSafetensors(parametersOf(model), metadata);
}

/**
 * The model that `encodeModel` wrote, read into the structure of `like`.
 *
 * @throws {FormatError} for corrupt bytes
 * @throws {CheckpointError} unless they hold exactly the model's parameters
 */
export function decodeModel<M extends object>(bytes: Uint8Array, like: M): M {
  return filled("decodeModel", like, decodeSafetensors(bytes).tensors);
}

/** Writes the model as a safetensors file, beside its target first: an interrupted save loses nothing. Node only. */
export async function saveModel(
  path: string,
  model: object,
  metadata?: Readonly<Record<string, string>>,
): Promise<void> {
  await saveSafetensors(path, parametersOf(model), metadata);
}

/**
 * Reads a model written by `saveModel` into the structure of `like`. Node only.
 *
 * @throws {FileError} when the file cannot be read
 * @throws {FormatError} for a corrupt file
 * @throws {CheckpointError} unless it holds exactly the model's parameters
 * @remarks Metadata are read by `loadSafetensors` of `@linnet/data`.
 */
export async function loadModel<M extends object>(path: string, like: M): Promise<M> {
  return filled("loadModel", like, (await loadSafetensors(path)).tensors);
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
