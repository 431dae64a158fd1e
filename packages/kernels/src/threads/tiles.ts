/** Multiplications that are worth a tile of a thread's only one, some 4 to 8 µs, and one of several. */
const LEAST_WORK = 2 ** 17;
const TILE_WORK = 2 ** 19;
/** More tiles than threads, so that a thread that is held up delays the others little. */
const TILES_PER_THREAD = 4;
/** Bounds the packed panel of B that each thread needs for itself. */
export const MAX_TILE_COLS = 1024;
/** Of the microkernel: rows are paired, columns go by 64 bytes (16 float32, two times 8 float64). */
const ROW_STEP = 2;
const COL_STEP = 16;

/** How C is cut: `down × across` tiles of `rows × cols`, the last ones smaller. */
export interface Tiling {
  readonly rows: number;
  readonly cols: number;
  readonly across: number;
  readonly count: number;
}

/**
 * Cuts C, m×n, into tiles for a product with k multiplications an element; k is never cut, so that no sum depends on the
 * tiling. A tile packs its rows of A and its columns of B, in all k·(m·across + n·down) numbers: of the ways to cut, the one
 * that packs least.
 */
export function tiling(m: number, n: number, k: number, threads: number): Tiling {
  const wanted = tileCount(m * n * k, threads);
  const leastAcross = Math.ceil(n / MAX_TILE_COLS);
  let best = cut(m, n, Math.ceil(wanted / leastAcross), leastAcross);
  for (let across = leastAcross + 1; across <= wanted; across++) {
    if (wanted % across !== 0) continue;
    const next = cut(m, n, wanted / across, across);
    if (packing(m, n, next) < packing(m, n, best)) best = next;
  }
  return best;
}

/** A multiple of the threads, where there is enough work for that. */
function tileCount(work: number, threads: number): number {
  const each = Math.min(TILES_PER_THREAD, Math.floor(work / TILE_WORK / threads));
  return Math.min(threads * Math.max(1, each), Math.ceil(work / LEAST_WORK));
}

function cut(m: number, n: number, down: number, across: number): Tiling {
  const rows = Math.ceil(m / down / ROW_STEP) * ROW_STEP;
  const cols = Math.ceil(n / across / COL_STEP) * COL_STEP;
  const acrossNow = Math.ceil(n / cols);
  return { rows, cols, across: acrossNow, count: Math.ceil(m / rows) * acrossNow };
}

function packing(m: number, n: number, { across, count }: Tiling): number {
  return m * across + n * (count / across);
}
