import { type MatrixView, release, unsetWorkspace } from "@linnet/kernels";
import type { TriangularEquation } from "./block-equation.js";
import { type Meeting, solveLeaf } from "./leaf-equation.js";
import { float64Data } from "../matrix/copy.js";
import { product } from "../matrix/product.js";

/** Rows and columns up to which an equation is not divided further. */
const LEAF = 24;

/**
 * Solves A·X + X·B = C or X − A·X·B = C for triangles A and B; C becomes X. The longer side is halved: one half does not depend on
 * the other, and what it leaves to that is a product.
 *
 * @param c m×n, of contiguous rows and the type of a
 * @returns null, or the pair of diagonal blocks whose eigenvalues meet: then C is of no use
 * @remarks m·n·(m + n) flops, twice as many for Stein's equation
 * @see Jonsson & Kågström 2002, _Recursive blocked algorithms for solving triangular systems_, Part I and II
 */
export function solveTriangularEquation(equation: TriangularEquation, c: MatrixView): Meeting | null {
  const [m, n] = [c.rows, c.cols];
  if (m <= LEAF && n <= LEAF) return solveLeaf(equation, c);
  return m >= n ? halveRows(equation, c) : halveColumns(equation, c);
}

function halveRows(equation: TriangularEquation, c: MatrixView): Meeting | null {
  const { kind, a, b } = equation;
  const [m, n] = [c.rows, c.cols];
  const k = splitOf(a);
  const [upper, lower] = [c.block(0, 0, k, n), c.block(k, 0, m - k, n)];
  const failed = solveTriangularEquation({ ...equation, a: a.block(k, k, m - k, m - k) }, lower);
  if (failed !== null) return { row: failed.row + k, col: failed.col };
  const coupling = a.block(0, k, k, m - k);
  if (kind === "sylvester") product(-1, coupling, lower, 1, upper);
  else withProduct(lower, b, (xb) => product(1, coupling, xb, 1, upper));
  return solveTriangularEquation({ ...equation, a: a.block(0, 0, k, k) }, upper);
}

function halveColumns(equation: TriangularEquation, c: MatrixView): Meeting | null {
  const { kind, a, b } = equation;
  const [m, n] = [c.rows, c.cols];
  const k = splitOf(b);
  const [left, right] = [c.block(0, 0, m, k), c.block(0, k, m, n - k)];
  const failed = solveTriangularEquation({ ...equation, b: b.block(0, 0, k, k) }, left);
  if (failed !== null) return failed;
  const coupling = b.block(0, k, k, n - k);
  if (kind === "sylvester") product(-1, left, coupling, 1, right);
  else withProduct(a, left, (ax) => product(1, ax, coupling, 1, right));
  const other = solveTriangularEquation({ ...equation, b: b.block(k, k, n - k, n - k) }, right);
  return other === null ? null : { row: other.row, col: other.col + k };
}

/** The middle row of T, or the one before it where that would split a 2×2 block: 0 when T is one block. */
export function splitOf(t: MatrixView): number {
  const k = Math.ceil(t.rows / 2);
  if (t.type.kind === "complex" || k === t.rows) return k;
  return float64Data(t)[t.offset + k * t.rowStride + k - 1] === 0 ? k : k - 1;
}

function withProduct(x: MatrixView, y: MatrixView, use: (xy: MatrixView) => void): void {
  const xy = unsetWorkspace(x.type, x.rows, y.cols);
  product(1, x, y, 0, xy);
  use(xy);
  release(xy.storage);
}
