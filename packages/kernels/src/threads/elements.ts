import type { Family } from "../wasm/family.js";
import { type Argument, runPieces } from "./job.js";
import { readyWorkers } from "./pool.js";

/** Bytes of a piece, or more where that is not enough for one thing: it stays in the second-level cache. */
const PIECE = 2 ** 17;

/**
 * Runs a kernel that works on a number of things one after the other (`args[1]` of them), on all threads; answers false, having
 * done nothing, where one thread should do it. What becomes of a thing must not depend on the others.
 *
 * @param steps - for each argument, how much greater it is for the next thing
 * @param bytes - of a thing
 * @param unit - pieces are a multiple of so many things
 * @param work - answers the address of memory that only this thread uses, where the kernel wants such
 */
export function eachOnThreads<E extends object>(
  family: Family<E>,
  name: keyof E & string,
  args: readonly number[],
  steps: readonly number[],
  bytes: number,
  unit: number,
  work: () => number = () => 0,
): boolean {
  const count = args[1];
  const each = Math.ceil(PIECE / bytes / unit) * unit;
  if (count * bytes < family.large || count <= each || readyWorkers() === 0) return false;
  const pieces = args.map((start, i): Argument =>
    i === 1 ? [count, -each, each] : [start, steps[i] * each, Infinity],
  );
  runPieces(family, name, Math.ceil(count / each), pieces, work());
  return true;
}
