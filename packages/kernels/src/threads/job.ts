import { wholeMemory } from "../memory/memory.js";
import type { Family } from "../wasm/family.js";
import { announce, jobAddress } from "./pool.js";
import { ARGUMENTS, CLOSED, COUNT, DONE, NEXT } from "./worker.js";

/** An argument of the kernel for piece i: `start + i·step`, at most `most`. */
export type Argument = readonly [start: number, step: number, most: number];

/** An argument that every piece gets. */
export function same(value: number): Argument {
  return [value, 0, Infinity];
}

/** The most pieces of a job. */
export const MAX_PIECES: number = CLOSED - 1;

let ticket = 0;

/**
 * Calls a kernel once for each of `count` pieces, on all threads, this one included. The pieces are the same for any number
 * of threads, and so are the bits. Behind its arguments a kernel gets the address of memory that only its thread uses.
 * A worker makes its own instance of the family when it first takes a piece.
 *
 * @param work - such memory for this thread
 */
export function runPieces<E extends object>(
  family: Family<E>,
  name: keyof E & string,
  count: number,
  args: readonly Argument[],
  work: number,
): void {
  const kernels = family.exports;
  const kernel = kernels[name] as (...values: number[]) => void; // kernels take numbers
  const { address, length } = family;
  const numbers = args.flat();
  const { i32, f64 } = wholeMemory();
  const job = jobAddress();
  const next = job / 4 + NEXT;
  const done = job / 4 + DONE;
  ticket = (ticket + 1) & CLOSED;
  Atomics.store(i32, next, (ticket << 16) | CLOSED);
  Atomics.store(i32, done, 0);
  i32.set([count, address, length, Object.keys(kernels).indexOf(name), numbers.length], job / 4 + COUNT);
  f64.set(numbers, (job + ARGUMENTS) / 8);
  Atomics.store(i32, next, ticket << 16);
  announce(ticket);
  for (;;) {
    const i = Atomics.add(i32, next, 1) & CLOSED;
    if (i >= count) break;
    kernel(...args.map(([start, step, most]) => Math.min(start + step * i, most)), work);
    Atomics.add(i32, done, 1);
  }
  awaitPieces(i32, done, count);
}

/** Milliseconds of looking before this thread sleeps: where cores are few, the others need this one. */
const PATIENCE = 0.5;
/** Milliseconds that it sleeps at most; the thread that does the last piece wakes it. */
const SLEEP = 10;

/** Waits until all pieces are done. Only pieces that were taken are missing, so it takes no longer than one piece. */
function awaitPieces(i32: Int32Array, done: number, count: number): void {
  const end = performance.now() + PATIENCE;
  while (Atomics.load(i32, done) < count) {
    if (performance.now() > end && mayWait()) sleepWhile(i32, done, count);
  }
}

/** Sleeps until all pieces are done, unless they are. */
function sleepWhile(i32: Int32Array, done: number, count: number): void {
  const now = Atomics.load(i32, done);
  if (now < count) Atomics.wait(i32, done, now, SLEEP);
}

let waits: boolean | null = null;

/** Whether this thread may sleep: the main thread of a browser may not. */
function mayWait(): boolean {
  if (waits === null) {
    try {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0); // answers "not-equal" at once
      waits = true;
    } catch {
      waits = false;
    }
  }
  return waits;
}
