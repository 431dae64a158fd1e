import type { Entry } from "../arithmetic/arithmetic.js";

/** A matrix in rows; a vector is a matrix of one column, a scalar one of one entry. */
export type Matrix = readonly (readonly Entry[])[];

/** Matrices by name: `{ L: …, U: … }`. */
export type Matrices = Readonly<Record<string, Matrix>>;

/**
 * What an entry is to a step: what it turns on (`"pivot"`), what is read (`"used"`), what has changed (`"written"`).
 */
export type Role = "pivot" | "used" | "written";

/** An entry that a reader should look at; row and column count from 0. */
export interface Highlight {
  readonly side: "before" | "after";
  readonly matrix: string;
  readonly row: number;
  readonly column: number;
  readonly role: Role;
}

/** One step of an algorithm: plain data, which may cross to a worker or a file and be drawn anywhere. */
export interface Step {
  /** What is done: `"Eliminate row 3 with row 1"`. Rows and columns count from 1 in words. */
  readonly title: string;
  /** Why it is done, in a sentence or two. */
  readonly why: string;
  /** The general formula, in Unicode: `"Rᵢ ← Rᵢ − m·Rⱼ"`. */
  readonly rule?: string;
  /** The matrices that take part, as the step finds them … */
  readonly before: Matrices;
  /** … and as it leaves them. */
  readonly after: Matrices;
  readonly highlighted: readonly Highlight[];
  /** The step with its numbers, for math mode. */
  readonly latex: string;
}

/** A whole story as plain data: what is left of an `Explanation` that went to a worker, or into a file. */
export interface Story {
  /** The function that told it: `"lu"`. */
  readonly story: string;
  readonly title: string;
  /** `"exact"`, `"float64"`, `"float32"` or `"3 digits"`. */
  readonly arithmetic: string;
  /** At least one. */
  readonly steps: readonly Step[];
  /** The matrices that the last step ends with. */
  readonly results: Matrices;
}
