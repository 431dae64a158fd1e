import type { NDArray } from "@linnet/core";
import { NumberColumn } from "../columnar/number-column.js";
import type { Refuse } from "../columnar/refuse.js";
import { DAY, millisecondsOf } from "../columnar/times.js";
import { exactDoubles } from "../columnar/wide-integers.js";
import { convertElements } from "../formats/convert.js";
import { type ArrowVector, type Chunk, chunksOf, missingOf, tooShort, valuesOf } from "./chunk.js";
import { textsOf } from "./texts.js";
import { type ArrowType, type NumberReading, readingOf } from "./types.js";

/** Bytes that say where a text is, or are it. */
const BYTES_PER_VIEW = 16;

/** What a column of Arrow becomes in a table. */
export function columnOf(name: string, vector: ArrowVector, refuse: Refuse): NDArray | readonly string[] {
  const type: ArrowType = vector.type;
  const reading = readingOf(type);
  if (reading === undefined) {
    const hint = type.toString().startsWith("FixedSizeList")
      ? "Read it with matrixFromArrow, and choose the other columns: { columns: [...] }."
      : "Cast it, or choose the other columns: { columns: [...] }.";
    throw refuse(`column "${name}" must hold numbers, bools, texts or times`, type.toString(), hint);
  }
  if (reading.kind === "texts") return chunksOf(vector).flatMap((chunk) => textsOf(name, chunk, refuse));
  if (reading.kind === "viewed texts") {
    for (const chunk of chunksOf(vector)) valuesOf(name, chunk, BYTES_PER_VIEW, refuse);
    return Array.from({ length: vector.length }, (_, i) => String(vector.get(i) ?? ""));
  }
  if (reading.kind === "dictionary") return codedColumn(name, vector, refuse);
  const column = new NumberColumn(dtypeOf(reading), countOf(name, vector, reading, refuse));
  for (const chunk of chunksOf(vector)) {
    const isMissing = reading.kind === "nothing" ? () => true : missingOf(name, chunk, refuse);
    column.add(numbersOf(name, chunk, reading, isMissing, refuse), chunk.length, isMissing);
  }
  return column.finish();
}

function dtypeOf(reading: NumberReading): ConstructorParameters<typeof NumberColumn>[0] {
  if (reading.kind === "numbers") return reading.dtype;
  if (reading.kind === "bools") return "bool";
  return reading.kind === "halves" ? "float32" : "float64";
}

/** Elements of a column, looked at before there is room for them: each chunk must have what it says. */
function countOf(name: string, vector: ArrowVector, { kind }: NumberReading, refuse: Refuse): number {
  const perElement = kind === "bools" || kind === "nothing" ? 0 : 1;
  return chunksOf(vector).reduce((sum, chunk) => {
    valuesOfKind(name, chunk, kind, perElement, refuse);
    return sum + chunk.length;
  }, 0);
}

function valuesOfKind(name: string, chunk: Chunk, kind: string, perElement: number, refuse: Refuse): void {
  if (kind === "nothing" || chunk.length === 0) return;
  const { length } = valuesOf(name, chunk, perElement, refuse);
  if (kind === "bools" && 8 * length < chunk.offset + chunk.length) throw tooShort(name, refuse);
}

/** The elements of a chunk as numbers; where one is missing, any number. */
function numbersOf(
  name: string,
  chunk: Chunk,
  reading: NumberReading,
  isMissing: ((index: number) => boolean) | undefined,
  refuse: Refuse,
): ArrayLike<number> {
  const { length, offset } = chunk;
  if (reading.kind === "nothing" || length === 0) return [];
  const values = valuesOf(name, chunk, 0, refuse);
  if (reading.kind === "numbers") return values;
  if (reading.kind === "bools") {
    return Uint8Array.from({ length }, (_, i) => (values[(offset + i) >> 3] >> ((offset + i) & 7)) & 1);
  }
  if (reading.kind === "days") return Float64Array.from({ length }, (_, i) => DAY * values[i]);
  if (reading.kind === "halves") {
    const singles = new Float32Array(length);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, 2 * length);
    convertElements(name, new Uint8Array(bytes), "float16", singles, "float32", 0); // every half is a single
    return singles;
  }
  if (reading.kind === "times") return timesOf(values, length, reading.unit);
  return exactDoubles(name, values, length, reading.signed, refuse, isMissing);
}

/** Times in milliseconds, from integers of 64 bits in seconds (unit 0) to nanoseconds (3). */
function timesOf({ buffer, byteOffset }: ArrayBufferView, length: number, unit: number): Float64Array {
  const wide = new BigInt64Array(buffer, byteOffset, length);
  return Float64Array.from({ length }, (_, i) => millisecondsOf(wide[i], unit));
}

/** A column that names the elements of a dictionary. */
function codedColumn(name: string, vector: ArrowVector, refuse: Refuse): NDArray | readonly string[] {
  const dictionaries = new Map<ArrowVector | undefined, NDArray | readonly string[]>();
  const texts: string[] = [];
  const parts: { chunk: Chunk; numbers: NDArray }[] = [];
  for (const chunk of chunksOf(vector)) {
    const words = dictionaries.get(chunk.dictionary) ?? wordsOf(name, chunk, refuse);
    dictionaries.set(chunk.dictionary, words);
    if (!Array.isArray(words)) {
      parts.push({ chunk, numbers: words as NDArray }); // no list of texts
      continue;
    }
    eachCode(name, chunk, words.length, refuse, (code) => texts.push(code === undefined ? "" : words[code]));
  }
  if (parts.length === 0) return texts;
  const dtypes = new Set(parts.map(({ numbers }) => numbers.dtype));
  const column = new NumberColumn(dtypes.size === 1 ? parts[0].numbers.dtype : "float64", vector.length);
  for (const { chunk, numbers } of parts) {
    const source = numbers.toTypedArray();
    const codes: (number | undefined)[] = [];
    eachCode(name, chunk, source.length, refuse, (code) => codes.push(code));
    column.add(
      codes.map((code) => Number(source[code ?? 0])),
      chunk.length,
      codes.includes(undefined) ? (i) => codes[i] === undefined : undefined,
    );
  }
  return column.finish();
}

function wordsOf(name: string, { dictionary }: Chunk, refuse: Refuse): NDArray | readonly string[] {
  if (dictionary !== undefined) return columnOf(name, dictionary, refuse);
  throw refuse(`column "${name}" must have its dictionary`, "none", "The file may be damaged.");
}

/** Tells `take` each element's place in the dictionary, and `undefined` where it is missing. */
function eachCode(name: string, chunk: Chunk, size: number, refuse: Refuse, take: (code?: number) => void): void {
  const isMissing = missingOf(name, chunk, refuse);
  const values = valuesOf(name, chunk, 1, refuse);
  for (let i = 0; i < chunk.length; i++) {
    const code = isMissing?.(i) ? undefined : Number(values[i]);
    if (code !== undefined && !(code >= 0 && code < size)) {
      throw refuse(
        `column "${name}" must name words of its dictionary of ${size}`,
        String(code),
        "The file may be damaged.",
      );
    }
    take(code);
  }
}
