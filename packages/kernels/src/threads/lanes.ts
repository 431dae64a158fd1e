import { scratch } from "../memory/scratch.js";
import type { Family } from "../wasm/family.js";
import { eachOnThreads } from "./elements.js";
import { WORK_BYTES } from "./pool.js";

/** Bytes that kernels which put a lane of n elements in order work in: three buffers of eight bytes an element, and counts of digits. */
export function laneWork(n: number): number {
  return 24 * n + 8192;
}

/**
 * Runs a kernel on lanes of n elements, `args[1]` times one or more, some on each thread; answers false, having done nothing, where one
 * thread should do it.
 *
 * @param steps - see `eachOnThreads`
 * @param size - elements of one of those times
 */
export function lanesOnThreads<E extends object>(
  family: Family<E>,
  name: keyof E & string,
  args: readonly number[],
  steps: readonly number[],
  n: number,
  size: number,
): boolean {
  if (laneWork(n) > WORK_BYTES) return false;
  return eachOnThreads(family, name, args, steps, 8 * size, 1, () => scratch(WORK_BYTES)); // all work on 8 bytes an element
}
