import type { Arithmetic } from "../arithmetic/arithmetic.js";
import { type Grid, copyOf, dot, filled } from "../arithmetic/grid.js";
import { clearedBy } from "../elimination/rows.js";

/** How many directions a singular matrix sends to zero, as far as that is known beforehand. */
export interface NullityBounds {
  readonly least: number;
  readonly most: number;
  /** What counts as zero. */
  readonly tolerance: number;
}

/** A basis of the vectors that M sends to zero, by Gauss–Jordan elimination with the largest pivots. */
export function nullSpaceOf<T>(arithmetic: Arithmetic<T>, M: Grid<T>, bounds: NullityBounds): T[][] {
  const { sub, div, read } = arithmetic;
  const rows = copyOf(M);
  const n = rows.length;
  const pivots: number[] = [];
  while (pivots.length < n - bounds.least) {
    const k = pivots.length;
    const [i, j] = largest(arithmetic, rows, k, pivots);
    const isSmall = Math.abs(arithmetic.value(rows[i][j])) <= bounds.tolerance;
    if (arithmetic.isZero(rows[i][j]) || (isSmall && n - k <= bounds.most)) break;
    [rows[k], rows[i]] = [rows[i], rows[k]];
    pivots.push(j);
    clear(arithmetic, rows, k, j);
  }
  const free = rows.map((_, j) => j).filter((j) => !pivots.includes(j));
  return free.map((f) => {
    const [v] = filled(1, n, (_, j) => read(j === f ? 1 : 0));
    pivots.forEach((j, k) => (v[j] = div(sub(read(0), rows[k][f]), rows[k][j])));
    return v;
  });
}

/** Where the largest entry is, from row k on and outside the columns of the pivots. */
function largest<T>(
  { compareSizes }: Arithmetic<T>,
  rows: Grid<T>,
  k: number,
  pivots: readonly number[],
): [number, number] {
  let best: [number, number] = [k, rows.findIndex((_, j) => !pivots.includes(j))];
  for (let i = k; i < rows.length; i++) {
    for (let j = 0; j < rows.length; j++) {
      if (!pivots.includes(j) && compareSizes(rows[i][j], rows[best[0]][best[1]]) > 0) best = [i, j];
    }
  }
  return best;
}

/** Makes column j zero but in row k. */
function clear<T>(arithmetic: Arithmetic<T>, rows: T[][], k: number, j: number): void {
  rows.forEach((row, i) => {
    if (i === k || arithmetic.isZero(row[j])) return;
    rows[i] = clearedBy(arithmetic, row, rows[k], arithmetic.div(row[j], rows[k][j]), j);
  });
}

/** Gram–Schmidt without lengths. */
export function orthogonal<T>(arithmetic: Arithmetic<T>, basis: readonly (readonly T[])[]): (readonly T[])[] {
  const { sub, mul, div } = arithmetic;
  return basis.reduce((done: (readonly T[])[], v) => {
    const left = done.reduce((rest: readonly T[], q) => {
      const m = div(dot(arithmetic, q, rest), dot(arithmetic, q, q));
      return rest.map((entry, i) => sub(entry, mul(m, q[i])));
    }, v);
    return [...done, left];
  }, []);
}
