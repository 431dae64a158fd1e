import type { MatrixView } from "@linnet/kernels";
import { type BlockPair, ROOM, type TriangularEquation, solveBlock } from "./block-equation.js";
import { float64Data } from "../matrix/copy.js";
import { subtractScaled } from "../matrix/lanes.js";
import { blockOrder } from "../schur/schur-task.js";

/** Diagonal blocks of A and B whose eigenvalues meet, by their first rows. */
export interface Meeting {
  readonly row: number;
  readonly col: number;
}

/**
 * Solves a small triangular equation block by block, from the last rows and the first columns on; C becomes X.
 *
 * @param c m×n, of contiguous rows and the type of a
 * @returns null, or the pair of blocks that has no solution
 * @see Bartels & Stewart 1972; Kitagawa 1977 for X − A·X·B = C
 */
export function solveLeaf(equation: TriangularEquation, c: MatrixView): Meeting | null {
  const { kind, a } = equation;
  const [m, n] = [c.rows, c.cols];
  const width = a.type.kind === "complex" ? 2 : 1;
  const room = new Float64Array(ROOM);
  const products = new Float64Array(kind === "stein" ? width * m * n : 0); // the rows of X·B that are known
  const [A, C] = [float64Data(a), float64Data(c)];
  const pair: BlockPair = { row: m, rows: 0, col: 0, cols: 0 };
  while (pair.row > 0) {
    const end = pair.row;
    pair.rows = end > 1 ? orderOf(a, end - 2) : 1;
    pair.row = end - pair.rows;
    for (let i = pair.row; i < end; i++) {
      const target = width * (c.offset + i * c.rowStride);
      for (let k = end; k < m; k++) {
        const at = width * (a.offset + i * a.rowStride + k);
        if (kind === "stein") subtractScaled(width, n, -A[at], -A[at + 1], products, width * k * n, C, target);
        else subtractScaled(width, n, A[at], A[at + 1], C, width * (c.offset + k * c.rowStride), C, target);
      }
    }
    if (!solveRows(equation, pair, c, products, room)) return { row: pair.row, col: pair.col };
  }
  return null;
}

/** Of one row of blocks: what lies below is taken off already. */
function solveRows(
  equation: TriangularEquation,
  pair: BlockPair,
  c: MatrixView,
  products: Float64Array,
  room: Float64Array,
): boolean {
  const { kind, b } = equation;
  const n = c.cols;
  const width = b.type.kind === "complex" ? 2 : 1;
  const [B, C] = [float64Data(b), float64Data(c)];
  for (pair.col = 0; pair.col < n; pair.col += pair.cols) {
    pair.cols = orderOf(b, pair.col);
    const next = pair.col + pair.cols;
    if (kind === "stein") addKnown(equation, pair, c, products);
    if (!solveBlock(equation, pair, c, room)) return false;
    for (let i = pair.row; i < pair.row + pair.rows; i++) {
      const row = c.offset + i * c.rowStride;
      for (let l = pair.col; l < next; l++) {
        const at = width * (row + l);
        const bRow = b.offset + l * b.rowStride;
        if (kind === "sylvester") {
          subtractScaled(width, n - next, C[at], C[at + 1], B, width * (bRow + next), C, width * (row + next));
        } else {
          const to = width * (i * n + pair.col);
          subtractScaled(width, n - pair.col, -C[at], -C[at + 1], B, width * (bRow + pair.col), products, to);
        }
      }
    }
  }
  return true;
}

/** C ← C + A·(X·B) for a diagonal block of A, as far as X is known in its rows. */
function addKnown({ a }: TriangularEquation, pair: BlockPair, c: MatrixView, products: Float64Array): void {
  const width = a.type.kind === "complex" ? 2 : 1;
  const [A, C] = [float64Data(a), float64Data(c)];
  for (let i = pair.row; i < pair.row + pair.rows; i++) {
    const to = width * (c.offset + i * c.rowStride + pair.col);
    for (let k = pair.row; k < pair.row + pair.rows; k++) {
      const at = width * (a.offset + i * a.rowStride + k);
      const from = width * (k * c.cols + pair.col);
      subtractScaled(width, pair.cols, -A[at], -A[at + 1], products, from, C, to);
    }
  }
}

/** Order of the diagonal block at row i of T, complex ones too. */
function orderOf(t: MatrixView, i: number): 1 | 2 {
  return t.type.kind === "complex" ? 1 : blockOrder(t, i);
}
