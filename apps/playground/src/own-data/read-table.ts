import { Table, decodeCsv, decodeNpy } from "@linnet/data";
import { NDArray } from "@linnet/core";
import { decimal } from "../ui/format.js";
import { fileKind } from "./file-kind.js";
import { OwnDataError, reading } from "./own-data-error.js";
import type { ReadTable } from "./own-table.js";

/** Bytes of a file of numbers; more is not looked at. */
export const LARGEST_TABLE = 2 ** 23;
/** Rows and columns that a lesson can still draw. */
export const MOST_ROWS = 2000;
export const MOST_COLUMNS = 20;
/** Texts that colours and shapes can still tell apart. */
export const MOST_LABELS = 8;

export interface OwnFile {
  readonly name: string;
  readonly content: Blob;
}

/** A table's file, and what the lesson can do with. */
export interface TableFile extends OwnFile {
  /** Default {@link MOST_ROWS}. */
  readonly mostRows?: number;
  /** Default 1. */
  readonly leastColumns?: number;
}

/**
 * The columns of a visitor's CSV, TSV or npy file, or of pasted text.
 *
 * @throws {OwnDataError} with a sentence, for what is no such file or has no numbers
 */
export async function readTable({ name, content, ...bounds }: TableFile): Promise<ReadTable> {
  if (content.size > LARGEST_TABLE) throw new OwnDataError(name, "is larger than 8 MB. Bring a part of it.");
  const bytes = new Uint8Array(await content.arrayBuffer());
  const kind = fileKind(bytes);
  const isNpy = kind === "npy" || (kind === "text" && name.endsWith(".npy"));
  if (!isNpy && kind !== "text") {
    throw new OwnDataError(name, `${REFUSED[kind]} Bring a table as CSV, TSV or npy.`);
  }
  const parts = await reading(name, () => (isNpy ? partsOfNpy(name, bytes) : partsOfText(bytes)));
  return bounded(name, parts, bounds);
}

const REFUSED = {
  picture: "is a picture, not a table.",
  archive: "is a workbook or an archive, which is not read here.",
  document: "is a document, which is not read here.",
  gzip: "is packed by gzip. Unpack it first.",
  empty: "is empty.",
};

function partsOfNpy(name: string, bytes: Uint8Array): Parts {
  const x = decodeNpy(bytes, { convert: "float64" });
  if (x.ndim !== 2) throw new OwnDataError(name, `must have a point a row; got an array [${x.shape.join(", ")}].`);
  if (x.dtype.startsWith("complex")) throw new OwnDataError(name, "holds complex numbers. Bring real ones.");
  if (x.size === 0) throw new OwnDataError(name, `holds no numbers: its shape is [${x.shape.join(", ")}].`);
  const values = x.astype("float64").toTypedArray();
  const [length, width]: readonly number[] = x.shape;
  const columns = Array.from({ length: width }, (_, j) => ({
    name: `x${j + 1}`,
    values: Array.from({ length }, (_, i) => values[i * width + j]),
  }));
  return { numbers: columns, labels: [], notes: [] };
}

function partsOfText(bytes: Uint8Array): Parts {
  const table = tableWithNames(spacesAsTabs(bytes));
  const numbers: { name: string; values: number[] }[] = [];
  const texts: { name: string; values: string[] }[] = [];
  const notes: string[] = [];
  for (const column of table.names) {
    const stored = table.column(column);
    if (stored instanceof NDArray && stored.dtype !== "bool") {
      numbers.push({ name: column, values: stored.toArray() as number[] });
      continue;
    }
    const values = Array.from(stored instanceof NDArray ? stored.toArray() : stored, String);
    if (
      values.every((value) => value === "" || /^[+-]?\d+(,\d+)?$/.test(value)) &&
      values.some((v) => v.includes(","))
    ) {
      numbers.push({ name: column, values: values.map((v) => (v === "" ? NaN : Number(v.replace(",", ".")))) });
      notes.push(`The commas in ${column} are read as decimal points.`);
    } else texts.push({ name: column, values });
  }
  const labels = texts.filter(({ values }) => isFew(values));
  const left = texts.filter((column) => !labels.includes(column)).map((column) => column.name);
  if (left.length > 0) {
    notes.push(
      `Left out: ${listed(left)}, of text that is always the same or of more than ${MOST_LABELS} kinds, too many to tell apart by colour.`,
    );
  }
  return { numbers, labels, notes };
}

