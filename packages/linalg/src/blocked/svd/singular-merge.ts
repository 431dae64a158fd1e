import { type MatrixView, float64, gemm, release, unsetWorkspace } from "@linnet/kernels";
import { gatherRows, secularRoots, singularLoewner, singularVectors } from "@linnet/kernels/lapack";
import { copyMatrix, float64Data, rowOf } from "../matrix/copy.js";
import { type Halves, type SecularProblem, deflate } from "./singular-deflation.js";

/** Room for the merges of one tree. */
export interface MergeSpace {
  /** Left and right vectors of a secular problem, in rows. */
  readonly left: MatrixView;
  readonly right: MatrixView;
  /** Copies of the rows of U and V that are combined; those that are not follow them. */
  readonly u: MatrixView;
  readonly v: MatrixView;
  /** One vector a row. */
  readonly vectors: MatrixView;
}

export function mergeSpace(n: number): MergeSpace {
  return {
    left: unsetWorkspace(float64, n, n),
    right: unsetWorkspace(float64, n, n),
    u: unsetWorkspace(float64, n, n),
    v: unsetWorkspace(float64, n, n),
    vectors: unsetWorkspace(float64, 3, n),
  };
}

export function releaseSpace(space: MergeSpace): void {
  for (const { storage } of [space.left, space.right, space.u, space.v, space.vectors]) release(storage);
}

/**
 * Joins two halves: in their vectors the matrix is a row z on a diagonal, whose singular values are the roots of a secular
 * equation and whose vectors follow from them in closed form; two products per factor take these back.
 *
 * @returns the rows in ascending order of their values
 * @see Gu & Eisenstat 1995
 */
export function mergeHalves(halves: Halves, space: MergeSpace): Int32Array {
  const { d } = halves;
  const problem = deflate(halves);
  const k = problem.kept.length;
  gatherParts(halves, problem, space);
  const roots = solveSecular(problem, space);
  combineRows(halves, problem, space);
  const carried = problem.deflated.map((row) => d[row]);
  d.set(roots);
  d.set(carried, k);
  return ascendingRows(d, k);
}

/** Copies the parts of the kept rows that are not zero, and the other rows whole. */
function gatherParts(halves: Halves, problem: SecularProblem, space: MergeSpace): void {
  const { left } = halves;
  const { kept, grouped, inLeft, rightFrom, deflated } = problem;
  const combined = Int32Array.from(grouped, (i) => kept[i]);
  const others = Int32Array.from(deflated);
  for (const [from, to] of [
    [halves.u, space.u],
    [halves.v, space.v],
  ]) {
    const { rows, cols } = from;
    const split = from === halves.u ? left : left + 1; // column `left` of U belongs to the middle row alone
    const rest = cols - left - 1;
    gatherRows(from.block(0, 0, rows, split), combined.subarray(0, inLeft), to.block(0, 0, inLeft, split));
    const inRight = combined.length - rightFrom;
    const right = to.block(0, left + 1, inRight, rest);
    gatherRows(from.block(0, left + 1, rows, rest), combined.subarray(rightFrom), right);
    gatherRows(from, others, to.block(kept.length, 0, others.length, cols));
  }
}

/**
 * The roots, ascending; their vectors go to the rows of `space.left` and `space.right`, columns grouped. Vectors are formed
 * from the row ẑ that has the computed roots exactly, so that they are orthogonal however near the roots lie.
 */
function solveSecular(problem: SecularProblem, space: MergeSpace): Float64Array {
  const k = problem.kept.length;
  const [poles, z, squares] = [0, 1, 2].map((i) => rowOf(space.vectors, i, k));
  float64Data(poles).set(problem.poles, poles.offset);
  float64Data(z).set(problem.z, z.offset);
  for (let i = 0; i < k; i++) float64Data(squares)[squares.offset + i] = problem.z[i] ** 2;
  const deltas = space.right.block(0, 0, k, k);
  const roots = secularRoots("squares", 1, poles, squares, deltas);
  singularLoewner(poles, deltas, z);
  singularVectors(z, poles, Int32Array.from(problem.grouped), deltas, space.left.block(0, 0, k, k));
  return roots;
}

/** Rows of U and V ← the vectors of the roots in the old rows, then the rows that were not combined. */
function combineRows(halves: Halves, problem: SecularProblem, space: MergeSpace): void {
  const { left, u, v } = halves;
  const { kept, deflated, inLeft, rightFrom } = problem;
  const k = kept.length;
  const inRight = k - rightFrom;
  for (const [roots, rows, to] of [
    [space.left, space.u, u],
    [space.right, space.v, v],
  ]) {
    const split = to === u ? left : left + 1;
    const rest = to.cols - left - 1;
    gemm(1, roots.block(0, 0, k, inLeft), rows.block(0, 0, inLeft, split), 0, to.block(0, 0, k, split));
    gemm(
      1,
      roots.block(0, rightFrom, k, inRight),
      rows.block(0, left + 1, inRight, rest),
      0,
      to.block(0, left + 1, k, rest),
    );
    copyMatrix(rows.block(k, 0, deflated.length, to.cols), to.block(k, 0, deflated.length, to.cols));
  }
  copyMatrix(space.left.block(0, rightFrom, k, 1), u.block(0, left, k, 1));
}

/** The first k values ascend, the others are in any order. */
function ascendingRows(d: Float64Array, k: number): Int32Array {
  const n = d.length;
  const others = Int32Array.from({ length: n - k }, (_, i) => k + i).sort((i, j) => d[i] - d[j]);
  const rows = new Int32Array(n);
  for (let i = 0, a = 0, b = 0; i < n; i++) {
    const isRoot = a < k && (b >= n - k || d[a] <= d[others[b]]);
    rows[i] = isRoot ? a++ : others[b++];
  }
  return rows;
}
