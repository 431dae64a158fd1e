import { packed } from "./packed";
import { held, scale } from "./scale";
import { unpacked } from "./unpacked";

/** Multiplications below which packing costs more than it saves. */
const SMALL: i64 = 32768;
/** So few rows that packing B is as much work as the product. */
const FEW_ROWS: i32 = 4;

/**
 * C ← α·A·B + β·C, where A is m×k, B k×n, C m×n. Strides in elements, any. α = 0 leaves A and B unread, β = 0 C. `work` holds
 * 256 bytes and the packed panels.
 */
export function product(
  bytes: i32,
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  a: usize,
  aRow: isize,
  aCol: isize,
  b: usize,
  bRow: isize,
  bCol: isize,
  beta: f64,
  c: usize,
  cRow: isize,
  cCol: isize,
  work: usize,
): void {
  const z = bytes;
  const nothing = k <= 0 || held(z, alpha) == 0;
  const add = held(z, beta) != 0;
  if (nothing || add) scale(z, m, n, beta, c, cRow * z, cCol * z);
  if (nothing) return;
  if (z == 8) store<f64>(work, alpha);
  else store<f32>(work, <f32>alpha);
  const small = m <= FEW_ROWS || <i64>m * <i64>n * <i64>k <= SMALL;
  if (small && bCol == 1 && cCol == 1) {
    unpacked(z, m, n, k, a, aRow * z, aCol * z, b, bRow * z, c, cRow * z, add, work);
  } else packed(z, m, n, k, a, aRow * z, aCol * z, b, bRow * z, bCol * z, c, cRow * z, cCol * z, add, work);
}
