import { type NDArray, ValueError, concat, scope } from "@linnet/core";
import { kindOf, requireNdim, requireOptions } from "@linnet/core/extend";
import { batches } from "@linnet/data";
import type { Layer } from "../layer.js";
import { forwardModel } from "../part.js";
import { inference } from "../run.js";
import { type Examples, countExamples } from "./examples.js";
import { requireLayer, requirePositive } from "./require.js";

/** A number that says how good predictions are: a loss, an accuracy. */
export type Metric = (prediction: NDArray, target: NDArray) => NDArray | number;

export interface BatchOptions {
  /** Examples computed at a time; bounds memory, does not change results beyond rounding. Default 256. */
  readonly batchSize?: number;
}

/**
 * The model's output for every example, in inference mode.
 *
 * @param x one example a row: shape `[n, …]`
 * @throws {ShapeError} when `x` has no axis of examples
 * @throws {ValueError} for a batch size that is not a positive integer, and for what is no model
 */
export function predict(model: Layer, x: NDArray, options?: BatchOptions): NDArray {
  const { batchSize = 256 } = requireOptions("predict", options);
  requirePositive("predict", "batchSize", batchSize);
  requireLayer("predict", model);
  requireNdim("predict", "x", x, 1);
  const n: number = x.shape[0];
  if (n <= batchSize) return scope(() => forwardModel(model, x, inference()));
  return scope(() => {
    const parts: NDArray[] = [];
    for (const part of batches(x, { size: batchSize })) parts.push(scope(() => forwardModel(model, part, inference())));
    return concat(parts, { axis: 0 });
  });
}

/**
 * Metrics of a model on examples, in inference mode.
 *
 * @throws {ShapeError} when inputs and targets do not pair up
 * @throws {ValueError} when a metric is not one number
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
  const wanted = Object.entries(requireOptions("evaluate", metrics) as Readonly<Record<string, Metric>>);
  const odd = wanted.find(([, f]) => typeof f !== "function");
  if (odd !== undefined) throw new ValueError("evaluate", "metrics must be functions", `${odd[0]}: ${kindOf(odd[1])}`);
  return scope(() => {
    const prediction = predict(model, examples.x, options);
    const entries = wanted.map(([name, metric]) => [name, numberOf(name, metric(prediction, examples.y))]);
    return Object.fromEntries(entries) as Record<K, number>; // the same keys
  });
}

function numberOf(name: string, value: NDArray | number): number {
  const x = typeof value === "number" ? value : value?.size === 1 ? value.item() : undefined;
  if (x === undefined) throw new ValueError("evaluate", "a metric must be one number", `${name} with ${kindOf(value)}`);
  return x;
}
