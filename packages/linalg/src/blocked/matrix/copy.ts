import {
  type FloatArray,
  MatrixView,
  type Strided,
  complex128,
  copy,
  float64,
  strided,
  unsetWorkspace,
} from "@linnet/kernels";
import { clearTriangle } from "@linnet/kernels/lapack";
import { interleaved, partOf } from "./complex-view.js";

/** Side of the tiles in which a transposing copy goes, so that every cache line is used whole. */
const TILE = 16;
/** Rows of a triangle that are copied at a time. */
const STRIP = 64;
/** Elements of 16 bytes that fill a cache line, and a multiple of which columns are apart that push each other out of the cache. */
const LINE = 4;
const ALIASED = 32;

/** `to` ← factor·`from`: same shape, any strides, both of real or both of complex floats. */
export function copyMatrix(from: MatrixView, to: MatrixView, factor = 1): void {
  const { rows, cols } = from;
  if (rows === 0 || cols === 0) return;
  if (from.type === to.type && factor === 1) copySame(from, to);
  else if (from.type.kind === "complex") copyComplex(from, to, factor);
  else if (Math.abs(from.colStride) <= Math.abs(from.rowStride) && to.colStride === 1) copyStrided(from, to, factor);
  else copyTiles(from, to, factor);
}

/** The lower triangle of `to` ← that of `from`, both n×n; above the diagonal something may be copied too. */
export function copyLowerTriangle(from: MatrixView, to: MatrixView): void {
  const n = from.rows;
  for (let i = 0; i < n; i += STRIP) {
    const rows = Math.min(STRIP, n - i);
    copyMatrix(from.block(i, 0, rows, i + rows), to.block(i, 0, rows, i + rows));
  }
}

/** Writes zero below the diagonal for `"upper"`, above it for `"lower"`: what is left is that triangle. */
export function keepTriangle(a: MatrixView, part: "upper" | "lower"): void {
  if (clearTriangle(a, part === "upper" ? "below" : "above")) return;
  if (a.type.kind === "complex") {
    keepTriangle(partOf(a, 0), part);
    keepTriangle(partOf(a, 1), part);
    return;
  }
  const { data, offset, rows, cols, rowStride, colStride } = a;
  for (let i = 0; i < rows; i++) {
    const from = part === "upper" ? 0 : i + 1;
    const end = part === "upper" ? Math.min(i, cols) : cols;
    for (let j = from; j < end; j++) data[offset + i * rowStride + j * colStride] = 0;
  }
}

/** Writes the identity (ones on the main diagonal, zeros elsewhere). */
export function setIdentity(a: MatrixView): void {
  if (a.type.kind === "complex") for (const part of [0, 1] as const) fillZero(partOf(a, part));
  else fillZero(a);
  setUnitDiagonal(a);
}

/** Writes ones on the main diagonal. */
export function setUnitDiagonal(a: MatrixView): void {
  const { data, offset, rows, cols, rowStride, colStride } = a.type.kind === "complex" ? partOf(a, 0) : a;
  if (a.type.kind === "complex") fillZero(diagonalOf(partOf(a, 1)));
  for (let i = 0; i < Math.min(rows, cols); i++) data[offset + i * (rowStride + colStride)] = 1;
}

/** The main diagonal as one column. */
export function diagonalOf({ type, storage, offset, rows, cols, rowStride, colStride }: MatrixView): MatrixView {
  return new MatrixView(type, storage, offset, Math.min(rows, cols), 1, rowStride + colStride, 1);
}

function fillZero({ data, offset, rows, cols, rowStride, colStride }: MatrixView): void {
  for (let i = 0; i < rows; i++) {
    const row = offset + i * rowStride;
    if (colStride === 1) data.fill(0, row, row + cols);
    else for (let j = 0; j < cols; j++) data[row + j * colStride] = 0;
  }
}

/** The first `count` entries of row i as a column. */
export function rowOf(a: MatrixView, i: number, count: number = a.cols): MatrixView {
  return new MatrixView(a.type, a.storage, a.offset + i * a.rowStride, count, 1, a.colStride, 1);
}

