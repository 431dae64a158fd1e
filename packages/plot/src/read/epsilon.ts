import { isNDArray } from "./numbers.js";

/** From 1 to the next larger number of the floats in which an argument came: of float32 for a float32 array, else of float64. */
export function epsilonOf(value: unknown): number {
  const dtype = isNDArray(value) ? (value.dtype as string) : "";
  const row: unknown = Array.isArray(value) ? value[0] : value;
  const single = dtype === "float32" || dtype === "complex64" || row instanceof Float32Array;
  return single ? 2 ** -23 : Number.EPSILON;
}
