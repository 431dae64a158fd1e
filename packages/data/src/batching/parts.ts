import { NDArray, ShapeError, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import { Table } from "../table.js";

/** An array, or a list of texts. */
export type Part = NDArray | readonly string[];

/** What is cut into batches, taken apart: arrays that share their first axis, and lists as long. */
export interface Parts {
  readonly rows: number;
  readonly names: readonly string[];
  readonly parts: readonly Part[];
  /** The same structure of other parts. */
  readonly build: (parts: readonly Part[]) => unknown;
}

/**
 * @param data an array, a list or a record of arrays, or a table
 * @throws {ShapeError} when the arrays differ in their number of rows, or have none to share
 * @throws {ValueError} for anything else
 */
export function partsOf(op: string, data: unknown): Parts {
  if (typeof data !== "object" || data === null) throw new ValueError(op, "data must hold arrays", kindOf(data));
  if (data instanceof Table) return partsOfTable(data as Table);
  if (data instanceof NDArray) return { ...checked(op, [["data", data]]), build: ([x]) => x };
  const entries = checked(op, Object.entries(data));
  if (Array.isArray(data)) return { ...entries, build: (parts) => [...parts] };
  return { ...entries, build: (parts) => Object.fromEntries(entries.names.map((name, i) => [name, parts[i]])) };
}

function partsOfTable({ names, columns, length }: Table): Parts {
  return {
    rows: length,
    names,
    parts: names.map((name) => columns[name]),
    build: (parts) => new Table(Object.fromEntries(names.map((name, i) => [name, parts[i]])), names),
  };
}

function checked(op: string, entries: readonly (readonly [string, unknown])[]): Omit<Parts, "build"> {
  const arrays = entries.map(([name, x]): readonly [string, NDArray] => {
    if (x instanceof NDArray) return [name, x];
    throw new ValueError(op, `${name} must be an array`, kindOf(x), "Make one with array(…).");
  });
  if (arrays.length === 0) throw new ValueError(op, "data must hold arrays", "none");
  const shapes = arrays.map(([name, x]): readonly [string, readonly number[]] => [name, x.shape]);
  const [, first] = shapes[0];
  if (shapes.some(([, shape]) => shape.length === 0)) {
    throw new ShapeError(op, "arrays must have a first axis to cut", Object.fromEntries(shapes));
  }
  if (shapes.some(([, shape]) => shape[0] !== first[0])) {
    throw new ShapeError(op, "arrays must share their first dimension", Object.fromEntries(shapes));
  }
  return { rows: first[0], names: arrays.map(([name]) => name), parts: arrays.map(([, x]) => x) };
}
