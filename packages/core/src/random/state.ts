import { ValueError } from "../errors.js";
import type { Key } from "./draw.js";

/** A stream and where it stands, as JSON holds it. */
export interface RandomState {
  readonly algorithm: "philox4x32-10";
  readonly key: Key;
  /** Blocks of four words that were drawn. */
  readonly position: number;
  /** Streams that were split off. */
  readonly children: number;
}

/** Checks what came from outside. @throws {ValueError} */
export function readState(value: unknown): RandomState {
  const state = (typeof value === "object" && value !== null ? value : {}) as Partial<RandomState>; // fields are checked next
  const { algorithm, key, position, children } = state;
  const ok =
    algorithm === "philox4x32-10" &&
    Array.isArray(key) &&
    key.length === 2 &&
    key.every((word) => isWithin(word, 2 ** 32)) &&
    isWithin(position, 2 ** 51) &&
    isWithin(children, 2 ** 53);
  if (ok) return { algorithm, key: key as unknown as Key, position, children };
  const expected = "the state must be what toJSON gave: { algorithm, key, position, children }";
  throw new ValueError("Random.fromJSON", expected, JSON.stringify(value) ?? String(value));
}

function isWithin(x: unknown, end: number): x is number {
  return typeof x === "number" && Number.isInteger(x) && x >= 0 && x < end;
}
