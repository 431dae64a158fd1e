import type { MatrixView } from "@linnet/kernels";

/** The largest order that is expanded: 8·2⁸ products for a determinant, 8²·2⁷ for all minors of order 7. */
export const EXPANDED = 8;

/** What an expansion leaves: its values, and the largest of all the products and sums on the way, which are exact integers below 2⁵³. */
export interface Expanded {
  /** Two numbers of each where the matrix is complex. */
  readonly values: Float64Array;
  readonly largest: number;
}

/** The determinant of an n×n matrix, n ≤ 8, by cofactor expansion: sums of products, without a division. */
export function expandDeterminant(a: MatrixView): Expanded {
  const expansion = new Expansion(a);
  const every = Array.from({ length: a.rows }, (_, i) => i);
  expansion.expand(every);
  return { values: expansion.at(2 ** a.rows - 1), largest: expansion.largest };
}

/** The determinants of what is left without row i and column j, for all i and j in row-major order, n ≤ 8. */
export function expandMinors(a: MatrixView): Expanded {
  const n = a.rows;
  const expansion = new Expansion(a);
  const parts = a.type.kind === "complex" ? 2 : 1;
  const values = new Float64Array(parts * n * n);
  for (let i = 0; i < n; i++) {
    expansion.expand(Array.from({ length: n - 1 }, (_, k) => (k < i ? k : k + 1)));
    for (let j = 0; j < n; j++) values.set(expansion.at(2 ** n - 1 - 2 ** j), parts * (i * n + j));
  }
  return { values, largest: expansion.largest };
}

/**
 * Determinants of the first p of some rows and any p columns, each expanded along its last row: those of p columns are found from
 * those of p − 1, so that none is computed twice. Columns are the bits of a mask.
 */
class Expansion {
  largest = 0;
  private readonly n: number;
  private readonly parts: number;
  private readonly entries: Float64Array;
  private readonly table: Float64Array;

  constructor({ data, offset, rows, cols, rowStride, colStride, type }: MatrixView) {
    this.n = cols;
    this.parts = type.kind === "complex" ? 2 : 1;
    this.entries = new Float64Array(this.parts * rows * cols);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        const from = this.parts * (offset + i * rowStride + j * colStride);
        for (let part = 0; part < this.parts; part++) {
          this.entries[this.parts * (i * cols + j) + part] = data[from + part];
        }
      }
    }
    this.table = new Float64Array(this.parts * 2 ** cols);
  }

  /** The determinant of the rows last expanded and the columns in a mask of as many bits. */
  at(mask: number): Float64Array {
    return this.table.slice(this.parts * mask, this.parts * (mask + 1));
  }

  /** Fills the table with the determinants of the first p rows and every p columns, for all p. */
  expand(rows: readonly number[]): void {
    const { n, parts, entries, table } = this;
    table.fill(0, 0, parts);
    table[0] = 1;
    for (let mask = 1; mask < 2 ** n; mask++) {
      const p = bits(mask);
      if (p > rows.length) continue;
      const row = rows[p - 1];
      let sign = p % 2 === 1 ? 1 : -1; // of the first column of the last row
      let [re, im] = [0, 0];
      for (let j = 0; j < n; j++) {
        if ((mask & (1 << j)) === 0) continue;
        const [a, d] = [parts * (row * n + j), parts * (mask ^ (1 << j))];
        const [u, x] = [entries[a], table[d]];
        if (parts === 1) {
          re += sign * u * x;
          this.largest = Math.max(this.largest, Math.abs(u * x), Math.abs(re));
        } else {
          const [v, y] = [entries[a + 1], table[d + 1]];
          re += sign * (u * x - v * y);
          im += sign * (u * y + v * x);
        }
        sign = -sign;
      }
      table[parts * mask] = re;
      if (parts === 2) table[parts * mask + 1] = im;
    }
  }
}

function bits(mask: number): number {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count++;
  return count;
}
