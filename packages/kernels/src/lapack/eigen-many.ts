import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { address } from "../wasm/address.js";
import { FEW_ROWS, type Many, follows, inMemory, isSingle } from "./many.js";
import { schurFamily } from "./schur-family.js";

/**
 * Eigenvalues and right eigenvectors of n×n real matrices, one call for all of them. Answers whether it did it: it declines large
 * and spilled matrices, and stops where an entry is not finite or an iteration does not converge; see many.ts.
 *
 * @param balanced whether to balance first
 * @param values count×n, complex, contiguous
 * @param vectors the first of `count` n×n matrices, of the type of the values, contiguous: vectors in columns of norm 1, the largest
 *   entry of a complex one real. Or null
 */
export function eigenMany(
  count: number,
  a: Many,
  balanced: boolean,
  values: MatrixView,
  vectors: MatrixView | null,
): boolean {
  const { rows: n, rowStride, colStride } = a.first;
  if (n > FEW_ROWS || !follows(values, n) || !inMemory(a.first, values)) return false;
  if (vectors !== null && (!follows(vectors, n) || !inMemory(vectors))) return false;
  const work = scratch((4 * n * (n + 2) + 4 * n) * 8);
  const [from, to, columns] = [address(a.first), address(values), vectors === null ? 0 : address(vectors)];
  const { eigen_many: kernel } = schurFamily.exports;
  return kernel(isSingle(a.first), count, n, from, a.step, rowStride, colStride, balanced, to, columns, work) < 0;
}

/**
 * A = Z·T·Zᵀ for n×n real matrices with T in real Schur form, in one call; or in Hessenberg form where `values` is null. Answers whether
 * it did it, as `eigenMany`.
 *
 * @param t the first of `count` n×n matrices, contiguous, of the type of A; and likewise `z`
 * @param values count×n, complex, contiguous: the eigenvalues in the order of T
 */
export function schurMany(count: number, a: Many, t: MatrixView, z: MatrixView, values: MatrixView | null): boolean {
  const { rows: n, rowStride, colStride } = a.first;
  if (n > FEW_ROWS || !follows(t, n) || !follows(z, n) || !inMemory(a.first, t, z)) return false;
  if (values !== null && (!follows(values, n) || !inMemory(values))) return false;
  const work = scratch((3 * n * (n + 2) + 2 * n) * 8);
  const [from, to, basis, lambda] = [address(a.first), address(t), address(z), values === null ? 0 : address(values)];
  const { schur_many: kernel } = schurFamily.exports;
  return kernel(isSingle(a.first), count, n, from, a.step, rowStride, colStride, to, basis, lambda, work) < 0;
}
