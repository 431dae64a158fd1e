import { type MatrixView, release, unsetWorkspace, workspace } from "@linnet/kernels";
import { reflectWhole, reflectorFactor } from "@linnet/kernels/lapack";
import { float64Data } from "../matrix/copy.js";
import { type Conjugated, product } from "../matrix/product.js";
import { applyRealBlock } from "./real-block.js";
import { SAFE_MIN, hypot, norm2, scale } from "../vector/vector.js";

/** Up to so many reflectors are applied one at a time, by a kernel. */
const ONE_BY_ONE = 64;
/** Up to this many reflectors are aggregated one at a time. */
const BASE = 16;
/** Products along a vector are summed in parts of so many: where its entries are alike, roundings are too, and add up. */
const PART = 128;

/**
 * Makes the elementary reflector H = I − τ·v·vᵀ, v₀ = 1, with H·x = (β, 0, …, 0)ᵀ.
 * Overwrites x with β, v₁, v₂, …; returns τ, which is 0 when x is already of that form (then H = I).
 *
 * β = −sign(x₀)·‖x‖, so that x₀ − β does not cancel; 1 ≤ τ ≤ 2.
 *
 * @see LAPACK dlarfg, whose rescaling of tiny vectors this follows
 */
export function makeReflector(n: number, x: Float64Array, at: number): number {
  if (n <= 1) return 0;
  let tail = norm2(n - 1, x, at + 1);
  if (tail === 0) return 0;
  let alpha = x[at];
  let beta = alpha >= 0 ? -hypot(alpha, tail) : hypot(alpha, tail);
  let lifted = 0;
  while (Math.abs(beta) < SAFE_MIN && lifted < 20) {
    scale(n, 1 / SAFE_MIN, x, at);
    lifted++;
    alpha = x[at];
    tail = norm2(n - 1, x, at + 1);
    beta = alpha >= 0 ? -hypot(alpha, tail) : hypot(alpha, tail);
  }
  const tau = (beta - alpha) / beta;
  scale(n - 1, 1 / (alpha - beta), x, at + 1);
  for (; lifted > 0; lifted--) beta *= SAFE_MIN;
  x[at] = beta;
  return tau;
}

/**
 * The triangular factor T of a block of k reflectors, the compact WY form:
 *
 *     H₀·H₁⋯H₍ₖ₋₁₎ = I − Vᴴ·T·V,  Hᵢ = I − τᵢ·vᵢᴴ·vᵢ
 *
 * @param v k×m, float64 or complex128, one reflector per contiguous row (not conjugated), its ones and zeros written out
 * @param tau a number per reflector, interleaved when complex
 * @param tauAt which of them is the first
 * @param t k×k with contiguous rows, written: upper triangular with the τs on its diagonal
 * @see Schreiber & Van Loan 1989; recursion T₁₂ = −T₁₁·(V₁·V₂ᴴ)·T₂₂ after Elmroth & Gustavson 2000
 */
export function blockFactor(v: MatrixView, tau: Float64Array, tauAt: number, t: MatrixView): void {
  const k = v.rows;
  if (k <= BASE) {
    writeDiagonal(t, tau, tauAt);
    reflectorFactor(v, t);
    return;
  }
  const h = half(k);
  blockFactor(v.block(0, 0, h, v.cols), tau, tauAt, t.block(0, 0, h, h));
  blockFactor(v.block(h, 0, k - h, v.cols), tau, tauAt + h, t.block(h, h, k - h, k - h));
  joinFactors(v, t, h);
}

/** Fills the off-diagonal block of T when both diagonal blocks (h×h and the rest) are done. */
export function joinFactors(v: MatrixView, t: MatrixView, h: number): void {
  const k = v.rows;
  const g = k - h;
  const work = unsetWorkspace(v.type, 2 * h, g);
  const inner = work.block(0, 0, h, g);
  const left = work.block(h, 0, h, g);
  multiplyAlong(-1, v.block(0, 0, h, v.cols), v.block(h, 0, g, v.cols), inner);
  product(1, t.block(0, 0, h, h), inner, 0, left);
  product(1, left, t.block(h, h, g, g), 0, t.block(0, h, h, g));
  release(work.storage);
  const { data, offset, rowStride } = t;
  const parts = v.type.kind === "complex" ? 2 : 1;
  for (let i = h; i < k; i++) data.fill(0, parts * (offset + i * rowStride), parts * (offset + i * rowStride + h));
}

