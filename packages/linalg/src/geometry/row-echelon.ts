import type { MatrixView } from "@linnet/kernels";
import { float64Data } from "../blocked/matrix/copy.js";
import * as complex from "../blocked/vector/complex-vector.js";
import { addScaled, hypot } from "../blocked/vector/vector.js";

/**
 * The reduced row echelon form in place, by Gauss–Jordan elimination with partial pivoting.
 *
 * @param a float64 or complex128 with contiguous rows
 * @param rtol what is left in a column and is no larger than rtol·‖A‖∞ becomes zero
 * @returns the columns of the pivots
 */
export function reduceRows(a: MatrixView, rtol: number): readonly number[] {
  const A = float64Data(a);
  const parts = a.type.kind === "complex" ? 2 : 1;
  const place = (i: number, j: number): number => parts * (a.offset + i * a.rowStride + j);
  const size = (at: number): number => (parts === 1 ? Math.abs(A[at]) : hypot(A[at], A[at + 1]));
  const tolerance = rtol * largestRow(a, (i, j) => size(place(i, j)));
  const pivots: number[] = [];
  for (let j = 0; j < a.cols && pivots.length < a.rows; j++) {
    const top = pivots.length;
    let best = top;
    for (let i = top + 1; i < a.rows; i++) if (size(place(i, j)) > size(place(best, j))) best = i;
    if (!(size(place(best, j)) > tolerance)) {
      for (let i = top; i < a.rows; i++) A.fill(0, place(i, j), place(i, j) + parts);
      continue;
    }
    exchange(A, place(top, 0), place(best, 0), parts * a.cols);
    divideRow(A, place(top, j), a.cols - j, parts);
    for (let i = 0; i < a.rows; i++) {
      if (i === top) continue;
      const at = place(i, j);
      if (parts === 1) addScaled(a.cols - j, -A[at], A, place(top, j), A, at);
      else complex.addScaled(a.cols - j, -A[at], -A[at + 1], A, place(top, j), A, at);
      A.fill(0, at, at + parts);
    }
    pivots.push(j);
  }
  return pivots;
}

/** ‖A‖∞. */
function largestRow(a: MatrixView, size: (i: number, j: number) => number): number {
  let largest = 0;
  for (let i = 0; i < a.rows; i++) {
    let s = 0;
    for (let j = 0; j < a.cols; j++) s += size(i, j);
    largest = Math.max(largest, s);
  }
  return largest;
}

function exchange(A: Float64Array, x: number, y: number, n: number): void {
  if (x === y) return;
  const row = A.slice(x, x + n);
  A.copyWithin(x, y, y + n);
  A.set(row, y);
}

/** A row ← the row divided by its first entry, which becomes exactly 1. */
function divideRow(A: Float64Array, at: number, n: number, parts: number): void {
  const [re, im] = [A[at], parts === 1 ? 0 : A[at + 1]];
  const quotient = [0, 0];
  for (let k = at; k < at + parts * n; k += parts) {
    if (parts === 1) {
      A[k] = A[k] / re + 0; // not −0
    } else {
      complex.divide(A[k], A[k + 1], re, im, quotient);
      [A[k], A[k + 1]] = quotient;
    }
  }
  if (parts === 2) A[at + 1] = 0;
  A[at] = 1;
}
