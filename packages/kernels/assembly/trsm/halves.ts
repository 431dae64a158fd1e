import { product } from "../gemm/product";
import { trsm } from "./real";

/** Rows below which a triangle is solved by substitution, as in `src/wasm/trsm.ts`. */
const BASE: i32 = 16;

/**
 * B ← α·T⁻¹·B for a real triangular T (k×k, any strides) and B (k×n) with contiguous rows: the triangle is halved, so that all but
 * blocks of 16 is a product. Columns do not depend on one another. Strides in elements; `work` as `product` wants it for n columns.
 */
export function trsm_halves(
  k: i32,
  n: i32,
  bytes: i32,
  alpha: f64,
  upper: bool,
  unit: bool,
  t: usize,
  tRow: isize,
  tCol: isize,
  b: usize,
  bRow: isize,
  work: usize,
): void {
  if (k <= BASE) {
    if (bytes == 8) trsm<f64>(k, n, alpha, upper, unit, t, tRow << 3, tCol << 3, b, bRow << 3);
    else trsm<f32>(k, n, <f32>alpha, upper, unit, t, tRow << 2, tCol << 2, b, bRow << 2);
    return;
  }
  const h = ((k + 2 * BASE - 1) / (2 * BASE)) * BASE;
  const last = t + h * (tRow + tCol) * bytes;
  const bottom = b + h * bRow * bytes;
  if (upper) {
    trsm_halves(k - h, n, bytes, alpha, upper, unit, last, tRow, tCol, bottom, bRow, work);
    const corner = t + h * tCol * bytes;
    product(bytes, h, n, k - h, -1, corner, tRow, tCol, bottom, bRow, 1, alpha, b, bRow, 1, work);
    trsm_halves(h, n, bytes, 1, upper, unit, t, tRow, tCol, b, bRow, work);
  } else {
    trsm_halves(h, n, bytes, alpha, upper, unit, t, tRow, tCol, b, bRow, work);
    const corner = t + h * tRow * bytes;
    product(bytes, k - h, n, h, -1, corner, tRow, tCol, b, bRow, 1, alpha, bottom, bRow, 1, work);
    trsm_halves(k - h, n, bytes, 1, upper, unit, last, tRow, tCol, bottom, bRow, work);
  }
}
