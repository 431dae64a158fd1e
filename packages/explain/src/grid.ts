import type { Arithmetic } from "./arithmetic.js";

/** A matrix of the numbers that a story is told in, in rows; `null` is an entry that is not known yet. */
export type Grid<T> = readonly (readonly T[])[];

/** A grid that a story fills in. */
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

/** ‖x‖₂, also where squares would leave the range of floats. */
export function lengthOf<T>(arithmetic: Arithmetic<T>, x: readonly T[]): T {
  const { mul, div, sqrt, value, isZero, compareSizes } = arithmetic;
  const squares = dot(arithmetic, x, x);
  const size = value(squares);
  if (size > SAFE[0] && size < SAFE[1]) return sqrt(squares);
  const largest = x.reduce((best, entry) => (compareSizes(entry, best) > 0 ? entry : best));
  if (isZero(largest)) return largest;
  const positive = value(largest) < 0 ? arithmetic.sub(arithmetic.read(0), largest) : largest;
  const scaled = x.map((entry) => div(entry, positive));
  return mul(positive, sqrt(dot(arithmetic, scaled, scaled)));
}

/** Sums of squares between these have lost nothing, in float32 either. */
const SAFE = [1e-24, 1e36] as const;

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
