import { type Columns, ShapeError, ValueError } from "@linnet/core";
import { type Labels, readClasses } from "./classes.js";
import { finiteExtent } from "./extent.js";
import { notFiniteNotes } from "./not-finite.js";
import { type Vector, isNDArray, readNumbers } from "./numbers.js";

/** Columns by name: a record of vectors, or a table that has them. */
export type NamedColumns = Readonly<Record<string, Vector | readonly string[]>> | { readonly columns: Columns };

/** One sample, or several by name. */
export type Samples = Vector | NamedColumns;

/** The finite values of a sample. */
export interface Sample {
  /** Empty for a sample without a name. */
  readonly name: string;
  readonly values: Float64Array;
}

/** Colours and dashes together tell this many samples apart. */
const MOST_SAMPLES = 50;

/**
 * Reads one sample, several by name, or the members of each class of one, without the values that are not finite.
 *
 * @returns the samples, and notes about what they leave out
 * @throws {ShapeError} when a sample has not one axis or is empty, or there is not a label a value
 * @throws {ValueError} when a sample has no finite value, there are none or more than fifty, or several samples come with labels
 */
export function readSamples(op: string, data: Samples, labels?: Labels): { samples: Sample[]; notes: string[] } {
  const { columns, texts } = isVector(data) ? { columns: [vectorOf(op, data)], texts: [] } : readColumns(op, data);
  if (columns.length > MOST_SAMPLES) {
    throw new ValueError(op, `there must be at most ${MOST_SAMPLES} samples`, columns.length, "Choose some of them.");
  }
  const all = labels === undefined ? columns : byClass(op, columns, labels);
  let dropped = 0;
  const samples = all.map(({ name, values }): Sample => {
    const finite = values.filter(Number.isFinite);
    dropped += values.length - finite.length;
    if (finite.length > 0) return { name, values: finite };
    throw new ValueError(op, `${name || "values"} must hold a finite value`, `${values[0]} only`);
  });
  return { samples, notes: [...notFiniteNotes(dropped, "value", "left out"), ...textNote(texts)] };
}

/**
 * Reads the columns of numbers of a table.
 *
 * @returns the columns, and the names of those that hold text
 * @throws {ShapeError} when a column has not one axis or is empty
 * @throws {ValueError} when there is no column of numbers
 */
export function readColumns(op: string, data: NamedColumns): { columns: Sample[]; texts: string[] } {
  if (typeof data !== "object" || data === null) {
    throw new ValueError(
      op,
      "data must be an array, or columns by name",
      typeof data === "object" ? "null" : typeof data,
    );
  }
  const named: Readonly<Record<string, unknown>> = isTable(data) ? data.columns : data;
  const entries = Object.entries(named);
  const texts = entries.filter(([, column]) => isText(column)).map(([name]) => name);
  const columns = entries
    .filter(([, column]) => !isText(column))
    .map(([name, column]) => ({ name, values: readNumbers(op, name, column, 1).data }));
  if (columns.length > 0) return { columns, texts };
  const hint = "Pass { a: [ … ], b: [ … ] }, for example.";
  throw new ValueError(op, "data must have a column of numbers", `${entries.length} columns`, hint);
}

/** What a chart says of columns that it cannot draw. */
export function textNote(texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  return [`${texts.length === 1 ? "A column of text is" : "Columns of text are"} not drawn: ${texts.join(", ")}.`];
}

/** Whether an axis could not tell the values apart. */
export function isConstant(values: ArrayLike<number>): boolean {
  const { low, high } = finiteExtent(values);
  return !(high - low > Math.max(Math.abs(low), Math.abs(high)) * 1e-12 && high - low > 1e-290);
}

function byClass(op: string, columns: readonly Sample[], labels: Labels): Sample[] {
  if (columns.length > 1) {
    throw new ValueError(op, "labels must split one sample", `${columns.length} samples`, "Choose one of them.");
  }
  const [{ values }] = columns;
  const { names, index } = readClasses(op, labels, values.length, "a value", { values: [values.length] });
  return names.map((name, k) => ({ name, values: values.filter((_, i) => index[i] === k) }));
}

function vectorOf(op: string, data: Vector): Sample {
  return { name: "", values: readNumbers(op, "values", data, 1).data };
}

function isVector(data: Samples): data is Vector {
  return isNDArray(data) || Array.isArray(data) || ArrayBuffer.isView(data);
}

function isTable(data: NamedColumns): data is { readonly columns: Columns } {
  const columns: unknown = data.columns;
  if (typeof columns !== "object" || columns === null) return false;
  return !isNDArray(columns) && !Array.isArray(columns) && !ArrayBuffer.isView(columns);
}

function isText(column: unknown): boolean {
  return Array.isArray(column) && column.length > 0 && column.every((value) => typeof value === "string");
}

/** @throws {ShapeError} unless all columns are as long as the first */
export function requireOneLength(op: string, columns: readonly Sample[]): number {
  const n = columns[0].values.length;
  const other = columns.find(({ values }) => values.length !== n);
  if (other === undefined) return n;
  throw new ShapeError(op, "columns must have one length", {
    [columns[0].name]: [n],
    [other.name]: [other.values.length],
  });
}
