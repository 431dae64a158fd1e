import { type Accessor, createMemo } from "solid-js";

const REACHES: readonly number[] = [3, 6, 12, 25, 50, 100, 200];

/**
 * How far a plane reaches so that given coordinates are in it. It grows at once and shrinks late, so that the picture stays as
 * it is while something is dragged; results are better not among the coordinates, or dragging would chase them.
 */
export function createReach(coordinates: Accessor<readonly number[]>, least = 6): Accessor<number> {
  return createMemo((before: number) => {
    const needed = Math.max(least, ...coordinates().map(Math.abs));
    if (needed <= before && needed > before / 4) return before;
    return REACHES.find((reach) => reach >= needed) ?? needed;
  }, least);
}
