import { product } from "./product";

/** Words of a job, written by `src/threads/job.ts`: a ticket over the next tile, tiles done, then the plan. */
const NEXT: usize = 0;
const DONE: usize = 4;
const PLAN: usize = 8;
const ALPHA: usize = 80;
const BETA: usize = 88;

/**
 * Computes tiles of a product that several threads share, until none is left. A thread whose ticket is not the job's has come
 * too late and takes none. `work` is memory of this thread alone.
 */
export function gemm_tiles(job: usize, ticket: i32, work: usize): void {
  for (;;) {
    const next = atomic.load<i32>(job, NEXT);
    if (next >>> 16 != (ticket & 0xffff)) return;
    const tile = next & 0xffff;
    if (tile >= word(job, 0)) return;
    if (atomic.cmpxchg<i32>(job, next, next + 1, NEXT) != next) continue;
    if (word(job, 4) == 4) compute<f32>(job, tile, work);
    else compute<f64>(job, tile, work);
    atomic.add<i32>(job, 1, DONE);
    atomic.notify(job + DONE, 1);
  }
}

/** Word i of the plan: count, rows, cols, across, bytes, m, n, k, then address and strides of A, B and C. */
function word(job: usize, i: i32): i32 {
  return load<i32>(job + PLAN + (i << 2));
}

/** One tile, some rows and columns of C, which is a product of its own. */
function compute<T>(job: usize, tile: i32, work: usize): void {
  const z = sizeof<T>();
  const across = word(job, 3);
  const i = (tile / across) * word(job, 1);
  const j = (tile % across) * word(job, 2);
  const rows = min(word(job, 1), word(job, 5) - i);
  const cols = min(word(job, 2), word(job, 6) - j);
  const aRow = word(job, 9);
  const bCol = word(job, 13);
  const cRow = word(job, 15);
  const cCol = word(job, 16);
  product<T>(
    rows,
    cols,
    word(job, 7),
    <T>load<f64>(job + ALPHA),
    word(job, 8) + i * aRow * z,
    aRow,
    word(job, 10),
    word(job, 11) + j * bCol * z,
    word(job, 12),
    bCol,
    <T>load<f64>(job + BETA),
    word(job, 14) + (i * cRow + j * cCol) * z,
    cRow,
    cCol,
    work,
  );
}
