/** A text in pixels: its middle and its size. */
export interface TextBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A text further away than this many lines would no longer be read with what it names. */
const MOST_LINES = 3;

/**
 * Where texts can stand so that none covers another: each keeps its x and takes the free y that is nearest to its own, the ones before
 * it first.
 *
 * @returns the y of each text, undefined where there is no room within three lines or between `top` and `bottom`
 */
export function spread(boxes: readonly TextBox[], top: number, bottom: number): (number | undefined)[] {
  const placed: TextBox[] = [];
  return boxes.map((box) => {
    const y = nearestFirst(box).find((at) => {
      if (at - box.height / 2 < top || at + box.height / 2 > bottom) return false;
      return placed.every((other) => !covers({ ...box, y: at }, other));
    });
    if (y !== undefined) placed.push({ ...box, y });
    return y;
  });
}

/** Its own place, then a quarter of a line down and up, two quarters, … */
function nearestFirst({ y, height }: TextBox): number[] {
  const steps = Array.from({ length: 4 * MOST_LINES }, (_, i) => ((i + 1) * height) / 4);
  return [y, ...steps.flatMap((step) => [y + step, y - step])];
}

function covers(a: TextBox, b: TextBox): boolean {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;
}
