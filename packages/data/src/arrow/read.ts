import { type NDArray, ValueError, array } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import type { Table as ArrowTable } from "apache-arrow";
import { requirePeer } from "../columnar/peer.js";
import { type Refuse, asFormatError, refuseFile, refuseValue } from "../columnar/refuse.js";
import { type Bytes, asBytes } from "../formats/bytes.js";
import { Table } from "../table.js";
import { type Chunk, chunksOf } from "./chunk.js";
import { columnOf } from "./column.js";
import { SCHEMA, verifyFooter, verifyMessages } from "./verify.js";

export interface ArrowOptions {
  /** Which columns, in which order. Default: all. */
  readonly columns?: readonly string[];
}

/**
 * The columns of an Arrow table, or of the bytes of an Arrow file or stream, as a table.
 *
 *     int8 … uint32, float32, float64, bool → the same · int64, uint64 → float64, where it is equal · float16 → float32
 *     text, also in dictionaries → lists of strings · dates and times → float64, milliseconds since 1970 UTC
 *
 * What is missing is NaN or "", as a {@link Table} has it: integers and bools become float64 where some are missing.
 *
 * @throws {ValueError} {FormatError} (of bytes) for a column that a table cannot hold, naming it; for integers beyond 2⁵³ that no
 *   float64 is equal to; for bytes that are no Arrow file or stream
 * @throws {LinnetError} when bytes are given and the package `apache-arrow` is not installed
 * @remarks A column is copied once, from Arrow's memory into that of arrays. Times finer than a millisecond are rounded to
 *   the double next to them: by less than a fifth of a microsecond until the year 2200.
 * @see https://arrow.apache.org/docs/format/Columnar.html
 * @example
 * const table = await tableFromArrow(await (await fetch("penguins.arrow")).arrayBuffer());
 */
export async function tableFromArrow(source: ArrowTable | Bytes, options?: ArrowOptions): Promise<Table> {
  const op = "tableFromArrow";
  const { columns } = requireOptions(op, options);
  if (isArrowTable(source)) return tableOf(op, source, columns, refuseValue(op));
  return tableFromBytes(op, asBytes(op, source), columns);
}

/** The table in the bytes of an Arrow file or stream. */
export async function tableFromBytes(op: string, bytes: Uint8Array, columns?: readonly string[]): Promise<Table> {
  return inFile(op, () => decodeIpc(op, bytes).then((arrow) => tableOf(op, arrow, columns, refuseFile(op))));
}

/**
 * A column of lists of k numbers as a matrix: embeddings, for example.
 *
 * @returns [n, k]
 * @throws {ValueError} {FormatError} (of bytes) when it is not a column of fixed-size lists of numbers, or something is missing
 * @example
 * const vectors = await matrixFromArrow(bytes, "embedding"); // float32 [n, 384]
 */
export async function matrixFromArrow(source: ArrowTable | Bytes, name: string): Promise<NDArray> {
  const op = "matrixFromArrow";
  if (isArrowTable(source)) return matrixOf(source, name, refuseValue(op));
  return inFile(op, async () => matrixOf(await decodeIpc(op, asBytes(op, source)), name, refuseFile(op)));
}

/** Runs what reads a file; whatever the library says is about the file. */
async function inFile<T>(op: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof Error && "op" in cause) throw cause; // ours
    throw asFormatError(op, EXPECTED, cause);
  }
}

const EXPECTED = "the bytes must be an Arrow file or stream";
const MAGIC = "ARROW1";

