import { type MatrixView, gemm, trsm } from "@linnet/kernels";
import { addScaled, scale } from "./vector.js";

/** Side of the diagonal blocks that are factored element by element, and below which a symmetric update is not split. */
const BASE = 32;
const scratch = /* @__PURE__ */ new Float64Array(BASE * BASE);

/**
 * A = Uᵀ·U in place, recursively by halves: U₁₁, then U₁₂ = U₁₁⁻ᵀ·A₁₂, then A₂₂ − U₁₂ᵀ·U₁₂.
 * Reads and writes the upper triangle only, so that every triangular solve is a left solve on contiguous rows.
 *
 * @param a n×n, its upper triangle is overwritten
 * @returns the index of the first pivot that is not positive (its value is left on the diagonal), or −1
 * @see Gustavson 1997 for the recursion; LAPACK dpotrf2
 */
export function factorCholesky(a: MatrixView): number {
  const n = a.rows;
  if (n <= BASE) return factorBlock(a);
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

/** The upper triangle of C − XᵀX; on the diagonal blocks the rest of C is overwritten too. */
function subtractGram(c: MatrixView, x: MatrixView): void {
  const n = c.rows;
  if (n <= 2 * BASE) {
    gemm(-1, x.T, x, 1, c);
    return;
  }
  const h = (((n + 1) >> 1) + 7) & ~7;
  const left = x.block(0, 0, x.rows, h);
  const right = x.block(0, h, x.rows, n - h);
  subtractGram(c.block(0, 0, h, h), left);
  gemm(-1, left.T, right, 1, c.block(0, h, h, n - h));
  subtractGram(c.block(h, h, n - h, n - h), right);
}

/** A small block, in float64 whatever its type: row i is finished, then subtracted from the rows below. */
function factorBlock(a: MatrixView): number {
  const n = a.rows;
  const { data, offset, rowStride, colStride } = a;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) scratch[i * BASE + j] = data[offset + i * rowStride + j * colStride];
  }
  const failed = eliminate(n, scratch);
  const done = failed < 0 ? n : failed + 1;
  for (let i = 0; i < done; i++) {
    for (let j = i; j < n; j++) data[offset + i * rowStride + j * colStride] = scratch[i * BASE + j];
  }
  return failed;
}

function eliminate(n: number, u: Float64Array): number {
  for (let i = 0; i < n; i++) {
    const row = i * BASE;
    const pivot = u[row + i];
    if (!(pivot > 0)) return i; // also when it is NaN
    const root = Math.sqrt(pivot);
    u[row + i] = root;
    scale(n - i - 1, 1 / root, u, row + i + 1);
    for (let k = i + 1; k < n; k++) addScaled(n - k, -u[row + k], u, row + k, u, k * BASE + k);
  }
  return -1;
}
