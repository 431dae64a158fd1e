import type { Point, Segment } from "./plane.js";
import type { Frame } from "./sizes.js";

/**
 * The part of the segment from `a` to `b` inside a box, all in pixels, or nothing where it passes by.
 *
 * @see Liang and Barsky 1984, A new concept and method for line clipping, ACM Transactions on Graphics 3
 */
export function clip([x0, y0]: Point, [x1, y1]: Point, box: Frame): Segment | undefined {
  const [dx, dy] = [x1 - x0, y1 - y0];
  let [enter, leave] = [0, 1];
  // each side of the box cuts the parameter of the segment from below or from above
  const across: Point[] = [[-dx, x0 - box.left], [dx, box.left + box.width - x0]]; // prettier-ignore
  const upright: Point[] = [[-dy, y0 - box.top], [dy, box.top + box.height - y0]]; // prettier-ignore
  for (const [speed, room] of [...across, ...upright]) {
    if (speed === 0 && room < 0) return undefined;
    if (speed < 0) enter = Math.max(enter, room / speed);
    if (speed > 0) leave = Math.min(leave, room / speed);
  }
  if (enter > leave) return undefined;
  return [[x0 + enter * dx, y0 + enter * dy], [x0 + leave * dx, y0 + leave * dy]]; // prettier-ignore
}
