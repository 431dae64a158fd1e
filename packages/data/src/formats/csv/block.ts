import { FormatError } from "../../errors.js";
import { CR, LF } from "./dialect.js";

/** How a field stands in a file. */
export const PLAIN = 0;
export const QUOTED = 1;
/** Quoted, with quotes in it, which are doubled. */
export const DOUBLED = 2;

/** Whole lines of a file, cut into fields: field j of row r is number r·width + j. */
export interface Block {
  readonly bytes: Uint8Array;
  /** Where `bytes` begin in the file. */
  readonly base: number;
  /** Where the lines begin in `bytes`, and the number of the first, counted from 1. */
  readonly from: number;
  readonly line: number;
  readonly rows: number;
  readonly width: number;
  /** Where fields begin and end in `bytes`, without their quotes. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly kinds: Uint8Array;
}

/** A place in a file: what an error names. */
export type Place = Pick<Block, "bytes" | "base" | "from" | "line">;

/** The number of the line that `at` stands in. */
export function lineAt({ bytes, from, line }: Place, at: number): number {
  let number = line;
  for (let i = from; i < at; i++) {
    if (bytes[i] === LF || (bytes[i] === CR && bytes[i + 1] !== LF)) number++;
  }
  return number;
}

/** An error about what stands at a place: it names the line, and the byte. */
export function problem(
  op: string,
  place: Place,
  at: number,
  expected: string,
  got: string,
  hint: string,
): FormatError {
  return new FormatError(op, expected, `${got} on line ${lineAt(place, at)}`, place.base + at, hint);
}
