import type { Page } from "../options.js";
import type { Axis, Ticks } from "./axis.js";
import { type Legend, legendHeight } from "./legend.js";
import { BOLD, FONT, type Frame, LEADING, PAD } from "./sizes.js";
import { shorten, textWidth, wrapText } from "./text-width.js";
import { tickStep } from "./ticks.js";

/** Where everything goes. */
export interface Arrangement {
  readonly frame: Frame;
  readonly height: number;
  readonly title: readonly string[];
  readonly subtitle: readonly string[];
  readonly notes: readonly string[];
  readonly legendTop: number;
  readonly x?: Placed;
  readonly y?: Placed;
}

/** An axis with the ticks that fit. */
export interface Placed {
  readonly axis: Axis;
  readonly ticks: Ticks;
  /** The written ticks, shortened where they had to be. */
  readonly labels: readonly string[];
  /** In degrees; slanted where names are wider than their places. */
  readonly rotate: number;
}

/** What the arrangement depends on. */
export interface Contents {
  readonly page: Page;
  readonly subtitle?: string;
  readonly notes?: readonly string[];
  readonly legend?: Legend;
  readonly x?: Axis;
  readonly y?: Axis;
  /** Height of the frame for a width of it, where the page sets none. */
  readonly frameHeight?: (width: number) => number;
  /** Whether a unit is as long upwards as it is across, so that circles are round; the axis with room to spare shows more. */
  readonly equal?: boolean;
}

/** Lays the picture out from the top down: title, subtitle, legend, name of the y axis, frame, x axis, notes. */
export function arrange(contents: Contents): Arrangement {
  const first = layOut(contents);
  if (!contents.equal) return first;
  // wider ranges can have wider ticks, which move the frame: the second frame stays, and the ranges are fitted to it
  const second = layOut(withEqualUnits(contents, first.frame));
  const { x, y } = withEqualUnits(contents, second.frame);
  const { frame } = second;
  return {
    ...second,
    x: x && placeBottom(x, frame.width, frame.left),
    y: y && placeLeft(y, frame.height, contents.page.width * 0.35),
  };
}

/** The contents with the range of one axis widened about its middle, so that both have as many units a pixel, and the same ticks. */
function withEqualUnits(contents: Contents, frame: Frame): Contents {
  const { x, y } = contents;
  if (!x?.over || !y?.over) return contents;
  const unit = Math.max(span(x) / frame.width, span(y) / frame.height);
  const step = tickStep(0, Math.max(70, frame.width / 9) * unit, 1);
  return { ...contents, x: widened(x, unit * frame.width, step), y: widened(y, unit * frame.height, step) };
}

function span({ domain: [low, high] }: Axis): number {
  return high - low;
}

function widened(axis: Axis, length: number, step: number): Axis {
  const middle = axis.domain[0] / 2 + axis.domain[1] / 2;
  return axis.over?.(middle - length / 2, middle + length / 2, step) ?? axis;
}

function layOut({ page, subtitle, notes, legend, x, y, frameHeight, equal }: Contents): Arrangement {
  const width = page.width - 2 * PAD;
  const wrap = (text: string | undefined, size: number) => (text === undefined ? [] : wrapText(text, size, width));
  const title = wrap(page.title, FONT.title * BOLD);
  const below = wrap(subtitle, FONT.tick);
  const foot = (notes ?? []).flatMap((note) => wrap(note, FONT.note));

  const legendTop = PAD + linesHeight(title.length, FONT.title) + linesHeight(below.length, FONT.tick) + 4;
  const top = Math.round(legendTop + legendHeight(legend, width) + (y?.label ? FONT.label * LEADING + 7 : 0) + 8);
  const tall = frameHeight ?? (equal && x && y ? heightOf(span(y) / span(x)) : heightOf());
  // the ticks at the left decide how wide the frame is, so its height is a guess while they are chosen
  const guess = page.height === undefined ? tall(page.width - 60) : page.height - top - 50;
  const placedY = y && placeLeft(y, Math.max(guess, 60), page.width * 0.35);
  const left = Math.round(placedY ? PAD + widest(placedY.labels) + 10 : PAD);
  const right = x && x.type !== "band" ? PAD + 10 : PAD;
  const frameWidth = page.width - left - right;
  const placedX = x && placeBottom(x, frameWidth, left);
  const slanted = placedX && placedX.rotate !== 0 ? 0.71 * widest(placedX.labels) : 0;
  const tickHeight = placedX ? 8 + FONT.tick * LEADING + slanted : 0;
  const bottom = Math.round(
    tickHeight +
      (x?.label ? FONT.label * LEADING + 2 : 0) +
      linesHeight(foot.length, FONT.note) +
      (foot.length ? 6 : 0) +
      PAD,
  );
  const height = page.height ?? Math.round(top + tall(frameWidth) + bottom);
  const frame = { left, top, width: frameWidth, height: Math.max(20, height - top - bottom) };
  return { frame, height, title, subtitle: below, notes: foot, legendTop, x: placedX, y: placedY };
}

/** Three fifths of the width, or the height at which a range so many times as long as the one across fits its units. */
function heightOf(ratio?: number): (width: number) => number {
  if (ratio === undefined) return (width) => Math.min(Math.max(width * 0.6, 190), 420);
  return (width) => Math.min(Math.max(width * ratio, 190), Math.max(width, 300), 520);
}

export function linesHeight(lines: number, size: number): number {
  return lines * size * LEADING;
}

function placeLeft(axis: Axis, length: number, room: number): Placed {
  const ticks = axis.ticks(length);
  return { axis, ticks, labels: ticks.values.map((value) => shorten(ticks.label(value), FONT.tick, room)), rotate: 0 };
}

function placeBottom(axis: Axis, length: number, left: number): Placed {
  const ticks = axis.ticks(length);
  const names = ticks.values.map(ticks.label);
  const space = length / names.length;
  if (axis.type !== "band" || widest(names) <= space) return { axis, ticks, labels: names, rotate: 0 };
  // a slanted name reaches down and to the left; the first one must not leave the picture
  const room = Math.max(60, Math.min(130, (left + space / 2) * Math.SQRT2 - FONT.tick));
  return { axis, ticks, labels: names.map((name) => shorten(name, FONT.tick, room)), rotate: -45 };
}

function widest(labels: readonly string[]): number {
  return labels.reduce((most, label) => Math.max(most, textWidth(label, FONT.tick)), 0);
}
