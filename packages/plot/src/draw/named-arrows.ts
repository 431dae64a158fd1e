import type { Colors } from "../theme/theme.js";
import { arrow } from "./arrow.js";
import { type SvgElement, element } from "./document.js";
import { type Name, namesBeside } from "./names.js";
import { type Plane, type Point, type Segment, pixel } from "./plane.js";

/** An arrow between two points of the plane, with its name and colour. */
export interface NamedArrow {
  readonly name: string;
  readonly tail: Point;
  readonly head: Point;
  readonly color: string;
}

/** What else is named in the same picture, and what else names must not hide, both in pixels. */
export interface Beside {
  readonly names?: readonly Name[];
  readonly lines?: readonly Segment[];
  /** Width of the shafts. @defaultValue 2.5 */
  readonly width?: number;
}

/** Arrows with their names at their heads, in the direction of each; up and to the right for those of length zero. */
export function namedArrows(
  plane: Plane,
  arrows: readonly NamedArrow[],
  colors: Colors,
  { names = [], lines = [], width = 2.5 }: Beside = {},
): SvgElement {
  const shafts = arrows.map(({ tail, head }): Segment => [pixel(plane, tail), pixel(plane, head)]);
  const heads = arrows.map(({ name: text }, k): Name => {
    const [from, at] = shafts[k];
    const [x, y] = [at[0] - from[0], at[1] - from[1]];
    return { text, at, toward: x === 0 && y === 0 ? [1, -1] : [x, y] };
  });
  return element(
    "g",
    { class: "linnet-vectors" },
    ...arrows.map(({ tail, head, color }) => arrow(plane, tail, head, { color, width })),
    namesBeside([...heads, ...names], plane.frame, colors, { lines: [...shafts, ...lines] }),
  );
}
