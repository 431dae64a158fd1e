import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import type { Many } from "./many.js";
import { reflectorsFamily } from "./reflectors-family.js";
import { isSingle } from "./vector.js";

/**
 * The X that minimize ‖A·X − B‖ column by column, and the squares of these norms, for real matrices with at least as many rows as columns and
 * independent columns; by QR with column pivoting, in float64 whatever the type.
 *
 * @param x n×k, rows contiguous; the X of the other matrices follow
 * @param squares 1×k, contiguous
 * @param rtol diagonal entries of R up to `rtol` times the first count as zero
 * @returns false where a number is not finite, columns are dependent or something spilled: then what was written counts for nothing
 */
export function leastSquaresMany(
  count: number,
  a: Many,
  b: Many,
  x: MatrixView,
  squares: MatrixView,
  rtol: number,
): boolean {
  const { rows: m, cols: n, rowStride, colStride, type } = a.first;
  const { cols: k, rowStride: row, colStride: col } = b.first;
  if (m < n || type.kind === "complex") return false;
  if (![a.first, b.first, x, squares].every(({ storage }) => inHeap(storage))) return false;
  const { least_squares_many: kernel } = reflectorsFamily.exports;
  const [p, q, r, s] = [address(a.first), address(b.first), address(x), address(squares)];
  const work = scratch(8 * m * (n + k) + 20 * n);
  const step = a.step;
  return kernel(isSingle(x), count, m, n, k, p, step, rowStride, colStride, q, b.step, row, col, rtol, r, s, work) < 0;
}
