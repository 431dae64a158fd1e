import { type NamedColumns, readColumns, requireOneLength } from "./samples.js";
import { type Matrix, isNDArray, readNumbers } from "./numbers.js";

/** A table of numbers: a matrix, or columns by name. */
export type NumberTable = Matrix | NamedColumns;

/** Rows and columns of numbers, row-major. */
export interface TableNumbers {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
  /** Of the columns, where they have names. */
  readonly names?: readonly string[];
  /** Names of columns of text, which are not among the columns. */
  readonly texts: readonly string[];
}

/**
 * @throws {ShapeError} when a matrix has not two axes, columns have not one length, or there are no elements
 * @throws {ValueError} when there is no column of numbers
 */
export function readTable(op: string, name: string, table: NumberTable): TableNumbers {
  if (isMatrix(table)) {
    const { shape, data } = readNumbers(op, name, table, 2);
    return { rows: shape[0], cols: shape[1], data, texts: [] };
  }
  const { columns, texts } = readColumns(op, table);
  const [rows, cols] = [requireOneLength(op, columns), columns.length];
  const data = Float64Array.from({ length: rows * cols }, (_, k) => columns[k % cols].values[Math.floor(k / cols)]);
  return { rows, cols, data, names: columns.map((column) => column.name), texts };
}

/** The rows without a value that is not finite: their indices. */
export function completeRows({ rows, cols, data }: TableNumbers): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => i).filter((i) => {
    for (let j = 0; j < cols; j++) if (!Number.isFinite(data[i * cols + j])) return false;
    return true;
  });
}

export function isMatrix(table: unknown): table is Matrix {
  return isNDArray(table) || Array.isArray(table) || ArrayBuffer.isView(table);
}
