import type { Matrix } from "@linnet/explain";

export type Vector = readonly number[];
/** A matrix by its rows. */
export type Rows = readonly Vector[];

/** The numbers of a matrix of a step. */
export function numbersOf(matrix: Matrix): Rows {
  return matrix.map((row) => row.map(({ value }) => value));
}

export function columnsOf(rows: Rows): Rows {
  return rows.length === 0 ? [] : rows[0].map((_, j) => rows.map((row) => row[j]));
}

/** Ones on the diagonal. */
export function unit(n: number): Rows {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
}

/** A·B */
export function product(A: Rows, B: Rows): Rows {
  const columns = columnsOf(B);
  return A.map((row) => columns.map((column) => row.reduce((sum, value, k) => sum + value * column[k], 0)));
}

/** On the straight way from one matrix to another of its shape: the one at t = 0, the other at t = 1. */
export function between(from: Rows, to: Rows, t: number): Rows {
  if (t >= 1) return to;
  return to.map((row, i) => row.map((value, j) => from[i][j] + t * (value - from[i][j])));
}

/** The inverse of a lower triangular matrix, by forward substitution for each column. */
export function inverseOfLower(L: Rows): Rows {
  const X = L.map(() => L.map(() => 0));
  for (const [i, row] of L.entries()) {
    for (const j of L.keys()) {
      let value = i === j ? 1 : 0;
      for (let k = 0; k < i; k++) value -= row[k] * X[k][j];
      X[i][j] = value / row[i];
    }
  }
  return X;
}

export function isSame(a: Vector, b: Vector): boolean {
  return a.every((value, i) => value === b[i]);
}
