import type { Columns } from "@linnet/core";
import { ColumnBuilder } from "../../table-column.js";
import { Table } from "../../table.js";
import { type Bytes, asBytes } from "../bytes.js";
import { JsonReader, mark } from "./reader.js";
import { Records, scalarIn } from "./records.js";

/**
 * The table in JSON: a list of records, `[{ "x": 1, "name": "a" }, …]`, or an object of columns, `{ "x": [1, …], "name": ["a", …] }`.
 *
 * Numbers become float64, booleans bool, strings texts. What is `null`, or not in a record, is missing: NaN in numbers, "" in texts.
 * Names are in the order in which they are first met, whatever they are.
 *
 * @throws {FormatError} with line and column, for what is not JSON in UTF-8, a name given twice, values of different kinds in one
 *   column, a missing boolean, nested values, columns of different lengths, and an integer that float64 does not hold exactly
 * @example
 * const table = decodeJson(new TextEncoder().encode('[{ "x": 1, "name": "a" }, { "x": null, "name": "b" }]'));
 * table.names; // ["x", "name"]
 */
export function decodeJson(bytes: Bytes): Table {
  return tableIn("decodeJson", asBytes("decodeJson", bytes));
}

/** The table in the bytes of a JSON text. */
export function tableIn(op: string, bytes: Uint8Array): Table {
  const reader = new JsonReader(op, bytes);
  const isList = reader.next(mark.list);
  if (!isList && !reader.next(mark.object)) reader.fail("a list of records or an object of columns");
  const table = isList ? ofRecords(reader, bytes.length) : ofColumns(reader);
  reader.end();
  return table;
}

function ofRecords(reader: JsonReader, size: number): Table {
  const records = new Records(size);
  reader.items(() => records.read(reader));
  return records.table(reader);
}

function ofColumns(reader: JsonReader): Table {
  const columns = new Map<string, Columns[string]>();
  let first: { readonly name: string; readonly length: number } | undefined;
  reader.members((name, at) => {
    if (columns.has(name)) reader.fail("each name once", `a second ${JSON.stringify(name)}`, at);
    const start = reader.here();
    if (!reader.next(mark.list))
      throw reader.wrong(`column ${JSON.stringify(name)} must be a list`, "another value", start);
    let here = start;
    const builder = new ColumnBuilder((row, expected, got) =>
      reader.wrong(`column ${JSON.stringify(name)} must have ${expected}`, `${got} in row ${row}`, here),
    );
    const length = reader.items((row) => {
      here = reader.here();
      builder.add(row, scalarIn(reader, name));
    });
    first ??= { name, length };
    if (length !== first.length) {
      const expected = `columns must have ${first.length} values, as ${JSON.stringify(first.name)} has`;
      throw reader.wrong(expected, `${length} of ${JSON.stringify(name)}`, start);
    }
    columns.set(name, builder.finish(length));
  });
  if (columns.size === 0) throw reader.wrong("there must be a column", "none", reader.here());
  return new Table(Object.fromEntries(columns), [...columns.keys()]);
}
