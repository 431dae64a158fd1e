import { type Columns, type DType, NDArray, ValueError, array } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { dtypeOf } from "./table-check.js";

/** A table as JSON: its columns in their order. */
export interface TableJson {
  readonly type: "Table";
  readonly version: 1;
  readonly columns: readonly ColumnJson[];
}

/** Of a column of texts, `dtype` is "text". JSON has neither NaN, infinities nor −0: these are words. */
interface ColumnJson {
  readonly name: string;
  readonly dtype: string;
  readonly data: readonly (number | string)[];
}

/** What `toJSON` of a table answers. */
export function tableJson({ names, columns }: { names: readonly string[]; columns: Columns }): TableJson {
  return {
    type: "Table",
    version: 1,
    columns: names.map((name) => {
      const column = columns[name];
      const data = column instanceof NDArray ? Array.from(column.toTypedArray(), asJson) : [...column];
      return { name, dtype: dtypeOf(column), data };
    }),
  };
}

function asJson(value: number): number | string {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  return Object.is(value, -0) ? "-0" : String(value);
}

const words: ReadonlyMap<unknown, number> = new Map([
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
  ["-0", -0],
]);
const limits: Readonly<Record<string, (value: number) => boolean>> = {
  bool: (v) => v === 0 || v === 1,
  int8: (v) => (v << 24) >> 24 === v,
  int16: (v) => (v << 16) >> 16 === v,
  int32: (v) => v >> 0 === v,
  uint8: (v) => (v & 0xff) === v,
  uint16: (v) => (v & 0xffff) === v,
  uint32: (v) => v >>> 0 === v,
  float32: (v) => Object.is(Math.fround(v), v),
  float64: () => true,
};

/** The columns of a table's JSON, each value looked at. @throws {ValueError} */
export function tableOfJson(op: string, json: unknown): { columns: Columns; names: readonly string[] } {
  const { type, version, columns } = requireRecord(op, "json", json);
  if (type !== "Table") throw new ValueError(op, "json must be of a Table", `type ${kindOf(type)}`);
  if (version !== 1) throw new ValueError(op, "version must be 1", kindOf(version));
  if (!Array.isArray(columns)) throw new ValueError(op, "columns must be a list", kindOf(columns));
  const entries = columns.map((column: unknown, j) => columnOfJson(op, j, column));
  const names = entries.map(([name]) => name);
  if (new Set(names).size < names.length) {
    const twice = names.find((name, j) => names.indexOf(name) < j);
    throw new ValueError(op, "names must differ from one another", `"${twice}" twice`);
  }
  return { columns: Object.fromEntries(entries), names };
}

function columnOfJson(op: string, j: number, json: unknown): readonly [string, NDArray | readonly string[]] {
  const { name, dtype, data } = requireRecord(op, `column ${j}`, json);
  if (typeof name !== "string") throw new ValueError(op, `the name of column ${j} must be a string`, kindOf(name));
  if (!Array.isArray(data)) throw new ValueError(op, `the data of column "${name}" must be a list`, kindOf(data));
  if (dtype === "text") return [name, data.map((text: unknown, i) => requireText(op, name, i, text))];
  if (typeof dtype !== "string" || !Object.hasOwn(limits, dtype)) {
    throw new ValueError(op, `the dtype of column "${name}" must be a real one or "text"`, kindOf(dtype));
  }
  const numbers = Float64Array.from(data, (value: unknown, i) => {
    const number = words.get(value) ?? value;
    if (typeof number === "number" && limits[dtype](number)) return number;
    throw new ValueError(op, `column "${name}" must hold numbers of ${dtype}`, `${kindOf(value)} at row ${i}`);
  });
  return [name, array(numbers).astype(dtype as DType)]; // a key of the limits
}

function requireText(op: string, name: string, i: number, text: unknown): string {
  if (typeof text === "string") return text;
  throw new ValueError(op, `column "${name}" must hold strings`, `${kindOf(text)} at row ${i}`);
}

function requireRecord(op: string, name: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>; // an object
  throw new ValueError(op, `${name} must be an object`, kindOf(value));
}
