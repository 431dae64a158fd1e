import { type MatrixView, gemm, release } from "@linnet/kernels";
import { gatherRows, loewner, secularRoots, secularVectors } from "@linnet/kernels/lapack";
import { copyMatrix, float64Data } from "../matrix/copy.js";
import { scratchMatrix } from "../matrix/scratch.js";
import { type Deflation, deflate } from "./tridiagonal-deflate.js";

/**
 * Joins the eigensystems of two halves that an off-diagonal element couples: with D of both in d and their vectors in the rows
 * of q, two diagonal blocks, makes them those of
 *
 *     diag(D₁, D₂) + ρ·z·zᵀ,  z = (last components of the first vectors, ±first ones of the second)/√2
 *
 * @param d length n, overwritten, in the order of the rows
 * @param q n×n float64
 * @param m rows of the first half
 * @param coupling the off-diagonal element between the halves, not 0; its magnitude has been taken off both neighbours
 * @param first the first m of d in ascending order; `second` likewise, from 0
 * @param wanted which of them, by ascending d, need their rows of q; null for all
 * @returns d in ascending order
 */
export function mergeHalves(
  d: Float64Array,
  q: MatrixView,
  m: number,
  coupling: number,
  first: Int32Array,
  second: Int32Array,
  wanted: readonly [start: number, end: number] | null,
): Int32Array {
  const n = d.length;
  const rho = 2 * Math.abs(coupling);
  const z = couplingVector(q, m, coupling < 0 ? -1 : 1);
  const order = mergeOrders(d, first, second, m);
  const deflation = deflate(d, z, rho, order, q, m);
  if (deflation === null) return order;
  const { kept, dropped, grouped } = deflation;
  const k = kept.length;
  const vectors = scratchMatrix(k, k);
  const values = solveSecular(d, z, rho, kept, grouped, vectors);
  const solved = dropped.map((i) => d[i]).sort((x, y) => x - y);
  const rowOrder = dropped.slice().sort((i, j) => d[i] - d[j]);
  d.set(values);
  d.set(solved, k);
  const merged = mergeOrders(d, range(k), range(n - k), k);
  multiplyBlocks(q, m, vectors, deflation, rowOrder, wanted === null ? [0, k] : keptWithin(merged, wanted, k));
  release(vectors.storage);
  return merged;
}

/** The first and last of the k kept ones among those wanted, which are neighbours. */
function keptWithin(merged: Int32Array, wanted: readonly [number, number], k: number): readonly [number, number] {
  const kept = merged.subarray(...wanted).filter((i) => i < k);
  return kept.length === 0 ? [0, 0] : [kept[0], kept[kept.length - 1] + 1];
}

function range(n: number): Int32Array {
  const indices = new Int32Array(n);
  for (let i = 0; i < n; i++) indices[i] = i;
  return indices;
}

/** z, of norm 1 because the vectors are orthonormal. */
function couplingVector(q: MatrixView, m: number, sign: number): Float64Array {
  const Q = float64Data(q);
  const z = new Float64Array(q.rows);
  for (let i = 0; i < z.length; i++) {
    const row = q.offset + i * q.rowStride + m;
    z[i] = Math.SQRT1_2 * (i < m ? Q[row - 1] : sign * Q[row]);
  }
  return z;
}

/** Two lists of indices by which d ascends, the second counted from `shift`, as one. */
function mergeOrders(d: Float64Array, first: Int32Array, second: Int32Array, shift: number): Int32Array {
  const order = new Int32Array(first.length + second.length);
  let a = 0;
  let b = 0;
  for (let i = 0; i < order.length; i++) {
    const takeFirst = a < first.length && (b === second.length || d[first[a]] <= d[shift + second[b]]);
    order[i] = takeFirst ? first[a++] : shift + second[b++];
  }
  return order;
}

/**
 * Eigenvalues, ascending, of the k×k problem that deflation left; the rows of `vectors` become its eigenvectors, with their
 * components in the order `grouped`.
 */
function solveSecular(
  d: Float64Array,
  z: Float64Array,
  rho: number,
  kept: Int32Array,
  grouped: Int32Array,
  vectors: MatrixView,
): Float64Array {
  const k = kept.length;
  const columns = scratchMatrix(3, k);
  const [poles, weights, components] = [0, 1, 2].map((row) => columns.block(row, 0, 1, k).T);
  const C = float64Data(columns);
  for (let j = 0; j < k; j++) {
    const i = kept[j];
    C[poles.offset + j] = d[i];
    C[weights.offset + j] = z[i] * z[i];
    C[components.offset + j] = z[i];
  }
  const values = secularRoots("values", 1 / rho, poles, weights, vectors);
  loewner(poles, vectors, components);
  secularVectors(components, vectors, grouped);
  release(columns.storage);
  return values;
}

/** Rows `from` … `to` − 1 of q ← vectors·(kept rows), and after k rows the rows `dropped`: kept rows are multiplied half by half, without their zeros. */
function multiplyBlocks(
  q: MatrixView,
  m: number,
  vectors: MatrixView,
  { kept, grouped, counts: [first, both, second] }: Deflation,
  dropped: readonly number[],
  [from, to]: readonly [number, number],
): void {
  const n = q.rows;
  const k = kept.length;
  const left = scratchMatrix(first + both, m);
  const right = scratchMatrix(both + second, n - m);
  const aside = scratchMatrix(dropped.length, n);
  const combined = grouped.map((i) => kept[i]);
  gatherRows(q.block(0, 0, n, m), combined.subarray(0, first + both), left);
  gatherRows(q.block(0, m, n, n - m), combined.subarray(first), right);
  gatherRows(q, Int32Array.from(dropped), aside);
  const rows = to - from;
  gemm(1, vectors.block(from, 0, rows, first + both), left, 0, q.block(from, 0, rows, m));
  gemm(1, vectors.block(from, first, rows, both + second), right, 0, q.block(from, m, rows, n - m));
  copyMatrix(aside, q.block(k, 0, n - k, n));
  for (const { storage } of [left, right, aside]) release(storage);
}
