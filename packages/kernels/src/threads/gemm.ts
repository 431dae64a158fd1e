import { wholeMemory } from "../memory/memory.js";
import { scratch } from "../memory/scratch.js";
import { gemmFamily } from "../wasm/gemm-family.js";
import { MAX_PIECES, runPieces } from "./job.js";
import { WORK_BYTES, planAddress, readyWorkers, workersAwake } from "./pool.js";
import { tiling } from "./tiles.js";

/** Multiplications below which one thread is as fast where workers sleep: 128³. */
const LARGE = 2 ** 21;

/** A product as kernels see it: addresses in bytes, strides in elements. C (m×n) ← α·A·B + β·C. */
export interface Product {
  /** Of an element: 4 or 8. */
  readonly bytes: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly alpha: number;
  a: number;
  readonly aRow: number;
  readonly aCol: number;
  b: number;
  readonly bRow: number;
  readonly bCol: number;
  readonly beta: number;
  c: number;
  readonly cRow: number;
  readonly cCol: number;
}

/** Place of α among the plan's numbers of 8 bytes. */
const ALPHA = 8;

/**
 * Computes a large product on all threads, this one included; answers false, having done nothing, where one thread should
 * do it: the product is small, or there are no workers (yet). Every element of C is the same sum in the same order,
 * whoever computes it, so the bits do not depend on the number of threads.
 */
export function gemmOnThreads(product: Product): boolean {
  const { bytes, m, n, k, a, aRow, aCol, b, bRow, bCol, c, cRow, cCol } = product;
  if (!workersAwake() && m * n * k < LARGE) return false;
  const workers = readyWorkers();
  if (workers === 0) return false;
  const { rows, cols, across, count } = tiling(m, n, k, workers + 1);
  if (count < 2 || count > MAX_PIECES) return false;
  const work = scratch(WORK_BYTES);
  const { i32, f64 } = wholeMemory();
  const plan = planAddress();
  i32.set([rows, cols, across, bytes, m, n, k, a, aRow, aCol, b, bRow, bCol, c, cRow, cCol], plan / 4);
  f64[plan / 8 + ALPHA] = product.alpha;
  f64[plan / 8 + ALPHA + 1] = product.beta;
  runPieces(
    gemmFamily,
    "gemm_tile",
    count,
    [
      [plan, 0, plan],
      [0, 1, Infinity],
    ],
    work,
  );
  return true;
}
