import type { Arithmetic } from "./arithmetic.js";

/** A matrix of the numbers that a story is told in, in rows. */
export type Grid<T> = readonly (readonly T[])[];

/** A grid that a story fills in; `null` is an entry that is not known yet. */
export type Draft<T> = (T | null)[][];

export function copyOf<T>(grid: Grid<T>): T[][] {
  return grid.map((row) => [...row]);
}

/** A grid of entries that are not known yet. */
export function blank<T>(rows: number, columns: number): Draft<T> {
  return Array.from({ length: rows }, () => new Array<T | null>(columns).fill(null));
}

export function filled<T>(rows: number, columns: number, entry: (i: number, j: number) => T): T[][] {
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => entry(i, j)));
}

export function identity<T>({ read }: Arithmetic<T>, n: number): T[][] {
  return filled(n, n, (i, j) => read(i === j ? 1 : 0));
}

export function transposed<T>(grid: Grid<T>): T[][] {
  return grid[0].map((_, j) => grid.map((row) => row[j]));
}

export function columnOf<T>(grid: Grid<T>, j: number): T[] {
  return grid.map((row) => row[j]);
}

/** A vector as a matrix of one column. */
export function columnVector<T>(x: readonly T[]): T[][] {
  return x.map((entry) => [entry]);
}

/** Σᵢ xᵢ·yᵢ, added up from the first. */
export function dot<T>({ add, mul, read }: Arithmetic<T>, x: readonly T[], y: readonly T[]): T {
  return x.reduce((sum, xi, i) => (i === 0 ? mul(xi, y[i]) : add(sum, mul(xi, y[i]))), read(0));
}

/** A·B. */
export function product<T>(arithmetic: Arithmetic<T>, a: Grid<T>, b: Grid<T>): T[][] {
  const columns = transposed(b);
  return a.map((row) => columns.map((column) => dot(arithmetic, row, column)));
}

/** f(aᵢⱼ, bᵢⱼ) for grids of one shape. */
export function zipped<T>(a: Grid<T>, b: Grid<T>, f: (a: T, b: T) => T): T[][] {
  return a.map((row, i) => row.map((entry, j) => f(entry, b[i][j])));
}

/** The largest |aᵢⱼ − bᵢⱼ|, as a double. */
export function distance<T>({ sub, value }: Arithmetic<T>, a: Grid<T>, b: Grid<T>): number {
  return Math.max(...zipped(a, b, sub).flatMap((row) => row.map((entry) => Math.abs(value(entry)))));
}
