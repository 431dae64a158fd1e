import type { Entry, Highlight, Matrices, Step } from "@linnet/explain";
import { LIMITS, type Part, type Plate, type Range } from "./said.js";

type Reader<T> = (data: unknown) => T | null;

const readText: Reader<string> = (data) => (typeof data === "string" && data.length <= 2 * LIMITS.text ? data : null);
const readNumber: Reader<number> = (data) => (typeof data === "number" ? data : null);
const readCount: Reader<number> = (data) => (Number.isSafeInteger(data) && Number(data) >= 0 ? Number(data) : null);

/** A list of no more than so many, each of which can be read. */
function listOf<T>(most: number, read: Reader<T>): Reader<T[]> {
  return (data) => {
    if (!Array.isArray(data) || data.length > most) return null;
    const items: T[] = [];
    for (const item of data as unknown[]) {
      const one = read(item);
      if (one === null) return null;
      items.push(one);
    }
    return items;
  };
}

/** An object with these fields; others that it has are left behind. */
function objectOf<T extends object>(fields: { readonly [K in keyof T]: Reader<T[K]> }): Reader<T> {
  return (data) => {
    if (typeof data !== "object" || data === null) return null;
    const read: Partial<T> = {};
    for (const name of Object.keys(fields) as (keyof T)[]) {
      const value = fields[name]((data as T)[name]);
      if (value === null) return null;
      read[name] = value;
    }
    return read as T; // each field was read
  };
}

const oneOf =
  <T extends string>(...words: readonly T[]): Reader<T> =>
  (data) =>
    words.find((word) => word === data) ?? null;

const readError = objectOf<{ name: string; message: string }>({ name: readText, message: readText });
const readTable = objectOf<{ names: string[]; length: number; rows: string[][] }>({
  names: listOf(LIMITS.names + 2, readText),
  length: readCount,
  rows: listOf(LIMITS.rows, listOf(LIMITS.names + 2, readText)),
});
const readFigure = objectOf<{ svg: string; title: string; description: string }>({
  svg: (data) => (typeof data === "string" && data.length <= LIMITS.svg && data.startsWith("<svg") ? data : null),
  title: readText,
  description: readText,
});
const readArray = objectOf<{ dtype: string; shape: number[]; plates: Plate[] }>({
  dtype: readText,
  shape: listOf(64, readCount),
  plates: listOf(
    LIMITS.entries,
    objectOf<Plate>({
      index: listOf(64, readCount),
      rows: listOf(LIMITS.entries, listOf(2 * LIMITS.entries, readNumber)),
    }),
  ),
});
const readRange = objectOf<Range>({
  least: readNumber,
  greatest: readNumber,
  mean: readNumber,
  notFinite: readCount,
});

const readEntry = objectOf<Entry>({
  value: (data) => (data === null ? Number.NaN : readNumber(data)), // JSON has no NaN
  text: readText,
  latex: readText,
});
const readMatrices: Reader<Matrices> = (data) => {
  if (typeof data !== "object" || data === null) return null;
  const read = Object.entries(data).map(([name, matrix]) => [name, readMatrix(matrix)] as const);
  return read.length <= LIMITS.names && read.every(([, matrix]) => matrix !== null) ? fromEntries(read) : null;
};
const readMatrix = listOf(LIMITS.entries, listOf(LIMITS.entries, readEntry));
const readStory = objectOf<{ story: string; title: string; arithmetic: string; steps: Step[] }>({
  story: readText,
  title: readText,
  arithmetic: readText,
  steps: listOf(
    LIMITS.entries,
    objectOf<Step>({
      title: readText,
      why: readText,
      latex: readText,
      before: readMatrices,
      after: readMatrices,
      highlighted: listOf(
        LIMITS.entries,
        objectOf<Highlight>({
          side: oneOf("before", "after"),
          matrix: readText,
          row: readCount,
          column: readCount,
          role: oneOf("pivot", "used", "written"),
        }),
      ),
    }),
  ),
});

function fromEntries(read: readonly (readonly [string, Matrices[string] | null])[]): Matrices {
  return Object.fromEntries(read) as Matrices; // none is null
}

/** Something printed, if it is well formed and within bounds; else null. Nothing of it is markup to the page but a figure's SVG, which is shown as a picture. */
export function readPart(data: unknown, depth = 0): Part | null {
  if (typeof data !== "object" || data === null) return null;
  const { kind, line, range, text, entries, story } = data as Readonly<Record<string, unknown>>;
  if (kind === "text") {
    const read = readText(text);
    return read === null ? null : { kind, text: read };
  }
  if (kind === "error") {
    const read = readError(data);
    return read && { kind, ...read, line: readCount(line) };
  }
  if (kind === "table") return withKind(kind, readTable(data));
  if (kind === "figure") return withKind(kind, readFigure(data));
  if (kind === "array") return readWholeArray(data, range);
  if (kind === "story") {
    const read = readStory(story);
    return read === null || read.steps.length === 0 ? null : { kind, story: read };
  }
  return kind === "record" && depth === 0 ? readRecord(entries) : null;
}

function withKind<K extends string, T extends object>(kind: K, read: T | null): ({ readonly kind: K } & T) | null {
  return read && { kind, ...read };
}

function readWholeArray(data: object, range: unknown): Part | null {
  const read = readArray(data);
  if (read === null) return null;
  const cells = read.plates.reduce((sum, { rows }) => sum + rows.reduce((sum, row) => sum + row.length, 0), 0);
  if (cells > 2 * LIMITS.entries) return null;
  if (range === undefined) return { kind: "array", ...read };
  const told = readRange(range);
  return told && { kind: "array", ...read, range: told };
}

function readRecord(data: unknown): Part | null {
  const readNamed = objectOf<{ name: string; part: Part }>({ name: readText, part: (part) => readPart(part, 1) });
  const entries = listOf(LIMITS.names, readNamed)(data);
  return entries && { kind: "record", entries };
}
