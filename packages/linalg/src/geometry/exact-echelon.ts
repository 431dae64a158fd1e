import type { MatrixView } from "@linnet/kernels";
import { float64Data } from "../blocked/matrix/copy.js";

/**
 * The reduced row echelon form of a matrix of integers, in place: exact, each entry rounded once to float64.
 *
 * Fraction-free: with the pivot p of a step and p₀ of the step before, every other row becomes (p·row − aᵢⱼ·pivot row)/p₀, where the
 * division leaves no remainder and entries are minors of A. At the end all pivots are the same number, which divides the rows.
 *
 * @param a float64 or complex128 with contiguous rows
 * @returns the columns of the pivots; null, and nothing done, where an entry is no safe integer
 * @see Bareiss 1968, *Math. Comp.* 22:565
 */
export function reduceExactly(a: MatrixView): readonly number[] | null {
  if (a.type.kind === "complex") return null;
  const A = float64Data(a);
  const rows: bigint[][] = [];
  for (let i = 0; i < a.rows; i++) {
    const from = a.offset + i * a.rowStride;
    const row = A.subarray(from, from + a.cols);
    if (!row.every(Number.isSafeInteger)) return null;
    rows.push(Array.from(row, BigInt));
  }
  const pivots: number[] = [];
  let last = 1n;
  for (let j = 0; j < a.cols && pivots.length < a.rows; j++) {
    const top = pivots.length;
    const found = rows.findIndex((row, i) => i >= top && row[j] !== 0n);
    if (found < 0) continue;
    [rows[top], rows[found]] = [rows[found], rows[top]];
    const pivotRow = rows[top];
    const pivot = pivotRow[j];
    rows.forEach((row, i) => {
      if (i === top) return;
      const factor = row[j];
      for (let k = 0; k < a.cols; k++) row[k] = (pivot * row[k] - factor * pivotRow[k]) / last;
    });
    pivots.push(j);
    last = pivot;
  }
  rows.forEach((row, i) => row.forEach((value, j) => (A[a.offset + i * a.rowStride + j] = quotient(value, last))));
  return pivots;
}

/** p/q, rounded once. */
function quotient(p: bigint, q: bigint): number {
  if (p === 0n) return 0; // not −0
  const [x, y] = [Number(p), Number(q)];
  if (Number.isSafeInteger(x) && Number.isSafeInteger(y)) return x / y;
  const isNegative = p < 0n !== q < 0n;
  const [top, bottom] = [p < 0n ? -p : p, q < 0n ? -q : q];
  const shift = Math.max(0, 66 + length(bottom) - length(top)); // at least 65 bits of the quotient
  const scaled = top << BigInt(shift);
  const whole = scaled / bottom;
  const rounded = whole * bottom === scaled ? whole : whole | 1n; // a last bit for what was cut off: it breaks ties
  const size = Number(rounded) * 2 ** -shift;
  return isNegative ? -size : size;
}

/** How many bits a positive number has. */
function length(x: bigint): number {
  return x.toString(16).length * 4;
}