/**
 * C ← C·(I − Vᴴ·T·V), that is C·H₀·H₁⋯H₍ₖ₋₁₎, for rows of C: three products, so that a block of reflectors costs
 * level-3 work. All in one dtype, any of the four.
 *
 * @param c g×m
 * @param v k×m, one reflector per row
 * @param t k×k, from `blockFactor`; a real caller may pass `t.T` for `applyBlockAdjoint`
 */
export function applyBlock(c: MatrixView, v: MatrixView, t: MatrixView): void {
  applyFactored(c, v, t, "neither");
}

/** C ← C·(I − Vᴴ·Tᴴ·V): the inverse of `applyBlock`, the reflectors' adjoints in the opposite order. */
export function applyBlockAdjoint(c: MatrixView, v: MatrixView, t: MatrixView): void {
  applyFactored(c, v, t.T, "b");
}

/** C ← C − C·Vᴴ·F·V, where F is T or, conjugated, its transpose. */
function applyFactored(c: MatrixView, v: MatrixView, factor: MatrixView, conjugated: Conjugated): void {
  if (c.rows === 0 || c.cols === 0 || v.rows === 0 || applyRealBlock(c, v, factor)) return;
  const k = v.rows;
  const work = unsetWorkspace(c.type, 2 * c.rows, k);
  const inner = work.block(0, 0, c.rows, k);
  const left = work.block(c.rows, 0, c.rows, k);
  multiplyAlong(1, c, v, inner);
  product(-1, inner, factor, 0, left, conjugated);
  product(1, left, v, 1, c);
  release(work.storage);
}

/**
 * C ← C·Qᴴ with Q = H₀·H₁⋯H₍ₖ₋₁₎: the rows of C, vectors in the reduced basis, are taken back to the original one.
 *
 * @param v k×m float64 or complex128, reflector i in row i, zero left of its leading one at column i + `shift`
 */
export function applyReflectorsToRows(
  c: MatrixView,
  v: MatrixView,
  tau: Float64Array,
  shift: number,
  blockSize = 32,
): void {
  const k = v.rows;
  if (k <= ONE_BY_ONE && c.colStride === 1 && v.colStride === 1) {
    reflectWhole(c, v, tau, shift);
    return;
  }
  const t = workspace(v.type, blockSize, blockSize);
  for (let j = Math.floor((k - 1) / blockSize) * blockSize; j >= 0; j -= blockSize) {
    const nb = Math.min(blockSize, k - j);
    const first = j + shift;
    const m = v.cols - first;
    if (m <= 0) continue;
    const block = v.block(j, first, nb, m);
    const factor = t.block(0, 0, nb, nb);
    blockFactor(block, tau, j, factor);
    applyBlockAdjoint(c.block(0, first, c.rows, m), block, factor);
  }
  release(t.storage);
}

/** C ← α·A·Vᴴ, in parts along the rows of A and V. */
export function multiplyAlong(alpha: number, a: MatrixView, v: MatrixView, c: MatrixView): void {
  for (let k = 0; k < a.cols; k += PART) {
    const m = Math.min(PART, a.cols - k);
    product(alpha, a.block(0, k, a.rows, m), v.block(0, k, v.rows, m).T, k === 0 ? 0 : 1, c, "b");
  }
}

/** Half of k, rounded up to a multiple of 8. */
export function half(k: number): number {
  return ((k >> 1) + 7) & ~7;
}

/** Writes τ to the diagonal of T. */
function writeDiagonal(t: MatrixView, tau: Float64Array, tauAt: number): void {
  const T = float64Data(t);
  const parts = t.type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < t.rows; i++) {
    const at = parts * (t.offset + i * (t.rowStride + 1));
    for (let part = 0; part < parts; part++) T[at + part] = tau[parts * (tauAt + i) + part];
  }
}
