import type { MatrixView } from "../matrix-view.js";
import { inHeap } from "../memory/storage.js";
import { schurFamily } from "./schur-family.js";
import { isSingle } from "./vector.js";

/**
 * Rows i, i + 1 and i + 2 of A from column `from` up to `to` ← (I − τ·v·vᵀ)·rows, v = (1, v2, v3).
 *
 * Positions are numbers, so that an iteration of many small steps allocates no views.
 */
export function reflectRows(
  a: MatrixView,
  i: number,
  from: number,
  to: number,
  tau: number,
  v2: number,
  v3: number,
): void {
  if (from >= to) return;
  const offset = a.offset + i * a.rowStride + from * a.colStride;
  if (a.colStride !== 1 || !inHeap(a.storage)) {
    reflectStrided(to - from, a, offset, a.colStride, a.rowStride, tau, v2, v3);
    return;
  }
  const { f32_reflect_rows, f64_reflect_rows } = schurFamily.exports;
  const kernel = isSingle(a) ? f32_reflect_rows : f64_reflect_rows;
  kernel(to - from, addressOf(a, offset), a.rowStride, tau, v2, v3);
}

/** Columns j, j + 1 and j + 2 of A from row `from` up to `to` ← columns·(I − τ·v·vᵀ), v = (1, v2, v3). */
export function reflectColumns(
  a: MatrixView,
  j: number,
  from: number,
  to: number,
  tau: number,
  v2: number,
  v3: number,
): void {
  if (from >= to) return;
  const offset = a.offset + from * a.rowStride + j * a.colStride;
  if (a.colStride !== 1 || !inHeap(a.storage)) {
    reflectStrided(to - from, a, offset, a.rowStride, a.colStride, tau, v2, v3);
    return;
  }
  const { f32_reflect_columns, f64_reflect_columns } = schurFamily.exports;
  const kernel = isSingle(a) ? f32_reflect_columns : f64_reflect_columns;
  kernel(to - from, addressOf(a, offset), a.rowStride, tau, v2, v3);
}

/** Where element `offset` of a float matrix lies, without a view of it. */
function addressOf(a: MatrixView, offset: number): number {
  return a.storage.address + offset * (isSingle(a) ? 4 : 8);
}

/** n triples, `step` apart, each with its elements `stride` apart. */
function reflectStrided(
  n: number,
  a: MatrixView,
  at: number,
  step: number,
  stride: number,
  tau: number,
  v2: number,
  v3: number,
): void {
  const { data } = a;
  for (let k = 0; k < n; k++, at += step) {
    const s = tau * (data[at] + v2 * data[at + stride] + v3 * data[at + 2 * stride]);
    data[at] -= s;
    data[at + stride] -= s * v2;
    data[at + 2 * stride] -= s * v3;
  }
}
