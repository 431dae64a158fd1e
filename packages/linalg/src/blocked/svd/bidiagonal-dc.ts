import { type MatrixView, float64, release, workspace } from "@linnet/kernels";
import { diagonalizeBidiagonal } from "./bidiagonal-qr.js";
import { copyMatrix, float64Data, setIdentity } from "../matrix/copy.js";
import type { Halves } from "./singular-deflation.js";
import { type MergeSpace, mergeHalves, mergeSpace, releaseSpace } from "./singular-merge.js";

/** Up to this order implicit QR is faster. */
const LEAF = 40;
/** Unit roundoff: a superdiagonal below U·‖B‖ is dropped, an error that a norm-wise backward stable method may make. */
const U = 2 ** -53;

/**
 * Singular values and vectors of the n×n upper bidiagonal matrix B = Uᵀ·diag(d)·V with diagonal d and superdiagonal e, by
 * divide and conquer. Overwrites d with the values (≥ 0, unsorted).
 *
 * @param u n×n, written: row i is the left vector of d[i]
 * @param v n×n, written: row i is the right vector of d[i]
 * @returns how many superdiagonals of a leaf did not converge: 0 is success
 * @remarks At most 8/3·n³ flops for both factors, nearly all in gemm; far fewer where values deflate. Every value to a few
 *   u·‖B‖.
 * @see Gu & Eisenstat 1995; LAPACK dbdsdc, dlasd0–4
 */
export function divideBidiagonal(d: Float64Array, e: Float64Array, u: MatrixView, v: MatrixView): number {
  const n = d.length;
  if (n <= LEAF) {
    setIdentity(u);
    setIdentity(v);
    return diagonalizeBidiagonal(d, e, u, v);
  }
  setZero(u);
  setZero(v);
  const negligible = U * Math.max(largest(d), largest(e));
  let unconverged = 0;
  for (let start = 0; start < n;) {
    let end = start + 1;
    while (end < n && Math.abs(e[end - 1]) > negligible) end++;
    const size = end - start;
    unconverged += solveBlock(
      d.subarray(start, end),
      e.slice(start, end - 1),
      u.block(start, start, size, size),
      v.block(start, start, size, size),
    );
    start = end;
  }
  return unconverged;
}

/** An unreduced block, scaled to a largest entry of 1, so that no square of an entry that matters underflows. */
function solveBlock(d: Float64Array, e: Float64Array, u: MatrixView, v: MatrixView): number {
  const n = d.length;
  const size = Math.max(largest(d), largest(e));
  if (n <= LEAF || size === 0) {
    setIdentity(u);
    setIdentity(v);
    return diagonalizeBidiagonal(d, e, u, v);
  }
  for (let i = 0; i < n; i++) d[i] /= size;
  for (let i = 0; i < n - 1; i++) e[i] /= size;
  const space = mergeSpace(n);
  const tree: Tree = { d, e, u, v, space, unconverged: 0 };
  conquer(tree, 0, n, 0);
  releaseSpace(space);
  for (let i = 0; i < n; i++) d[i] *= size;
  return tree.unconverged;
}

interface Tree {
  readonly d: Float64Array;
  readonly e: Float64Array;
  readonly u: MatrixView;
  readonly v: MatrixView;
  readonly space: MergeSpace;
  unconverged: number;
}

/**
 * Rows `start` … `start + n − 1` of B, which have n + extra columns; row n of the block of V is then the null vector.
 * Answers the rows of the block in ascending order of their values.
 */
function conquer(tree: Tree, start: number, n: number, extra: 0 | 1): Int32Array {
  if (n <= LEAF) return solveLeaf(tree, start, n, extra);
  const left = n >> 1;
  const middle = start + left;
  const { d, e, u, v, space } = tree;
  const [alpha, beta] = [d[middle], middle < e.length ? e[middle] : 0];
  const halves: Halves = {
    left,
    right: n - left - 1,
    extra,
    alpha,
    beta,
    leftOrder: conquer(tree, start, left, 1),
    rightOrder: conquer(tree, middle + 1, n - left - 1, extra),
    d: d.subarray(start, start + n),
    u: u.block(start, start, n, n),
    v: v.block(start, start, n + extra, n + extra),
  };
  return mergeHalves(halves, space);
}

/** A row of zeros makes an n×(n + 1) leaf square; its left vector is the last unit vector and stays it. */
function solveLeaf(tree: Tree, start: number, n: number, extra: 0 | 1): Int32Array {
  const size = n + extra;
  const d = new Float64Array(size);
  d.set(tree.d.subarray(start, start + n));
  const e = tree.e.slice(start, start + size - 1);
  const u = workspace(float64, size, size);
  const v = tree.v.block(start, start, size, size);
  setIdentity(u);
  setIdentity(v);
  tree.unconverged += diagonalizeBidiagonal(d, e, u, v);
  copyMatrix(u.block(0, 0, n, n), tree.u.block(start, start, n, n));
  release(u.storage);
  tree.d.set(d.subarray(0, n), start);
  return Int32Array.from({ length: n }, (_, i) => i).sort((i, j) => d[i] - d[j]);
}

function largest(x: Float64Array): number {
  let size = 0;
  for (let i = 0; i < x.length; i++) size = Math.max(size, Math.abs(x[i]));
  return size;
}

function setZero(a: MatrixView): void {
  const data = float64Data(a);
  for (let i = 0; i < a.rows; i++) {
    const row = a.offset + i * a.rowStride;
    data.fill(0, row, row + a.cols);
  }
}
