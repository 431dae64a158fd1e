import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { address } from "../wasm/address.js";
import { FEW_ROWS, type Many, follows, inMemory, isSingle } from "./many.js";
import { tridiagonalFamily } from "./tridiagonal-family.js";

/**
 * Eigenvalues, ascending, of small real symmetric matrices, from their lower triangles, and unit eigenvectors in columns.
 *
 * @param first which of them is the first one
 * @param values a row of k of them for each matrix, contiguous
 * @param vectors n×k, that of the first matrix; the others follow. Null where nobody asks for them
 * @returns whether it did it: not for complex, large or spilled matrices, and not where an entry is not finite, the size of a lower triangle
 *   asks for scaling, or the iteration did not converge. Then whatever was written counts for nothing
 */
export function eighMany(
  count: number,
  a: Many,
  first: number,
  values: MatrixView,
  vectors: MatrixView | null,
): boolean {
  const { rows: n, rowStride, colStride, type } = a.first;
  const k = values.cols;
  if (n === 0 || n > FEW_ROWS || type.kind === "complex" || !follows(values, k)) return false;
  if (vectors !== null && !(follows(vectors, k) && inMemory(vectors))) return false;
  if (!inMemory(a.first, values)) return false;
  const { eigen_many, eigen_work } = tridiagonalFamily.exports;
  const out = vectors === null ? 0 : address(vectors);
  const [from, to] = [address(a.first), address(values)];
  const work = scratch(eigen_work(n));
  const single = isSingle(a.first);
  return eigen_many(single, count, n, first, k, from, a.step, rowStride, colStride, to, out, work) < 0;
}
