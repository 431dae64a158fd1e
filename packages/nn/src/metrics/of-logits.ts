import {
  type NDArray,
  ShapeError,
  ValueError,
  argmax,
  astype,
  greater,
  moveaxis,
  nonzero,
  notEqual,
  reshape,
  take,
} from "@linnet/core";
import { kindOf, normalizeAxis, requireFloat, requireOptions, sameShape } from "@linnet/core/extend";
import type { Metric } from "../train/metric.js";

/** Options of metrics of logits. */
export interface LogitsOptions {
  /** The axis of the classes. Default 1. */
  readonly axis?: number;
  /** A label whose examples are left out. Default: none. */
  readonly ignoreIndex?: number;
}

/**
 * A metric of class indices, such as `f1` of `@linnet/stats`, made one of logits and of the targets that losses take.
 *
 * Logits of the targets' shape are binary: class 1 where they are positive, and targets are of class 1 above ½ (`bceWithLogits`). Logits with one
 * axis more have classes along it, of which the largest counts (`crossEntropy`, also of images and sequences).
 *
 * @param metric takes predicted and true classes, both int32 `[n]`
 * @throws {ShapeError} when logits and targets fit in neither way, or nothing is left
 * @example
 * evaluate(model, { x, y }, { f1: ofLogits((p, t) => f1(p, t, { average: "macro" })), accuracy: ofLogits(accuracy) });
 */
export function ofLogits(metric: Metric, options?: LogitsOptions): Metric {
  if (typeof metric !== "function") throw new ValueError("ofLogits", "metric must be a function", kindOf(metric));
  const { axis = 1, ignoreIndex } = requireOptions<LogitsOptions>("ofLogits", options);
  return (logits, targets) => {
    const { predicted, actual } = classesOf(logits, targets, axis);
    if (ignoreIndex === undefined) return metric(predicted, actual);
    return metric(...kept(predicted, actual, ignoreIndex));
  };
}

function classesOf(logits: NDArray, targets: NDArray, axis: number): { predicted: NDArray; actual: NDArray } {
  const z = requireFloat("ofLogits", "logits", logits);
  const t = requireFloat("ofLogits", "targets", targets);
  const flat = (x: NDArray): NDArray => astype(reshape(x, [x.size]), "int32");
  if (sameShape(z.shape, t.shape)) return { predicted: flat(greater(z, 0)), actual: flat(greater(t, 0.5)) };
  const shapes = { logits: z.shape, targets: t.shape };
  const contract = "targets must have the shape of the logits, or that without the axis of classes";
  if (z.ndim !== t.ndim + 1) throw new ShapeError("ofLogits", contract, shapes);
  const last: NDArray = moveaxis(z, normalizeAxis("ofLogits", axis, z.ndim), -1);
  if (!sameShape(last.shape.slice(0, -1), t.shape) || last.size === 0)
    throw new ShapeError("ofLogits", contract, shapes);
  return { predicted: flat(argmax(last, { axis: -1 })), actual: flat(targets) };
}

/** Both where the true class is not the one to ignore. */
function kept(predicted: NDArray, actual: NDArray, ignored: number): [NDArray, NDArray] {
  const counted = nonzero(notEqual(actual, ignored) as NDArray)[0];
  return [take(predicted, counted), take(actual, counted)];
}
