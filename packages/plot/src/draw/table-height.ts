/**
 * How high a table is drawn on a width: with square cells, unless that made a tower of many rows or a thread of few; rows of a tower are
 * high enough for a name each up to 600 pixels together.
 */
export function tableHeight(rows: number, cols: number, width: number): number {
  const most = Math.max(1.25 * width, Math.min(16 * rows, 600));
  return Math.max(60, Math.min((width * rows) / cols, most));
}
