import { type Columns, NDArray, ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import type { Data, Table as ArrowTable, Vector } from "apache-arrow";
import { requirePeer } from "../columnar/peer.js";
import { Table } from "../table.js";

type Arrow = typeof import("apache-arrow");

/** A table, whatever its columns are called. */
type Named = Pick<Table, "columns" | "names">;

export interface ArrowFormat {
  /** A file can be read from any place, a stream as it arrives. Default "file". */
  readonly format?: "file" | "stream";
}

/**
 * A table as an Arrow table: each column of the type of its dtype, lists of strings as text. NaN stays NaN, and "" stays "".
 *
 * @throws {LinnetError} when the package `apache-arrow` is not installed
 * @remarks A column is copied once, out of the memory of arrays.
 * @example
 * const arrow = await arrowFromTable(new Table({ x: arange(3), name: ["a", "b", "c"] }));
 */
export async function arrowFromTable<C extends Columns>(table: Table<C>): Promise<ArrowTable> {
  return fromTable("arrowFromTable", table);
}

/**
 * A table as the bytes of an Arrow file or stream.
 *
 * @throws as `arrowFromTable`
 * @see https://arrow.apache.org/docs/format/Columnar.html#serialization-and-interprocess-communication-ipc
 */
export async function encodeArrow<C extends Columns>(
  table: Table<C>,
  options?: ArrowFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  return encodeIpc("encodeArrow", table, options);
}

export async function encodeIpc(op: string, table: Named, options?: ArrowFormat): Promise<Uint8Array<ArrayBuffer>> {
  const { format = "file" } = requireOptions(op, options);
  if (format !== "file" && format !== "stream") {
    throw new ValueError(op, 'format must be "file" or "stream"', kindOf(format));
  }
  const arrow = await fromTable(op, table);
  const { tableToIPC } = await peer(op);
  return new Uint8Array(tableToIPC(arrow, format));
}

function peer(op: string): Promise<Arrow> {
  return requirePeer(op, "apache-arrow", () => import("apache-arrow"));
}

async function fromTable(op: string, table: Named): Promise<ArrowTable> {
  if (!(table instanceof Table)) throw new ValueError(op, "table must be a Table", kindOf(table));
  const arrow = await peer(op);
  const vectors = new Map<string, Vector>();
  for (const name of table.names) {
    const column = table.columns[name];
    vectors.set(name, column instanceof NDArray ? numberVector(arrow, column) : textVector(arrow, column));
  }
  return new arrow.Table(Object.fromEntries(vectors));
}

function numberVector(arrow: Arrow, column: NDArray): Vector {
  const { dtype } = column;
  const values = column.toTypedArray();
  if (dtype !== "bool") return arrow.makeVector(values as Float64Array); // of any real dtype
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  for (let i = 0; i < values.length; i++) bits[i >> 3] |= Number(values[i]) << (i & 7);
  const data: Data = arrow.makeData({ type: new arrow.Bool(), length: values.length, nullCount: 0, data: bits });
  return arrow.makeVector(data);
}

function textVector(arrow: Arrow, texts: readonly string[]): Vector {
  const { bytes, offsets } = encoded(texts);
  const type = new arrow.Utf8();
  return arrow.makeVector(
    arrow.makeData({ type, length: texts.length, nullCount: 0, valueOffsets: offsets, data: bytes }),
  );
}

/** Texts as UTF-8, one after the other, and where each begins; ASCII is encoded at once, as its letters are its bytes. */
function encoded(texts: readonly string[]): { readonly bytes: Uint8Array; readonly offsets: Int32Array } {
  const encoder = new TextEncoder();
  const offsets = new Int32Array(texts.length + 1);
  const joined = texts.join("");
  const bytes = encoder.encode(joined);
  const isAscii = bytes.length === joined.length;
  for (let i = 0; i < texts.length; i++) {
    offsets[i + 1] = offsets[i] + (isAscii ? texts[i].length : encoder.encode(texts[i]).length);
  }
  return { bytes, offsets };
}