async function decodeIpc(op: string, bytes: Uint8Array): Promise<ArrowTable> {
  const { tableFromIPC } = await requirePeer(op, "apache-arrow", () => import("apache-arrow"));
  const text = (part: Uint8Array): string => String.fromCharCode(...part);
  const refuse = refuseFile(op);
  if (bytes.length < 8) throw refuse(EXPECTED, `${bytes.length} bytes`, "The file may be truncated.");
  const isFile = text(bytes.subarray(0, 6)) === MAGIC;
  if (isFile && text(bytes.subarray(-6)) !== MAGIC) {
    throw refuse(`a file that begins with ${MAGIC} must end with it`, "other bytes", "The file may be truncated.");
  }
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const kinds = verifyMessages(aligned, isFile ? 8 : 0);
  // a file is a stream behind eight bytes, but for those of apache-arrow itself: there only the footer has the schema
  const [first] = kinds.values();
  if (isFile && first === SCHEMA) return tableFromIPC(aligned.subarray(8));
  if (isFile) verifyFooter(aligned, kinds);
  return tableFromIPC(aligned);
}

function tableOf(op: string, arrow: ArrowTable, columns: readonly string[] | undefined, refuse: Refuse): Table {
  const names = arrow.schema.fields.map((field) => field.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw refuse("names of columns must be different", `"${twice}" twice`, "Rename one of them.");
  }
  const found = new Map<string, NDArray | readonly string[]>();
  for (const name of columns ?? names) {
    const at = names.indexOf(name);
    const vector = at < 0 ? null : arrow.getChildAt(at);
    if (vector === null) {
      throw new ValueError(op, `columns must be some of ${names.join(", ")}`, JSON.stringify(name));
    }
    found.set(name, columnOf(name, vector, refuse));
  }
  if (found.size === 0) throw refuse("there must be a column", "none", "");
  return new Table(Object.fromEntries(found), [...found.keys()]);
}

function matrixOf(arrow: ArrowTable, name: string, refuse: Refuse): NDArray {
  const at = arrow.schema.fields.findIndex((field) => field.name === name);
  const vector = at < 0 ? null : arrow.getChildAt(at);
  const type = vector?.type as { listSize?: number } | undefined; // of a fixed-size list
  const width = type?.listSize;
  if (vector === null || width === undefined) {
    const got = vector === null ? "none of that name" : String(vector.type);
    throw refuse(`column "${name}" must hold lists of one length`, got, "");
  }
  const chunks = chunksOf(vector);
  if (chunks.some(({ nullCount }) => nullCount > 0)) {
    throw refuse(`column "${name}" must have no list missing`, "one that is", "Leave out such rows first.");
  }
  const parts = chunks.map((chunk) => innerOf(name, chunk, width, refuse));
  const numbers = parts.map((part) => columnOf(name, part, refuse));
  const flat = numbers.flatMap((part) => (Array.isArray(part) ? [] : [part as NDArray])); // no list of texts
  if (flat.length === 0 || flat.length < numbers.length) {
    throw refuse(`column "${name}" must hold numbers`, String(vector.type), "");
  }
  const lists = flat.map((part) => part.toTypedArray());
  const all = new (lists[0].constructor as Float64ArrayConstructor)(vector.length * width); // all of one type
  let end = 0;
  for (const list of lists) {
    all.set(list as Float64Array, end);
    end += list.length;
  }
  return array(all, { shape: [vector.length, width], dtype: flat[0].dtype });
}

/** The elements of a chunk's lists as a column. */
function innerOf(
  name: string,
  chunk: Chunk,
  width: number,
  refuse: Refuse,
): { type: { typeId: number }; data: readonly Chunk[]; length: number; get: () => undefined } {
  const [child] = chunk.children as readonly (Chunk & { type: { typeId: number } })[]; // Arrow's own, which have their types
  if (child === undefined || child.length !== chunk.length * width) {
    throw refuse(`column "${name}" must have ${width} elements a list`, "others", "The file may be damaged.");
  }
  return { type: child.type, data: [child], length: child.length, get: () => undefined };
}

function isArrowTable(source: unknown): source is ArrowTable {
  if (typeof source !== "object" || source === null || source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    return false;
  }
  if ("schema" in source && "getChildAt" in source) return true;
  throw new ValueError("tableFromArrow", "source must be an Arrow table or bytes", kindOf(source));
}
