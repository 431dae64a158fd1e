import type { MatrixView } from "../matrix-view.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { schurFamily } from "./schur-family.js";

/**
 * Entries from … to − 1 of the eigenvectors of a quasi-triangular T, (T − λI)·x = 0, for its eigenvalues from that index on; of
 * a pair k, k + 1 row k of x holds the real part and row k + 1 the imaginary part of the vector of the one with positive imaginary
 * part. A vector is scaled down where it would overflow.
 *
 * @param t n×n float64, rows contiguous, in standard form; `from` and `to` split none of its 2×2 blocks
 * @param x n×n float64, rows contiguous: these entries of a row hold −T[from … to − 1, to …]·x[to …] at first, which is zero where
 *   the vector begins here
 * @see LAPACK dtrevc for the substitution, dlaln2 for its scaling
 */
export function substitute(t: MatrixView, x: MatrixView, from: number, to: number): void {
  const { f64_substitute } = schurFamily.exports;
  const run = (p: number, q: number): void => f64_substitute(t.rows, p, t.rowStride, q, x.rowStride, from, to);
  if (inHeap(t.storage) && inHeap(x.storage)) run(address(t), address(x));
  else withStaged([spanOf(t)], [spanOf(x)], run);
}
