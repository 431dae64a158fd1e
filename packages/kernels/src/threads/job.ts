import { wholeMemory } from "../memory/memory.js";
import type { Tiling } from "./tiles.js";

/** A product as kernels see it: addresses in bytes, strides in elements. C (m×n) ← α·A·B + β·C. */
export interface Product {
  /** Of an element: 4 or 8. */
  readonly bytes: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly alpha: number;
  readonly a: number;
  readonly aRow: number;
  readonly aCol: number;
  readonly b: number;
  readonly bRow: number;
  readonly bCol: number;
  readonly beta: number;
  readonly c: number;
  readonly cRow: number;
  readonly cCol: number;
}

export const JOB_BYTES = 96;

/** Words of a job, as `assembly/gemm/tiles.ts` reads them. */
const NEXT = 0;
const DONE = 1;
const PLAN = 2;
/** Place of α among numbers of 8 bytes. */
const ALPHA = 10;

/** No tile is left: a thread with an old ticket must not take one while the job is being written. */
const CLOSED = 0xffff;
/** The most tiles of a job. */
export const MAX_TILES: number = CLOSED - 1;

/** Writes the job; every thread that knows its ticket may take tiles from now on. */
export function writeJob(job: number, ticket: number, product: Product, tiles: Tiling): void {
  const { i32, f64 } = wholeMemory();
  const word = job / 4;
  const tagged = (ticket & 0xffff) << 16;
  Atomics.store(i32, word + NEXT, tagged | CLOSED);
  Atomics.store(i32, word + DONE, 0);
  const { bytes, m, n, k, a, aRow, aCol, b, bRow, bCol, c, cRow, cCol } = product;
  const plan = [tiles.count, tiles.rows, tiles.cols, tiles.across, bytes, m, n, k];
  plan.push(a, aRow, aCol, b, bRow, bCol, c, cRow, cCol);
  i32.set(plan, word + PLAN);
  f64[job / 8 + ALPHA] = product.alpha;
  f64[job / 8 + ALPHA + 1] = product.beta;
  Atomics.store(i32, word + NEXT, tagged);
}

/** Milliseconds of looking before this thread sleeps: where cores are few, the others need this one. */
const PATIENCE = 0.5;
/** Milliseconds that it sleeps at most; threads that finish a tile wake it. */
const SLEEP = 10;

/** Waits until all tiles are done. Only tiles that were taken are missing, so it takes no longer than one tile. */
export function awaitJob(job: number, tiles: Tiling): void {
  const { i32 } = wholeMemory();
  const done = job / 4 + DONE;
  const end = performance.now() + PATIENCE;
  while (Atomics.load(i32, done) < tiles.count) {
    if (performance.now() > end && mayWait()) sleepWhile(i32, done, tiles.count);
  }
}

/** Sleeps until the number of tiles done changes, unless all are. */
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
