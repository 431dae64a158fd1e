import { decimal } from "../ui/format.js";

/** Points that a visitor brought, as a lesson computes with them. */
export interface OwnTable {
  /** Of the file. */
  readonly name: string;
  readonly columns: readonly string[];
  /** A point a row. */
  readonly rows: readonly (readonly number[])[];
  /** What tells the points apart by colour, one a row; none where nothing does. */
  readonly labels: readonly string[];
}

/** A visitor who has not brought anything yet. */
export const NO_TABLE: OwnTable = { name: "", columns: [], rows: [], labels: [] };

interface Column<T> {
  readonly name: string;
  readonly values: readonly T[];
}

/** What a file holds, before a visitor has chosen from it. */
export interface ReadTable {
  readonly name: string;
  /** NaN where a number is missing. */
  readonly numbers: readonly Column<number>[];
  /** What can tell points apart: columns of few different texts or whole numbers. */
  readonly labels: readonly Column<string>[];
  /** What was left out or read in a way of its own, in sentences. */
  readonly notes: readonly string[];
}

export interface Choice {
  /** Names of columns of numbers. */
  readonly columns: readonly string[];
  /** Name of the column that colours the points; "" for none. */
  readonly label: string;
}

/** What is taken unless a visitor says otherwise: all numbers, and the first text that can colour them. */
export function firstChoice({ numbers, labels }: ReadTable): Choice {
  const columns = numbers.map(({ name }) => name);
  return { columns, label: labels.find(({ name }) => !columns.includes(name))?.name ?? "" };
}

/** The chosen columns; rows in which one of their numbers is missing are left out. */
export function takeColumns({ name, numbers, labels }: ReadTable, choice: Choice): OwnTable {
  const taken = numbers.filter((column) => choice.columns.includes(column.name));
  const label = labels.find((column) => column.name === choice.label);
  const all = Array.from(numbers[0].values, (_, i) => i);
  const whole = all.filter((i) => taken.every(({ values }) => Number.isFinite(values[i])));
  return {
    name,
    columns: taken.map((column) => column.name),
    rows: whole.map((i) => taken.map(({ values }) => values[i])),
    labels: label === undefined ? [] : whole.map((i) => label.values[i]),
  };
}

/** Says what is taken and what is left out. */
export function tellTaken(read: ReadTable, table: OwnTable, { label }: Choice): string {
  const length = read.numbers[0].values.length;
  const gaps = length - table.rows.length;
  const columns = table.columns.length;
  const sentences = [
    `${read.name}: ${decimal(table.rows.length)} rows, ${columns} ${columns === 1 ? "column" : "columns"} of numbers (${table.columns.join(", ")}).`,
    label === "" ? "" : `Colours and shapes tell ${label} apart.`,
    gaps === 0 ? "" : `${decimal(gaps)} of ${decimal(length)} rows are left out: a number is missing in them.`,
    ...read.notes,
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
