import { hypotenuse } from "../lapack/reflector";
import { largest } from "../lapack/vectors";

/** Sums of squares whose roots are as accurate as roots are. */
const SAFE_LOW: f64 = 1.0261342003245941e-289; // 2⁻⁹⁶⁰
const SAFE_HIGH: f64 = 1.1235582092889474e307; // 2¹⁰²⁰

/** The largest sum of magnitudes of a column, of m×n complex numbers of parts T whose rows are contiguous; n numbers at `sums`. */
export function norm1<T>(m: i32, n: i32, a: usize, aRow: isize, sums: usize): f64 {
  memory.fill(sums, 0, n << 3);
  for (; m > 0; m--, a += aRow) addMagnitudes<T>(n, a, sums);
  return largest<f64>(n, sums);
}

/** Each sum ← itself + |z|, two at a time. */
function addMagnitudes<T>(n: i32, a: usize, sums: usize): void {
  const z = 2 * sizeof<T>();
  const low = f64x2.splat(SAFE_LOW);
  const high = f64x2.splat(SAFE_HIGH);
  for (; n >= 2; n -= 2, a += 2 * z, sums += 16) {
    const p = pair<T>(a);
    const q = pair<T>(a + z);
    const re = v128.shuffle<f64>(p, q, 0, 2);
    const im = v128.shuffle<f64>(p, q, 1, 3);
    const squares = f64x2.add(f64x2.mul(re, re), f64x2.mul(im, im));
    if (i64x2.all_true(v128.and(f64x2.gt(squares, low), f64x2.lt(squares, high)))) {
      v128.store(sums, f64x2.add(v128.load(sums), f64x2.sqrt(squares)));
    } else {
      addMagnitude(p, sums);
      addMagnitude(q, sums + 8);
    }
  }
  if (n > 0) addMagnitude(pair<T>(a), sums);
}

/** A complex number in float64. @inline */
function pair<T>(a: usize): v128 {
  return sizeof<T>() == 8 ? v128.load(a) : f64x2.promote_low_f32x4(v128.load64_zero(a));
}

function addMagnitude(x: v128, sum: usize): void {
  store<f64>(sum, load<f64>(sum) + hypotenuse(f64x2.extract_lane(x, 0), f64x2.extract_lane(x, 1)));
}
