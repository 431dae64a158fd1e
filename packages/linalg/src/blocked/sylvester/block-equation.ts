import type { MatrixView } from "@linnet/kernels";
import { type Width, divideBy, sizeAt } from "../matrix/lanes.js";

/** A·X + X·B = C of Sylvester, or X − A·X·B = C of Stein. */
export type EquationKind = "sylvester" | "stein";

/** An equation for X with given triangles. */
export interface TriangularEquation {
  readonly kind: EquationKind;
  /** m×m, upper triangular or real with 2×2 blocks on the diagonal; float64 or complex128, of contiguous rows. */
  readonly a: MatrixView;
  /** n×n, likewise. */
  readonly b: MatrixView;
  /** A pivot that is no larger ends it: eigenvalues meet. */
  readonly floor: number;
}

/** Where diagonal blocks of A and B begin, and how many rows and columns they have. */
export interface BlockPair {
  row: number;
  rows: number;
  col: number;
  cols: number;
}

/** Numbers in a line of the equations: four coefficients and the right-hand side. */
const LINE = 5;
/** Numbers that the equations of a pair of blocks take. */
export const ROOM: number = 4 * LINE;

/**
 * Solves the equation of a pair of diagonal blocks of order 1 or 2 by elimination with complete pivoting.
 *
 * @param c of contiguous rows; holds the right-hand side in those rows and columns, then X
 * @param room `ROOM` numbers
 * @returns whether all pivots are larger than the floor
 * @see LAPACK dlasy2
 */
export function solveBlock(
  { kind, a, b, floor }: TriangularEquation,
  { row, rows, col, cols }: BlockPair,
  c: MatrixView,
  room: Float64Array,
): boolean {
  const data = c.data as Float64Array; // as those of a and b, by promise of the equation
  const [A, aAt] = [a.data, a.offset + row * (a.rowStride + 1)];
  const [B, bAt] = [b.data, b.offset + col * (b.rowStride + 1)];
  const cAt = c.offset + row * c.rowStride + col;
  if (a.type.kind === "complex") {
    complexDivisor(kind, A[2 * aAt], A[2 * aAt + 1], B[2 * bAt], B[2 * bAt + 1], room);
    return divide(2, floor, room, data, 2 * cAt);
  }
  const count = rows * cols;
  if (count === 1) {
    room[0] = kind === "sylvester" ? A[aAt] + B[bAt] : 1 - A[aAt] * B[bAt];
    return divide(1, floor, room, data, cAt);
  }
  room.fill(0);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const line = (i * cols + j) * LINE;
      for (let k = 0; k < rows; k++) {
        for (let l = 0; l < cols; l++) {
          const x = A[aAt + i * a.rowStride + k];
          const y = B[bAt + l * b.rowStride + j];
          const sum = (j === l ? x : 0) + (i === k ? y : 0);
          room[line + k * cols + l] = kind === "sylvester" ? sum : (i === k && j === l ? 1 : 0) - x * y;
        }
      }
      room[line + 4] = data[cAt + i * c.rowStride + j];
    }
  }
  const unknowns = [0, 1, 2, 3];
  for (let k = 0; k < count; k++) if (!eliminate(count, k, floor, room, unknowns)) return false;
  for (let k = count - 1; k >= 0; k--) {
    let s = room[k * LINE + 4];
    for (let j = k + 1; j < count; j++) s -= room[k * LINE + j] * room[j * LINE + 4];
    room[k * LINE + 4] = s / room[k * LINE + k];
  }
  for (let k = 0; k < count; k++) {
    const [i, j] = [Math.floor(unknowns[k] / cols), unknowns[k] % cols];
    data[cAt + i * c.rowStride + j] = room[k * LINE + 4];
  }
  return true;
}

/** The one element at `at` by the number in front of the room. */
function divide(width: Width, floor: number, room: Float64Array, data: Float64Array, at: number): boolean {
  if (!(sizeAt(width, room, 0) > floor)) return false;
  divideBy(width, 1, room, 0, data, at);
  return true;
}

/** a + b, or 1 − a·b. */
function complexDivisor(kind: EquationKind, a: number, ai: number, b: number, bi: number, room: Float64Array): void {
  room[0] = kind === "sylvester" ? a + b : 1 - (a * b - ai * bi);
  room[1] = kind === "sylvester" ? ai + bi : -(a * bi + ai * b);
}

/** Brings the largest coefficient that is left to place (k, k), and clears the column below it. */
function eliminate(count: number, k: number, floor: number, room: Float64Array, unknowns: number[]): boolean {
  let [row, col, largest] = [k, k, -1];
  for (let i = k; i < count; i++) {
    for (let j = k; j < count; j++) {
      const size = Math.abs(room[i * LINE + j]);
      if (size <= largest) continue;
      largest = size;
      row = i;
      col = j;
    }
  }
  if (!(largest > floor)) return false;
  if (row !== k) for (let j = k; j < LINE; j++) swap(room, row * LINE + j, k * LINE + j);
  if (col !== k) {
    for (let i = 0; i < count; i++) swap(room, i * LINE + col, i * LINE + k);
    const other = unknowns[col];
    unknowns[col] = unknowns[k];
    unknowns[k] = other;
  }
  for (let i = k + 1; i < count; i++) {
    const factor = room[i * LINE + k] / room[k * LINE + k];
    for (let j = k; j < LINE; j++) room[i * LINE + j] -= factor * room[k * LINE + j];
  }
  return true;
}

function swap(x: Float64Array, i: number, j: number): void {
  const other = x[i];
  x[i] = x[j];
  x[j] = other;
}
