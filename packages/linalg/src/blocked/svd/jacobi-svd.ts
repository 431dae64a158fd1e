import { type ElementType, type MatrixView, complex128, float64, release, workspace } from "@linnet/kernels";
import { conjugateInPlace, interleaved } from "../matrix/complex-view.js";
import { copyMatrix, float64Data, keepTriangle, maxAbs, rowOf, setIdentity } from "../matrix/copy.js";
import { orthogonalizeRows } from "./jacobi-rotations.js";
import { factorPivotedQr } from "../qr/pivoted-qr.js";
import { type Reflectors, applyQTransposed, factorQr, formQ } from "../qr/qr.js";
import { powerOfTwoScale } from "../matrix/scaling.js";
import { divide } from "../vector/vector.js";

/** Rows shorter than this beside a largest entry of 1 have lost digits to underflow: their directions are not used. */
const DIRECTIONLESS = 2 ** -960;

/**
 * Singular values of A, descending, by one-sided Jacobi on the R of a QR factorization with rows sorted and columns pivoted.
 * Where A = D₁·B·D₂ with diagonal D of any range and a B that is well-conditioned, so are the rows of R but for their lengths,
 * and every singular value, however small, comes to a few digits less than all.
 *
 * @param a m×n, any strides; not changed
 * @param s length min(m, n), written
 * @param vectors `u` m×r and `vh` q×n, both written; r and q are min(m, n) for the thin factors, m and n for the full
 * @returns how many pairs of rows are not orthogonal: 0 is success
 * @see Drmač & Veselić 2008, *New fast and accurate Jacobi SVD algorithm I, II*; LAPACK dgejsv; Cox & Higham 1998 for rows
 */
export function jacobiSingularValues(
  a: MatrixView,
  s: Float64Array,
  vectors: { readonly u: MatrixView; readonly vh: MatrixView } | null,
): number {
  if (a.rows < a.cols || (a.rows === a.cols && evenness(a) < evenness(a.T))) {
    return jacobiSingularValues(a.T, s, vectors === null ? null : { u: vectors.vh.T, vh: vectors.u.T });
  }
  const n = a.cols;
  if (n === 0) {
    if (vectors !== null) setIdentity(vectors.u);
    return 0;
  }
  const type = a.type.kind === "complex" ? complex128 : float64;
  const factor = powerOfTwoScale(maxAbs(a));
  const rowOrder = sortedRows(a);
  const columnOrder = new Int32Array(n);
  const at = workspace(type, n, a.rows);
  rowOrder.forEach((row, i) => copyMatrix(a.block(row, 0, 1, n).T, at.block(0, i, n, 1), factor));
  const reflectors = factorPivotedQr(at, columnOrder);
  const x = workspace(type, n, n);
  copyMatrix(at.block(0, 0, n, n).T, x);
  keepTriangle(x, "upper");
  release(at.storage);

  const g = vectors === null ? null : workspace(type, n, n);
  if (g !== null) setIdentity(g);
  const norms = new Float64Array(n);
  const remaining = orthogonalizeRows(x, g, norms);
  const order = Int32Array.from(norms, (_, i) => i).sort((i, j) => norms[j] - norms[i] || i - j);
  for (let i = 0; i < n; i++) s[i] = norms[order[i]] / factor;
  if (vectors !== null && g !== null) {
    writeLeft(vectors.u, g, order, reflectors, rowOrder);
    writeRight(vectors.vh, x, order, norms, columnOrder);
    release(g.storage);
  }
  for (const { storage } of [x, reflectors.v, reflectors.t]) release(storage);
  return remaining;
}

/**
 * How even the lengths of the columns are: the entropy of the squares of their largest entries. A square matrix goes by its transpose where that has
 * the evener columns, because the sorting of rows takes care of those; A and Aᵀ give the same values then.
 */
function evenness(a: MatrixView): number {
  const sizes = Float64Array.from({ length: a.cols }, (_, j) => maxAbs(a.block(0, j, a.rows, 1)));
  const largest = sizes.reduce((x, y) => Math.max(x, y), 0);
  if (largest === 0) return 0;
  const squares = sizes.map((x) => (x / largest) ** 2);
  const sum = squares.reduce((x, y) => x + y, 0);
  return squares.reduce((entropy, x) => (x === 0 ? entropy : entropy - (x / sum) * Math.log(x / sum)), 0);
}

/** Rows by descending largest entry, which makes Householder's QR stable for each row. */
function sortedRows(a: MatrixView): Int32Array {
  const sizes = Float64Array.from({ length: a.rows }, (_, i) => maxAbs(a.block(i, 0, 1, a.cols)));
  return Int32Array.from(sizes, (_, i) => i).sort((i, j) => sizes[j] - sizes[i] || i - j);
}

/** U = P·Q·Gᴴ: the rows of conj(G), padded to length m, through the reflectors, and the rows of A in their places. */
function writeLeft(
  u: MatrixView,
  g: MatrixView,
  order: Int32Array,
  reflectors: Reflectors,
  rowOrder: Int32Array,
): void {
  const n = g.cols;
  const rows = workspace(g.type, u.cols, u.rows);
  setIdentity(rows);
  order.forEach((row, i) => copyMatrix(g.block(row, 0, 1, n), rows.block(i, 0, 1, n)));
  conjugateInPlace(rows);
  applyQTransposed(rows, reflectors);
  rowOrder.forEach((row, i) => copyMatrix(rows.block(0, i, u.cols, 1), u.block(row, 0, 1, u.cols).T));
  release(rows.storage);
}

/** Vᴴ: the rows of X at length 1, those without direction replaced by an orthonormal complement, the columns of A in place. */
function writeRight(
  vh: MatrixView,
  x: MatrixView,
  order: Int32Array,
  norms: Float64Array,
  columnOrder: Int32Array,
): void {
  const n = x.cols;
  const rows = workspace(x.type, n, n);
  let rank = 0;
  for (const row of order) {
    if (norms[row] < DIRECTIONLESS) break;
    copyMatrix(x.block(row, 0, 1, n), rows.block(rank, 0, 1, n));
    const line = rowOf(x.type === complex128 ? interleaved(rows) : rows, rank);
    divide(line.rows, norms[row], float64Data(line), line.offset);
    rank++;
  }
  if (rank < n) complete(rows, rank, x.type);
  columnOrder.forEach((column, j) => copyMatrix(rows.block(0, j, n, 1), vh.block(0, column, n, 1)));
  release(rows.storage);
}

/** Fills rows from `rank` on so that all are orthonormal: the last columns of the Q of their transposes. */
function complete(rows: MatrixView, rank: number, type: ElementType): void {
  const n = rows.cols;
  const at = workspace(type, rank, n);
  copyMatrix(rows.block(0, 0, rank, n), at);
  const reflectors = factorQr(at);
  const q = workspace(type, n, n);
  formQ(q, reflectors);
  copyMatrix(q.block(rank, 0, n - rank, n), rows.block(rank, 0, n - rank, n));
  for (const { storage } of [at, q, reflectors.v, reflectors.t]) release(storage);
}
