import { type Columns, NDArray, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { requireMask } from "./table-check.js";
import { type CellInput, columnOf } from "./table-column.js";

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
  const values = new Map<string, CellInput[]>();
  let n = 0;
  for (const row of rows) {
    if (typeof row !== "object" || row === null || Array.isArray(row)) {
      throw new ValueError(op, "rows must be records", `${kindOf(row)} at row ${n}`);
    }
    for (const [name, value] of Object.entries(row)) placeCell(op, values, name, n, value);
    n++;
  }
  if (values.size === 0) throw new ValueError(op, "there must be a column", "none");
  const columns = Array.from(values, ([name, cells]) => {
    fillUp(cells, n);
    const wrong = (row: number, expected: string, got: string): Error =>
      new ValueError(op, `column "${name}" must have ${expected}`, `${got} at row ${row}`);
    return [name, columnOf(cells, wrong)] as const;
  });
  return { columns: Object.fromEntries(columns), names: [...values.keys()] };
}

function placeCell(op: string, values: Map<string, CellInput[]>, name: string, row: number, value: unknown): void {
  if (value === undefined || value === null) {
    if (!values.has(name)) values.set(name, []);
    return;
  }
  if (typeof value !== "number" && typeof value !== "boolean" && typeof value !== "string") {
    const expected = `column "${name}" must have numbers, booleans or strings`;
    throw new ValueError(op, expected, `${kindOf(value)} at row ${row}`);
  }
  const cells = values.get(name) ?? [];
  values.set(name, cells);
  fillUp(cells, row);
  cells.push(value);
}

/** Missing values at the end of a column, up to n rows. */
export function fillUp(cells: CellInput[], n: number): void {
  while (cells.length < n) cells.push(null);
}
