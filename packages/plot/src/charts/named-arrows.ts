import type { Mark } from "../draw/marks.js";
import { textAt } from "../draw/marks.js";
import { placeNames } from "../draw/place-names.js";
import { FONT, type Frame } from "../draw/sizes.js";
import { arrows } from "../draw/spans.js";
import { textWidth } from "../draw/text-width.js";

/** Arrows from the origin to the tips (x, y), by name. */
export interface NamedTips {
  readonly names: readonly string[];
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Ends of both axes. */
export interface PlaneDomain {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
}

/** Size of the names, which are bold. */
const NAME = FONT.tick * 1.08;

/** Arrows from the origin with their names beside their tips, the longest arrows' first, in a frame over linear axes. */
export function namedArrows(
  tips: NamedTips,
  frame: Frame,
  domain: PlaneDomain,
  paint: { readonly stroke: string; readonly ink: string; readonly rim: string },
): Mark[] {
  const across = (x: number) => frame.left + ((x - domain.x[0]) / (domain.x[1] - domain.x[0])) * frame.width;
  const down = (y: number) => frame.top + ((domain.y[1] - y) / (domain.y[1] - domain.y[0])) * frame.height;
  const [x0, y0] = [across(0), down(0)];
  const tags = tips.names.map((name, j) => {
    const [x, y] = [across(tips.x[j]), down(tips.y[j])];
    const length = Math.hypot(x - x0, y - y0);
    const away: [number, number] = length > 0 ? [(x - x0) / length, (y - y0) / length] : [0, -1];
    return { name, x, y, away, length };
  });
  tags.sort((a, b) => b.length - a.length);
  const zeros = tips.names.map(() => 0);
  const head = { stroke: paint.stroke, strokeWidth: 1.75, headLength: 8, headAngle: 50 };
  const writing = { fontSize: FONT.tick, fontWeight: 600, fill: paint.ink, stroke: paint.rim, strokeWidth: 3 };
  return [
    arrows({ x1: zeros, y1: zeros, x2: tips.x, y2: tips.y }, head),
    ...placeNames(tags, frame, NAME).map(({ text, x, y, anchor }) =>
      textAt(frame, x, y, text, { ...writing, textAnchor: anchor }),
    ),
  ];
}

/** The domain with room across for the names beside the tips, in a picture of that width. */
export function roomForNames(tips: NamedTips, { x, y }: PlaneDomain, pageWidth: number): PlaneDomain {
  const unit = (x[1] - x[0]) / Math.max(pageWidth - 100, 100);
  const most = 0.3 * (x[1] - x[0]);
  let [left, right] = x;
  for (const [j, name] of tips.names.entries()) {
    const [across, up] = [tips.x[j], tips.y[j]];
    const wide = textWidth(name, NAME) * unit * (Math.abs(across) > 0.35 * Math.hypot(across, up) ? 1 : 0.5);
    if (across >= 0) right = Math.max(right, Math.min(across + wide, x[1] + most));
    else left = Math.min(left, Math.max(across - wide, x[0] - most));
  }
  return { x: [left, right], y };
}

/** The domain moved outwards until it is as wide, beside its height, as a frame of the page's width and at most 560 pixels' height. */
export function fitDomain({ x, y }: PlaneDomain, pageWidth: number): { domain: PlaneDomain; ratio: number } {
  const [wide, high] = [x[1] - x[0], y[1] - y[0]];
  const flattest = Math.min(Math.max(320 / pageWidth, 0.5), 1); // on a phone names need height
  const ratio = Math.min(Math.max(high / wide, flattest), Math.max(flattest, Math.min(1, 560 / pageWidth)));
  const widen = ([low, top]: readonly [number, number], length: number): [number, number] => {
    const middle = low / 2 + top / 2;
    return [middle - length / 2, middle + length / 2];
  };
  const domain = { x: widen(x, Math.max(wide, high / ratio)), y: widen(y, Math.max(high, wide * ratio)) };
  return { domain, ratio };
}
