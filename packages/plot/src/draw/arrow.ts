import { type SvgElement, element } from "./document.js";
import { type Plane, type Point, pixel } from "./plane.js";

/** How an arrow looks. */
export interface ArrowLook {
  readonly color: string;
  /** Width of the shaft in pixels. @defaultValue 2.5 */
  readonly width?: number;
  readonly dash?: string;
  /** @defaultValue 1 */
  readonly opacity?: number;
}

/** Shorter arrows have no direction that could be seen, and are dots. */
const SHORTEST = 1.5;

/**
 * An arrow whose tip is at its head exactly: a shaft, and a head that is filled. It is drawn whole, since a marker of SVG needs an
 * id, and ids of two figures in one page collide.
 */
export function arrow(plane: Plane, tail: Point, head: Point, look: ArrowLook): SvgElement {
  const { color, width = 2.5, dash, opacity = 1 } = look;
  const [[x0, y0], [x1, y1]] = [pixel(plane, tail), pixel(plane, head)];
  const length = Math.hypot(x1 - x0, y1 - y0);
  const group = { class: "linnet-arrow", ...(opacity < 1 && { opacity }) };
  if (length < SHORTEST) {
    return element("g", group, element("circle", { cx: x1, cy: y1, r: width * 1.5, fill: color }));
  }
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const deep = Math.min(6 + 2.4 * width, length * 0.6);
  const half = deep * 0.42;
  const [bx, by] = [x1 - deep * ux, y1 - deep * uy];
  const left = [bx - half * uy, by + half * ux].join(",");
  const right = [bx + half * uy, by - half * ux].join(",");
  // the shaft ends inside the head, where its square end cannot show beside the tip
  const shaft = { d: `M${x0},${y0}L${bx + ux},${by + uy}`, fill: "none", stroke: color, "stroke-width": width };
  return element(
    "g",
    group,
    element("path", { ...shaft, ...(dash && { "stroke-dasharray": dash }) }),
    element("path", { d: `M${x1},${y1}L${left}L${right}Z`, fill: color }),
  );
}
