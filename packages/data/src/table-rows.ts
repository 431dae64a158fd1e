import { type Columns, NDArray, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { requireMask } from "./table-check.js";
import { type CellInput, ColumnBuilder } from "./table-column.js";

/** Rows that are read from the arrays at once. */
const BLOCK = 1024;

interface RowTable {
  readonly names: readonly string[];
  readonly columns: Columns;
  readonly length: number;
}

/** The rows as objects, whose own properties are the columns, whatever their names. */
export function* rowsOf({ names, columns, length }: RowTable): Generator<Readonly<Record<string, unknown>>> {
  for (let start = 0; start < length; start += BLOCK) {
    const stop = Math.min(start + BLOCK, length);
    const block = names.map((name) => [name, valuesOf(columns[name], start, stop)] as const);
    for (let i = 0; i < stop - start; i++) {
      yield Object.fromEntries(block.map(([name, values]) => [name, values[i]]));
    }
  }
}

/** Elements `start` to `stop` of a column. */
function valuesOf(column: NDArray | readonly string[], start: number, stop: number): ArrayLike<unknown> {
  if (!(column instanceof NDArray)) return column.slice(start, stop);
  const numbers = column.slice(`${start}:${stop}`).toTypedArray();
  return column.dtype === "bool" ? Array.from(numbers, Boolean) : numbers;
}

/** Positions of the rows for which a condition holds. @throws as `filter` of a table */
export function rowsWhere(
  op: string,
  table: RowTable,
  condition: NDArray | ((row: object, index: number) => boolean),
): Int32Array {
  const kept: number[] = [];
  const note = (holds: boolean, i: number): void => {
    if (holds) kept.push(i);
  };
  if (typeof condition === "function") {
    let i = 0;
    for (const row of rowsOf(table)) note(condition(row, i), i++);
  } else {
    const flags: ArrayLike<number> = requireMask(op, condition, table.length).toTypedArray();
    for (let i = 0; i < flags.length; i++) note(flags[i] !== 0, i);
  }
  return Int32Array.from(kept);
}

/** The columns of records. @throws as `Table.fromRows` */
export function columnsOfRows(op: string, rows: Iterable<object>): { columns: Columns; names: readonly string[] } {
  if (typeof rows?.[Symbol.iterator] !== "function" || typeof rows === "string") {
    throw new ValueError(op, "rows must be a list of records", kindOf(rows));
  }
  const builders = new Map<string, ColumnBuilder>();
  let n = 0;
  for (const row of rows) {
    if (typeof row !== "object" || row === null || Array.isArray(row)) {
      throw new ValueError(op, "rows must be records", `${kindOf(row)} at row ${n}`);
    }
    for (const [name, value] of Object.entries(row)) {
      const builder = builders.get(name) ?? new ColumnBuilder(wrongCell(op, name));
      builders.set(name, builder);
      builder.add(n, requireCell(op, name, n, value));
    }
    n++;
  }
  if (builders.size === 0) throw new ValueError(op, "there must be a column", "none");
  const columns = Array.from(builders, ([name, builder]) => [name, builder.finish(n)] as const);
  return { columns: Object.fromEntries(columns), names: [...builders.keys()] };
}

function wrongCell(op: string, name: string): (row: number, expected: string, got: string) => Error {
  return (row, expected, got) => new ValueError(op, `column "${name}" must have ${expected}`, `${got} at row ${row}`);
}

function requireCell(op: string, name: string, row: number, value: unknown): CellInput {
  if (value === undefined || value === null) return null;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "string") return value;
  throw wrongCell(op, name)(row, "numbers, booleans or strings", kindOf(value));
}
