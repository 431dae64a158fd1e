import type { Rgb } from "../theme/ramp.js";
import type { Colors } from "../theme/theme.js";
import type { ShapeName } from "../theme/classes.js";
import { element } from "./document.js";
import { type Mark, dotAt, drawing, textAt } from "./marks.js";
import { pngUrl } from "./png.js";
import { FONT, type Frame } from "./sizes.js";
import { shorten, textWidth } from "./text-width.js";

/** What the colours mean: names beside samples, or a ramp between two numbers. */
export type Legend = SampleLegend | RampLegend;

export interface Sample {
  readonly name: string;
  readonly color: string;
  readonly kind: ShapeName | "line" | "box";
  readonly dash?: string;
}

export interface SampleLegend {
  readonly samples: readonly Sample[];
}

export interface RampLegend {
  readonly ramp: (t: number) => Rgb;
  readonly low: string;
  readonly high: string;
  /** What the numbers are, before the ramp. */
  readonly name?: string;
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

const ROW = 22;
/** A ramp narrower than this says little; the name before it is shortened instead. */
const LEAST_RAMP = 40;
const SAMPLE_WIDTH = { line: 26, box: 12, dot: 11 } as const;
const GAP = 7;

/** How high a legend is in a picture of that inner width. */
export function legendHeight(legend: Legend | undefined, width: number): number {
  if (legend === undefined) return 0;
  return "samples" in legend ? ROW * (1 + Math.max(...placeSamples(legend, width).map(({ row }) => row))) : ROW;
}

/** The marks of a legend whose top left corner is at (left, top). */
export function legendMarks(legend: Legend, frame: Frame, colors: Colors, place: Place): Mark[] {
  if (!("samples" in legend)) return rampMarks(legend, frame, colors, { ...place, top: place.top + ROW / 2 });
  return placeSamples(legend, place.width).flatMap(({ sample, name, x, row }) => {
    const left = place.left + x;
    const middle = Math.round(place.top + ROW * (row + 0.5));
    const text = { fontSize: FONT.tick, fill: colors.ink };
    return [
      sampleMark(sample, frame, left, middle),
      textAt(frame, left + sampleWidth(sample) + GAP, middle, name, text),
    ];
  });
}

/** Fills rows from the left; a name too long for a row is shortened. */
function placeSamples(
  { samples }: SampleLegend,
  width: number,
): { sample: Sample; name: string; x: number; row: number }[] {
  let [x, row] = [0, 0];
  return samples.map((sample) => {
    const room = width - sampleWidth(sample) - GAP;
    const name = shorten(sample.name, FONT.tick, room);
    const needed = sampleWidth(sample) + GAP + textWidth(name, FONT.tick);
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    const placed = { sample, name, x, row };
    x = Math.round(x + needed + 16);
    return placed;
  });
}

function sampleWidth({ kind }: Sample): number {
  return kind === "line" || kind === "box" ? SAMPLE_WIDTH[kind] : SAMPLE_WIDTH.dot;
}

function sampleMark({ color, kind, dash }: Sample, frame: Frame, left: number, middle: number): Mark {
  if (kind === "box") {
    return drawing(
      element("rect", { class: "linnet-sample", x: left, y: middle - 6, width: 12, height: 12, fill: color }),
    );
  }
  if (kind === "line") {
    const path = { class: "linnet-sample", d: `M${left},${middle}h${SAMPLE_WIDTH.line}`, fill: "none", stroke: color };
    return drawing(element("path", { ...path, "stroke-width": 2.5, ...(dash ? { "stroke-dasharray": dash } : {}) }));
  }
  return dotAt(frame, left + 5, middle, { className: "linnet-sample", symbol: kind, r: 5, fill: color });
}

function rampMarks(
  legend: RampLegend,
  frame: Frame,
  colors: Colors,
  { left, top: middle, width: room }: Place,
): Mark[] {
  const text = { fontSize: FONT.tick, fill: colors.muted };
  const numbers = 2 * GAP + textWidth(`  ${legend.low}${legend.high}`, FONT.tick);
  const name = legend.name && shorten(legend.name, FONT.tick, room - numbers - LEAST_RAMP);
  const words = [name, legend.low].filter((word) => word !== undefined).join("  ");
  const x = Math.round(left + textWidth(words, FONT.tick) + GAP);
  const width = Math.round(Math.min(120, left + room - x - GAP - textWidth(legend.high, FONT.tick)));
  const pixels = Uint8Array.from({ length: width }, (_, i) => i);
  const hues = Array.from(pixels, (i) => legend.ramp(i / (width - 1)));
  const image = { class: "linnet-ramp", x, y: middle - 6, width, height: 12, preserveAspectRatio: "none" };
  return [
    textAt(frame, left, middle, words, text),
    drawing(element("image", { ...image, href: pngUrl({ width, height: 1, pixels, colors: hues }) })),
    textAt(frame, x + width + GAP, middle, legend.high, text),
  ];
}
