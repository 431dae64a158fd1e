import { complex128, complex64, float32 } from "../element-type.js";
import type { MatrixView } from "../matrix-view.js";
import { lapackFamily } from "./family.js";
import { withAddress } from "./vector.js";

/**
 * A = Uᴴ·U in place, from the upper triangle of a Hermitian matrix; the imaginary part of its diagonal is ignored.
 *
 * @param a n×n, of contiguous rows, of any float or complex dtype; only its upper triangle is read, below anything may be written
 * @returns the index of the first pivot that is not positive, whose value is left in its place, or −1
 */
export function potf2(a: MatrixView): number {
  if (a.rows === 0) return -1;
  const { f32_potf2, f64_potf2, c64_potf2, c128_potf2 } = lapackFamily.exports;
  const { type } = a;
  const kernel =
    type === float32 ? f32_potf2 : type === complex64 ? c64_potf2 : type === complex128 ? c128_potf2 : f64_potf2;
  return withAddress(a, true, (p) => kernel(a.rows, p, a.rowStride));
}
