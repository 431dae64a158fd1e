import { type Mark, drawingIn } from "../draw/marks.js";
import { NAME_SIZE } from "../draw/names.js";
import { namedArrows } from "../draw/named-arrows.js";
import { BOLD, type Frame } from "../draw/sizes.js";
import { textWidth } from "../draw/text-width.js";
import type { Colors } from "../theme/theme.js";

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

/** Arrows from the origin with their names beside their tips; the longest arrows' names have the first choice of their places. */
export function tipArrows({ names, x, y }: NamedTips, frame: Frame, colors: Colors, color: string): Mark {
  const order = names.map((_, j) => j).sort((i, j) => Math.hypot(x[j], y[j]) - Math.hypot(x[i], y[i]));
  const arrows = order.map((j) => ({ name: names[j], tail: [0, 0] as const, head: [x[j], y[j]] as const, color }));
  return drawingIn(frame, (plane) => namedArrows(plane, arrows, colors, { width: 1.75 }));
}

/** As high as wide, since arrows go everywhere and names beside them need height on a phone too. */
export function tipsHeight(width: number): number {
  return Math.min(width, 520);
}

/** The domain with room across for the names beside the tips, in a picture of that width. */
export function roomForNames(tips: NamedTips, { x, y }: PlaneDomain, pageWidth: number): PlaneDomain {
  const unit = (x[1] - x[0]) / Math.max(pageWidth - 100, 100);
  const most = 0.3 * (x[1] - x[0]);
  let [left, right] = x;
  for (const [j, name] of tips.names.entries()) {
    const [across, up] = [tips.x[j], tips.y[j]];
    const wide =
      textWidth(name, NAME_SIZE * BOLD) * unit * (Math.abs(across) > 0.35 * Math.hypot(across, up) ? 1 : 0.5);
    if (across >= 0) right = Math.max(right, Math.min(across + wide, x[1] + most));
    else left = Math.min(left, Math.max(across - wide, x[0] - most));
  }
  return { x: [left, right], y };
}
