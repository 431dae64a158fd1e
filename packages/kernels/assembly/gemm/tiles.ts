import { product } from "./product";

/** Bytes of a plan, written by `src/threads/gemm.ts`: 16 words, then α and β. */
const ALPHA: usize = 64;
const BETA: usize = 72;

/** One tile of a product that several threads share: some rows and columns of C, a product of its own. `work` is memory of this thread alone. */
export function gemm_tile(plan: usize, tile: i32, work: usize): void {
  const z = word(plan, 3);
  const across = word(plan, 2);
  const i = (tile / across) * word(plan, 0);
  const j = (tile % across) * word(plan, 1);
  const rows = min(word(plan, 0), word(plan, 4) - i);
  const cols = min(word(plan, 1), word(plan, 5) - j);
  const aRow = word(plan, 8);
  const bCol = word(plan, 12);
  const cRow = word(plan, 14);
  const cCol = word(plan, 15);
  product(
    z,
    rows,
    cols,
    word(plan, 6),
    load<f64>(plan + ALPHA),
    word(plan, 7) + i * aRow * z,
    aRow,
    word(plan, 9),
    word(plan, 10) + j * bCol * z,
    word(plan, 11),
    bCol,
    load<f64>(plan + BETA),
    word(plan, 13) + (i * cRow + j * cCol) * z,
    cRow,
    cCol,
    work,
  );
}

/** Word i of the plan: rows, cols, across, bytes, m, n, k, then address and strides of A, B and C. */
function word(plan: usize, i: i32): i32 {
  return load<i32>(plan + (i << 2));
}
