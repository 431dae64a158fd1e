import type { MatrixView } from "@linnet/kernels";
import { reflectColumns, reflectRows, rot } from "@linnet/kernels/lapack";
import { float64Data } from "../matrix/copy.js";
import { EPSILON, type SchurTask, TINY, standardize } from "./schur-task.js";
import { SmallReflector } from "../reflector/small-reflector.js";
import { smallSylvester } from "../solve/small-sylvester.js";
import { hypot } from "../vector/vector.js";

/** A copy of the blocks to be exchanged, on which it is tried first: 4×4, row by row. */
const D = new Float64Array(16);
const X = new Float64Array(4);
const first = /* @__PURE__ */ new SmallReflector();
const second = /* @__PURE__ */ new SmallReflector();

/** What of a task an exchange needs: T whole, and the columns of Z. */
export type Reordering = Pick<SchurTask, "h" | "z">;

/** Order of the diagonal block that begins at row i of T, 1 or 2. */
export function blockOrder(t: MatrixView, i: number): 1 | 2 {
  return i + 1 < t.rows && float64Data(t)[t.offset + (i + 1) * t.rowStride + i] !== 0 ? 2 : 1;
}

/**
 * Moves the diagonal block at row `from` of a real Schur form up to row `to`, past the blocks between by orthogonal similarities.
 *
 * @returns where it ended: below `to` when an exchange would have changed eigenvalues by more than rounding
 * @see LAPACK dtrexc
 */
export function moveBlockUp(task: Reordering, from: number, to: number): number {
  let here = from;
  while (here > to) {
    const above = here >= 2 && blockOrder(task.h, here - 2) === 2 ? 2 : 1;
    if (!exchangeBlocks(task, here - above, above, blockOrder(task.h, here))) return here;
    here -= above;
  }
  return here;
}

/**
 * Exchanges the adjacent diagonal blocks of orders n1 and n2 at row j.
 *
 * @returns false, and nothing is changed, when they are too close for it
 * @see LAPACK dlaexc; Bai & Demmel 1993
 */
export function exchangeBlocks(task: Reordering, j: number, n1: number, n2: number): boolean {
  if (n1 === 1 && n2 === 1) return exchangeNumbers(task, j);
  const { h } = task;
  const n = n1 + n2;
  const H = float64Data(h);
  let largest = 0;
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      const x = H[h.offset + (j + r) * h.rowStride + j + c];
      D[4 * r + c] = x;
      largest = Math.max(largest, Math.abs(x));
    }
  }
  smallSylvester(n1, n2, D, Math.max(TINY, EPSILON * largest), X);
  const limit = Math.max(TINY, 10 * EPSILON * largest);
  if (n1 === 1) return exchangeNumberAndBlock(task, j, limit);
  return n2 === 1 ? exchangeBlockAndNumber(task, j, limit) : exchangeTwoBlocks(task, j, limit);
}

function exchangeNumbers({ h, z }: Reordering, j: number): boolean {
  const n = h.rows;
  const H = float64Data(h);
  const at = h.offset + j * (h.rowStride + 1);
  const next = at + h.rowStride + 1;
  const [a, d] = [H[at], H[next]];
  const length = hypot(H[at + 1], d - a);
  if (length === 0) return true;
  const [c, s] = [H[at + 1] / length, (d - a) / length];
  rot(h.block(j, j, 1, n - j).T, h.block(j + 1, j, 1, n - j).T, c, s);
  rot(h.block(0, j, j + 2, 1), h.block(0, j + 1, j + 2, 1), c, s);
  const T = float64Data(h);
  T[at] = d;
  T[next] = a;
  T[next - 1] = 0;
  if (z !== null) rot(z.block(j, 0, 1, z.cols).T, z.block(j + 1, 0, 1, z.cols).T, c, s);
  return true;
}

