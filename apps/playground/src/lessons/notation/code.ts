import { array, matrixTranspose } from "@linnet/core";

export interface Inputs {
  readonly A: readonly (readonly number[])[];
  /** A row and a column, counted from 1 as in mathematics. */
  readonly i: number;
  readonly j: number;
}

/** Parts of an array, as Linnet writes them: it counts from 0, as NumPy does. */
export function compute({ A, i, j }: Inputs) {
  const x = array(A);

  // [shape] Rows first, columns second.
  const shape = [...x.shape];

  // [entry] One number.
  const entry: number = x.slice(i - 1, j - 1).item();

  // [row] One index alone is a row.
  const row = x.slice(i - 1).toArray() as number[];

  // [column] All rows, one column.
  const column = x.slice(":", j - 1).toArray() as number[];

  // [slice] The first i rows, and the columns from j on. What stands after a colon is not taken.
  const part = x.slice(`0:${i}`, `${j - 1}:`).toArray() as number[][];

  // [transpose] Rows become columns. Nothing is copied: it is the same memory, read in another order.
  const transposed = matrixTranspose(x).toArray() as number[][];

  return { shape, entry, row, column, part, transposed };
}
