import type { NDArray } from "@linnet/core";
import { type ElementType, lastingScalar } from "@linnet/core/extend";

/** How many numbers of a dtype are kept. */
const MOST = 256;

/** By the code of a dtype. */
const kept: Map<number, NDArray>[] = [];

/**
 * A number beside an array, as an array: programs have few, which come again at each step. Such an array is in many records at
 * once, so no scope owns it.
 */
export function constant(type: ElementType, value: number): NDArray {
  if (Object.is(value, -0)) return lastingScalar(type, value); // a map takes it for 0
  const known = (kept[type.code] ??= new Map<number, NDArray>());
  const found = known.get(value);
  if (found !== undefined) return found;
  if (known.size === MOST) known.clear(); // numbers that change, as learning rates do
  const made = lastingScalar(type, value);
  known.set(value, made);
  return made;
}
