import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { withStaged } from "../memory/staging.js";
import { inHeap } from "../memory/storage.js";
import type { Diagonal, Triangle } from "../signatures.js";
import { address } from "../wasm/address.js";
import { spanOf } from "../wasm/span.js";
import { cmatrixFamily } from "./cmatrix-family.js";

/** Blocks, as in `assembly/cmatrix/product.ts`. */
const MC = 64;
const KC = 128;
const NC = 1024;

/**
 * C ← α·A·B + β·C for complex matrices and real α and β, with the conjugate of A, or that of B, in its place on request. Any strides.
 *
 * Three real products instead of four, 6·m·n·k flops: each element is as accurate beside the moduli of its terms as by `gemm`,
 * |Δ| ≤ c·(k + 4)·u·(|A|·|B|) with a larger c, but its imaginary part not beside those of the imaginary part alone. Up to k = 8 four products. One thread.
 *
 * @see Higham 1992, *Stability of a method for multiplying complex matrices with three real matrix multiplications*
 */
export function complexProduct(
  alpha: number,
  a: MatrixView,
  b: MatrixView,
  beta: number,
  c: MatrixView,
  conjugated: "neither" | "a" | "b" = "neither",
): void {
  if (c.rows === 0 || c.cols === 0) return;
  if (c.colStride !== 1 && c.rowStride === 1 && c.rows > 1) {
    complexProduct(alpha, b.T, a.T, beta, c.T, conjugated === "neither" ? "neither" : conjugated === "a" ? "b" : "a");
    return;
  }
  const bytes = 2 ** (c.type.shift - 1);
  const run = (x: number, y: number, z: number): void => {
    const { product } = cmatrixFamily.exports;
    const { rowStride: aRow, colStride: aCol } = a;
    const { rowStride: bRow, colStride: bCol } = b;
    const [ofA, ofB] = [conjugated === "a", conjugated === "b"];
    const [k, work] = [a.cols, scratch(workBytes(c.cols, bytes))];
    product(
      bytes,
      c.rows,
      c.cols,
      k,
      alpha,
      x,
      aRow,
      aCol,
      ofA,
      y,
      bRow,
      bCol,
      ofB,
      beta,
      z,
      c.rowStride,
      c.colStride,
      work,
    );
  };
  if (inHeap(a.storage) && inHeap(b.storage) && inHeap(c.storage)) run(address(a), address(b), address(c));
  else withStaged([spanOf(a), spanOf(b), spanOf(c)], [spanOf(c)], run);
}

/**
 * B ← T⁻¹·B in place for a complex triangle, or its conjugate: `trsm` on the products above; up to three columns by the whole
 * triangle at once, along its rows or its columns.
 *
 * @param b k×n, its rows contiguous, or one column of any stride
 */
export function complexSolve(
  t: MatrixView,
  uplo: Triangle,
  diag: Diagonal,
  b: MatrixView,
  conjugate: boolean = false,
): void {
  const { rows: k, cols: n } = b;
  if (k === 0 || n === 0) return;
  const bytes = 2 ** (b.type.shift - 1);
  const run = (x: number, y: number): void => {
    const { solve_triangle } = cmatrixFamily.exports;
    const [upper, unit] = [uplo === "upper", diag === "unit"];
    const work = scratch(Math.max(workBytes(n, bytes), 64 + 2 * bytes * k));
    solve_triangle(bytes, k, n, upper, unit, conjugate, x, t.rowStride, t.colStride, y, b.rowStride, work);
  };
  if (inHeap(t.storage) && inHeap(b.storage)) run(address(t), address(b));
  else withStaged([spanOf(t), spanOf(b)], [spanOf(b)], run);
}

/** For products of n columns: α and tiles, three planes of a block of A, and those of whole panels of B. */
export function workBytes(n: number, bytes: number): number {
  return 1024 + 3 * MC * KC * bytes + 3 * KC * 64 * Math.ceil((Math.min(n, NC) * bytes) / 64);
}
