// What a block of a symmetric reduction owes to the rest of the matrix. float64, rows contiguous, strides in bytes.

import { packB } from "../gemm/pack";
import { MR, NR_BYTES, tile } from "../gemm/tile";

/** Rows whose numbers of X stay in the nearest cache while they meet all of Y. */
const ROWS = 64;
/** In the work space: α, a tile at the edge, the packed numbers of X, those of Y. */
const TILE: usize = 64;
const PACKED: usize = 256;

/** Bytes of work for n×n matrices and k rows. */
export function updateRoom(n: i32, k: i32): i32 {
  return <i32>PACKED + k * ((ROWS + n + 8) << 3);
}

/**
 * The upper triangle of A, n×n, ← A − XᵀY for k×n matrices X and Y of one row distance. Of what lies below the diagonal, tiles that cross it are
 * spoiled.
 */
export function subtractProduct(
  n: i32,
  k: i32,
  x: usize,
  y: usize,
  row: isize,
  a: usize,
  aRow: isize,
  work: usize,
): void {
  const packedX = work + PACKED;
  const packedY = packedX + k * (ROWS << 3);
  store<f64>(work, -1);
  packB(8, k, n, y, row, 8, packedY);
  for (let i = 0; i < n; i += ROWS) {
    const rows = min<i32>(ROWS, n - i);
    packPairs(rows, k, x + (i << 3), row, packedX);
    for (let j = i; j < n; j += 8) {
      const panel = packedY + j * (k << 3);
      subtractColumn(min<i32>(rows, j + 8 - i), n - j, k, packedX, panel, a + i * aRow + (j << 3), aRow, work);
    }
  }
}

/** Two neighbouring columns of X at a time: what the kernel takes for two rows. */
function packPairs(columns: i32, k: i32, x: usize, row: isize, to: usize): void {
  for (; columns > 0; columns -= MR, x += 16) {
    for (let r = 0, from = x; r < k; r++, from += row, to += 16) v128.store(to, v128.load(from));
  }
}

/** Eight columns of C, or what is left of them. */
function subtractColumn(rows: i32, cols: i32, k: i32, x: usize, y: usize, c: usize, cRow: isize, work: usize): void {
  for (; rows > 1 && cols >= 8; rows -= MR, x += k << 4, c += MR * cRow) {
    tile<f64>(k, x, 8, 16, y, NR_BYTES, c, cRow, work, true);
  }
  for (; rows > 0; rows -= MR, x += k << 4, c += MR * cRow) {
    tile<f64>(k, x, 8, 16, y, NR_BYTES, work + TILE, NR_BYTES, work, false);
    addPart(min<i32>(rows, MR), min<i32>(cols, 8), work + TILE, c, cRow);
  }
}

function addPart(rows: i32, cols: i32, t: usize, c: usize, cRow: isize): void {
  for (; rows > 0; rows--, t += NR_BYTES, c += cRow) {
    for (let j = 0; j < cols << 3; j += 8) store<f64>(c + j, load<f64>(c + j) + load<f64>(t + j));
  }
}
