import { type MatrixView, threadCount } from "@linnet/kernels";
import { blockReflect } from "@linnet/kernels/lapack";

/** Multiplications from which a product goes to several threads where there are any. */
const SHARED = 2 ** 21;

/**
 * C ← C·(I − Vᵀ·T·V) by one call of a kernel, where numbers are real, rows are contiguous and threads would bring nothing; answers
 * whether it did it.
 *
 * @param t an upper triangle with contiguous rows, or the transposed view of one
 * @param known how many rows of C are those of the identity, see `blockReflect`
 */
export function applyRealBlock(c: MatrixView, v: MatrixView, t: MatrixView, known = 0): boolean {
  const turned = t.colStride !== 1;
  if (c.type.kind === "complex" || c.colStride !== 1 || v.colStride !== 1 || (turned && t.rowStride !== 1))
    return false;
  if (v.rows > 1 && c.rows * c.cols * v.rows >= SHARED && threadCount() > 1) return false; // the same sums in the same order
  blockReflect(c, v, turned ? t.T : t, turned, known);
  return true;
}
