import { isInside, overlap } from "./boxes.js";
import { clip } from "./clip.js";
import { type SvgElement, element } from "./document.js";
import type { Point, Segment } from "./plane.js";
import { BOLD, FONT, type Frame } from "./sizes.js";
import { shorten, textWidth } from "./text-width.js";
import type { Colors } from "../theme/theme.js";

/** A name that wants to stand beside a point of the picture. */
export interface Name {
  readonly text: string;
  /** In pixels. */
  readonly at: Point;
  /** The direction in which it would rather stand, in pixels; any length but zero. */
  readonly toward: Point;
}

/** What a name must not hide, in pixels. */
export interface Obstacles {
  readonly lines: readonly Segment[];
}

/** Size of names in pixels; they are bold. */
export const NAME_SIZE: number = FONT.label;
/** How far from its point a name stands; far where nothing nearer is free. */
const NEAR = [9, 16, 26];
const FAR = [40, 56];

/**
 * Names beside their points, in order: each takes the place of least cost among sixteen directions and three distances, where a line
 * under it costs more than standing off its own direction. Where all these are taken or outside
 * the frame it stands further away, and is left out where those are too. Names are
 * written in ink with a rim in the surface's colour: the colours of arrows have contrast enough for shapes, not for letters.
 */
export function namesBeside(
  names: readonly Name[],
  frame: Frame,
  { ink, surface }: Colors,
  obstacles: Obstacles = { lines: [] },
): SvgElement {
  const taken: Frame[] = [];
  const group = element("g", {
    class: "linnet-names",
    "font-size": NAME_SIZE,
    "font-weight": 600,
    fill: ink,
    "paint-order": "stroke",
    stroke: surface,
    "stroke-width": 4,
    "stroke-linejoin": "round",
  });
  for (const name of names) {
    const text = shorten(name.text, NAME_SIZE * BOLD, frame.width * 0.4);
    const shown = { ...name, text };
    const box = bestPlace(shown, NEAR, frame, taken, obstacles) ?? bestPlace(shown, FAR, frame, taken, obstacles);
    if (!box) continue;
    taken.push(box);
    const place = { x: box.left + box.width / 2, y: box.top + box.height / 2, dy: "0.32em" };
    group.appendChild(element("text", place, text));
  }
  return group;
}

function bestPlace(
  { text, at, toward }: Name,
  distances: readonly number[],
  frame: Frame,
  taken: readonly Frame[],
  { lines }: Obstacles,
): Frame | undefined {
  const [width, height] = [textWidth(text, NAME_SIZE) * BOLD, NAME_SIZE * 1.15];
  const wanted = Math.atan2(toward[1], toward[0]);
  let best: { cost: number; box: Frame } | undefined;
  for (const distance of distances) {
    for (let k = 0; k < 16; k++) {
      const turn = (k % 2 === 0 ? -1 : 1) * Math.ceil(k / 2) * (Math.PI / 8);
      const box = boxToward(at, wanted + turn, distance, width, height);
      if (!isInside(box, frame) || taken.some((other) => overlap(box, other))) continue;
      const crossed = lines.filter(([a, b]) => clip(a, b, box) !== undefined).length;
      const cost = 4 * crossed + Math.abs(turn) + distance / 16;
      if (!best || cost < best.cost) best = { cost, box };
    }
  }
  return best?.box;
}

/** The box of that size whose rim is `distance` away from a point in a direction. */
function boxToward([x, y]: Point, angle: number, distance: number, width: number, height: number): Frame {
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  // from the middle of a box to its rim
  const reach = Math.min(width / 2 / Math.max(Math.abs(ux), 1e-9), height / 2 / Math.max(Math.abs(uy), 1e-9));
  const [middleX, middleY] = [x + ux * (distance + reach), y + uy * (distance + reach)];
  return { left: middleX - width / 2, top: middleY - height / 2, width, height };
}
