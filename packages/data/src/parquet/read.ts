import { LinnetError, type NDArray, ValueError } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import type { Compressors, FileMetaData, ParquetParsers, ParquetScan } from "hyparquet";
import { requirePeer } from "../columnar/peer.js";
import { asFormatError, refuseFile } from "../columnar/refuse.js";
import { DAY, millisecondsOf } from "../columnar/times.js";
import { FormatError } from "../errors.js";
import type { FileReader } from "../platform/file.js";
import type { LoadOptions } from "../source/progress.js";
import { type Source, openSource, withSource } from "../source/source.js";
import { Table } from "../table.js";
import { columnOf } from "./column.js";
import { type HeldBuffer, boundedCompressors, heldBufferOf, requireMetadata } from "./file.js";
import { verifyFooter } from "./footer.js";
import { verifyPages } from "./pages.js";
import { nameOf, readingOf } from "./schema.js";

/** A part of a column as hyparquet decodes it. */
export type DecodedArray = Awaited<ReturnType<ParquetScan["readColumn"]>>;

export interface ParquetOptions extends LoadOptions {
  /** Which columns, in which order: no other is read. Default: all. */
  readonly columns?: readonly string[];
  /** Which rows: from the first to before the second. Only the groups that have some are read. Default: all. */
  readonly rows?: readonly [number, number];
  /** What opens other compressions than Snappy: the object of the package `hyparquet-compressors`, for example. */
  readonly compressors?: Compressors;
}

const EXPECTED = "the bytes must be a Parquet file";

/**
 * Reads a Parquet file as a table.
 *
 *     INT32 (8 to 32 bits), FLOAT, DOUBLE, BOOLEAN → their dtypes · INT64 → float64, where it is equal · FLOAT16 → float32
 *     texts → lists of strings · dates and times → float64, milliseconds since 1970 UTC
 *
 * What is missing is NaN or "", as a {@link Table} has it: integers and bools become float64 where some are missing.
 *
 * @throws {FileError} when the source cannot be read
 * @throws {FormatError} when it is no such file, naming it; for a column that a table cannot hold; for integers beyond 2⁵³ that
 *   no float64 is equal to
 * @throws {ValueError} for columns and rows that there are not
 * @throws {LinnetError} when the package `hyparquet` is not installed
 * @throws the signal's reason, when it is aborted
 * @remarks Of a file or Blob only the footer and the chunks of the columns are read; what is at an address is fetched first. Times
 *   finer than a millisecond are rounded to the double next to them.
 * @see https://parquet.apache.org/docs/file-format/
 * @example
 * const table = await loadParquet("penguins.parquet", { columns: ["mass", "species"] });
 */
export async function loadParquet(source: Source, options?: ParquetOptions): Promise<Table> {
  const op = "loadParquet";
  const checked = requireOptions(op, options);
  return withSource(op, source, checked, (file) =>
    asFile(op, async () => {
      const scan = await openScan(op, file, checked);
      return readTable(op, scan, scan.ranges, checked);
    }),
  );
}

/**
 * Reads a Parquet file group by group of its rows: never more than one of them is in memory.
 *
 * @returns tables of all columns asked for, one for each group that has rows
 * @throws as `loadParquet`
 * @example
 * for await (const part of streamParquet("large.parquet", { columns: ["x"] })) sum += part.column("x").sum().item();
 */
export async function* streamParquet(source: Source, options?: ParquetOptions): AsyncGenerator<Table> {
  const op = "streamParquet";
  const checked = requireOptions(op, options);
  const file = await openSource(op, source, checked);
  try {
    const scan = await asFile(op, () => openScan(op, file, checked));
    for (const range of scan.ranges) {
      checked.signal?.throwIfAborted();
      yield await asFile(op, () => readTable(op, scan, [range], checked));
    }
  } catch (error) {
    throw error instanceof FormatError && file.path !== undefined ? error.in(file.path) : error;
  } finally {
    await file.close();
  }
}

/** Runs what reads a file; whatever hyparquet says is about the file. */
async function asFile<T>(op: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const isOurs = cause instanceof LinnetError || (cause instanceof Error && cause.name === "AbortError");
    throw isOurs ? cause : asFormatError(op, EXPECTED, cause);
  }
}

interface Scan extends ParquetScan {
  readonly names: readonly string[];
  readonly buffer: HeldBuffer;
  readonly compressors: Compressors;
}

