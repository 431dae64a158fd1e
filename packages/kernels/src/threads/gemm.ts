import { type Product, MAX_TILES, awaitJob, writeJob } from "./job.js";
import { announce, jobAddress, readyWorkers } from "./pool.js";
import { tiling } from "./tiles.js";

/** Multiplications below which one thread is as fast: 128³. */
const LARGE = 2 ** 21;

/** The instance of this thread, what workers need to make their own, and how much memory each needs for itself. */
export interface Gemm {
  gemm_tiles(job: number, ticket: number, work: number): void;
  module(): WebAssembly.Module;
  readonly work: number;
  readonly workBytes: number;
}

let ticket = 0;

/**
 * Computes a large product on all threads, this one included; answers false, having done nothing, where one thread should
 * do it: the product is small, or there are no workers (yet). Every element of C is the same sum in the same order,
 * whoever computes it, so the bits do not depend on the number of threads.
 */
export function gemmOnThreads(gemm: Gemm, product: Product): boolean {
  const { m, n, k } = product;
  if (m * n * k < LARGE) return false;
  const workers = readyWorkers(gemm.module, gemm.workBytes);
  if (workers === 0) return false;
  const tiles = tiling(m, n, k, workers + 1);
  if (tiles.count < 2 || tiles.count > MAX_TILES) return false;
  const { work } = gemm;
  const job = jobAddress();
  ticket = (ticket + 1) | 0;
  writeJob(job, ticket, product, tiles);
  announce(ticket);
  gemm.gemm_tiles(job, ticket, work);
  awaitJob(job, tiles);
  return true;
}
