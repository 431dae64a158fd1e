import { type MatrixView, gemm, release, trsm, unsetWorkspace } from "@linnet/kernels";
import { copyMatrix, keepTriangle } from "../matrix/copy.js";

/** Side of the blocks that are pulled back whole. */
const BASE = 32;
/** Below this a product of which a triangle counts is not split. */
const WHOLE = 64;

/**
 * W ← S = L⁻ᵀ·H·L⁻¹ with H = tril(P) + tril₋₁(P)ᵀ, P = Lᵀ·tril(W): twice the cotangent of A = L·Lᵀ, symmetric, for the cotangent W of L. By halves:
 * S₂₂ from W₂₂, then S₂₁ = (W₂₁ − S₂₂·L₂₁)·L₁₁⁻¹, then S₁₁ from W₁₁ − S₂₁ᵀ·L₂₁, as the factorization goes but backwards.
 *
 * @param L n×n, real, zero above its diagonal
 * @param W of L's dtype, contiguous rows
 * @remarks ⅚·n³ flops, of which all but n²·32 are products and triangular solves of halves.
 * @see Murray 2016, arXiv:1602.07527
 */
export function pullCholesky(L: MatrixView, W: MatrixView): void {
  const n = L.rows;
  if (n <= BASE) {
    pullBlock(L, W);
    return;
  }
  const h = (((n + 1) >> 1) + 7) & ~7;
  const g = n - h;
  const [L11, L21] = [L.block(0, 0, h, h), L.block(h, 0, g, h)];
  const [W11, W21, W22] = [W.block(0, 0, h, h), W.block(h, 0, g, h), W.block(h, h, g, g)];
  pullCholesky(L.block(h, h, g, g), W22);
  gemm(-1, W22, L21, 1, W21);
  trsm(1, L11.T, "upper", "nonunit", W21.T);
  subtractLower(W11, W21, L21);
  pullCholesky(L11, W11);
  copyMatrix(W21.T, W.block(0, h, h, g));
}

/** The lower triangle of C − Xᵀ·Y; above it in diagonal blocks anything may be written. */
function subtractLower(c: MatrixView, x: MatrixView, y: MatrixView): void {
  const n = c.rows;
  if (n <= WHOLE) {
    gemm(-1, x.T, y, 1, c);
    return;
  }
  const k = x.rows;
  const h = (((n + 1) >> 1) + 7) & ~7;
  subtractLower(c.block(0, 0, h, h), x.block(0, 0, k, h), y.block(0, 0, k, h));
  gemm(-1, x.block(0, h, k, n - h).T, y.block(0, 0, k, h), 1, c.block(h, 0, n - h, h));
  subtractLower(c.block(h, h, n - h, n - h), x.block(0, h, k, n - h), y.block(0, h, k, n - h));
}

function pullBlock(L: MatrixView, W: MatrixView): void {
  const P = unsetWorkspace(W.type, W.rows, W.cols);
  keepTriangle(W, "lower");
  gemm(1, L.T, W, 0, P);
  mirrorLower(P);
  trsm(1, L.T, "upper", "nonunit", P);
  trsm(1, L.T, "upper", "nonunit", P.T);
  mirrorLower(P);
  copyMatrix(P, W);
  release(P.storage);
}

/** xⱼᵢ ← xᵢⱼ for i > j, of contiguous rows. */
function mirrorLower({ data, offset, rows: n, rowStride }: MatrixView): void {
  for (let i = 1; i < n; i++) {
    for (let j = 0; j < i; j++) data[offset + j * rowStride + i] = data[offset + i * rowStride + j];
  }
}
