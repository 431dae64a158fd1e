import { type NDArray, ValueError, concat, scope } from "@linnet/core";
import { batches } from "@linnet/data";
import type { Layer } from "../layer.js";
import { inference } from "../run.js";
import { type Examples, countExamples } from "./examples.js";

/** A number that says how good predictions are: a loss, an accuracy. */
export type Metric = (prediction: NDArray, target: NDArray) => NDArray | number;

export interface BatchOptions {
  /** Examples computed at a time; bounds memory, does not change results beyond rounding. Default 256. */
  readonly batchSize?: number;
}

/** The model's output for every example, in inference mode. */
export function predict(model: Layer, x: NDArray, { batchSize = 256 }: BatchOptions = {}): NDArray {
  const n: number = x.shape[0];
  if (n <= batchSize) return scope(() => model.forward(x, inference()));
  return scope(() => {
    const parts: NDArray[] = [];
    for (const part of batches(x, { size: batchSize })) parts.push(scope(() => model.forward(part, inference())));
    return concat(parts, { axis: 0 });
  });
}

/**
 * Metrics of a model on examples, in inference mode.
 *
 * @throws {ShapeError} when inputs and targets do not pair up
 * @example
 * evaluate(model, { x, y }, { loss: crossEntropy, accuracy }); // { loss: 0.08, accuracy: 0.98 }
 */
export function evaluate<K extends string>(
  model: Layer,
  examples: Examples,
  metrics: Readonly<Record<K, Metric>>,
  options?: BatchOptions,
): Record<K, number> {
  countExamples("evaluate", examples);
  return scope(() => {
    const prediction = predict(model, examples.x, options);
    const entries = Object.entries<Metric>(metrics).map(([name, metric]) => [
      name,
      numberOf(name, metric(prediction, examples.y)),
    ]);
    return Object.fromEntries(entries) as Record<K, number>; // the same keys
  });
}

function numberOf(name: string, value: NDArray | number): number {
  const x = typeof value === "number" ? value : value.size === 1 ? value.item() : undefined;
  if (x === undefined) throw new ValueError("evaluate", "a metric must be one number", `${name} with ${String(value)}`);
  return x;
}
