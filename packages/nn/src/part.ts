import { LinnetError, type NDArray } from "@linnet/core";
import type { Layer } from "./layer.js";
import type { Run } from "./run.js";

/**
 * What a layer inside another gives. Errors from there name the place: `layers[2] (Linear): Linear.forward: …`.
 *
 * @param segment the layer's place in the one around it: `layers[2]`, `attention`
 */
export function forwardPart(segment: string, layer: Layer, x: NDArray, run: Run | undefined): NDArray {
  return callPart(segment, layer, run, () => layer.forward(x, run));
}

/** As `forwardPart`, for parts that take or give more than one array. */
export function callPart<R>(segment: string, part: object, run: Run | undefined, call: () => R): R {
  run?.observer?.enter(segment, part);
  try {
    const output = call();
    run?.observer?.leave(part, output);
    return output;
  } catch (error) {
    if (error instanceof LinnetError) name(error, segment, part);
    throw error;
  }
}

/** Puts the model in front of the place that its layers have given to an error. */
export function forwardModel(model: Layer, x: NDArray, run: Run | undefined): NDArray {
  return forwardPart("model", model, x, run);
}

interface Place {
  readonly path: string;
  readonly layer: string;
  readonly message: string;
}

const places = new WeakMap<LinnetError, Place>();

function name(error: LinnetError, segment: string, part: object): void {
  const inner = places.get(error);
  const place: Place =
    inner === undefined
      ? { path: segment, layer: part.constructor.name, message: error.message }
      : { ...inner, path: `${segment}.${inner.path}` };
  places.set(error, place);
  error.message = `${place.path} (${place.layer}): ${place.message}`;
}
