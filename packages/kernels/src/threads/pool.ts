import { LinnetError } from "../errors.js";
import { reserve } from "../memory/heap.js";
import { isShared, wasmMemory, wholeMemory } from "../memory/memory.js";
import { type Spawned, canShareMemory, hardwareThreads, spawn } from "./spawn.js";
import { ARGUMENTS, CONTROL_BYTES, MOST_ARGUMENTS, SLEEPING, STARTED, TICKET } from "./worker.js";

/** Threads taken without being asked for: beyond it, packing each thread's share costs more and more. */
const MOST_THREADS = 16;
/** What each worker has for itself: a packed block of A and a panel of B, or the scratch of another family. */
export const WORK_BYTES: number = 2 ** 22;
/** Of the job: its words and arguments. The plan of a product comes behind. */
const JOB_BYTES: number = ARGUMENTS + MOST_ARGUMENTS * 24;

/** Workers that started together, and what they share with this thread. */
interface Pool {
  readonly workers: readonly Spawned[];
  /** Byte address of the control words. */
  readonly control: number;
  readonly words: Int32Array;
  /** Byte address of the job. */
  readonly job: number;
}

let wanted: number | null = null;
let pool: Pool | null = null;
/** Work spaces of workers, kept for the workers of a later pool. */
const workSpaces: number[] = [];

/**
 * Sets how many threads large work uses, the calling one included. Results do not depend on it.
 *
 * @throws {LinnetError} when count is no integer in [1, 1024].
 */
export function configureThreads({ count }: { count: number }): void {
  if (!(Number.isInteger(count) && count > 0 && count <= 1024)) {
    throw new LinnetError(
      "configureThreads",
      `count must be an integer in [1, 1024]; got ${count}. Use 1 for one thread.`,
    );
  }
  if (count === wanted) return;
  wanted = count;
  for (const worker of pool?.workers ?? []) worker.terminate();
  pool = null;
}

/** How many threads large work may use, the calling one included; 1 where memory cannot be shared. */
export function threadCount(): number {
  if (!canShareMemory() || !isShared()) return 1;
  return wanted ?? Math.min(hardwareThreads(), MOST_THREADS);
}

/** How many workers are ready. The first call starts them and answers 0: they are never waited for. */
export function readyWorkers(): number {
  pool ??= startPool();
  return Atomics.load(pool.words, STARTED);
}

/** Whether no worker has to be woken, which would take 30 to 65 µs. */
export function workersAwake(): boolean {
  return pool !== null && Atomics.load(pool.words, SLEEPING) === 0;
}

/** Byte address of the job that `announce` tells the workers of. */
export function jobAddress(): number {
  return pool === null ? 0 : pool.job;
}

/** Byte address of what a job needs beyond its arguments. */
export function planAddress(): number {
  return jobAddress() + JOB_BYTES;
}

/** Tells the workers that the job with this ticket is to be done. */
export function announce(ticket: number): void {
  if (pool === null) return;
  Atomics.store(pool.words, TICKET, ticket);
  if (Atomics.load(pool.words, SLEEPING) > 0) Atomics.notify(pool.words, TICKET);
}

function startPool(): Pool {
  const count = threadCount() - 1;
  const bytes = 1024 + JOB_BYTES + 128;
  const control = reserve(bytes);
  wholeMemory().u8.fill(0, control, control + bytes); // arrays may have lain there
  const job = control + 1024; // on cache lines of its own
  const workers: Spawned[] = [];
  for (let i = 0; i < count; i++) {
    const work = (workSpaces[i] ??= reserve(WORK_BYTES));
    const worker = spawn({ memory: wasmMemory(), control, job, work });
    if (worker === null) break;
    workers.push(worker);
  }
  return { workers, control, job, words: new Int32Array(wholeMemory().buffer, control, CONTROL_BYTES / 4) };
}
