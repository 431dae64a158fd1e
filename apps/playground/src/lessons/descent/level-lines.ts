import type { Point } from "../../ui/plane.js";

type Grid = readonly (readonly number[])[];

/** A piece of a line of equal height. */
export type Piece = readonly [from: Point, to: Point];

/**
 * Heights for lines of equal height: closer together near the lowest, where methods end.
 *
 *     hₖ = least + (greatest − least)·((k + ½)/count)³
 */
export function levelsOf(grid: Grid, count = 16): number[] {
  const heights = grid.flat().filter(Number.isFinite);
  if (heights.length === 0) return [];
  const least = heights.reduce((a, b) => Math.min(a, b));
  const greatest = heights.reduce((a, b) => Math.max(a, b));
  return Array.from({ length: count }, (_, k) => least + (greatest - least) * ((k + 0.5) / count) ** 3);
}

/**
 * The line of one height over a grid from −reach to reach, cell by cell, straight within each (marching squares). Cells with a
 * corner that is not finite are left out.
 *
 * @param grid heights, a row for each y from −reach up
 */
export function levelLine(grid: Grid, reach: number, level: number): Piece[] {
  const pieces: Piece[] = [];
  for (let i = 0; i + 1 < grid.length; i++) {
    const [below, above] = [grid[i], grid[i + 1]];
    for (let j = 0; j + 1 < below.length; j++) {
      const [a, b, c, d] = [below[j] - level, below[j + 1] - level, above[j + 1] - level, above[j] - level];
      const isApart = a < 0 === b < 0 && b < 0 === c < 0 && c < 0 === d < 0; // as in nearly all cells
      if (isApart || !Number.isFinite(a + b + c + d)) continue;
      const crossings = crossingsOf([a, b, c, d]).map(([right, up]): Point => {
        const across = (j + right) / (below.length - 1);
        return [(2 * across - 1) * reach, ((2 * (i + up)) / (grid.length - 1) - 1) * reach];
      });
      for (let k = 0; k + 1 < crossings.length; k += 2) pieces.push([crossings[k], crossings[k + 1]]);
    }
  }
  return pieces;
}

/** The corners of a cell, around it. */
const CORNERS: readonly Point[] = [[0, 0], [1, 0], [1, 1], [0, 1]]; // prettier-ignore

/** Where the sides of a cell cross zero, from the heights at its corners. */
function crossingsOf(heights: readonly number[]): Point[] {
  return CORNERS.flatMap((from, side) => {
    const next = (side + 1) % 4;
    const [a, b] = [heights[side], heights[next]];
    if (a < 0 === b < 0) return [];
    const [share, to] = [a / (a - b), CORNERS[next]];
    return [[from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]];
  });
}
