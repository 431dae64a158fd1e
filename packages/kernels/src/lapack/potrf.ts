import { float32 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { scratch } from "../memory/scratch.js";
import { cmatrixFamily } from "./cmatrix-family.js";
import { workBytes as productBytes } from "./complex-product.js";
import { lapackFamily } from "./family.js";
import { withAddress } from "./vector.js";

/** Rows of a block of real numbers at most. */
const BLOCK = 64;

/**
 * A = Uᴴ·U in place, from the upper triangle of a Hermitian matrix; the imaginary part of its diagonal is ignored. By blocks.
 *
 * @param a n×n, of contiguous rows, of any float or complex dtype; only its upper triangle is read, below anything may be written
 * @returns the index of the first pivot that is not positive, whose value is left in its place, or −1
 * @remarks n³/3 flops on one thread, four times as many for complex numbers
 */
export function potrf(a: MatrixView): number {
  const { type, rows: n, rowStride } = a;
  if (n === 0) return -1;
  if (type.kind === "complex") {
    const bytes = 2 ** (type.shift - 1);
    const room = scratch(productBytes(n, bytes));
    return withAddress(a, true, (p) => cmatrixFamily.exports.factor_cholesky(bytes, n, p, rowStride, room));
  }
  const { f32_potrf, f64_potrf } = lapackFamily.exports;
  const kernel = type === float32 ? f32_potrf : f64_potrf;
  const work = scratch(potrfBytes(n));
  return withAddress(a, true, (p) => kernel(n, p, rowStride, work));
}

/** 1 kB beside a block of rows in panels of 64 bytes, of float64. */
export function potrfBytes(n: number): number {
  return 1024 + (n + 16) * BLOCK * 8;
}
