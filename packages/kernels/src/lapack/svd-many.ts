import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { address } from "../wasm/address.js";
import { bidiagonalFamily } from "./bidiagonal-family.js";
import { FEW_ROWS, type Many, follows, inMemory, isSingle } from "./many.js";

/**
 * Singular values, descending, and thin factors of small real matrices A = U·diag(s)·Vᴴ.
 *
 * @param s a row of k = min(m, n) of them for each matrix, contiguous
 * @param u m×k, that of the first matrix; the others follow
 * @param vh k×n, likewise
 * @returns whether it did it: not for complex, large or spilled matrices nor for square factors of others, and not where an entry is not
 *   finite, entries ask for scaling, or the iteration did not converge. Then whatever was written counts for nothing
 */
export function svdMany(count: number, a: Many, s: MatrixView, u: MatrixView, vh: MatrixView): boolean {
  const { rows: m, cols: n } = a.first;
  if (m < n) return svdMany(count, { first: a.first.T, step: a.step }, s, vh.T, u.T);
  const { rowStride, colStride, type } = a.first;
  if (n === 0 || m > FEW_ROWS || type.kind === "complex") return false;
  if (u.cols !== n || !follows(s, n) || !isPacked(u) || !isPacked(vh)) return false;
  if (!inMemory(a.first, s, u, vh)) return false;
  const { singular_many, singular_work } = bidiagonalFamily.exports;
  const [from, values, left, right] = [a.first, s, u, vh].map(address);
  return (
    singular_many(
      isSingle(s),
      count,
      m,
      n,
      from,
      a.step,
      rowStride,
      colStride,
      values,
      left,
      u.rowStride,
      u.colStride,
      right,
      vh.rowStride,
      vh.colStride,
      scratch(singular_work(m, n)),
    ) < 0
  );
}

/** Whether rows follow one another, or columns. */
function isPacked(x: MatrixView): boolean {
  return follows(x, x.cols) || follows(x.T, x.rows);
}
