import { type Columns, DTypeError, NDArray, ShapeError, ValueError } from "@linnet/core";
import { kindOf, requireArray } from "@linnet/core/extend";

/** The length that columns share. @throws as the constructor of Table */
export function lengthOf(columns: Columns): number {
  const op = "Table";
  if (typeof columns !== "object" || columns === null || Array.isArray(columns)) {
    throw new ValueError(op, "columns must be a record of arrays and lists of strings", kindOf(columns));
  }
  const shapes: [name: string, shape: readonly number[]][] = [];
  for (const [name, column] of Object.entries(columns)) {
    if (!(column instanceof NDArray) && !isTexts(column)) {
      throw new ValueError(op, `column "${name}" must be an array or a list of strings`, kindOf(column));
    }
    if (column instanceof NDArray && column.dtype.startsWith("complex")) {
      const hint = "Take its parts: real(x) and imag(x).";
      throw new DTypeError(op, "columns must be real", { [name]: column.dtype }, hint);
    }
    shapes.push([name, column instanceof NDArray ? column.shape : [column.length]]);
  }
  if (shapes.length === 0) throw new ValueError(op, "there must be a column", "none");
  const [, first] = shapes[0];
  const flat = shapes.find(([, shape]) => shape.length !== 1);
  if (flat !== undefined) throw new ShapeError(op, "columns must have one axis", Object.fromEntries([flat]));
  const other = shapes.find(([, shape]) => shape[0] !== first[0]);
  if (other === undefined) return first[0];
  throw new ShapeError(op, "columns must have the same length", Object.fromEntries([shapes[0], other]));
}

function isTexts(column: unknown): column is readonly string[] {
  return Array.isArray(column) && column.every((text) => typeof text === "string");
}

/** The names of columns in the order that is asked for. */
export function inOrder<N extends string>(names: readonly string[], order: readonly N[] | undefined): N[] {
  if (order === undefined) return names as N[]; // of the same record
  if (!Array.isArray(order)) throw new ValueError("Table", "names must be a list", kindOf(order));
  requireDistinct("Table", order);
  const known = new Set(names);
  const unknown = order.find((name) => !known.has(name));
  if (unknown !== undefined) throw new ValueError("Table", "names must be those of the columns", kindOf(unknown));
  if (order.length === names.length) return [...order];
  const missing = names.find((name) => !(order as readonly string[]).includes(name));
  throw new ValueError("Table", "names must be those of all columns", `none for "${missing}"`);
}

/** Names of which none is there twice. @throws {ValueError} */
export function requireDistinct(op: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new ValueError(op, "names must differ from one another", `"${name}" twice`);
    seen.add(name);
  }
}

/** A position between 0 and n; negative ones count from the end. @throws {ValueError} for what is no integer */
export function placeOf(op: string, name: string, place: number, n: number): number {
  if (!Number.isInteger(place)) throw new ValueError(op, `${name} must be an integer`, kindOf(place));
  return place < 0 ? Math.max(0, n + place) : Math.min(n, place);
}

/** Positions of rows, from 0. @throws {ValueError} for what is no list of integers, and a position outside */
export function positionsOf(op: string, indices: NDArray | readonly number[], n: number): Int32Array {
  if (indices instanceof NDArray && (indices.ndim !== 1 || !/^u?int/.test(indices.dtype))) {
    throw new ValueError(op, "indices must be integers [m]", `${indices.dtype} [${indices.shape.join(", ")}]`);
  }
  if (!(indices instanceof NDArray) && !Array.isArray(indices)) {
    throw new ValueError(op, "indices must be an array or a list of integers", kindOf(indices));
  }
  const list: ArrayLike<number> = indices instanceof NDArray ? indices.toTypedArray() : indices;
  return Int32Array.from(list, (place) => {
    if (!Number.isInteger(place)) throw new ValueError(op, "indices must be integers", kindOf(place));
    if (place >= -n && place < n) return place < 0 ? place + n : place;
    throw new ValueError(op, `indices must be of the ${n} rows`, place);
  });
}

/** A mask of n bools. */
export function requireMask(op: string, mask: unknown, n: number): NDArray {
  const x = requireArray(op, "condition", mask);
  if (x.dtype !== "bool") throw new DTypeError(op, "the mask must be of bools", { condition: x.dtype });
  if (x.ndim === 1 && x.size === n) return x;
  throw new ShapeError(op, `the mask must be [${n}], as long as the table`, { condition: x.shape });
}

/** The most names that a message has. */
const MOST_NAMES = 10;

/** Names in a message. */
export function listed(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return names.join(", ");
  return `${names.slice(0, MOST_NAMES).join(", ")} and ${names.length - MOST_NAMES} more`;
}

interface NamedColumns {
  readonly names: readonly string[];
  readonly columns: Columns;
}

/** Refuses to join tables whose columns are not of the same names and kinds. */
export function requireAlike(op: string, table: NamedColumns, other: NamedColumns): void {
  const missing = table.names.find((name) => !Object.hasOwn(other.columns, name));
  if (missing !== undefined) {
    throw new ValueError(op, "tables must have the same columns", `one without "${missing}"`);
  }
  const more = other.names.find((name) => !Object.hasOwn(table.columns, name));
  if (more !== undefined) throw new ValueError(op, "tables must have the same columns", `one that has "${more}" too`);
  for (const name of table.names) {
    const [own, its] = [table, other].map(({ columns }) => dtypeOf(columns[name]));
    if (own === its) continue;
    const hint = "Convert it: table.with({ name: column.astype(dtype) }).";
    throw new DTypeError(op, `column "${name}" must be of one dtype`, { first: own, other: its }, hint);
  }
}

/** The dtype of a column, `text` for a list. */
export function dtypeOf(column: NDArray | readonly string[]): string {
  return column instanceof NDArray ? column.dtype : "text";
}
