import { LinnetError, random } from "@linnet/core";
import { decodeSafetensors, encodeSafetensors } from "@linnet/data";
import { type Layer, parametersOf, withParameters } from "@linnet/nn";
import { type Experiment, experiments } from "./experiment.js";
import { type Outcome, buildModel } from "./train.js";

/** What a model's file says of it beside its parameters, so that any program here can build it again. */
export function metadataOf({ model, features, accuracy }: Outcome): Record<string, string> {
  return { model, features, accuracy: String(accuracy) };
}

/** The trained model as the bytes of a safetensors file. */
export function encodeOutcome(outcome: Outcome): Uint8Array {
  return encodeSafetensors(parametersOf(outcome.trained), metadataOf(outcome));
}

/**
 * The model that {@link encodeOutcome} or the terminal's run wrote.
 *
 * @throws {FormatError} when the bytes are no safetensors file
 * @throws {LinnetError} when its metadata name none of the four experiments
 * @throws {CheckpointError} when its tensors are not that model's parameters
 */
export function decodeOutcome(bytes: Uint8Array): { readonly experiment: Experiment; readonly trained: Layer } {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const { model, features } = metadata;
  const experiment = experiments.find((known) => known.model === model && known.features === features);
  if (experiment === undefined) {
    throw new LinnetError(
      "decodeOutcome",
      `the file's metadata must name a model (softmax, mlp) and its features (pixels, scores); ` +
        `got ${JSON.stringify(metadata)}. Choose a file that was saved here.`,
    );
  }
  return { experiment, trained: withParameters(buildModel(experiment, random(0)), tensors) };
}
