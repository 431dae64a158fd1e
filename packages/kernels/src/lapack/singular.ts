import type { MatrixView } from "../matrix-view.js";
import { wholeMemory } from "../memory/memory.js";
import { scratch } from "../memory/scratch.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { spectralFamily } from "./spectral-family.js";
import { isUnit } from "./vector.js";

/**
 * Löwner's formula for singular values: |zᵢ|² ← |δᵢᵢ·Πⱼ≠ᵢ δⱼᵢ/(dᵢ² − dⱼ²)| with δⱼᵢ = dᵢ² − σⱼ², the signs of z kept. With
 * these z the σ at hand, however rounded, are the exact roots of 1 + Σ zᵢ²/(dᵢ² − σ²).
 *
 * @param poles dᵢ ≥ 0, n×1, distinct; `delta` n×n, one row a root; `z` n×1; all float64
 * @see Gu & Eisenstat 1995
 */
export function singularLoewner(poles: MatrixView, delta: MatrixView, z: MatrixView): void {
  const n = poles.rows;
  if (isUnit(poles) && isUnit(z) && delta.colStride === 1) {
    const { f64_singular_loewner } = spectralFamily.exports;
    const run = (p: number, q: number, r: number): void => f64_singular_loewner(n, p, q, delta.rowStride, r);
    if ([poles, delta, z].every((x) => inHeap(x.storage))) run(address(poles), address(delta), address(z));
    else withStaged([spanOf(poles), spanOf(delta)], [spanOf(z)], run);
    return;
  }
  const pole = (i: number): number => poles.data[poles.offset + i * poles.rowStride];
  for (let i = 0; i < n; i++) {
    let square = 1;
    for (let j = 0; j < n; j++) {
      const x = delta.data[delta.offset + j * delta.rowStride + i * delta.colStride];
      square *= Math.abs(j === i ? x : x / ((pole(i) - pole(j)) * (pole(i) + pole(j))));
    }
    const at = z.offset + i * z.rowStride;
    z.data[at] = (z.data[at] < 0 ? -1 : 1) * Math.sqrt(square);
  }
}

/**
 * Singular vectors of the row z on top of diag(d), d₀ = 0: row j of δ becomes the unit vector along qᵢ = zᵢ/δⱼᵢ, and row j of
 * `left` the one along (−1, d₁·q₁, d₂·q₂, …), both with element i = `order[k]` at place k.
 *
 * @param z n×1; `poles` n×1; `delta` and `left` n×n, rows contiguous; float64
 */
export function singularVectors(
  z: MatrixView,
  poles: MatrixView,
  order: Int32Array,
  delta: MatrixView,
  left: MatrixView,
): void {
  if (!isUnit(z) || !isUnit(poles) || delta.colStride !== 1 || left.colStride !== 1) {
    formVectors(z, poles, order, delta, left);
    return;
  }
  const n = z.rows;
  const places = scratch(24 * n + 4 * n);
  wholeMemory().i32.set(order, places / 4 + 6 * n);
  const kernel = spectralFamily.exports.f64_singular_vectors;
  const run = (p: number, d: number, x: number, y: number): void =>
    kernel(n, p, d, places + 24 * n, places, x, delta.rowStride, y, left.rowStride);
  if ([z, poles, delta, left].every((x) => inHeap(x.storage))) {
    run(address(z), address(poles), address(delta), address(left));
  } else {
    withStaged([spanOf(z), spanOf(poles)], [spanOf(delta), spanOf(left)], run);
  }
}

function formVectors(z: MatrixView, poles: MatrixView, order: Int32Array, delta: MatrixView, left: MatrixView): void {
  const n = z.rows;
  for (let j = 0; j < n; j++) {
    const [row, out] = [delta.offset + j * delta.rowStride, left.offset + j * left.rowStride];
    const q = Float64Array.from(order, (_, i) => {
      return z.data[z.offset + i * z.rowStride] / delta.data[row + i * delta.colStride];
    });
    const p = q.map((x, i) => x * poles.data[poles.offset + i * poles.rowStride]);
    const norm = Math.sqrt(q.reduce((s, x) => s + x * x, 0));
    const leftNorm = Math.sqrt(p.reduce((s, x) => s + x * x, 1));
    for (let k = 0; k < n; k++) {
      const i = order[k];
      delta.data[row + k * delta.colStride] = q[i] / norm;
      left.data[out + k * left.colStride] = (i === 0 ? -1 : p[i]) / leftNorm;
    }
  }
}
