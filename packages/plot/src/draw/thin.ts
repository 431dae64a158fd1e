/** Columns to a pixel of the picture: screens have up to about this many. */
const DENSITY = 2;

/** A line in fewer points. */
export interface Thinned {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * As much of a long line as can be seen: of the points that follow each other in one column of half a pixel, the first, the lowest, the
 * highest and the last, in their order. The columns that the line crosses, and how far it reaches in each, stay the same, so the picture does.
 *
 * @param width of the frame in pixels
 * @returns the line itself where it has few points
 * @remarks Θ(n); values that are not finite are gaps, and one of each gap is kept.
 * @see Jugel, Jerzak, Hackenbroich and Markl 2014, M4: A Visualization-Oriented Time Series Data Aggregation
 */
export function thin(x: Float64Array, y: Float64Array, [left, right]: readonly number[], width: number): Thinned {
  const columns = Math.ceil(width * DENSITY);
  if (x.length <= 4 * columns || !(right > left)) return { x, y };
  const columnOf = (i: number) => (Number.isFinite(y[i]) ? Math.floor(((x[i] - left) / (right - left)) * columns) : -1);
  const kept: number[] = [];
  for (let start = 0; start < x.length;) {
    const column = columnOf(start);
    let [end, lowest, highest] = [start + 1, start, start];
    for (; end < x.length && columnOf(end) === column; end++) {
      if (y[end] < y[lowest]) lowest = end;
      if (y[end] > y[highest]) highest = end;
    }
    const corners = column < 0 ? [start] : [start, lowest, highest, end - 1];
    kept.push(...new Set(corners.sort((a, b) => a - b)));
    start = end;
  }
  return { x: Float64Array.from(kept, (i) => x[i]), y: Float64Array.from(kept, (i) => y[i]) };
}
