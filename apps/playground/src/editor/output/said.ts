import type { Story } from "@linnet/explain";

/** A story as it is shown: its results are the matrices of its last step. */
export type ToldStory = Omit<Story, "results">;

/** A matrix of an array, or as much of it as is shown. */
export interface Plate {
  /** Where it is along the axes before the last two. */
  readonly index: readonly number[];
  /** Row by row; of complex numbers each is two: re, im. */
  readonly rows: readonly (readonly number[])[];
}

/** What the entries of a large array come to. */
export interface Range {
  readonly least: number;
  readonly greatest: number;
  readonly mean: number;
  /** How many entries are NaN or infinite; the others are what the rest tells of. */
  readonly notFinite: number;
}

/** An array of numbers: its dtype and shape, and all of its entries, or a corner and a range. */
export interface ArrayPart {
  readonly kind: "array";
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly plates: readonly Plate[];
  /** Only where entries are left out. */
  readonly range?: Range;
}

/** Columns by name, as text. */
export interface TablePart {
  readonly kind: "table";
  readonly names: readonly string[];
  /** Of rows; the first of them are shown. */
  readonly length: number;
  readonly rows: readonly (readonly string[])[];
}

/** Something that a program has printed, as plain data: what crosses from the sandbox to the page. */
export type Part =
  | { readonly kind: "text"; readonly text: string }
  | ArrayPart
  | TablePart
  | { readonly kind: "figure"; readonly svg: string; readonly title: string; readonly description: string }
  | { readonly kind: "story"; readonly story: ToldStory }
  | { readonly kind: "record"; readonly entries: readonly { readonly name: string; readonly part: Part }[] }
  | ErrorPart;

/** An error, and the line of the program in which it was thrown, counted from 1; null where none is known. */
export interface ErrorPart {
  readonly kind: "error";
  readonly name: string;
  readonly message: string;
  readonly line: number | null;
}

/** One call of `console.log`, or another of them. */
export interface Said {
  readonly level: "log" | "warn" | "error";
  readonly parts: readonly Part[];
}

/** Bounds of what is shown; the sandbox keeps to them, and the page does not trust it. */
export const LIMITS = {
  /** Calls of `console`. */
  said: 1000,
  /** Characters of a text. */
  text: 20_000,
  /** Entries of an array, and cells of a table. */
  entries: 1000,
  /** Rows and columns of what is shown of a larger array. */
  corner: 10,
  /** Rows of a table. */
  rows: 20,
  /** Columns of a table, and parts of a record. */
  names: 50,
  /** Characters of a picture. */
  svg: 4_000_000,
  /** Characters of a story, as JSON. */
  story: 1_000_000,
} as const;
