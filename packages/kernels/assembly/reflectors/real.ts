import { makeReflector } from "../lapack/reflector";
import { sumOfSquares } from "../lapack/vectors";
import { reflectRows, rowProducts } from "./rows";

/** Squares in between neither overflowed nor lost digits to underflow. */
export const SAFE_LOW: f64 = 1.026319e-289; // 2⁻⁹⁶⁰
export const SAFE_HIGH: f64 = 2.8e306; // < 2¹⁰¹⁸

/**
 * Reduces the rows of P (k×m) to a lower triangle by reflections from the right, I − τ·vᵀ·v with v zero before its leading one on the
 * diagonal: row j becomes (…, β) and rubbish after it, V row j, τ the diagonal entry j of T. Strides in bytes.
 */
export function reduce<T>(k: i32, m: i32, p: usize, pRow: isize, v: usize, vRow: isize, t: usize, tRow: isize): void {
  const z = sizeof<T>();
  for (let j = 0; j < k; j++) {
    const n = m - j;
    const x = p + j * (pRow + z);
    const y = v + j * (vRow + z);
    const tau: f64 = n > 1 ? reflector<T>(n, x, y) : 0;
    memory.fill(v + j * vRow, 0, j * z);
    if (n > 0) store<T>(y, 1);
    store<T>(t + j * (tRow + z), <T>tau);
    if (tau != 0) reflectRows<T>(k - j - 1, n, tau, y, x + pRow, pRow);
  }
}

/** The reflection of a row x to (β, 0, …): β goes to x₀, v₁ … to y, the answer is τ. Computed in float64. */
function reflector<T>(n: i32, x: usize, y: usize): f64 {
  const z = sizeof<T>();
  const alpha = <f64>load<T>(x);
  const tail = sumOfSquares<T>(n - 1, x + z);
  const squares = alpha * alpha + tail;
  if (!(tail > SAFE_LOW && squares < SAFE_HIGH)) {
    // nothing to reflect, or numbers to be scaled, which those of float32 are not
    const tau = sizeof<T>() == 8 ? makeReflector(n, x) : 0;
    memory.copy(y + z, x + z, (n - 1) * z);
    return tau;
  }
  const size = sqrt<f64>(squares);
  const beta = alpha >= 0 ? -size : size;
  scaledCopy<T>(n - 1, 1 / (alpha - beta), x + z, y + z);
  store<T>(x, <T>beta);
  return (beta - alpha) / beta;
}

/**
 * T, upper triangular with τ on its diagonal, of the product of k reflections: column i is −τᵢ·T·(V·vᵢᵀ) above the diagonal, zero
 * below it.
 */
export function factor<T>(k: i32, m: i32, v: usize, vRow: isize, t: usize, tRow: isize): void {
  const z = sizeof<T>();
  for (let i = 0; i < k; i++) {
    const column = t + i * z;
    rowProducts<T>(i, m, -(<f64>load<T>(column + i * tRow)), v + i * vRow, v, vRow, column, tRow);
    for (let r = 0; r < i; r++) {
      let s: f64 = 0;
      const row = t + r * tRow;
      for (let c = r; c < i; c++) s += <f64>load<T>(row + c * z) * <f64>load<T>(column + c * tRow);
      store<T>(column + r * tRow, <T>s);
    }
    memory.fill(t + i * tRow, 0, i * z);
  }
}

/** y ← α·x, the products in float64. */
function scaledCopy<T>(n: i32, alpha: f64, x: usize, y: usize): void {
  const f = f64x2.splat(alpha);
  const end = x + n * sizeof<T>();
  for (const last = end - 16; x <= last; x += 16, y += 16) {
    const a = v128.load(x);
    if (sizeof<T>() == 8) {
      v128.store(y, f64x2.mul(f, a));
    } else {
      const low = f32x4.demote_f64x2_zero(f64x2.mul(f, f64x2.promote_low_f32x4(a)));
      const high = f32x4.demote_f64x2_zero(f64x2.mul(f, f64x2.promote_low_f32x4(v128.shuffle<f64>(a, a, 1, 1))));
      v128.store(y, v128.shuffle<f64>(low, high, 0, 2));
    }
  }
  for (; x < end; x += sizeof<T>(), y += sizeof<T>()) store<T>(y, <T>(alpha * <f64>load<T>(x)));
}
