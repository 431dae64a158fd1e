import type { TypedArray } from "../element-type.js";
import type { Pair } from "./arithmetic.js";

/** Writes element k of a complex array, or of another one; NaN for an operation without a meaning on complex numbers. */
export function write(to: TypedArray, k: number, value: Pair | number = NaN): void {
  if (typeof value === "number") to[k] = value;
  else [to[2 * k], to[2 * k + 1]] = value;
}