/** (1, x₁, x₂) is taken to (0, 0, ∗): the number goes below the block. */
function exchangeNumberAndBlock(task: Reordering, j: number, limit: number): boolean {
  const { h } = task;
  const number = D[0];
  // the reflector of (x₂, x₁, 1) backwards, its vector scaled to begin with 1
  first.make(X[1], X[0], 1);
  const ends = first.v3;
  const v2 = first.v2 / ends;
  const v3 = 1 / ends;
  const tau = first.tau * ends * ends;
  tryReflector(3, 0, tau, v2, v3);
  if (!(Math.max(Math.abs(D[8]), Math.abs(D[9]), Math.abs(D[10] - number)) <= limit)) return false;
  applyReflector(task, j, j + 3, j, tau, v2, v3);
  set(h, j + 2, j, 0);
  set(h, j + 2, j + 1, 0);
  set(h, j + 2, j + 2, number);
  standardizeBlock(task, j);
  return true;
}

/** (−x₁, −x₂, 1) is taken to (∗, 0, 0): the number goes above the block. */
function exchangeBlockAndNumber(task: Reordering, j: number, limit: number): boolean {
  const { h } = task;
  const number = D[10];
  first.make(-X[0], -X[1], 1);
  const { tau, v2, v3 } = first;
  tryReflector(3, 0, tau, v2, v3);
  if (!(Math.max(Math.abs(D[4]), Math.abs(D[8]), Math.abs(D[0] - number)) <= limit)) return false;
  applyReflector(task, j, j + 3, j, tau, v2, v3);
  set(h, j, j, number);
  set(h, j + 1, j, 0);
  set(h, j + 2, j, 0);
  standardizeBlock(task, j + 1);
  return true;
}

/** Both columns of (−X; I) are taken to the first two unit vectors' space. */
function exchangeTwoBlocks(task: Reordering, j: number, limit: number): boolean {
  const { h } = task;
  first.make(-X[0], -X[2], 1);
  const s = -first.tau * (X[1] + first.v2 * X[3]);
  second.make(-s * first.v2 - X[3], -s * first.v3, 1);
  tryReflector(4, 0, first.tau, first.v2, first.v3);
  tryReflector(4, 1, second.tau, second.v2, second.v3);
  if (!(Math.max(Math.abs(D[8]), Math.abs(D[9]), Math.abs(D[12]), Math.abs(D[13])) <= limit)) return false;
  applyReflector(task, j, j + 4, j, first.tau, first.v2, first.v3);
  applyReflector(task, j + 1, j + 4, j, second.tau, second.v2, second.v3);
  for (const row of [j + 2, j + 3]) for (const col of [j, j + 1]) set(h, row, col, 0);
  standardizeBlock(task, j);
  standardizeBlock(task, j + 2);
  return true;
}

/** The similarity on the copy: n×n, rows and columns k, k + 1 and k + 2. */
function tryReflector(n: number, k: number, tau: number, v2: number, v3: number): void {
  for (let c = 0; c < n; c++) reflectTriple(4 * k + c, 4, tau, v2, v3);
  for (let r = 0; r < n; r++) reflectTriple(4 * r + k, 1, tau, v2, v3);
}

function reflectTriple(at: number, stride: number, tau: number, v2: number, v3: number): void {
  const s = tau * (D[at] + v2 * D[at + stride] + v3 * D[at + 2 * stride]);
  D[at] -= s;
  D[at + stride] -= s * v2;
  D[at + 2 * stride] -= s * v3;
}

/** The similarity on T, of which rows up to `rows` and columns from `from` are touched, and on Z. */
function applyReflector(
  { h, z }: Reordering,
  k: number,
  rows: number,
  from: number,
  tau: number,
  v2: number,
  v3: number,
): void {
  reflectRows(h, k, from, h.cols, tau, v2, v3);
  reflectColumns(h, k, 0, rows, tau, v2, v3);
  if (z !== null) reflectRows(z, k, 0, z.cols, tau, v2, v3);
}

function standardizeBlock({ h, z }: Reordering, j: number): void {
  standardize({ h, z, whole: true }, j);
}

function set(t: MatrixView, i: number, j: number, value: number): void {
  float64Data(t)[t.offset + i * t.rowStride + j] = value;
}
