import { type MatrixView, gemm, release, trsm, workspace } from "@linnet/kernels";
import { potrf } from "@linnet/kernels/lapack";
import { conjugateInPlace } from "../matrix/complex-view.js";
import { copyMatrix } from "../matrix/copy.js";

/** Sides of the diagonal blocks that a kernel factors: by blocks itself where numbers are real, so that above only threads pay. */
const REAL_BASE = 512;
const COMPLEX_BASE = 32;
/** Below this a symmetric update is not split. */
const WHOLE_UPDATE = 64;

/**
 * A = Uᴴ·U in place, recursively by halves: U₁₁, then U₁₂ = U₁₁⁻ᴴ·A₁₂, then A₂₂ − U₁₂ᴴ·U₁₂, for any float or complex dtype.
 * Reads the upper triangle only, so that every triangular solve is a left solve on contiguous rows; below it anything may be written.
 *
 * @param a n×n of contiguous rows, its upper triangle is overwritten; imaginary parts of its diagonal are ignored
 * @returns the index of the first pivot that is not positive (its value is left on the diagonal), or −1
 * @see Gustavson 1997 for the recursion; LAPACK dpotrf2, zpotrf2
 */
export function factorCholesky(a: MatrixView): number {
  const n = a.rows;
  if (n <= (a.type.kind === "complex" ? COMPLEX_BASE : REAL_BASE)) return potrf(a);
  const h = (((n + 1) >> 1) + 7) & ~7;
  const g = n - h;
  const failed = factorCholesky(a.block(0, 0, h, h));
  if (failed >= 0) return failed;
  const right = a.block(0, h, h, g);
  withConjugate(a.block(0, 0, h, h), (corner) => trsm(1, corner.T, "lower", "nonunit", right));
  withConjugate(right, (conjugate) => subtractGram(a.block(h, h, g, g), conjugate, right));
  const later = factorCholesky(a.block(h, h, g, g));
  return later < 0 ? -1 : h + later;
}

/** Hands on a real matrix as it is, and the conjugate of a complex one in a copy. */
function withConjugate(x: MatrixView, use: (conjugate: MatrixView) => void): void {
  if (x.type.kind !== "complex") {
    use(x);
    return;
  }
  const copy = workspace(x.type, x.rows, x.cols);
  copyMatrix(x, copy);
  conjugateInPlace(copy);
  use(copy);
  release(copy.storage);
}

/** The upper triangle of C − X̄ᵀ·X from X̄ and X; on the diagonal blocks the rest of C is overwritten too. */
function subtractGram(c: MatrixView, conjugate: MatrixView, x: MatrixView): void {
  const n = c.rows;
  if (n <= WHOLE_UPDATE) {
    gemm(-1, conjugate.T, x, 1, c);
    return;
  }
  const k = x.rows;
  const h = (((n + 1) >> 1) + 7) & ~7;
  const [left, right] = [x.block(0, 0, k, h), x.block(0, h, k, n - h)];
  const [leftConjugate, rightConjugate] = [conjugate.block(0, 0, k, h), conjugate.block(0, h, k, n - h)];
  subtractGram(c.block(0, 0, h, h), leftConjugate, left);
  gemm(-1, leftConjugate.T, right, 1, c.block(0, h, h, n - h));
  subtractGram(c.block(h, h, n - h, n - h), rightConjugate, right);
}
