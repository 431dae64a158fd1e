import * as fc from "fast-check";
import type { NDArray } from "@linnet/core";

/** How `run` refuses: the error's class and full message. */
export function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  return "accepted";
}

/** How a promise is refused. */
export async function rejection(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.then(
    () => () => undefined,
    (error: unknown) => () => {
      throw error;
    },
  );
  return refusal(outcome);
}

/** The numbers of a fixture, in row-major order. */
export function numbersOf(text: string): number[] {
  return text === "" ? [] : text.split(" ").map(Number);
}

/** The numbers of an array, in row-major order; of a complex one, real and imaginary parts in turn. */
export function valuesOf(x: NDArray): number[] {
  return Array.from(x.toTypedArray());
}

/** The bytes of base64. */
export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/**
 * Files damaged in one to three places: most often a byte or two replaced, anywhere; or some near the beginning, where the
 * lengths are; or a few cut out and others put in.
 */
export function damaged(files: readonly Uint8Array[], early: number): fc.Arbitrary<Uint8Array> {
  const few = fc.uint8Array({ minLength: 1, maxLength: 2 });
  const replaced = fc.tuple(fc.nat(), few).map(([at, put]) => ({ at, put, cut: put.length }));
  const near = fc.tuple(fc.nat(early - 1), few).map(([at, put]) => ({ at, put, cut: put.length }));
  const spliced = fc.record({ at: fc.nat(), put: fc.uint8Array({ maxLength: 9 }), cut: fc.nat(40) });
  const edit = fc.oneof({ arbitrary: replaced, weight: 4 }, near, spliced);
  return fc.tuple(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 3 })).map(([file, edits]) =>
    edits.reduce((bytes, { at, put, cut }) => {
      const start = at % (bytes.length + 1);
      return Uint8Array.from([...bytes.subarray(0, start), ...put, ...bytes.subarray(start + cut)]);
    }, file),
  );
}
