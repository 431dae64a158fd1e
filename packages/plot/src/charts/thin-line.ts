/** Points of a path. */
export interface Path {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Steps across the picture that no screen shows: two a pixel of the widest. */
const STEPS = 2000;

/**
 * The path without the points that cannot be seen: those on the level or upright line between their neighbours, and those less than a
 * step from the last one that was kept. Both ends stay.
 */
export function thinLine({ x, y }: Path, width: number, height: number): Path {
  const kept: number[] = [];
  const last = x.length - 1;
  for (let i = 0; i <= last; i++) {
    const before = kept[kept.length - 1];
    if (before !== undefined && i < last) {
      if (x[before] === x[i] && x[i] === x[i + 1]) continue;
      if (y[before] === y[i] && y[i] === y[i + 1]) continue;
      if (Math.abs(x[i] - x[before]) * STEPS < width && Math.abs(y[i] - y[before]) * STEPS < height) continue;
    }
    kept.push(i);
  }
  return { x: Float64Array.from(kept, (i) => x[i]), y: Float64Array.from(kept, (i) => y[i]) };
}
