import type { Figure } from "../figure.js";
import { readOptions } from "../options.js";
import type { Vector } from "../read/numbers.js";
import { type LineOptions, describeLines, drawLines, readLines } from "./line-chart.js";

/**
 * How losses fall while a network is trained: a line for each series, counted from step 1.
 *
 * @param series losses by name, such as `train` and `validation`; a loss that is not finite leaves a gap and is counted below
 * @throws {ShapeError} when a series has not one axis, is empty, or differs from `x` in length
 * @throws {ValueError} when there is no series, none of its values is finite, a logarithmic axis meets a loss that is not
 *   positive, or an option cannot be used
 * @example
 * lossCurve({ train: [2.3, 0.9, 0.4], validation: [2.2, 1.1, 0.8] }, { xLabel: "epoch" });
 */
export function lossCurve(series: Readonly<Record<string, Vector>>, options: LineOptions = {}): Figure {
  const op = "lossCurve";
  const lines = readLines(op, series, options.x, 1);
  const page = readOptions(op, options, { title: "Loss", description: describeLines(lines) });
  return drawLines(page, lines, { xLabel: "epoch", yLabel: "loss", ...options });
}
