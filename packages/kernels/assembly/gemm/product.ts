import { packed } from "./packed";
import { scale } from "./scale";
import { unpacked } from "./unpacked";

/** Multiplications below which packing costs more than it saves. */
const SMALL: i64 = 8192;
/** So few rows that packing B is as much work as the product. */
const FEW_ROWS: i32 = 4;

/**
 * C ← α·A·B + β·C, where A is m×k, B k×n, C m×n. Strides in elements, any. α = 0 leaves A and B unread, β = 0 C. `work` holds
 * 256 bytes and the packed panels.
 */
export function product<T>(
  m: i32,
  n: i32,
  k: i32,
  alpha: T,
  a: usize,
  aRow: isize,
  aCol: isize,
  b: usize,
  bRow: isize,
  bCol: isize,
  beta: T,
  c: usize,
  cRow: isize,
  cCol: isize,
  work: usize,
): void {
  const z = sizeof<T>();
  const nothing = k <= 0 || alpha == <T>0;
  if (nothing || beta != <T>0) scale<T>(m, n, beta, c, cRow * z, cCol * z);
  if (nothing) return;
  store<T>(work, alpha);
  const small = m <= FEW_ROWS || <i64>m * <i64>n * <i64>k <= SMALL;
  if (small && bCol == 1 && cCol == 1) {
    unpacked<T>(m, n, k, a, aRow * z, aCol * z, b, bRow * z, c, cRow * z, beta != <T>0, work);
  } else {
    packed<T>(m, n, k, a, aRow * z, aCol * z, b, bRow * z, bCol * z, c, cRow * z, cCol * z, beta != <T>0, work);
  }
}