/** A table whose columns have names of their own, also where the file gives none, or the same twice. */
function tableWithNames(bytes: Uint8Array): Table {
  const first = decodeCsv(bytes, { header: false, limit: 1, types: "string" });
  const said = first.names.map((column) => String(first.columns[column].at(0)).trim());
  const isHeader = said.some((field) => field !== "" && !Number.isFinite(Number(field.replace(",", "."))));
  if (isHeader && !said.includes("") && new Set(said).size === said.length) return decodeCsv(bytes, { trim: true });
  const header: string[] = [];
  for (const [j, field] of said.entries()) {
    const base = isHeader && field !== "" ? field : `x${j + 1}`;
    header.push(header.includes(base) ? `${base} (${j + 1})` : base);
  }
  return decodeCsv(bytes, { header, skipLines: isHeader ? 1 : 0, trim: true });
}

/** Numbers between spaces, as they are pasted from many a program, become a table between tabs. */
function spacesAsTabs(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes.subarray(0, 4096));
  if (/[,;\t|"]/.test(text) || !/\S +\S/.test(text)) return bytes;
  const lines = new TextDecoder("utf-8", { fatal: false }).decode(bytes).split(/\r?\n/);
  return new TextEncoder().encode(lines.map((line) => line.trim().replaceAll(/ +/g, "\t")).join("\n"));
}

function isFew(values: readonly string[]): boolean {
  const kinds = new Set(values).size;
  return kinds >= 2 && kinds <= MOST_LABELS;
}

/** Whole numbers of few kinds that come again and again. */
function isClass(values: readonly number[]): boolean {
  return values.every(Number.isInteger) && isFew(values.map(String)) && values.length >= 5 * new Set(values).size;
}

type Parts = Omit<ReadTable, "name">;

/** Leaves out what no lesson can draw, and says so. */
function bounded(
  name: string,
  { numbers, labels, notes }: Parts,
  { mostRows = MOST_ROWS, leastColumns = 1 }: Omit<TableFile, keyof OwnFile>,
): ReadTable {
  const length = numbers[0]?.values.length ?? 0;
  const told = [...notes];
  const half = numbers.filter(({ values }) => values.filter(Number.isFinite).length > length / 2);
  const empty = numbers.filter((column) => !half.includes(column)).map((column) => column.name);
  if (empty.length > 0) told.push(`Left out: ${listed(empty)}, where half of the numbers or more are missing.`);
  if (half.length === 0) {
    throw new OwnDataError(name, "has no column of numbers. A table has a point a row, and numbers in its columns.");
  }
  if (half.length < leastColumns) {
    throw new OwnDataError(name, `has ${half.length} column of numbers (${half[0].name}); ${leastColumns} are needed.`);
  }
  const kept = half.slice(0, MOST_COLUMNS);
  if (kept.length < half.length) {
    told.push(`Of ${decimal(half.length)} columns of numbers the first ${MOST_COLUMNS} are read.`);
  }
  if (length > mostRows) told.push(`Of ${decimal(length)} rows, ${decimal(mostRows)} are read, evenly spread.`);
  const rows = Array.from({ length: Math.min(length, mostRows) }, (_, i) =>
    length > mostRows ? Math.floor((i * length) / mostRows) : i,
  );
  const whole = kept.filter(({ values }) => isClass(values));
  const asLabels = whole.map((column) => ({ name: column.name, values: column.values.map(String) }));
  return {
    name,
    numbers: kept.map((column) => ({ name: column.name, values: rows.map((i) => column.values[i]) })),
    labels: [...labels, ...asLabels].map((column) => ({
      name: column.name,
      values: rows.map((i) => column.values[i]),
    })),
    notes: told,
  };
}

function listed(names: readonly string[]): string {
  return names.length > 6 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
}
