/** A point of a plane's own drawing, in pixels. */
type Pixel = readonly [x: number, y: number];

/** Pixels: of a name from what it names, and from the frame of the picture. */
const AWAY = 10;
const FRAME = 4;
/** Pixels of a letter of a name, which is written at 15 px: its width, about, and its heights above and below the line. */
const LETTER = { width: 9, above: 12, below: 4 };

/** Pixels from one line of writing to the next. */
const LINE = LETTER.above + LETTER.below;

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

/** A name, and the point that it is to stand beside. */
export interface Wish {
  readonly at: Pixel;
  readonly name: string;
  readonly isBelow?: boolean;
}

/**
 * Places of names, one after the other, each where it covers none before it if there is such a place around its point. For the few
 * names of things that move: there are few places, all touch their point, and a name keeps its own while that is free, so that
 * names do not jump about. Crowds that stand still are placed by `placeLabels`, farther away and with lines.
 */
export function placeApart(wishes: readonly (Wish | null)[], size: number): (NamePlace | null)[] {
  const taken: Box[] = [];
  return wishes.map((wish) => {
    if (wish === null) return null;
    const around = placesAround(wish, size);
    const isFree = (place: NamePlace): boolean => !taken.some((box) => cover(box, boxOf(place, wish.name)));
    const place = around.find(isFree) ?? around[0];
    taken.push(boxOf(place, wish.name));
    return place;
  });
}

/** Where a name may stand: as `placeBeside` has it, below instead of above, to the left, and a line farther away. */
function placesAround({ at, name, isBelow = false }: Wish, size: number): NamePlace[] {
  const [x, y] = at;
  const width = Array.from(name).length * LETTER.width;
  const here = placeBeside(at, name, size, isBelow);
  const there = placeBeside(at, name, size, !isBelow);
  const left = [here, there]
    .filter(() => x - AWAY - width >= FRAME && x - AWAY <= size - FRAME)
    .map((place): NamePlace => ({ ...place, x: x - AWAY, "text-anchor": "end" }));
  const farther = [-8 - LINE, 19 + LINE, -8 - 2 * LINE, 19 + 2 * LINE].map((up): NamePlace => ({
    ...here,
    y: kept(y + up, size),
  }));
  return [here, there, ...left, ...farther];
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly line: number;
}

function boxOf({ x, y, "text-anchor": anchor }: NamePlace, name: string): Box {
  const width = Array.from(name).length * LETTER.width;
  return anchor === "start" ? { left: x, right: x + width, line: y } : { left: x - width, right: x, line: y };
}

function cover(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && Math.abs(a.line - b.line) < LINE;
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
