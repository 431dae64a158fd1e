import type { Point } from "./plane.js";

/** A text that says what is at a point, in pixels. */
export interface Label {
  readonly at: Point;
  readonly width: number;
  readonly height: number;
}

/** Pixels around a point that no text covers. */
const CLEAR = 5;

/** Pixels between places that are tried, and how far they go. */
const STEP = 5;
const FAR = 200;

/** Places to be tried, the nearest first; what is beside a point is as far as what is less far above it, for texts are broad. */
const OFFSETS: readonly Point[] = offsets();

function offsets(): Point[] {
  const count = FAR / STEP;
  const steps = Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * STEP);
  const all = steps.flatMap((y) => steps.map((x) => ({ offset: [x, y] as const, length: Math.hypot(0.7 * x, y) })));
  return all.toSorted((a, b) => a.length - b.length).map(({ offset }) => offset); // as far: the higher first
}

/** Where the middles of texts are put. */
export interface Placed {
  readonly middle: Point;
  /** Whether it is so far from its point that a line must lead there. */
  readonly isFar: boolean;
}

/**
 * Finds a place for each text, near its point, where it covers neither another text nor a point: one after the other, each at
 * the nearest place of a grid that is free. Where none is, it stays above its point. For crowds that stand still, such as words;
 * where things are dragged, `placeApart` keeps names from jumping about.
 *
 * @param side pixels of the square that the texts must stay in
 */
export function placeLabels(labels: readonly Label[], side: number): Placed[] {
  const placed: (Label & Placed)[] = [];
  for (const label of labels) {
    const isFree = (middle: Point): boolean =>
      middle.every((at, axis) => {
        const half = (axis === 0 ? label.width : label.height) / 2;
        return at - half >= 0 && at + half <= side;
      }) &&
      placed.every((other) => !overlap(middle, label, other.middle, other)) &&
      labels.every(({ at }) => !overlap(middle, label, at, { width: 2 * CLEAR, height: 2 * CLEAR }));
    const at = ([x, y]: Point): Point => [label.at[0] + x, label.at[1] + y];
    const middle = at(OFFSETS.find((offset) => isFree(at(offset))) ?? [0, -label.height / 2 - CLEAR]);
    placed.push({ ...label, middle, isFar: gap(label, middle) > label.height });
  }
  return placed.map(({ middle, isFar }) => ({ middle, isFar }));
}

type Box = Pick<Label, "width" | "height">;

function overlap([x, y]: Point, box: Box, [otherX, otherY]: Point, other: Box): boolean {
  return 2 * Math.abs(x - otherX) < box.width + other.width && 2 * Math.abs(y - otherY) < box.height + other.height;
}

/** How far a text's edge is from its point. */
function gap({ at, width, height }: Label, middle: Point): number {
  const across = Math.max(Math.abs(at[0] - middle[0]) - width / 2, 0);
  return Math.hypot(across, Math.max(Math.abs(at[1] - middle[1]) - height / 2, 0));
}
