import { type MatrixView, gemm, trsm } from "@linnet/kernels";
import { potrf } from "@linnet/kernels/lapack";

/** Side of the diagonal blocks of real numbers that a kernel factors, by blocks itself, so that above only threads pay. */
const BASE = 512;
/** Below this a symmetric update is not split. */
const WHOLE_UPDATE = 64;

/**
 * A = Uᴴ·U in place, for any float or complex dtype; a large real matrix recursively by halves: U₁₁, then U₁₂ = U₁₁⁻ᵀ·A₁₂, then A₂₂ − U₁₂ᵀ·U₁₂.
 * Reads the upper triangle only, so that every triangular solve is a left solve on contiguous rows; below it anything may be written.
 *
 * @param a n×n of contiguous rows, its upper triangle is overwritten; imaginary parts of its diagonal are ignored
 * @returns the index of the first pivot that is not positive (its value is left on the diagonal), or −1
 * @see Gustavson 1997 for the recursion; LAPACK dpotrf2, zpotrf2
 */
export function factorCholesky(a: MatrixView): number {
  const n = a.rows;
  if (n <= BASE || a.type.kind === "complex") return potrf(a);
  const h = (((n + 1) >> 1) + 7) & ~7;
  const g = n - h;
  const failed = factorCholesky(a.block(0, 0, h, h));
  if (failed >= 0) return failed;
  const right = a.block(0, h, h, g);
  trsm(1, a.block(0, 0, h, h).T, "lower", "nonunit", right);
  subtractGram(a.block(h, h, g, g), right);
  const later = factorCholesky(a.block(h, h, g, g));
  return later < 0 ? -1 : h + later;
}

/** The upper triangle of C − Xᵀ·X; on the diagonal blocks the rest of C is overwritten too. */
function subtractGram(c: MatrixView, x: MatrixView): void {
  const n = c.rows;
  if (n <= WHOLE_UPDATE) {
    gemm(-1, x.T, x, 1, c);
    return;
  }
  const k = x.rows;
  const h = (((n + 1) >> 1) + 7) & ~7;
  const [left, right] = [x.block(0, 0, k, h), x.block(0, h, k, n - h)];
  subtractGram(c.block(0, 0, h, h), left);
  gemm(-1, left.T, right, 1, c.block(0, h, h, n - h));
  subtractGram(c.block(h, h, n - h, n - h), right);
}
