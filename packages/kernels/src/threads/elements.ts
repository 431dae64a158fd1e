import type { Family } from "../wasm/family.js";
import { type Argument, runPieces } from "./job.js";
import { readyWorkers } from "./pool.js";

/** Bytes from which threads pay for work that waits for memory: two read it 1.2 to 1.5 times as fast as one. */
export const LARGE: number = 2 ** 23;
/** Bytes from which they pay for exponentials, sines and the like: 70 µs of work, as long as it takes to wake a worker. */
export const LARGE_MATH: number = 2 ** 19;

/** Bytes of a piece, or more where that is not enough for one thing: it stays in the second-level cache. */
const PIECE = 2 ** 17;

/**
 * Runs a kernel that works on a number of things one after the other (`args[1]` of them), on all threads; answers false, having
 * done nothing, where one thread should do it. What becomes of a thing must not depend on the others.
 *
 * @param steps - for each argument, how much greater it is for the next thing
 * @param bytes - of a thing
 * @param unit - pieces are a multiple of so many things
 * @param large - bytes from which threads pay
 */
export function eachOnThreads<E extends object>(
  family: Family<E>,
  name: keyof E & string,
  args: readonly number[],
  steps: readonly number[],
  bytes: number,
  unit: number,
  large: number,
): boolean {
  const count = args[1];
  const each = Math.ceil(PIECE / bytes / unit) * unit;
  if (count * bytes < large || count <= each || readyWorkers() === 0) return false;
  const pieces = args.map((start, i): Argument =>
    i === 1 ? [count, -each, each] : [start, steps[i] * each, Infinity],
  );
  runPieces(family, name, Math.ceil(count / each), pieces, 0);
  return true;
}
