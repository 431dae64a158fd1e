import { ValueError, array, quantile } from "@linnet/core";
import { type Axis, linearAxis } from "../draw/axis.js";
import { draw } from "../draw/draw.js";
import { type Mark, dots } from "../draw/marks.js";
import { FONT } from "../draw/sizes.js";
import { rectangles, segments } from "../draw/spans.js";
import { counted, formatNumber, namedTicks, paddedDomain } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import type { Labels } from "../read/classes.js";
import { extent } from "../read/extent.js";
import { type Sample, type Samples, readSamples } from "../read/samples.js";
import type { BoxesSketch } from "../sketch.js";
import { type Colors, colorsOf } from "../theme/theme.js";

export interface BoxOptions extends ChartOptions {
  /** How many interquartile ranges a whisker reaches at most; what is beyond is an outlier. @defaultValue 1.5 */
  readonly whiskers?: number;
  /** The class of each value: one box each. */
  readonly labels?: Labels;
  readonly xLabel?: string;
}

type Box = BoxesSketch["boxes"][number];

/**
 * Tukey's box of each sample: the middle half of its values with the median, whiskers to the last values within 1.5
 * interquartile ranges of the box, and a circle for each outlier.
 *
 * @param samples values, or several samples by name; values that are not finite are left out and counted below the chart
 * @throws {ShapeError} when a sample has not one axis or is empty, or there is not a label a value
 * @throws {ValueError} when a sample has no finite value, there are more than fifty, or an option cannot be used
 * @remarks Quartiles as those of `quantile`: linear between elements (definition 7 of Hyndman and Fan).
 * @see Tukey, *Exploratory Data Analysis*, 1977, §2C
 * @example
 * boxPlot({ before: [3.1, 3.4, 3.9, 9.4], after: [2.1, 2.2, 2.9, 3.0] }, { xLabel: "seconds" });
 */
export function boxPlot(samples: Samples, options: BoxOptions = {}): Figure {
  const op = "boxPlot";
  const { whiskers = 1.5, labels, xLabel = "value" } = options;
  if (!(whiskers >= 0 && whiskers < Infinity)) {
    throw new ValueError(op, "whiskers must be a finite number of interquartile ranges, 0 or more", String(whiskers));
  }
  const { samples: all, notes } = readSamples(op, samples, labels);
  const boxes = all.map((sample) => boxOf(sample, whiskers));
  const page = readOptions(op, options, { title: `Distribution of ${xLabel}`, description: describe(all, boxes) });
  const colors = colorsOf(page.theme);
  const [low, high] = paddedDomain(...extent(all.flatMap(({ values }) => extent(values))), 0.04);
  return draw({
    page,
    x: linearAxis("x", low, high, { label: `${xLabel} →`, grid: true }),
    y: rowsAxis(boxes.map(({ name }) => name)),
    ...(notes.length > 0 && { notes }),
    frameHeight: () => Math.min(Math.max(boxes.length * 44, 90), 1200),
    marks: () => boxMarks(boxes, colors),
    sketch: { kind: "boxes", xLabel, boxes },
  });
}

function boxOf({ name, values }: Sample, whiskers: number): Box {
  const [lower, median, upper] = quantile(array(values), [0.25, 0.5, 0.75]).toTypedArray();
  const reach = whiskers * (upper - lower);
  const [from, to] = [lower - reach, upper + reach];
  // by interpolation a quartile may lie beyond every value within reach of it
  const [first, last] = extent(values.filter((value) => value >= from && value <= to));
  const [low, high] = [Math.min(first, lower), Math.max(last, upper)];
  return { name, low, lower, median, upper, high, outliers: values.filter((value) => value < low || value > high) };
}

/** Places 0 … n − 1 from the top down, each one unit high. */
function rowsAxis(names: readonly string[]): Axis {
  const unnamed = { values: [], label: () => "" };
  const ticks = (pixels: number) =>
    names.every((name) => name === "") ? unnamed : namedTicks(names, pixels / names.length, FONT.tick * 1.15);
  return { type: "linear", domain: [-0.5, names.length - 0.5], downward: true, ticks };
}

function boxMarks(boxes: readonly Box[], colors: Colors): Mark[] {
  const rows = Array.from(boxes.keys());
  const of = (key: "low" | "lower" | "median" | "upper" | "high") => boxes.map((box) => box[key]);
  const upright = (x: readonly number[], half: number) => ({
    x1: x,
    x2: x,
    y1: rows.map((row) => row - half),
    y2: rows.map((row) => row + half),
  });
  const whisker = { stroke: colors.ink, strokeWidth: 1.25 };
  const outliers = boxes.flatMap((box, row) => Array.from(box.outliers, (value) => [value, row]));
  return [
    segments({ x1: of("low"), x2: of("lower"), y1: rows, y2: rows }, whisker),
    segments({ x1: of("upper"), x2: of("high"), y1: rows, y2: rows }, whisker),
    ...["low" as const, "high" as const].map((key) => segments(upright(of(key), 0.12), whisker)),
    rectangles(
      { ...upright(of("lower"), 0.3), x2: of("upper") },
      { fill: colors.accent, fillOpacity: 0.35, stroke: colors.accent, strokeWidth: 1.5 },
    ),
    segments(upright(of("median"), 0.3), { stroke: colors.ink, strokeWidth: 2.5 }),
    dots(
      outliers.map(([value]) => value),
      outliers.map(([, row]) => row),
      { stroke: colors.accent, strokeWidth: 1.25, r: outliers.length > 300 ? 2 : 3 },
    ),
  ];
}

function describe(samples: readonly Sample[], boxes: readonly Box[]): string {
  const story = boxes.map(({ name, lower, median, upper, outliers }, k) => {
    const far = counted(outliers.length, "outlier");
    const numbers = `median ${formatNumber(median)}, quartiles ${formatNumber(lower)} and ${formatNumber(upper)}`;
    return `${name && `${name}: `}${samples[k].values.length} values, ${numbers}, ${far}`;
  });
  return `${boxes.length === 1 ? "A box" : `${boxes.length} boxes`}: ${story.join("; ")}.`;
}