async function openScan(op: string, file: FileReader, options: ParquetOptions): Promise<Scan> {
  const hyparquet = await requirePeer(op, "hyparquet", () => import("hyparquet"));
  const refuse = refuseFile(op);
  if (file.size < 12) throw refuse(EXPECTED, `${file.size} bytes`, "The file may be truncated.");
  const buffer = heldBufferOf(op, file);
  const parsers = parsersOf(op);
  await verifyFooter(file, refuse);
  const metadata = await hyparquet.parquetMetadataAsync(buffer, { geoparquet: false });
  requireMetadata(metadata, file.size, refuse);
  const names = columnsOf(op, metadata, options.columns);
  const [rowStart, rowEnd] = rowsOf(op, Number(metadata.num_rows), options.rows);
  const compressors = boundedCompressors(op, hyparquet.snappyUncompress, options.compressors);
  const scan = await hyparquet.parquetScan({
    file: buffer,
    metadata,
    columns: [...names],
    rowStart,
    rowEnd,
    compressors,
    parsers,
    geoparquet: false,
    useOffsetIndex: false, // pages are read one after the other, as they are looked through
  });
  return { ...scan, names, buffer, compressors };
}

/** The columns to be read; those not at the top of the schema belong to others. */
function columnsOf(op: string, { schema }: FileMetaData, wanted?: readonly string[]): readonly string[] {
  const names = topLevel(schema).map(({ name }) => name);
  for (const name of wanted ?? []) {
    if (!names.includes(name)) {
      throw new ValueError(op, `columns must be some of ${names.join(", ")}`, JSON.stringify(name));
    }
  }
  const chosen = wanted ?? names;
  if (chosen.length === 0) throw new ValueError(op, "there must be a column", "none");
  return chosen;
}

/** The elements below the root, without those below them. */
function topLevel(schema: FileMetaData["schema"]): FileMetaData["schema"] {
  const top = [];
  let at = 1;
  while (at < schema.length) {
    top.push(schema[at]);
    for (let open = 1; open > 0 && at < schema.length; at++) open += (schema[at].num_children ?? 0) - 1;
  }
  return top;
}

function rowsOf(op: string, count: number, rows: readonly [number, number] = [0, count]): readonly [number, number] {
  const [start, end] = rows;
  const fits = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= count;
  if (fits) return rows;
  throw new ValueError(op, `rows must be [start, end) of ${count}`, JSON.stringify(rows));
}

async function readTable(
  op: string,
  scan: Scan,
  ranges: ParquetScan["ranges"],
  options: ParquetOptions,
): Promise<Table> {
  const refuse = refuseFile(op);
  const top = topLevel(scan.metadata.schema);
  const columns = new Map<string, NDArray | readonly string[]>();
  for (const name of scan.names) {
    const element = top.find((one) => one.name === name);
    const reading = element && readingOf(element);
    if (element === undefined || reading === undefined) {
      const got = element === undefined ? "nothing" : nameOf(element);
      const hint = "Choose the other columns: { columns: [...] }.";
      throw refuse(`column "${name}" must hold numbers, bools, texts or times`, got, hint);
    }
    const parts: DecodedArray[] = [];
    for (const { rowStart, rowEnd } of ranges) {
      options.signal?.throwIfAborted();
      await verifyChunk(scan, name, rowStart, element.repetition_type !== "REQUIRED");
      const part = await scan.readColumn({ column: name, rowStart, rowEnd });
      if (part.length !== rowEnd - rowStart) {
        throw refuse(
          `column "${name}" must have ${rowEnd - rowStart} rows`,
          String(part.length),
          "The file may be damaged.",
        );
      }
      parts.push(part);
    }
    columns.set(name, columnOf(name, reading, parts, refuse));
  }
  return new Table(Object.fromEntries(columns), [...columns.keys()]);
}

/** Looks through the chunk of a column that has a row. */
async function verifyChunk(
  { metadata, buffer, compressors }: Scan,
  name: string,
  row: number,
  optional: boolean,
): Promise<void> {
  let start = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    start += rows;
    if (row >= start) continue;
    const meta = group.columns.find((chunk) => chunk.meta_data?.path_in_schema[0] === name)?.meta_data;
    if (meta === undefined) throw new RangeError(`column "${name}" has no chunk`);
    const at = Number(meta.dictionary_page_offset || meta.data_page_offset); // 0 is none
    const bytes = await buffer.hold(at, at + Number(meta.total_compressed_size));
    verifyPages(bytes, meta, rows, optional, compressors);
    return;
  }
}

/** How bytes become values: times as milliseconds, texts only from UTF-8. */
function parsersOf(op: string): Partial<ParquetParsers> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const time = (unit: number) => (value: bigint | null | undefined) =>
    value == null ? value : millisecondsOf(value, unit);
  return {
    timestampFromMilliseconds: time(1),
    timestampFromMicroseconds: time(2),
    timestampFromNanoseconds: time(3),
    dateFromDays: (days: number | null | undefined) => (days == null ? days : DAY * days),
    stringFromBytes(bytes: Uint8Array | undefined) {
      try {
        return bytes && decoder.decode(bytes);
      } catch {
        throw new FormatError(op, "texts must be UTF-8", "other bytes", 0, "Encode them anew.");
      }
    },
  };
}
