import type { Tone } from "../../ui/arrow.js";
import type { ResultOf } from "../lesson.js";
import type { compute } from "./code.js";
import { type Rows, type Vector, columnsOf, isSame } from "./small-matrices.js";

export type Solved = ResultOf<typeof compute>["solved"];

/** An arrow of the picture, in as many coordinates as A has rows. */
export interface Drawn {
  readonly to: Vector;
  readonly from?: Vector;
  readonly tone: Tone;
  readonly name?: string;
  readonly dashed?: boolean;
}

/** What vectors span: a parallelogram or a parallelepiped. */
export interface Span {
  readonly edges: Rows;
  readonly tone: Tone;
  readonly dashed?: boolean;
}

/** What a step does to the plane or to space. */
export interface Scene {
  /** What is to be seen, in a sentence. */
  readonly told: string;
  readonly arrows: readonly Drawn[];
  readonly spans?: readonly Span[];
  /** The matrix by which the plane has been moved, with its grid. */
  readonly grid?: Rows;
  /** Images of the unit circle; the circle itself is dashed. */
  readonly circles?: readonly Rows[];
  /** Lines through the origin, or planes, by the direction across them. */
  readonly mirror?: Vector;
  /** A part that is dropped: where the sign for a right angle stands, and the two directions. */
  readonly corner?: { readonly at: Vector; readonly one: Vector; readonly other: Vector };
}

export const TONES: readonly Tone[] = ["a", "b", "c"];

/** "a₁". */
export function nameOf(letter: string, j: number): string {
  return `${letter}${"₁₂₃"[j]}`;
}

/** The columns of a matrix, named. */
export function columnArrows(rows: Rows, letter: string): readonly Drawn[] {
  return columnsOf(rows).map((to, j): Drawn => ({ to, tone: TONES[j], name: nameOf(letter, j) }));
}

/** The same, where they are no longer but once were. */
export function ghosts(rows: Rows, letter: string): readonly Drawn[] {
  return columnsOf(rows).map((to, j): Drawn => ({ to, tone: "quiet", name: nameOf(letter, j) }));
}

/** The ways that the tips of columns have come. */
export function tracks(from: Rows, to: Rows): readonly Drawn[] {
  const ends = columnsOf(to);
  return columnsOf(from).flatMap((start, j): Drawn[] =>
    isSame(start, ends[j]) ? [] : [{ from: start, to: ends[j], tone: "d", dashed: true }],
  );
}
