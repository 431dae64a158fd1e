import { along, cross, dot } from "./clip.js";
import { FIELD, type Look, eye } from "./look.js";
import type { Vector3 } from "./things.js";

/** A place in a square picture: shares of its side, from its left and its top. */
export interface Seen {
  readonly left: number;
  readonly top: number;
}

/** Half of the picture's height, at distance 1 from the eye. */
const HALF = Math.tan((FIELD * Math.PI) / 360);

/** What the eye has to its right, above it, and before it: unit vectors. The look is at the origin. */
function sight(look: Look): { readonly right: Vector3; readonly up: Vector3; readonly ahead: Vector3 } {
  const ahead = unit(along([0, 0, 0], -1, eye(look)));
  const right = unit(cross(ahead, [0, 0, 1])); // the look is never along z
  return { right, up: cross(right, ahead), ahead };
}

/** Where a point is seen, where half of the cube's edge is 1; null where it is behind the eye. */
export function seenAt(point: Vector3, look: Look): Seen | null {
  const { right, up, ahead } = sight(look);
  const from = along(point, -1, eye(look));
  const half = HALF * dot(from, ahead);
  if (half <= 0) return null;
  return { left: (1 + dot(from, right) / half) / 2, top: (1 - dot(from, up) / half) / 2 };
}

/** The point that has moved so far in the picture, in the plane through it that faces the eye. */
export function movedInSight(point: Vector3, look: Look, { left, top }: Seen): Vector3 {
  const { right, up, ahead } = sight(look);
  const side = 2 * HALF * dot(along(point, -1, eye(look)), ahead);
  return along(along(point, left * side, right), -top * side, up);
}

function unit(v: Vector3): Vector3 {
  return along([0, 0, 0], 1 / Math.hypot(...v), v);
}
