import { ValueError } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { FormatError } from "../../errors.js";
import { piecesOf } from "../../source/pieces.js";
import type { LoadOptions } from "../../source/progress.js";
import type { Source } from "../../source/source.js";
import type { Table } from "../../table.js";
import type { CellKind } from "../../table-column.js";
import { JsonReader } from "./reader.js";
import { Records } from "./records.js";

/** The longest line, in bytes: it has to be in memory. */
const LONGEST = 2 ** 26;

export interface JsonLinesOptions extends LoadOptions {
  /** Rows of a table; the last one may have fewer. Default 8192. */
  readonly rows?: number;
}

/**
 * The tables in JSON Lines (a record a line, also called NDJSON), one after the other: a file of any size in the memory of `rows` records.
 * The first one decides on names and kinds; the others have the same columns. Empty lines are passed over.
 *
 * @throws {FileError} when the source cannot be read
 * @throws {FormatError} with line and column, as `decodeJson`; for a name that the first table has not; for a line beyond 64 MiB
 * @throws {ValueError} when `rows` is no positive integer
 * @throws the signal's reason, when it is aborted
 * @see https://jsonlines.org
 * @example
 * const bytes = new TextEncoder().encode('{ "x": 1 }\n{ "x": 2 }\n');
 * for await (const table of streamJsonLines(bytes)) table.length; // 2
 */
export async function* streamJsonLines(source: Source, options?: JsonLinesOptions): AsyncGenerator<Table> {
  const op = "streamJsonLines";
  const { rows = 8192, ...loading } = requireOptions<JsonLinesOptions>(op, options);
  if (!Number.isInteger(rows) || rows < 1) throw new ValueError(op, "rows must be a positive integer", kindOf(rows));
  try {
    yield* tablesOf(op, piecesOf(op, source, loading), rows);
  } catch (error) {
    throw error instanceof FormatError && error.path === undefined && isNamed(source)
      ? error.in(String(source))
      : error;
  }
}

/** The tables in pieces of a text. */
export async function* tablesOf(op: string, pieces: AsyncIterable<Uint8Array>, rows: number): AsyncGenerator<Table> {
  let known: ReadonlyMap<string, CellKind> | undefined;
  let records = new Records(0);
  let reader = new JsonReader(op, new Uint8Array());
  for await (const line of linesOf(op, pieces)) {
    reader = new JsonReader(op, line.bytes, line);
    if (reader.peek() === -1) continue;
    records.read(reader, line.bytes.length);
    reader.end();
    if (records.rows < rows) continue;
    const table = records.table(reader);
    known ??= records.kinds();
    records = new Records(0, known);
    yield table;
  }
  if (records.rows > 0 || known === undefined) yield records.table(reader);
}

function isNamed(source: Source): boolean {
  return (typeof source === "string" || source instanceof URL) && !/^data:/i.test(String(source));
}

interface Line {
  readonly bytes: Uint8Array;
  /** Where it begins in the file, in bytes. */
  readonly at: number;
  /** Its number, from 1. */
  readonly line: number;
}

/** The lines of a text, without the bytes that end them. */
async function* linesOf(op: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let begun: Uint8Array[] = []; // of a line that has not ended yet
  let [length, at, line] = [0, 0, 1];
  const whole = (): Line => {
    const bytes = begun.length === 1 ? begun[0] : joined(begun, length);
    return { bytes, at, line };
  };
  for await (const piece of pieces) {
    for (let start = 0; start < piece.length;) {
      const end = piece.indexOf(0x0a, start);
      const part = piece.subarray(start, end < 0 ? piece.length : end);
      begun.push(part);
      length += part.length;
      if (length > LONGEST) {
        const got = `a longer one on line ${line}`;
        throw new FormatError(op, `lines must be of at most ${LONGEST} bytes`, got, at, "Is it JSON Lines?");
      }
      if (end < 0) break;
      yield whole();
      [begun, at, line, length] = [[], at + length + 1, line + 1, 0];
      start = end + 1;
    }
  }
  if (length > 0) yield whole();
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
