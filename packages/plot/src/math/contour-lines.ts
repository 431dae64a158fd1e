import type { Point } from "../draw/plane.js";

/** Values of a function on a grid: `z[i·n + j]` at (x[j], y[i]). */
export interface Field {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
}

/** One line, from end to end or closed. */
export interface Contour {
  readonly points: readonly Point[];
  readonly closed: boolean;
}

interface Crossing {
  /** Which side of a cell: the same number in both cells that share it. */
  readonly key: number;
  readonly at: Point;
  /** Whether z falls below the level there, going around the cell with the cell on the left. */
  readonly falls: boolean;
}

/**
 * The lines on which a function has one value, by marching squares: in each cell straight lines between the points of its sides
 * where the value is reached linearly. Higher values are on the left of a line.
 *
 * @remarks Where opposite corners are higher and the others lower, the mean of the four decides which are joined. Cells with a corner
 *   that is not finite have no lines.
 * @see Lorensen and Cline 1987, Marching cubes, whose plane case this is; Nielson and Hamann 1991 for the ambiguous cells
 */
export function contourLines(field: Field, level: number): Contour[] {
  const [m, n] = [field.y.length, field.x.length];
  const next = new Map<number, { from: Crossing; to: Crossing }>();
  const entered = new Set<number>();
  for (let i = 0; i + 1 < m; i++) {
    for (let j = 0; j + 1 < n; j++) {
      for (const [from, to] of cellSegments(field, level, i, j)) {
        next.set(from.key, { from, to });
        entered.add(to.key);
      }
    }
  }
  // open lines start at sides that no segment enters; what is left then is closed
  const starts = [...next.keys()].filter((key) => !entered.has(key));
  return [...starts, ...next.keys()].flatMap((key) => (next.has(key) ? [follow(next, key)] : []));
}

function follow(next: Map<number, { from: Crossing; to: Crossing }>, start: number): Contour {
  const points: Point[] = [];
  let key = start;
  for (let step = next.get(key); step; step = next.get(key)) {
    next.delete(key);
    if (points.length === 0) points.push(step.from.at);
    points.push(step.to.at);
    key = step.to.key;
  }
  const closed = key === start;
  return { points: closed ? points.slice(0, -1) : points, closed };
}

/** The segments of one cell, each from a side where z falls to one where it rises. */
function cellSegments(field: Field, level: number, i: number, j: number): [Crossing, Crossing][] {
  const { x, z } = field;
  const n = x.length;
  const corners = [i * n + j, i * n + j + 1, (i + 1) * n + j + 1, (i + 1) * n + j];
  const heights = corners.map((at) => z[at]);
  const highest = Math.max(...heights); // NaN where any corner is
  if (!(highest >= level) || Math.min(...heights) >= level || !heights.every(Number.isFinite)) return [];
  const sides = [2 * corners[0], 2 * corners[1] + 1, 2 * corners[3], 2 * corners[0] + 1];
  const crossings = sides.flatMap((key, k): Crossing[] => {
    const [a, b] = [corners[k], corners[(k + 1) % 4]];
    if (z[a] >= level === z[b] >= level) return [];
    return [{ key, at: between(field, a, b, level), falls: z[a] >= level }];
  });
  const count = crossings.length;
  const joined = heights.reduce((sum, height) => sum + height / 4, 0) >= level;
  // around a joined middle a line cuts off the lower corner that follows a fall, else the higher one before it
  const step = joined ? 1 : count - 1;
  return crossings.flatMap((from, k): [Crossing, Crossing][] => (from.falls ? [[from, crossings[(k + step) % count]]] : [])); // prettier-ignore
}

/** Where the value is `level` between two neighbours of the grid, taken from the lower index, so that both cells agree. */
function between({ x, y, z }: Field, a: number, b: number, level: number): Point {
  const n = x.length;
  const [p, q] = [Math.min(a, b), Math.max(a, b)];
  const share = z[p] / 2 === z[q] / 2 ? 0.5 : (level / 2 - z[p] / 2) / (z[q] / 2 - z[p] / 2);
  const [x0, y0, x1, y1] = [x[p % n], y[Math.floor(p / n)], x[q % n], y[Math.floor(q / n)]];
  return [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share];
}
