import { type Columns, DTypeError, NDArray, ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { Table } from "../../table.js";

export interface JsonOptions {
  /** How a table is written: a list of records (default), or an object of columns, which is shorter. */
  readonly form?: "records" | "columns";
}

/**
 * A table or an array as JSON in UTF-8, which `decodeJson` and `decodeJsonArray` read back: numbers to the last bit, as float64. A missing
 * number, NaN, is `null`.
 *
 * @throws {ValueError} for infinite numbers, which JSON has not, and for what is neither a table nor an array
 * @throws {DTypeError} for complex numbers
 * @remarks Dtypes are not kept: `JSON.stringify(table)` writes them too, for `Table.fromJSON`.
 * @example
 * new TextDecoder().decode(encodeJson(new Table({ x: array([1, NaN]) }))); // '[{"x":1},{"x":null}]\\n'
 */
export function encodeJson(x: Table | NDArray, options?: JsonOptions): Uint8Array<ArrayBuffer> {
  return jsonOf("encodeJson", x, requireOptions<JsonOptions>("encodeJson", options));
}

/** The bytes of a table or an array. */
export function jsonOf(op: string, x: Table | NDArray, { form = "records" }: JsonOptions): Uint8Array<ArrayBuffer> {
  if (form !== "records" && form !== "columns") {
    throw new ValueError(op, 'form must be "records" or "columns"', kindOf(form));
  }
  if (!(x instanceof Table) && !(x instanceof NDArray)) {
    throw new ValueError(op, "x must be a Table or an NDArray", kindOf(x));
  }
  const text =
    x instanceof NDArray ? ofArray(op, x) : form === "records" ? records(op, x as Table) : columns(op, x as Table);
  return new TextEncoder().encode(`${text}\n`);
}

function ofArray(op: string, x: NDArray): string {
  const words = wordsOf(op, "x", x);
  const shape: readonly number[] = x.shape;
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1)); // of the words, row-major
  const written = (axis: number, at: number): string => {
    if (axis === shape.length) return words[at];
    return `[${Array.from({ length: shape[axis] }, (_, i) => written(axis + 1, at + i * strides[axis])).join(",")}]`;
  };
  return written(0, 0);
}

function records(op: string, { names, columns, length }: Table): string {
  const keys = names.map((name) => `${JSON.stringify(name)}:`);
  const words = names.map((name) => wordsOf(op, `column "${name}"`, columns[name]));
  const rows = Array.from({ length }, (_, i) => `{${keys.map((key, j) => key + words[j][i]).join(",")}}`);
  return `[${rows.join(",")}]`;
}

function columns(op: string, { names, columns }: Table): string {
  const members = names.map((name) => {
    const words = wordsOf(op, `column "${name}"`, columns[name]);
    return `${JSON.stringify(name)}:[${words.join(",")}]`;
  });
  return `{${members.join(",")}}`;
}

function wordsOf(op: string, name: string, column: Columns[string]): readonly string[] {
  if (!(column instanceof NDArray)) return column.map((text) => JSON.stringify(text));
  if (column.dtype.startsWith("complex")) throw new DTypeError(op, `${name} must be real`, { [name]: column.dtype });
  const values: ArrayLike<number> = column.toTypedArray();
  if (column.dtype === "bool") return Array.from(values, (value) => (value === 0 ? "false" : "true"));
  return Array.from(values, (value, i) => {
    if (Number.isNaN(value)) return "null";
    if (Number.isFinite(value)) return wordOf(value);
    throw new ValueError(op, `${name} must have finite numbers, since JSON has no others`, `${value} at ${i}`);
  });
}

/** A number as JSON. Of large integers all digits: JavaScript writes zeros for those that tell it from its neighbours no more. */
function wordOf(value: number): string {
  if (Object.is(value, -0)) return "-0";
  return Number.isInteger(value) && Math.abs(value) < 1e21 && !Number.isSafeInteger(value)
    ? String(BigInt(value))
    : String(value);
}
