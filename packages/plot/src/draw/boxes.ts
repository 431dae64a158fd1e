import type { Frame } from "./sizes.js";

/** Whether a box of the picture is in a frame. */
export function isInside(box: Frame, { left, top, width, height }: Frame): boolean {
  const across = box.left >= left && box.left + box.width <= left + width;
  return across && box.top >= top && box.top + box.height <= top + height;
}

/** Whether two boxes have a point in common. */
export function overlap(a: Frame, b: Frame): boolean {
  const across = a.left < b.left + b.width && b.left < a.left + a.width;
  return across && a.top < b.top + b.height && b.top < a.top + a.height;
}
