import { inspect } from "./inspect.js";
import { LIMITS, type TablePart } from "./said.js";

/** As much of a `Table` of `@linnet/data` as describing it takes. */
interface Rows {
  readonly columns: Readonly<Record<string, unknown>>;
  readonly names: readonly string[];
  readonly length: number;
}

export function isTable(value: unknown): value is Rows {
  if (typeof value !== "object" || value === null) return false;
  const { columns, names, length, filter } = value as Readonly<Record<string, unknown>>;
  const hasNames = Array.isArray(names) && names.every((name) => typeof name === "string");
  return (
    hasNames && typeof columns === "object" && columns !== null && typeof length === "number" && isFunction(filter)
  );
}

/** The first rows of a table. */
export function describeTable({ columns, names, length }: Rows): TablePart {
  const shown = names.slice(0, LIMITS.names);
  const count = Math.min(length, LIMITS.rows);
  const cells = shown.map((name) => columnOf(columns[name], count));
  return {
    kind: "table",
    names: shown,
    length,
    rows: Array.from({ length: count }, (_, row) => cells.map((column) => column[row])),
  };
}

function columnOf(column: unknown, count: number): string[] {
  if (Array.isArray(column)) return column.slice(0, count).map(cell);
  const array = column as { slice(range: string): { toArray(): readonly unknown[] } };
  return array.slice(`:${count}`).toArray().map(cell);
}

/** What `console.table` is given: a list or an object of lists, objects or values. Undefined for anything else. */
export function describeRows(value: unknown): TablePart | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const rows = Object.entries(value);
  if (rows.length === 0) return undefined;
  const names = new Set<string>();
  for (const [, row] of rows) if (isRecord(row)) for (const name of Object.keys(row)) names.add(name);
  const hasValues = rows.some(([, row]) => !isRecord(row));
  const shown = [...names].slice(0, LIMITS.names);
  return {
    kind: "table",
    names: ["(index)", ...shown, ...(hasValues ? ["Values"] : [])],
    length: rows.length,
    rows: rows.slice(0, LIMITS.rows).map(([index, row]) => {
      const cells = shown.map((name) => (isRecord(row) && Object.hasOwn(row, name) ? cell(row[name]) : ""));
      return [index, ...cells, ...(hasValues ? [isRecord(row) ? "" : cell(row)] : [])];
    }),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

function cell(value: unknown): string {
  return (typeof value === "string" ? value : inspect(value)).slice(0, CELL);
}

/** Characters of a cell. */
const CELL = 200;
