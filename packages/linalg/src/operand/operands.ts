import { DTypeError, type NDArray, ShapeError, astype, reshape } from "@linnet/core";
import {
  MatrixView,
  batchDims,
  broadcastShapes,
  inexactType,
  matrixDims,
  matrixRuns,
  matrixViewOf,
  promote,
  requireArray,
  requireFinite,
  requireNdim,
} from "@linnet/core/extend";
import { allFinite } from "@linnet/kernels/lapack";

/** A matrix, or a batch of them, of real or complex floats: integers are converted to float64. */
export function requireInexactMatrix(op: string, a: NDArray): NDArray {
  requireNdim(op, "a", a, 2);
  return requireInexact(op, "a", a);
}

/** An array of real or complex floats: integers are converted to float64. @throws {DTypeError} for bools */
export function requireInexact(op: string, name: string, x: NDArray): NDArray {
  requireNumbers(op, name, x);
  return x.type.kind === "float" || x.type.kind === "complex" ? x : astype(x, "float64");
}

/** Refuses NaN and infinities, and tells where. @throws {ValueError} */
export function requireFiniteMatrices(op: string, name: string, x: NDArray): void {
  if (!isFiniteByKernel(x)) requireFinite(op, name, x); // tells where, or looks one by one where nothing is contiguous
}

function isFiniteByKernel(x: NDArray): boolean {
  if (x.ndim === 2) return areFinite(1, matrixViewOf(x), 0);
  for (const { count, first, steps } of matrixRuns([x])) if (!areFinite(count, first[0], steps[0])) return false;
  return true;
}

/** Whether matrices at equal distances are contiguous and finite. */
function areFinite(count: number, first: MatrixView, step: number): boolean {
  const lines = contiguousLines(count, first, step);
  return lines !== null && allFinite(lines);
}

/** Matrices at equal distances as one matrix of contiguous rows or columns; null where there is none. */
function contiguousLines(count: number, first: MatrixView, step: number): MatrixView | null {
  const { type, storage, offset, rows, cols, rowStride, colStride } = first;
  if (count === 1) return rowStride === 1 || colStride === 1 ? first : null;
  const follow = step === rows * cols && rowStride === cols && colStride === 1;
  return follow ? new MatrixView(type, storage, offset, count, step, step, 1) : null;
}

/** A and B in the one dtype that they meet in, real or complex; integers among themselves meet in float64. */
export function sameInexact(op: string, a: NDArray, b: NDArray): readonly [NDArray, NDArray] {
  requireNumbers(op, "a", a);
  requireNumbers(op, "b", b);
  const type = inexactType(promote(a.type, b.type));
  return [a.type === type ? a : astype(a, type.name), b.type === type ? b : astype(b, type.name)];
}

/** Refuses bools. @throws {DTypeError} */
export function requireNumbers(op: string, name: string, x: NDArray): void {
  if (requireArray(op, name, x).type.kind !== "bool") return;
  const hint = 'Convert it first: x.astype("float64").';
  throw new DTypeError(op, `${name} must be real or complex numbers`, { [name]: x.type.name }, hint);
}

/** Refuses a right-hand side whose rows are not as many as those of `a`. @throws {ShapeError} */
export function requireRows(op: string, a: NDArray, b: NDArray): void {
  requireNdim(op, "a", a, 2);
  requireNdim(op, "b", b, 1);
  const [m] = matrixDims(a);
  const rows = b.layout.shape[b.ndim === 1 ? 0 : b.ndim - 2];
  if (rows !== m) throw new ShapeError(op, `rows ${m} of a and ${rows} of b differ`, { a: a.shape, b: b.shape });
  broadcastShapes(op, batchDims(a), b.ndim === 1 ? [] : batchDims(b));
}

/** Refuses factors of a wide matrix, whose least-squares solution is not unique. @throws {ShapeError} */
export function requireTall(op: string, Q: NDArray, R: NDArray): void {
  const [m] = matrixDims(Q);
  const [, n] = matrixDims(R);
  if (m >= n) return;
  throw new ShapeError(op, "a must have at least as many rows as columns", { Q: Q.shape, R: R.shape }, "Use lstsq.");
}

/** Runs a solver for matrices on `b`: a vector goes as one column, and its solution, if there is one, comes back as a vector. */
export function byColumns<X extends NDArray | null>(b: NDArray, solveColumns: (columns: NDArray) => X): X | NDArray {
  if (b.ndim !== 1) return solveColumns(b);
  const x = solveColumns(reshape(b, [b.size, 1]));
  return x === null ? x : reshape(x, x.shape.slice(0, -1));
}
