/** A point of a plane's own drawing, in pixels. */
type Pixel = readonly [x: number, y: number];

/** Pixels: of a name from what it names, and from the frame of the picture. */
const AWAY = 10;
const FRAME = 4;
/** Pixels of a letter of a name, which is written at 15 px: its width, about, and its heights above and below the line. */
const LETTER = { width: 9, above: 12, below: 4 };

/** Where a name is written. */
export interface NamePlace {
  readonly x: number;
  readonly y: number;
  readonly "text-anchor": "start" | "end";
}

/**
 * Beside a point, so that all of the name is inside the frame: to the right of it where there is room, above it unless that is
 * taken.
 *
 * @param size pixels of the picture's sides
 */
export function placeBeside([x, y]: Pixel, name: string, size: number, isBelow = false): NamePlace {
  const width = Array.from(name).length * LETTER.width;
  const height = kept(y + (isBelow ? 19 : -8), size);
  if (x + AWAY + width <= size - FRAME) return { x: Math.max(x + AWAY, FRAME), y: height, "text-anchor": "start" };
  const end = x - AWAY - width >= FRAME ? Math.min(x - AWAY, size - FRAME) : size - FRAME;
  return { x: end, y: height, "text-anchor": "end" };
}

/** The height of a line of writing, so that it is inside the frame. */
export function kept(y: number, size: number): number {
  return Math.min(Math.max(y, FRAME + LETTER.above), size - FRAME - LETTER.below);
}

/** The last point of a way that is inside the picture, or null where all of it is outside. */
export function lastInside([x0, y0]: Pixel, [x1, y1]: Pixel, size: number): Pixel | null {
  let [from, to] = [0, 1];
  for (const [start, way] of [
    [x0, x1 - x0],
    [y0, y1 - y0],
  ]) {
    if (way === 0) {
      if (start < 0 || start > size) return null;
      continue;
    }
    const sides = [-start / way, (size - start) / way];
    from = Math.max(from, Math.min(...sides));
    to = Math.min(to, Math.max(...sides));
  }
  return from <= to ? [x0 + to * (x1 - x0), y0 + to * (y1 - y0)] : null;
}
