import { type MatrixView, float64, gemm, release, workspace } from "@linnet/kernels";
import { loewner, secularVectors } from "@linnet/kernels/lapack";
import { copyMatrix, float64Data } from "./copy.js";
import { SecularEquation } from "./secular.js";
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
 * @returns d in ascending order
 */
export function mergeHalves(
  d: Float64Array,
  q: MatrixView,
  m: number,
  coupling: number,
  first: Int32Array,
  second: Int32Array,
): Int32Array {
  const n = d.length;
  const rho = 2 * Math.abs(coupling);
  const z = couplingVector(q, m, coupling < 0 ? -1 : 1);
  const order = mergeOrders(
    d,
    first,
    second.map((i) => m + i),
  );
  const deflation = deflate(d, z, rho, order, q, m);
  if (deflation === null) return order;
  const { kept, dropped, grouped, counts } = deflation;
  const k = kept.length;
  const vectors = workspace(float64, k, k);
  const values = solveSecular(d, z, rho, kept, grouped, vectors);
  const droppedValues = dropped.map((i) => d[i]);
  multiplyBlocks(q, m, vectors, deflation, counts);
  release(vectors.storage);
  d.set(values);
  d.set(droppedValues, k);
  const rest = Int32Array.from({ length: n - k }, (_, i) => k + i).sort((i, j) => d[i] - d[j]);
  return mergeOrders(
    d,
    Int32Array.from({ length: k }, (_, i) => i),
    rest,
  );
}

/** z, of norm 1 because the vectors are orthonormal. */
function couplingVector(q: MatrixView, m: number, sign: number): Float64Array {
  const Q = float64Data(q);
  return Float64Array.from(
    { length: q.rows },
    (_, i) => Math.SQRT1_2 * (i < m ? Q[q.offset + i * q.rowStride + m - 1] : sign * Q[q.offset + i * q.rowStride + m]),
  );
}

/** Two lists of indices by which d ascends, as one. */
function mergeOrders(d: Float64Array, first: Int32Array, second: Int32Array): Int32Array {
  const order = new Int32Array(first.length + second.length);
  let a = 0;
  let b = 0;
  for (let i = 0; i < order.length; i++) {
    const takeFirst = a < first.length && (b === second.length || d[first[a]] <= d[second[b]]);
    order[i] = takeFirst ? first[a++] : second[b++];
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
  const columns = workspace(float64, 3, k);
  const [poles, weights, components] = [0, 1, 2].map((row) => columns.block(row, 0, 1, k).T);
  const C = float64Data(columns);
  kept.forEach((i, j) => {
    C[poles.offset + j] = d[i];
    C[weights.offset + j] = z[i] * z[i];
    C[components.offset + j] = z[i];
  });
  const values = new Float64Array(k);
  const equation = new SecularEquation(poles, weights, 1 / rho);
  for (let i = 0; i < k; i++) values[i] = equation.root(i, vectors.block(i, 0, 1, k).T);
  equation.dispose();
  loewner(poles, vectors, components);
  secularVectors(components, vectors, grouped);
  release(columns.storage);
  return values;
}

/** Rows of q ← vectors·(kept rows), then the dropped rows: kept rows are multiplied half by half, without their zeros. */
function multiplyBlocks(
  q: MatrixView,
  m: number,
  vectors: MatrixView,
  { kept, dropped, grouped }: Deflation,
  [first, both, second]: readonly number[],
): void {
  const n = q.rows;
  const k = kept.length;
  const left = workspace(float64, first + both, m);
  const right = workspace(float64, both + second, n - m);
  const aside = workspace(float64, dropped.length, n);
  for (let r = 0; r < first + both; r++) copyMatrix(q.block(kept[grouped[r]], 0, 1, m), left.block(r, 0, 1, m));
  for (let r = 0; r < both + second; r++)
    copyMatrix(q.block(kept[grouped[first + r]], m, 1, n - m), right.block(r, 0, 1, n - m));
  dropped.forEach((row, r) => copyMatrix(q.block(row, 0, 1, n), aside.block(r, 0, 1, n)));
  gemm(1, vectors.block(0, 0, k, first + both), left, 0, q.block(0, 0, k, m));
  gemm(1, vectors.block(0, first, k, both + second), right, 0, q.block(0, m, k, n - m));
  copyMatrix(aside, q.block(k, 0, n - k, n));
  for (const { storage } of [left, right, aside]) release(storage);
}
