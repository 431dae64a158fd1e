import type { MatrixView } from "../matrix-view.js";
import { wholeMemory } from "../memory/memory.js";
import { scratch } from "../memory/scratch.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { spectralFamily } from "./spectral-family.js";
import { isUnit, withAddresses } from "./vector.js";

/**
 * The roots of 1/ρ + Σⱼ wⱼ/(dⱼ − λ) = 0, ρ > 0, w > 0, ascending: one between any two neighbouring poles, one beyond the last. They are
 * the eigenvalues of diag(d) + ρ·z·zᵀ with w = z². For `"squares"` the roots σ of 1/ρ + Σⱼ wⱼ/(dⱼ² − σ²) = 0, the singular values of
 * diag(d), d₀ = 0, with z in its first row, where ρ = 1.
 *
 * @param poles dⱼ, ascending, distinct, k×1; `weights` k×1; both float64 and contiguous
 * @param deltas k×k float64, rows contiguous, written: in row i dⱼ − λᵢ, or dⱼ² − σᵢ², each to a few units in its last place
 * @see Li, LAPACK Working Note 89 (1994); Gu & Eisenstat 1995; LAPACK dlaed4, dlasd4
 */
export function secularRoots(
  of: "values" | "squares",
  inverseRho: number,
  poles: MatrixView,
  weights: MatrixView,
  deltas: MatrixView,
): Float64Array {
  const k = poles.rows;
  const at = scratch(8 * k);
  const { f64_secular_roots } = spectralFamily.exports;
  const run = (p: number, w: number, out: number): void =>
    f64_secular_roots(k, of === "squares", inverseRho, p, w, out, deltas.rowStride, at);
  if (inHeap(poles.storage) && inHeap(weights.storage) && inHeap(deltas.storage)) {
    run(address(poles), address(weights), address(deltas));
  } else {
    withStaged([spanOf(poles), spanOf(weights)], [spanOf(deltas)], run);
  }
  return wholeMemory().f64.slice(at / 8, at / 8 + k);
}

/**
 * Löwner's formula: |zᵢ|² ← |δᵢᵢ·Πⱼ≠ᵢ δⱼᵢ/(dᵢ − dⱼ)| with δⱼᵢ = dᵢ − λⱼ, the signs of z kept. With these z the λ at hand, however
 * rounded, are the exact roots of the secular equation.
 *
 * @param poles dᵢ, n×1, distinct; `delta` n×n, one row a root; `z` n×1; all float64
 * @see Gu & Eisenstat 1994
 */
export function loewner(poles: MatrixView, delta: MatrixView, z: MatrixView): void {
  const n = poles.rows;
  if (isUnit(poles) && isUnit(z) && delta.colStride === 1) {
    const { f64_loewner } = spectralFamily.exports;
    const run = (p: number, q: number, r: number): void => f64_loewner(n, p, q, delta.rowStride, r);
    if (inHeap(poles.storage) && inHeap(delta.storage) && inHeap(z.storage))
      run(address(poles), address(delta), address(z));
    else withStaged([spanOf(poles), spanOf(delta)], [spanOf(z)], run);
    return;
  }
  const [d, x, out] = [poles.data, delta.data, z.data];
  const pole = (i: number): number => d[poles.offset + i * poles.rowStride];
  for (let i = 0; i < n; i++) {
    let square = 1;
    for (let j = 0; j < n; j++) {
      const at = x[delta.offset + j * delta.rowStride + i * delta.colStride];
      square *= Math.abs(j === i ? at : at / (pole(i) - pole(j)));
    }
    const at = z.offset + i * z.rowStride;
    out[at] = (out[at] < 0 ? -1 : 1) * Math.sqrt(square);
  }
}

/**
 * Eigenvectors of diag(d) + ρ·z·zᵀ: row j of δ becomes the unit vector along zᵢ/δⱼᵢ, with element i = `order[k]` at place k.
 *
 * @param z n×1; `delta` n×n, rows contiguous; float64
 */
export function secularVectors(z: MatrixView, delta: MatrixView, order: Int32Array): void {
  const n = z.rows;
  if (isUnit(z) && delta.colStride === 1) {
    const places = scratch(16 * n + 4 * n);
    wholeMemory().i32.set(order, places / 4 + 4 * n);
    const { f64_secular_vectors } = spectralFamily.exports;
    withAddresses(z, delta, [delta], (p, q) => f64_secular_vectors(n, p, q, delta.rowStride, places + 16 * n, places));
    return;
  }
  const [a, x] = [z.data, delta.data];
  for (let j = 0; j < n; j++) {
    const row = delta.offset + j * delta.rowStride;
    const v = Float64Array.from({ length: n }, (_, i) => a[z.offset + i * z.rowStride] / x[row + i * delta.colStride]);
    const norm = Math.sqrt(v.reduce((s, y) => s + y * y, 0));
    for (let k = 0; k < n; k++) x[row + k * delta.colStride] = v[order[k]] / norm;
  }
}
