import { type NDArray, ShapeError, ValueError, take } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { Table } from "../estimator.js";

/** How many rows a table has. @throws {ShapeError} for columns of different lengths; {ValueError} for what is no table */
export function countRows(op: string, table: Table): number {
  if (isArray(table) || isList(table)) return lengthOf(op, "x", table);
  if (typeof table !== "object" || table === null) {
    throw new ValueError(op, "x must be a matrix, columns by name or a list of words", kindOf(table));
  }
  const lengths = Object.entries(table).map(([name, column]) => [name, lengthOf(op, name, column)] as const);
  if (lengths.length === 0) throw new ValueError(op, "x must have at least one column", "none");
  if (lengths.every(([, n]) => n === lengths[0][1])) return lengths[0][1];
  throw new ShapeError(op, "columns must have the same length", Object.fromEntries(lengths.map(([k, n]) => [k, [n]])));
}

/** The rows of an index. */
export function rowsOf<T extends Table>(table: T, index: NDArray<"int32", readonly [number]>): T {
  return rows(table, index, index.toTypedArray()) as T; // the same kind, of other rows
}

function rows(table: Table, index: NDArray, places: ArrayLike<number>): Table {
  if (isArray(table)) return take(table, index, { axis: 0 });
  if (isList(table)) return Array.from(places, (i) => table[i]);
  const columns = Object.entries(table).map(([name, column]) => [name, rows(column, index, places)] as const);
  return Object.fromEntries(columns) as Table; // as it was
}

function lengthOf(op: string, name: string, column: NDArray | readonly string[]): number {
  if (isList(column)) return column.length;
  if (!isArray(column)) throw new ValueError(op, `column ${name} must be an array or a list of words`, kindOf(column));
  if (column.ndim === 0) throw new ShapeError(op, `${name} must have rows`, { [name]: column.shape });
  return column.shape[0];
}

function isArray(table: Table): table is NDArray {
  return typeof (table as NDArray | null)?.toTypedArray === "function";
}

function isList(table: Table): table is readonly string[] {
  return Array.isArray(table);
}
