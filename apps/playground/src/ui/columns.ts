import type { Point } from "./plane.js";

type Rows = readonly (readonly number[])[];

/** The points of a matrix `[2, n]`, a column each. */
export function pointsOf(rows: Rows): readonly Point[] {
  return rows[0].map((x, j): Point => [x, rows[1][j]]);
}

/** Column j of a matrix `[2, n]` as a point. */
export function columnOf(rows: Rows, j: number): Point {
  return [rows[0][j], rows[1][j]];
}

/** The matrix with another column j. */
export function withColumn(rows: Rows, j: number, column: Point): Rows {
  return rows.map((row, i) => row.map((old, k) => (k === j ? column[i] : old)));
}
