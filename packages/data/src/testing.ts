import * as fc from "fast-check";
import { type DType, type NDArray, array, complex, permuteDims, slice } from "@linnet/core";

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
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

const dtypes: readonly DType[] = [
  ...(["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32"] as const),
  ...(["float32", "float64", "complex64", "complex128"] as const),
];

/** Arrays of every dtype and layout: none to four axes, some empty, in any order, cut and stepped through. */
export const viewed: fc.Arbitrary<NDArray> = fc
  .record({
    dtype: fc.constantFrom(...dtypes),
    axes: fc.array(fc.record({ length: fc.nat(4), step: fc.constantFrom(1, 2, -1), rank: fc.nat() }), { maxLength: 4 }),
    seed: fc.nat(100),
  })
  .map(({ dtype, axes, seed }) => {
    const shape = axes.map(({ length, step }) => length * Math.abs(step));
    const size = shape.reduce((product, n) => product * n, 1);
    const values = Float64Array.from({ length: size }, (_, i) => (i + seed) % (dtype === "bool" ? 2 : 127));
    const real: NDArray = array(values, { shape });
    const whole = (dtype.startsWith("complex") ? complex(real, real.mul(-0.5)) : real).astype(dtype);
    const order = axes.map((_, axis) => axis).sort((a, b) => axes[a].rank - axes[b].rank);
    const stepped = axes.length === 0 ? whole : slice(whole, ...axes.map(({ step }) => `::${step}` as const));
    return permuteDims(stepped as NDArray, order);
  });
