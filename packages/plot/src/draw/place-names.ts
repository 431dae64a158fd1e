import { type Frame, LEADING } from "./sizes.js";
import { shorten, textWidth } from "./text-width.js";

/** A name beside a point of the picture, in pixels. */
export interface Tag {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** The direction in which the name stands from its point, of length 1; downwards is positive. */
  readonly away: readonly [x: number, y: number];
}

/** A name where it is written. */
export interface PlacedName {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** In lines, the least first. */
const SHIFTS = [0, ...Array.from({ length: 6 }, (_, i) => [(i + 1) / 2, -(i + 1) / 2]).flat()];

/** Between a point and its name. */
const GAP = 5;

/**
 * Places names beside their points: outwards, inside the frame, and where one would lie on another, the least shift up or down that
 * frees it. The first names have the first choice.
 */
export function placeNames(tags: readonly Tag[], frame: Frame, fontSize: number): PlacedName[] {
  const taken: Box[] = [];
  const height = fontSize * LEADING * 0.9;
  return tags.map((tag) => {
    const text = shorten(tag.name, fontSize, frame.width * 0.4);
    const wide = textWidth(text, fontSize);
    const anchor = tag.away[0] > 0.35 ? "start" : tag.away[0] < -0.35 ? "end" : "middle";
    const boxes = SHIFTS.map((lines) => boxOf(tag, { wide, height, anchor, shift: lines * height }, frame));
    const free = boxes.find((box) => taken.every((other) => !overlap(box, other))) ?? boxes[0];
    taken.push(free);
    const x = anchor === "start" ? free.left : anchor === "end" ? free.right : (free.left + free.right) / 2;
    return { text, x, y: (free.top + free.bottom) / 2, anchor };
  });
}

function boxOf(
  { x, y, away }: Tag,
  { wide, height, anchor, shift }: { wide: number; height: number; anchor: PlacedName["anchor"]; shift: number },
  frame: Frame,
): Box {
  const [toX, toY] = [x + away[0] * GAP, y + away[1] * (GAP + height / 2) + shift];
  const wished = anchor === "start" ? toX : anchor === "end" ? toX - wide : toX - wide / 2;
  const left = Math.max(frame.left, Math.min(wished, frame.left + frame.width - wide));
  const middle = Math.max(frame.top + height / 2, Math.min(toY, frame.top + frame.height - height / 2));
  return { left, right: left + wide, top: middle - height / 2, bottom: middle + height / 2 };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
