import { int32 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { release } from "../memory/heap.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { vectorOf } from "./numbers.js";
import { spectralFamily } from "./spectral-family.js";
import { isUnit } from "./vector.js";

/**
 * Both halves of a secular function and their derivatives, where τ is: with ψ summed over j < split and φ over the others,
 *
 *     ψ = Σ wⱼ/(δⱼ − τ),  ψ′ = Σ wⱼ/(δⱼ − τ)²,  φ and φ′ likewise
 *
 * @param delta n×1, `weights` n×1, float64
 * @param sums 4×1, written: ψ, ψ′, φ, φ′
 */
export function secularSums(
  split: number,
  tau: number,
  delta: MatrixView,
  weights: MatrixView,
  sums: MatrixView,
): void {
  if (!isUnit(delta) || !isUnit(weights) || !isUnit(sums)) {
    sumElements(split, tau, delta, weights, sums);
    return;
  }
  const { f64_secular_sums } = spectralFamily.exports;
  if (inHeap(delta.storage) && inHeap(weights.storage) && inHeap(sums.storage)) {
    f64_secular_sums(delta.rows, split, tau, address(delta), address(weights), address(sums));
  } else {
    withStaged([spanOf(delta), spanOf(weights)], [spanOf(sums)], (p, q, r) =>
      f64_secular_sums(delta.rows, split, tau, p, q, r),
    );
  }
}

function sumElements(split: number, tau: number, delta: MatrixView, weights: MatrixView, sums: MatrixView): void {
  const [d, w, out] = [delta.data, weights.data, sums.data];
  for (let i = 0; i < 4; i++) out[sums.offset + i * sums.rowStride] = 0;
  for (let j = 0; j < delta.rows; j++) {
    const x = d[delta.offset + j * delta.rowStride] - tau;
    const q = w[weights.offset + j * weights.rowStride] / x;
    const at = sums.offset + (j < split ? 0 : 2 * sums.rowStride);
    out[at] += q;
    out[at + sums.rowStride] += q / x;
  }
}

/** y ← x + c, for n×1 float64 views. */
export function shift(c: number, x: MatrixView, y: MatrixView): void {
  if (isUnit(x) && isUnit(y)) {
    const { f64_shift } = spectralFamily.exports;
    if (inHeap(x.storage) && inHeap(y.storage)) f64_shift(x.rows, c, address(x), address(y));
    else withStaged([spanOf(x)], [spanOf(y)], (p, q) => f64_shift(x.rows, c, p, q));
    return;
  }
  const [a, b] = [x.data, y.data];
  for (let k = 0, i = x.offset, j = y.offset; k < x.rows; k++, i += x.rowStride, j += y.rowStride) b[j] = a[i] + c;
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
    const places = vectorOf(int32, order);
    const scratch = vectorOf(z.type, new Float64Array(n));
    const { f64_secular_vectors } = spectralFamily.exports;
    const run = (p: number, q: number, r: number, s: number): void =>
      f64_secular_vectors(n, p, s, delta.rowStride, q, r);
    if (inHeap(z.storage) && inHeap(places.storage) && inHeap(scratch.storage) && inHeap(delta.storage)) {
      run(address(z), address(places), address(scratch), address(delta));
    } else {
      withStaged([spanOf(z), spanOf(places), spanOf(scratch)], [spanOf(delta)], run);
    }
    release(places.storage);
    release(scratch.storage);
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
