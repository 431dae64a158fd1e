import type { NDArray } from "@linnet/core";

export { damaged } from "./fuzz/damage.js";

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
