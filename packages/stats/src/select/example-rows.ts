import { type NDArray, ShapeError, ValueError, take } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import type { Examples } from "../estimator.js";

/** How many examples there are. @throws {ShapeError} for columns of different lengths; {ValueError} for what holds none */
export function countRows(op: string, x: Examples): number {
  if (isArray(x) || isList(x)) return lengthOf(op, "x", x);
  if (typeof x !== "object" || x === null) {
    throw new ValueError(op, "x must be a matrix, columns by name or a list of words", kindOf(x));
  }
  const lengths = Object.entries(x).map(([name, column]) => [name, lengthOf(op, name, column)] as const);
  if (lengths.length === 0) throw new ValueError(op, "x must have at least one column", "none");
  if (lengths.every(([, n]) => n === lengths[0][1])) return lengths[0][1];
  throw new ShapeError(op, "columns must have the same length", Object.fromEntries(lengths.map(([k, n]) => [k, [n]])));
}

/** The rows of an index. */
export function rowsOf<T extends Examples>(examples: T, index: NDArray<"int32", readonly [number]>): T {
  return rows(examples, index, index.toTypedArray()) as T; // the same kind, of other rows
}

function rows(examples: Examples, index: NDArray, places: ArrayLike<number>): Examples {
  if (isArray(examples)) return take(examples, index, { axis: 0 });
  if (isList(examples)) return Array.from(places, (i) => examples[i]);
  const columns = Object.entries(examples).map(([name, column]) => [name, rows(column, index, places)] as const);
  return Object.fromEntries(columns) as Examples; // as it was
}

function lengthOf(op: string, name: string, column: NDArray | readonly string[]): number {
  if (isList(column)) return column.length;
  if (!isArray(column)) throw new ValueError(op, `column ${name} must be an array or a list of words`, kindOf(column));
  if (column.ndim === 0) throw new ShapeError(op, `${name} must have rows`, { [name]: column.shape });
  return column.shape[0];
}

function isArray(x: Examples): x is NDArray {
  return typeof (x as NDArray | null)?.toTypedArray === "function";
}

function isList(x: Examples): x is readonly string[] {
  return Array.isArray(x);
}
