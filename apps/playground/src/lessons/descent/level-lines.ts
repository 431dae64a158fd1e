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
  const size = 2 * reach;
  const at = (i: number, j: number): Point => [
    (j / (grid[0].length - 1)) * size - reach,
    (i / (grid.length - 1)) * size - reach,
  ];
  const pieces: Piece[] = [];
  for (let i = 0; i + 1 < grid.length; i++) {
    for (let j = 0; j + 1 < grid[0].length; j++) {
      const corners = [[i, j], [i, j + 1], [i + 1, j + 1], [i + 1, j]] as const; // prettier-ignore
      const heights = corners.map(([r, c]) => grid[r][c] - level);
      if (!heights.every(Number.isFinite)) continue;
      const crossings: Point[] = [];
      for (let side = 0; side < 4; side++) {
        const next = (side + 1) % 4;
        const [a, b] = [heights[side], heights[next]];
        if (a < 0 === b < 0) continue;
        const share = a / (a - b);
        const [from, to] = [at(...corners[side]), at(...corners[next])];
        crossings.push([from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]);
      }
      for (let k = 0; k + 1 < crossings.length; k += 2) pieces.push([crossings[k], crossings[k + 1]]);
    }
  }
  return pieces;
}
