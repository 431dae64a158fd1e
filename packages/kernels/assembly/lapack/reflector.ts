import { dot, largest, scal } from "./vectors";

/** Sums of squares outside are computed again, scaled. */
const SAFE_LOW: f64 = 1.0261342003245941e-289; // 2⁻⁹⁶⁰
const SAFE_HIGH: f64 = 1.1235582092889474e307; // 2¹⁰²⁰
/** Below this a reflector's β may be inaccurate: the smallest normal number / u. */
export const SAFE_MIN: f64 = 2.004168360008973e-292; // 2⁻⁹⁶⁹

/** H = I − τ·v·vᵀ with H·x = (β, 0, …): x becomes β, v₁, v₂, …; answers τ, 0 where x is of that form. See LAPACK dlarfg. */
export function makeReflector(n: i32, x: usize): f64 {
  if (n <= 1) return 0;
  let tail = norm(n - 1, x + 8);
  if (tail == 0) return 0;
  let beta = opposite(load<f64>(x), tail);
  let lifted = 0;
  for (; abs<f64>(beta) < SAFE_MIN && lifted < 20; lifted++) {
    scal<f64>(n, 1 / SAFE_MIN, x);
    tail = norm(n - 1, x + 8);
    beta = opposite(load<f64>(x), tail);
  }
  const alpha = load<f64>(x);
  scal<f64>(n - 1, 1 / (alpha - beta), x + 8);
  const tau = (beta - alpha) / beta;
  for (; lifted > 0; lifted--) beta *= SAFE_MIN;
  store<f64>(x, beta);
  return tau;
}

/** −sign(α)·√(α² + tail²). */
function opposite(alpha: f64, tail: f64): f64 {
  return copysign<f64>(hypotenuse(alpha, tail), alpha >= 0 ? -1 : 1);
}

/** √(a² + b²), without overflow or harmful underflow. */
export function hypotenuse(a: f64, b: f64): f64 {
  const squares = a * a + b * b;
  if (squares > SAFE_LOW && squares < SAFE_HIGH) return sqrt<f64>(squares);
  const big = max<f64>(abs<f64>(a), abs<f64>(b));
  if (big == 0) return 0;
  const ratio = min<f64>(abs<f64>(a), abs<f64>(b)) / big;
  return big * sqrt<f64>(1 + ratio * ratio);
}

/** ‖x‖₂, without overflow or harmful underflow. */
export function norm(n: i32, x: usize): f64 {
  const squares = dot<f64>(n, x, x);
  if (squares > SAFE_LOW && squares < SAFE_HIGH) return sqrt<f64>(squares);
  const size = largest<f64>(n, x);
  if (size == 0) return 0;
  let sum: f64 = 0;
  for (; n > 0; n--, x += 8) sum += (load<f64>(x) / size) * (load<f64>(x) / size);
  return size * sqrt<f64>(sum);
}
