import { type NDArray, concat, scope } from "@linnet/core";
import { requireNdim, requireOptions } from "@linnet/core/extend";
import { batches } from "@linnet/data";
import type { Layer } from "../layer.js";
import { forwardModel } from "../part.js";
import { inference } from "../run.js";
import { type BatchStream, isStream } from "./dataset.js";
import { type Examples, countExamples } from "./examples.js";
import { Measurement, type Metric } from "./metric.js";
import { requireCount, requireLayer } from "../require.js";

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
  requireCount("predict", "batchSize", batchSize);
  requireLayer("predict", model);
  requireNdim("predict", "x", x, 1);
  if (x.shape[0] <= batchSize) return scope(() => forwardModel(model, x, inference()));
  return scope(() => {
    const parts: NDArray[] = [];
    for (const part of batches(x, { size: batchSize })) parts.push(scope(() => forwardModel(model, part, inference())));
    return concat(parts, { axis: 0 });
  });
}

/**
 * Metrics of a model on examples, in inference mode.
 *
 * Metrics see all predictions at once, since few of them are means over batches. Those that are say so (`batchwise`), and
 * cost no memory beyond a batch. Batches may also come one after the other from elsewhere.
 *
 * @param data examples in memory, or batches; of batches that have to be waited for the answer is a promise
 * @throws {ShapeError} when inputs and targets do not pair up
 * @throws {ValueError} when a metric is not one number, and for no batches at all
 * @example
 * evaluate(model, { x, y }, { loss: crossEntropy, accuracy }); // { loss: 0.08, accuracy: 0.98 }
 */
export function evaluate<K extends string>(
  model: Layer,
  data: AsyncIterable<Examples>,
  metrics: Readonly<Record<K, Metric>>,
): Promise<Record<K, number>>;
export function evaluate<K extends string>(
  model: Layer,
  data: Examples | Iterable<Examples>,
  metrics: Readonly<Record<K, Metric>>,
  options?: BatchOptions,
): Record<K, number>;
export function evaluate(
  model: Layer,
  data: Examples | BatchStream,
  metrics: Readonly<Record<string, Metric>>,
  options?: BatchOptions,
): Record<string, number> | Promise<Record<string, number>> {
  const op = "evaluate";
  requireLayer(op, model);
  const measurement = new Measurement(op, metrics);
  const { batchSize = 256 } = requireOptions(op, options);
  requireCount(op, "batchSize", batchSize);
  if (!isStream(data)) {
    countExamples(op, data);
    return scope(() => {
      for (const batch of batches({ x: data.x, y: data.y }, { size: batchSize })) see(op, measurement, model, batch);
      return measurement.result(data.y);
    });
  }
  if (!(Symbol.iterator in data)) return awaited(op, measurement, model, data);
  for (const batch of data) see(op, measurement, model, batch);
  return measurement.result();
}

async function awaited(
  op: string,
  measurement: Measurement,
  model: Layer,
  data: AsyncIterable<Examples>,
): Promise<Record<string, number>> {
  for await (const batch of data) see(op, measurement, model, batch);
  return measurement.result();
}

function see(op: string, measurement: Measurement, model: Layer, batch: Examples): void {
  countExamples(op, batch);
  measurement.add(() => forwardModel(model, batch.x, inference()), batch.y);
}
