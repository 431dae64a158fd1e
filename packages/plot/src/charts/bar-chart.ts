import { bandAxis, linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { type Mark, bars, levelLine, texts } from "../draw/marks.js";
import { FONT, type Frame } from "../draw/sizes.js";
import { textWidth } from "../draw/text-width.js";
import { counted, formatNumber, niceDomain } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { readNames } from "../read/classes.js";
import { extent } from "../read/extent.js";
import { type Vector, readNumbers, requireAtMost, requireFinite } from "../read/numbers.js";
import { type Colors, colorsOf } from "../theme/theme.js";

export interface BarOptions extends ChartOptions {
  /** Names of the bars; 0, 1, 2, … by default. */
  readonly labels?: ArrayLike<number | string>;
  readonly xLabel?: string;
  /** Also the title where there is none. */
  readonly yLabel?: string;
}

/** A bar is no wider than this many pixels, about. */
const WIDEST = 110;
/** More bars than this are narrower than a pixel. */
const MOST_BARS = 2000;
/** More values than this are read off the axis. */
const MOST_VALUES = 12;

/**
 * A bar for each value, from zero; few bars have their values at their ends.
 *
 * @throws {ShapeError} when `values` has not one axis or is empty, or labels do not match it
 * @throws {ValueError} when a value is not finite, there are more than 2000, or an option cannot be used
 * @example
 * barChart([97.2, 95.1], { labels: ["MLP", "softmax"], yLabel: "accuracy in %" });
 */
export function barChart(values: Vector, options: BarOptions = {}): Figure {
  const op = "barChart";
  const { data } = readNumbers(op, "values", values, 1);
  requireAtMost(op, "values", data.length, MOST_BARS, "Draw them as a lineChart, or their histogram.");
  requireFinite(op, "values", data);
  const { xLabel, yLabel } = options;
  const names = readNames(op, "labels", options.labels, data.length);
  const [low, high] = extent(data);
  const story = data.length <= 12 ? names.map((name, i) => `${name} ${formatNumber(data[i])}`).join(", ") : undefined;
  const page = readOptions(op, options, {
    title: yLabel ?? "Values",
    description: `${counted(data.length, "bar")}, from ${formatNumber(low)} to ${formatNumber(high)}${story ? `: ${story}` : ""}.`,
  });
  const colors = colorsOf(page.theme);
  const span = niceDomain(Math.min(0, low), Math.max(0, high), 5);
  return draw({
    page,
    x: bandAxis("x", names, {
      ...(xLabel && { label: `${xLabel} →` }),
      padding: Math.max(0.2, 1 - (WIDEST * data.length) / page.width),
      all: options.labels !== undefined,
    }),
    y: linearAxis("y", ...span, {
      ...(yLabel && options.title && { label: `↑ ${yLabel}` }),
      grid: true,
    }),
    marks: (frame) => [
      bars(Array.from(data.keys()), data, { fill: colors.accent }),
      levelLine(0, { stroke: colors.muted, strokeWidth: 1 }),
      ...valueMarks(data, span, frame, colors),
    ],
    sketch: { kind: "bars", labels: names, values: data, unit: "number" },
  });
}

/** The value in the end of each bar, or beyond the end of one that is too short; none where they do not fit. */
function valueMarks(data: Float64Array, [low, high]: readonly number[], frame: Frame, colors: Colors): Mark[] {
  const words = Array.from(data, formatNumber);
  const room = (frame.width / data.length) * 0.8 - 4;
  if (data.length > MOST_VALUES || words.some((word) => textWidth(word, FONT.tick) > room)) return [];
  const unit = (high - low) / frame.height; // a pixel in units of the axis
  const fits = Array.from(data, (value) => Math.abs(value) >= 2 * FONT.tick * unit);
  const y = data.map((value, i) => value + Math.sign(value || 1) * (fits[i] ? -1 : 0.75) * FONT.tick * unit);
  const ink = fits.map((inside) => (inside ? colors.onHeat : colors.ink));
  return [texts(Array.from(data.keys()), y, words, { fill: { value: ink, scale: null }, fontSize: FONT.tick })];
}
