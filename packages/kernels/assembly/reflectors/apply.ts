import { packB } from "../gemm/pack";
import { MR, NR_BYTES, addEdge, tile } from "../gemm/tile";

/** Rows of C that are reflected at a time: they and the products stay in a cache. */
const ROWS: i32 = 16;
/** Numbers of a row that a sum runs over before it is added to others: in shorter sums errors grow less. */
const PART: i32 = 128;

/** In the work space: 1, −1, a tile at the edges, then V and T in panels and the products. */
const MINUS: usize = 16;
const TILE: usize = 64;
const PANELS: usize = 256;

/**
 * C ← C − (C·Vᵀ)·T·V for rows of C (g×m), with V k×m; with Tᵀ where it is `turned`. Of C the first `known` rows may be those of the
 * identity and the first `known` columns zero in all others. Rows are contiguous; strides in bytes. V is packed twice, by
 * its rows and by its columns; `work` holds 4 kB, 2·m + k + 34 rows of k numbers, and all that rounding up to panels adds.
 */
export function applyBlock<T>(
  g: i32,
  m: i32,
  k: i32,
  known: i32,
  c: usize,
  cRow: isize,
  v: usize,
  vRow: isize,
  t: usize,
  tRow: isize,
  turned: bool,
  work: usize,
): void {
  const z: isize = sizeof<T>();
  const width: i32 = NR_BYTES / sizeof<T>();
  const row = <isize>((k + width - 1) / width) * NR_BYTES; // of a product
  const byRows = work + PANELS;
  const factor = byRows + m * row;
  const inner = factor + k * row;
  const left = inner + (ROWS + 1) * row;
  const byColumns = left + (ROWS + 1) * row;
  store<T>(work, 1);
  store<T>(work, -1, MINUS);
  packB(sizeof<T>(), m, k, v, z, vRow, byRows);
  packB(sizeof<T>(), k, m, v, vRow, z, byColumns);
  packB(sizeof<T>(), k, k, t, turned ? z : tRow, turned ? tRow : z, factor);
  for (let i = 0; i < g;) {
    const isKnown = i < known;
    const rows = min(ROWS, (isKnown ? known : g) - i);
    if (isKnown) copyColumns(rows, m, row, byRows + i * NR_BYTES, inner);
    else innerProducts<T>(rows, known, m, row, c, cRow, byRows, inner, work);
    for (let j = 0, at: isize = 0; j < k; j += width, at += NR_BYTES) {
      // the triangle's zeros are left out
      const first = turned ? j : 0;
      const count = (turned ? k : min(k, j + width)) - first;
      const panel = factor + at * k + first * NR_BYTES;
      for (let r: isize = 0; r < rows; r += MR) {
        const from = inner + r * row + first * z;
        tile<T>(count, from, row, z, panel, NR_BYTES, left + r * row + at, row, work + MINUS, false);
      }
    }
    addProducts<T>(rows, m, k, left, row, byColumns, c, cRow, work);
    c += rows * cRow;
    i += rows;
  }
}

/** C·Vᵀ for rows of the identity: columns of V. */
function copyColumns(rows: i32, m: i32, row: isize, panels: usize, to: usize): void {
  for (; rows > 0; rows--, panels += NR_BYTES) {
    for (let from = panels, end = to + row; to < end; to += NR_BYTES, from += m * NR_BYTES) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      v128.store(to, v128.load(from, 32), 32);
      v128.store(to, v128.load(from, 48), 48);
    }
  }
}

/** C·Vᵀ, two rows at a time; a last odd one is paired with itself. The first columns of C are left out. */
function innerProducts<T>(
  rows: i32,
  first: i32,
  m: i32,
  row: isize,
  c: usize,
  cRow: isize,
  panels: usize,
  to: usize,
  one: usize,
): void {
  const z: isize = sizeof<T>();
  for (const end = to + row; to < end; to += NR_BYTES, panels += m * NR_BYTES) {
    for (let l = first; l < m; l += PART) {
      const count = min(PART, m - l);
      for (let r = 0; r < rows; r += MR) {
        const from = c + r * cRow + l * z;
        const next = rows - r < MR ? 0 : cRow;
        tile<T>(count, from, next, z, panels + l * NR_BYTES, NR_BYTES, to + r * row, row, one, l > first);
      }
    }
  }
}

/** C ← C + P·V. */
function addProducts<T>(
  rows: i32,
  m: i32,
  k: i32,
  p: usize,
  row: isize,
  panels: usize,
  c: usize,
  cRow: isize,
  one: usize,
): void {
  const z: isize = sizeof<T>();
  const width: i32 = NR_BYTES / sizeof<T>();
  const edge = one + TILE;
  for (let j = 0; j < m; j += width, panels += k * NR_BYTES, c += NR_BYTES) {
    const cols = min(width, m - j);
    for (let r = 0; r < rows; r += MR) {
      const to = c + r * cRow;
      const from = p + r * row;
      if (cols == width && rows - r >= MR) tile<T>(k, from, row, z, panels, NR_BYTES, to, cRow, one, true);
      else {
        tile<T>(k, from, row, z, panels, NR_BYTES, edge, NR_BYTES, one, false);
        addEdge<T>(min(MR, rows - r), cols, edge, to, cRow);
      }
    }
  }
}
