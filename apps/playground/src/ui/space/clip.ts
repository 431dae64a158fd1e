import type { Vector3 } from "./things.js";

/** Inner product. */
export function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Cross product. */
export function cross(a: Vector3, b: Vector3): Vector3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** a + s·b. */
export function along(a: Vector3, s: number, b: Vector3): Vector3 {
  return [a[0] + s * b[0], a[1] + s * b[1], a[2] + s * b[2]];
}

/**
 * The part of a plane, normal·p = offset, inside the cube from −reach to reach: the corners of a convex polygon in order, of
 * which there are at most six. Empty where the plane misses the cube, or where the normal is zero.
 */
export function planeInCube(normal: Vector3, offset: number, reach: number): Vector3[] {
  const size = Math.hypot(...normal);
  if (size === 0) return [];
  const unit: Vector3 = [normal[0] / size, normal[1] / size, normal[2] / size];
  const height = offset / size;
  const first = cross(unit, leastOf(unit));
  const second = cross(unit, first);
  const middle: Vector3 = [height * unit[0], height * unit[1], height * unit[2]];
  const far = 4 * (reach + Math.abs(height));
  let corners = [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ].map(([s, t]) => along(along(middle, s * far, first), t * far, second));
  for (const axis of [0, 1, 2]) {
    for (const side of [1, -1]) corners = cut(corners, (p) => reach - side * p[axis]);
  }
  return corners;
}

/** The unit vector of the axis that a direction is least along. */
function leastOf(unit: Vector3): Vector3 {
  const sizes = unit.map(Math.abs);
  const axis = sizes.indexOf(Math.min(...sizes));
  return [axis === 0 ? 1 : 0, axis === 1 ? 1 : 0, axis === 2 ? 1 : 0];
}

/** The part of a convex polygon where `inside` is not negative (Sutherland and Hodgman, one half-space). */
function cut(corners: readonly Vector3[], inside: (p: Vector3) => number): Vector3[] {
  return corners.flatMap((corner, i) => {
    const before = corners[(i + corners.length - 1) % corners.length];
    const [was, is] = [inside(before), inside(corner)];
    const crossing = (): Vector3 => {
      const s = was / (was - is);
      return [0, 1, 2].map((k) => before[k] + s * (corner[k] - before[k])) as unknown as Vector3; // three of three
    };
    if (is >= 0) return was >= 0 ? [corner] : [crossing(), corner];
    return was >= 0 ? [crossing()] : [];
  });
}

/** The ends of the part of a line inside the cube from −reach to reach; null where it misses the cube or has no direction. */
export function lineInCube(through: Vector3, way: Vector3, reach: number): readonly [Vector3, Vector3] | null {
  let [from, to] = [-Infinity, Infinity];
  for (const axis of [0, 1, 2]) {
    if (way[axis] === 0) {
      if (Math.abs(through[axis]) > reach) return null;
      continue;
    }
    const ends = [-reach, reach].map((side) => (side - through[axis]) / way[axis]);
    from = Math.max(from, Math.min(...ends));
    to = Math.min(to, Math.max(...ends));
  }
  return Number.isFinite(from) && from <= to ? [along(through, from, way), along(through, to, way)] : null;
}
