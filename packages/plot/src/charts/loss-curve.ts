import { ValueError } from "@linnet/core";
import { formatNumber } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { readOptions } from "../options.js";
import type { Vector } from "../read/numbers.js";
import { type Line, type LineOptions, describeLines, drawLines, readLines } from "./line-chart.js";

export interface LossOptions extends LineOptions {
  /**
   * Weight β of what was before in a running mean, from 0 (none) to less than 1; the losses themselves stay as pale lines behind.
   *
   * @defaultValue 0
   */
  readonly smoothing?: number;
  /** The series whose least value is marked, such as `"validation"`. */
  readonly best?: string;
}

/**
 * How losses fall while a network is trained: a line for each series, counted from step 1.
 *
 *     smoothed: mₜ = β·mₜ₋₁ + (1 − β)·lossₜ, drawn as mₜ/(1 − βᵗ), whose weights add up to one from the first step on
 *
 * @param series losses by name, such as `train` and `validation`; a loss that is not finite leaves a gap and is counted below
 * @throws {ShapeError} when a series has not one axis, is empty, or differs from `x` in length
 * @throws {ValueError} when there is no series, none of its values is finite, a logarithmic axis meets a loss that is not
 *   positive, or an option cannot be used
 * @example
 * lossCurve({ train: [2.3, 0.9, 0.4], validation: [2.2, 1.1, 0.8] }, { xLabel: "epoch", best: "validation" });
 */
export function lossCurve(series: Readonly<Record<string, Vector>>, options: LossOptions = {}): Figure {
  const op = "lossCurve";
  const { smoothing = 0, best, ...style } = options;
  if (!(smoothing >= 0 && smoothing < 1)) {
    throw new ValueError(op, "smoothing must be from 0 to less than 1", String(smoothing));
  }
  const raw = readLines(op, series, options.x, 1);
  const labels = { xLabel: "epoch", yLabel: "loss", ...style };
  const mark = best === undefined ? undefined : leastOf(op, raw, best, labels.xLabel);
  const lines = smoothing === 0 ? raw : raw.map((line) => ({ ...line, y: smoothed(line.y, smoothing) }));
  const page = readOptions(op, options, {
    title: "Loss",
    description: [
      describeLines(raw),
      ...(mark ? [`${mark.told}.`] : []),
      ...(smoothing > 0 ? [`Lines are smoothed by ${smoothing}.`] : []),
    ].join(" "),
  });
  return drawLines(page, lines, labels, {
    ...(mark && { subtitle: mark.told, points: [mark] }),
    ...(smoothing > 0 && { behind: raw }),
  });
}

/** Where a series is least, on its line before smoothing. */
function leastOf(op: string, lines: readonly Line[], best: string, xLabel: string) {
  const k = lines.findIndex(({ name }) => name === best);
  if (k < 0) {
    const names = lines.map(({ name }) => name).join(", ");
    throw new ValueError(op, `best must name a series (${names})`, JSON.stringify(best) ?? "undefined");
  }
  const { name, x, y } = lines[k];
  let at = -1;
  for (const [i, value] of y.entries()) if (Number.isFinite(value) && !(value >= y[at])) at = i;
  if (at < 0) throw new ValueError(op, `${name} must hold a finite value`, `${y[0]} only`);
  return {
    k,
    x: x[at],
    y: y[at],
    told: `${name} is least at ${xLabel} ${formatNumber(x[at])}: ${formatNumber(y[at])}`,
  };
}

/** What is not finite leaves its gap, and the mean as it was. */
function smoothed(values: Float64Array, beta: number): Float64Array {
  let [mean, weight] = [0, 0];
  return values.map((value) => {
    if (!Number.isFinite(value)) return value;
    mean = beta * mean + (1 - beta) * value;
    weight = beta * weight + (1 - beta);
    return mean / weight;
  });
}
