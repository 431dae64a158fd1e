import { type Columns, type NDArray, ShapeError, ValueError, array } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/** Columns of categories: words by name of the column, or one list of them; or integers, `[n]` or `[n, p]`. */
export type Categorical = Columns | readonly string[] | NDArray;

/** A word, or an integer. */
export type Category = string | number;

/** Columns of categories, looked at. */
export interface CategoryTable {
  readonly rows: number;
  readonly names: readonly string[];
  readonly columns: readonly (readonly Category[])[];
}

/**
 * The columns of `x`.
 *
 * @throws {ShapeError} for columns of different lengths, no rows, and arrays of other axes
 * @throws {ValueError} for numbers that are no integers, and for what is no list of words
 */
export function requireCategories(op: string, x: Categorical): CategoryTable {
  const named = namedColumns(op, x);
  if (named.length === 0) throw new ValueError(op, "x must have at least one column", "none");
  const columns = named.map(([name, column]) => [name, valuesOf(op, name, column)] as const);
  const rows = columns[0][1].length;
  if (rows === 0 || columns.some(([, values]) => values.length !== rows)) {
    const shapes = Object.fromEntries(columns.map(([name, values]) => [name, [values.length]]));
    throw new ShapeError(op, "columns must have the same length, of at least one row", shapes);
  }
  return { rows, names: columns.map(([name]) => name), columns: columns.map(([, values]) => values) };
}

function namedColumns(op: string, x: Categorical): readonly (readonly [string, NDArray | readonly string[]])[] {
  if (Array.isArray(x)) return [["x0", x as readonly string[]]]; // a list is one of words, as is asked of it then
  if (!isArray(x)) {
    if (typeof x === "object" && x !== null) return Object.entries(x as Columns);
    throw new ValueError(op, "x must be columns by name, a list of words or an array of integers", kindOf(x));
  }
  if (x.ndim === 1) return [["x0", x]];
  if (x.ndim !== 2) throw new ShapeError(op, "x must be [n] or [n, p]", { x: x.shape });
  return Array.from({ length: x.shape[1] as number }, (_, j) => [`x${j}`, x.slice(":", j) as NDArray]);
}

function valuesOf(op: string, name: string, column: NDArray | readonly string[]): readonly Category[] {
  if (isArray(column)) {
    if (column.ndim !== 1) throw new ShapeError(op, `column ${name} must have one axis`, { [name]: column.shape });
    const numbers = Array.from(column.toTypedArray());
    const wrong = numbers.findIndex((v) => !Number.isInteger(v));
    if (wrong < 0) return numbers;
    const got = `${numbers[wrong]} in column ${name}, row ${wrong}`;
    throw new ValueError(op, "categories must be words or integers", got);
  }
  if (!Array.isArray(column))
    throw new ValueError(op, `column ${name} must be a list of words or an array`, kindOf(column));
  const wrong = column.findIndex((v) => typeof v !== "string");
  if (wrong < 0) return column as readonly string[];
  const got = `${kindOf(column[wrong])} in column ${name}, row ${wrong}`;
  throw new ValueError(op, "categories must be words or integers", got);
}

function isArray(x: unknown): x is NDArray {
  return typeof (x as NDArray | null)?.toTypedArray === "function";
}

/** The distinct categories, ascending: numbers by size, words by code units, which is the same in every place. */
export function distinct(values: readonly Category[]): readonly Category[] {
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : 1));
}

/**
 * The index of each value among the categories that were fitted, `[columns][rows]`; −1 where it is unknown and that is allowed.
 *
 * @throws {ShapeError} for other columns than were fitted
 * @throws {ValueError} for an unknown category, with column and row, unless it is ignored
 */
export function indicesOf(
  op: string,
  x: Categorical,
  fitted: { readonly names: readonly string[]; readonly categories: readonly (readonly Category[])[] },
  ignore: boolean,
): readonly Int32Array[] {
  const { names, columns } = requireCategories(op, x);
  if (names.length !== fitted.names.length || names.some((name, j) => name !== fitted.names[j])) {
    throw new ValueError(op, `x must have the columns ${fitted.names.join(", ")}`, names.join(", "));
  }
  return columns.map((values, j) => {
    const places = new Map(fitted.categories[j].map((category, c) => [category, c]));
    return Int32Array.from(values, (value, row) => {
      const place = places.get(value);
      if (place !== undefined) return place;
      if (ignore) return -1;
      const got = `${kindOf(value)} in column ${names[j]}, row ${row}`;
      throw new ValueError(
        op,
        "categories must be among those that were fitted",
        got,
        'Fit them, or choose unknown: "ignore".',
      );
    });
  });
}

/** The categories of indices, by names of columns. @param at of a row and a column the index of its category */
export function columnsOfIndices(
  rows: number,
  fitted: { readonly names: readonly string[]; readonly categories: readonly (readonly Category[])[] },
  at: (row: number, column: number) => number,
): Columns {
  const columns = fitted.names.map((name, j) => {
    const values = Array.from({ length: rows }, (_, i) => fitted.categories[j][at(i, j)]);
    const dtype = fitted.categories[j].every((c) => c === Number(c) >> 0) ? "int32" : "float64"; // of what int32 holds
    const areWords = typeof fitted.categories[j][0] === "string";
    return [name, areWords ? (values as string[]) : (array(values as number[], { dtype }) as NDArray)] as const;
  });
  return Object.fromEntries(columns);
}

/** Categories of a model from its JSON. @throws {ValueError} unless there is a list of words, or of integers, for each name */
export function requireFittedCategories(
  op: string,
  categories: unknown,
  names: readonly string[],
): readonly (readonly Category[])[] {
  const isList = (list: unknown): boolean =>
    Array.isArray(list) &&
    list.length > 0 &&
    (list.every((v) => typeof v === "string") || list.every((v) => Number.isInteger(v)));
  if (Array.isArray(categories) && categories.length === names.length && categories.every(isList)) return categories;
  throw new ValueError(op, "categories must be a list of words, or of integers, for each name", kindOf(categories));
}

/** Whether unknown categories are ignored. @throws {ValueError} */
export function requireUnknown(op: string, unknown: unknown): boolean {
  if (unknown === "error" || unknown === "ignore") return unknown === "ignore";
  throw new ValueError(op, 'unknown must be "error" or "ignore"', kindOf(unknown));
}
