import { clip } from "./clip.js";
import { type SvgElement, element } from "./document.js";
import type { Frame } from "./sizes.js";

/** A point of the plane, or a vector. */
export type Point = readonly [x: number, y: number];

/** Two ends. */
export type Segment = readonly [Point, Point];

/** Where values of the plane are in the picture. */
export interface Plane {
  readonly frame: Frame;
  /** The pixel of a value across, and of one upwards. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** The square of values −reach … reach in both directions, in the middle of a frame and as large as fits. */
export function squarePlane(frame: Frame, reach: number): Plane {
  const unit = Math.min(frame.width, frame.height) / (2 * reach);
  const [left, top] = [frame.left + frame.width / 2, frame.top + frame.height / 2];
  return { frame, x: (value) => left + unit * value, y: (value) => top - unit * value };
}

/** A point in pixels. */
export function pixel(plane: Plane, [x, y]: Point): Point {
  return [plane.x(x), plane.y(y)];
}

/** The commands of a path through points, closed where `closed`. */
export function through(plane: Plane, points: readonly Point[], closed = false): string {
  const steps = points.map((point) => pixel(plane, point).join(","));
  return `M${steps.join("L")}${closed ? "Z" : ""}`;
}

/** Segments as one path, each as far as it is inside the frame. */
export function segments(
  plane: Plane,
  pairs: readonly Segment[],
  attributes: Readonly<Record<string, string | number>>,
): SvgElement {
  const inPixels = pairs.map(([a, b]): Segment => [pixel(plane, a), pixel(plane, b)]);
  return pixelSegments(plane.frame, inPixels, attributes);
}

/** The same of segments that are in pixels already. */
export function pixelSegments(
  frame: Frame,
  pairs: readonly Segment[],
  attributes: Readonly<Record<string, string | number>>,
): SvgElement {
  const d = pairs
    .map(([a, b]) => clip(a, b, frame))
    .flatMap((ends) => (ends ? [`M${ends[0].join(",")}L${ends[1].join(",")}`] : []));
  return element("path", { d: d.join(""), fill: "none", ...attributes });
}

/** The line through 0 in a direction that is not zero, longer than the frame, in pixels: units are equal, so directions are kept. */
export function lineThroughOrigin(plane: Plane, [x, y]: Point): Segment {
  const { left, top, width, height } = plane.frame;
  const [ox, oy] = pixel(plane, [0, 0]);
  const far = Math.hypot(width, height) + Math.hypot(ox - left, oy - top);
  const length = Math.hypot(x, y);
  const [dx, dy] = [(x / length) * far, (-y / length) * far];
  return [[ox - dx, oy - dy], [ox + dx, oy + dy]]; // prettier-ignore
}
