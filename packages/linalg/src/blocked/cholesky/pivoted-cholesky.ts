import { type MatrixView, release, workspace } from "@linnet/kernels";
import type { FailedPivot } from "./cholesky-update.js";
import { copyLowerTriangle, keepTriangle } from "../matrix/copy.js";
import { SymmetricPanel } from "../symmetric/symmetric-panel.js";
import { hypot } from "../vector/vector.js";

/** How far the factorization came. */
export interface PivotedResult {
  /** How many columns L has that are not zero. */
  readonly rank: number;
  /** What is left of A shows that it is not semidefinite: a diagonal entry, or one that is larger than its diagonal allows. */
  readonly failed: FailedPivot | null;
}

/**
 * A[p, :][:, p] = L·Lᴴ for a positive semidefinite A, of which the lower triangle is read: each step takes the largest entry of
 * the diagonal of what is left, until none exceeds rtol times the largest of A.
 *
 * @param a n×n
 * @param packed n×n, written: L, lower triangular with zero columns from the rank on
 * @param order length n, written: row i of P·A is row `order[i]` of A
 * @remarks n·r² − ⅔·r³ flops for rank r.
 * @see LAPACK dpstrf; Higham, *Accuracy and Stability of Numerical Algorithms*, 2nd ed., §10.3
 */
export function factorPivotedCholesky(
  a: MatrixView,
  packed: MatrixView,
  order: Int32Array,
  rtol: number,
): PivotedResult {
  const n = a.rows;
  for (let i = 0; i < n; i++) order[i] = i;
  if (n === 0) return { rank: 0, failed: null };
  const u = workspace(a.type, n, n);
  copyLowerTriangle(a, u.T);
  const panel = new SymmetricPanel(u, Math.min(n, 32));
  const diagonal = Float64Array.from({ length: n }, (_, i) => realDiagonal(u, i));
  const limit = rtol * diagonal.reduce((most, d) => Math.max(most, d), 0);
  let rank = 0;
  for (let full = true; full && rank < n;) {
    const first = rank;
    rank = eliminatePanel(panel, first, diagonal, limit, order);
    panel.subtractFrom(first, rank - first);
    full = rank - first === panel.L.rows;
  }
  panel.release();
  const failed = rank === n ? null : indefinite(u, rank, n * limit);
  copyLowerTriangle(u.T, packed);
  keepTriangle(packed, "lower");
  for (let j = rank; j < n; j++) zero(packed.block(0, j, n, 1));
  release(u.storage);
  return { rank, failed };
}

/** Columns of L from `first` on, until the panel is full or no pivot is large enough; answers the index after the last. */
function eliminatePanel(
  panel: SymmetricPanel,
  first: number,
  diagonal: Float64Array,
  limit: number,
  order: Int32Array,
): number {
  const { u, L, V, width } = panel;
  const n = u.cols;
  const end = Math.min(n, first + L.rows);
  let k = first;
  for (; k < end; k++) {
    const m = k - first;
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (diagonal[i] > diagonal[pivot]) pivot = i;
    if (!(diagonal[pivot] > limit)) break;
    panel.interchange(m, k, pivot, order);
    const d = diagonal[pivot];
    diagonal[pivot] = diagonal[k];
    panel.load(m, m, k, k);
    const root = Math.sqrt(d);
    const [v, l, target] = [V.data, L.data, u.data];
    const [from, to] = [width * (V.offset + m * V.rowStride), width * (L.offset + m * L.rowStride)];
    for (let i = width * (k + 1); i < width * n; i++) {
      v[from + i] /= root;
      l[to + i] = v[from + i];
    }
    for (let i = k + 1; i < n; i++) {
      const [re, im] = [l[to + width * i], width === 1 ? 0 : l[to + 2 * i + 1]];
      diagonal[i] -= re * re + im * im;
    }
    target[width * (u.offset + k * (u.rowStride + 1))] = root;
    if (width === 2) target[2 * (u.offset + k * (u.rowStride + 1)) + 1] = 0;
  }
  panel.store(first, k - first);
  return k;
}

/** The most negative entry that a pivot of what is left would have, if it is below −limit. */
function indefinite(u: MatrixView, rank: number, limit: number): FailedPivot | null {
  const width = u.type.kind === "complex" ? 2 : 1;
  const { data } = u;
  let worst = 0;
  for (let i = rank; i < u.rows; i++) {
    worst = Math.min(worst, realDiagonal(u, i));
    for (let j = i + 1; j < u.cols; j++) {
      // [[a, c], [c̄, b]] with a, b ≤ |c| has an eigenvalue ≤ (a + b)/2 − |c|
      const at = width * (u.offset + i * u.rowStride + j);
      const size = width === 1 ? Math.abs(data[at]) : hypot(data[at], data[at + 1]);
      worst = Math.min(worst, (realDiagonal(u, i) + realDiagonal(u, j)) / 2 - size);
    }
  }
  return worst < -limit ? { pivot: rank, value: worst } : null;
}

function realDiagonal({ type, data, offset, rowStride }: MatrixView, i: number): number {
  return data[(type.kind === "complex" ? 2 : 1) * (offset + i * (rowStride + 1))];
}

function zero({ type, data, offset, rows, rowStride }: MatrixView): void {
  const width = type.kind === "complex" ? 2 : 1;
  for (let i = 0; i < rows; i++)
    for (let part = 0; part < width; part++) data[width * (offset + i * rowStride) + part] = 0;
}
