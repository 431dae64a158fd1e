import { ValueError } from "@linnet/core";
import { element } from "../draw/document.js";
import { draw } from "../draw/draw.js";
import { type Mark, drawing, textAt } from "../draw/marks.js";
import { pngUrl } from "../draw/png.js";
import { FONT, type Frame, PAD } from "../draw/sizes.js";
import { shorten } from "../draw/text-width.js";
import { counted, formatNumber } from "../draw/ticks.js";
import type { Figure } from "../figure.js";
import { type ChartOptions, readOptions } from "../options.js";
import { readNames } from "../read/classes.js";
import { type Stack, countOf, readNumbers, requireAtMost } from "../read/numbers.js";
import { type Range, levels, readRange, shareOf } from "../read/range.js";
import { type RampName, type Rgb, ramp } from "../theme/ramp.js";
import { type Colors, colorsOf } from "../theme/theme.js";

export interface ImageGridOptions extends ChartOptions {
  /** How many images stand in a row; by default about as many as there are rows. */
  readonly columns?: number;
  /** A name below each image. */
  readonly labels?: ArrayLike<number | string>;
  /** The values at the ends of the ramp, for all images; the least and the greatest by default. */
  readonly range?: Range;
  /** `"diverging"` suits principal components, which have signs. @defaultValue "gray" */
  readonly ramp?: RampName;
}

interface Album {
  readonly count: number;
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
  readonly range: Range;
  readonly hues: readonly Rgb[];
  readonly columns: number;
  readonly names: readonly string[] | undefined;
}

/** As many as the pixels of a large screen; each takes a byte and a third of the file. */
const MOST_PIXELS = 2 ** 23;
const GAP = 8;
const NAME = FONT.tick * 1.5;

/**
 * Small images side by side: digits, principal components, weights.
 *
 * @param images shape `[n, height, width]`; pixels that are not finite are left clear
 * @throws {ShapeError} when `images` has not three axes or is empty, or labels do not match their number
 * @throws {ValueError} when no pixel is finite, there are more than 400 images or 2²³ pixels, or an option cannot be used
 * @example
 * imageGrid([[[0, 1], [1, 0]], [[1, 1], [0, 0]]], { labels: ["cross", "bar"] });
 */
export function imageGrid(images: Stack, options: ImageGridOptions = {}): Figure {
  const op = "imageGrid";
  requireAtMost(
    op,
    "pixels",
    countOf(images),
    MOST_PIXELS,
    "Take fewer images, or every k-th pixel: images.slice(':', '::2', '::2').",
  );
  const { shape, data } = readNumbers(op, "images", images, 3);
  const [count, rows, cols] = shape;
  requireAtMost(op, "images", count, 400, "Take some of them: images.slice(':400').");
  const { columns = Math.min(count, Math.max(1, Math.ceil(Math.sqrt(count * 1.5)))) } = options;
  if (!Number.isInteger(columns) || columns < 1 || columns > 100) {
    throw new ValueError(op, "columns must be a whole number from 1 to 100", columns);
  }
  const hue = ramp(op, options.ramp ?? "gray");
  const range = readRange(op, "images", data, options.range, options.ramp === "diverging");
  const hues = Array.from({ length: 255 }, (_, i) => hue(i / 254));
  const names = options.labels && readNames(op, "labels", options.labels, count);
  const album: Album = { count, rows, cols, data, range, hues, columns, names };
  const number = counted(count, "image");
  const page = readOptions(op, options, {
    title: "Images",
    description:
      `${number} of ${cols} × ${rows} pixels, ${columns} in a row, from ${formatNumber(range[0])} to ${formatNumber(range[1])}` +
      `${names && count <= 20 ? `: ${names.join(", ")}.` : "."}`,
  });
  const colors = colorsOf(page.theme);
  return draw({
    page,
    frameHeight: (width) => Math.ceil(count / columns) * (tile(album, width).height + GAP + (names ? NAME : 0)) - GAP,
    marks: (frame) => Array.from({ length: count }, (_, k) => imageMarks(album, k, frame, colors)).flat(),
    sketch: { kind: "images", count, rows, cols, values: data.map((value) => shareOf(range, value)) },
  });
}

function tile({ columns, rows, cols }: Album, width: number): { width: number; height: number } {
  const side = (width + GAP) / columns - GAP;
  const scale = Math.min(side / cols, 180 / Math.max(rows, cols));
  return { width: cols * scale, height: rows * scale };
}

function imageMarks(album: Album, k: number, frame: Frame, colors: Colors): Mark[] {
  const { rows, cols, data, range, hues, columns, names } = album;
  const size = tile(album, frame.width);
  const x = PAD + (k % columns) * (size.width + GAP);
  const y = frame.top + Math.floor(k / columns) * (size.height + GAP + (names ? NAME : 0));
  const pixels = levels(data.subarray(k * rows * cols, (k + 1) * rows * cols), range);
  const href = pngUrl({ width: cols, height: rows, pixels, colors: hues });
  const place = { x, y, ...size, preserveAspectRatio: "none", "image-rendering": "pixelated" };
  const rim = { x, y, ...size, fill: "none", stroke: colors.grid };
  const picture = element("g", { class: "linnet-image" }, element("image", { ...place, href }), element("rect", rim));
  if (!names) return [drawing(picture)];
  const text = { fontSize: FONT.tick, fill: colors.muted, textAnchor: "middle" as const };
  const name = shorten(names[k], FONT.tick, size.width + GAP);
  return [drawing(picture), textAt(frame, x + size.width / 2, y + size.height + NAME / 2, name, text)];
}
