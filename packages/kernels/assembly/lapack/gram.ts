import { MR, NR_BYTES, addEdge, tile } from "../gemm/tile";

/** In the work space: −1, a tile at the edges, then the panels. */
const TILE: usize = 64;
const PANELS: usize = 256;

/** Where in the work space X lies in panels of 64 bytes of each of its rows, one panel after the other. @inline */
export function panelsOf(work: usize): usize {
  return work + PANELS;
}

/**
 * The upper triangle of C ← C − Xᵀ·X, for C n×n of contiguous rows and k×n numbers X that lie in the panels of the work space, the last one
 * filled with zeros. By tiles, so that beside the diagonal something may be written below it. Strides in bytes.
 */
export function subtractGram<T>(n: i32, k: i32, c: usize, cRow: isize, work: usize): void {
  const z = sizeof<T>();
  const width: i32 = NR_BYTES / z;
  const edge = work + TILE;
  const panels = panelsOf(work);
  store<T>(work, -1);
  let columns = panels;
  for (let j = 0; j < n; j += width, columns += k * NR_BYTES) {
    const cols = min(width, n - j);
    let to = c + j * z;
    for (let i = 0; i < j + cols; i += MR, to += MR * cRow) {
      const rows = panels + (i / width) * k * NR_BYTES + (i % width) * z; // a panel of columns is one of rows too
      if (cols == width) tile<T>(k, rows, z, NR_BYTES, columns, NR_BYTES, to, cRow, work, true);
      else {
        tile<T>(k, rows, z, NR_BYTES, columns, NR_BYTES, edge, NR_BYTES, work, false);
        addEdge<T>(min(MR, n - i), cols, edge, to, cRow);
      }
    }
  }
}