/** Largest magnitude of an entry, of a complex one that of its larger part; 0 for an empty matrix. */
export function maxAbs(a: MatrixView): number {
  if (a.type.kind === "complex") return Math.max(maxAbs(partOf(a, 0)), maxAbs(partOf(a, 1)));
  const { data, offset, rows, cols, rowStride, colStride } = a;
  let largest = 0;
  for (let i = 0; i < rows; i++) {
    const row = offset + i * rowStride;
    for (let j = 0; j < cols; j++) largest = Math.max(largest, Math.abs(data[row + j * colStride]));
  }
  return largest;
}

/** A fresh float64 or complex128 copy to work in, multiplied by `factor`. Release its storage when done. */
export function workingCopy(a: MatrixView, factor = 1): MatrixView {
  const working = unsetWorkspace(a.type.kind === "complex" ? complex128 : float64, a.rows, a.cols);
  copyMatrix(a, working, factor);
  return working;
}

/**
 * The elements of a float64 or complex128 matrix. Ask again after every allocation and every kernel call: memory that grew detaches
 * the array.
 */
export function float64Data(a: MatrixView): Float64Array {
  return a.data as Float64Array; // by the caller's promise that a.type is one of these
}

/** The numbers of a matrix of float64 or complex128 that is contiguous, two of each complex element. Ask again as for `float64Data`. */
export function numbersOf(a: MatrixView): Float64Array {
  const width = a.type.kind === "complex" ? 2 : 1;
  return float64Data(a).subarray(width * a.offset, width * (a.offset + a.rows * a.cols));
}

/** Columns of complex128 that push each other out of the cache are turned a line of the result at a time. */
function copySame(from: MatrixView, to: MatrixView): void {
  const { rows, cols } = to;
  if (to.type !== complex128 || from.rowStride !== 1 || from.colStride % ALIASED !== 0 || to.colStride !== 1) {
    copy(asStrided(from), asStrided(to));
    return;
  }
  for (let j = 0; j < cols; j += LINE) {
    const width = Math.min(LINE, cols - j);
    copy(asStrided(from.block(0, j, rows, width)), asStrided(to.block(0, j, rows, width)));
  }
}

/** Where rows are contiguous, the parts of their numbers are one row of reals; elsewhere they are copied one after the other. */
function copyComplex(from: MatrixView, to: MatrixView, factor: number): void {
  if (from.colStride === 1 && to.colStride === 1) copyMatrix(interleaved(from), interleaved(to), factor);
  else for (const part of [0, 1] as const) copyMatrix(partOf(from, part), partOf(to, part), factor);
}

function asStrided({ type, storage, offset, rows, cols, rowStride, colStride }: MatrixView): Strided {
  return { type, storage, offset, layout: strided([rows, cols], [rowStride, colStride]) };
}

function copyStrided(from: MatrixView, to: MatrixView, factor: number): void {
  for (let i = 0; i < from.rows; i++) copyBlock(from, to, factor, i, 0, i + 1, from.cols);
}

function copyTiles(from: MatrixView, to: MatrixView, factor: number): void {
  const { rows, cols } = from;
  for (let i = 0; i < rows; i += TILE) {
    for (let j = 0; j < cols; j += TILE) {
      copyBlock(from, to, factor, i, j, Math.min(i + TILE, rows), Math.min(j + TILE, cols));
    }
  }
}

function copyBlock(
  from: MatrixView,
  to: MatrixView,
  factor: number,
  i0: number,
  j0: number,
  i1: number,
  j1: number,
): void {
  const source: FloatArray = from.data;
  const target: FloatArray = to.data;
  const step = from.colStride;
  const stride = to.colStride;
  for (let i = i0; i < i1; i++) {
    let at = from.offset + i * from.rowStride + j0 * step;
    let out = to.offset + i * to.rowStride + j0 * stride;
    for (let j = j0; j < j1; j++) {
      target[out] = factor * source[at];
      at += step;
      out += stride;
    }
  }
}
