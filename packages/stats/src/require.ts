import { Random, ValueError } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";

/**
 * What public functions ask of their options. What was left out is right: a default takes its place.
 */

/** @throws {ValueError} unless it is an integer of at least `least` */
export function requireInteger(op: string, name: string, value: unknown, least: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && (value as number) >= least)) return; // an integer is a number
  throw new ValueError(op, `${name} must be an integer of at least ${least}`, kindOf(value));
}

/** @throws {ValueError} unless it is true or false */
export function requireFlag(op: string, name: string, value: unknown): void {
  if (value === undefined || typeof value === "boolean") return;
  throw new ValueError(op, `${name} must be true or false`, kindOf(value));
}

/** One of the words, the first when left out. @throws {ValueError} */
export function requireWord<W extends string>(op: string, name: string, value: W | undefined, words: readonly W[]): W {
  if (value === undefined) return words[0];
  if (words.includes(value)) return value;
  throw new ValueError(op, `${name} must be ${words.map((word) => `"${word}"`).join(" or ")}`, kindOf(value));
}

/** @throws {ValueError} unless it is a stream of random numbers */
export function requireStream(op: string, rng: unknown): void {
  if (rng === undefined || rng instanceof Random) return;
  throw new ValueError(op, "rng must be a stream", kindOf(rng), "Make one with random(seed).");
}

/** @throws {ValueError} unless it is an AbortSignal */
export function requireSignal(op: string, signal: unknown): void {
  if (signal === undefined || typeof (signal as AbortSignal | null)?.aborted === "boolean") return;
  throw new ValueError(op, "signal must be an AbortSignal", kindOf(signal), "Pass controller.signal.");
}

/** @throws {ValueError} unless it is a function */
export function requireFunction(op: string, name: string, value: unknown): void {
  if (value === undefined || typeof value === "function") return;
  throw new ValueError(op, `${name} must be a function`, kindOf(value));
}
