/** Numbers beyond these are scaled by powers of 2 before they are squared, so that nothing overflows or loses digits to underflow. */
const SMALL: f64 = 3.2033329522929615e-145; // 2^−480
const LARGE: f64 = 3.1217485503159922e144; // 2^480
const UP: f64 = 4.149515568880993e180; // 2^600
const DOWN: f64 = 2.409919865102884e-181; // 2^−600

/** The last reflector made, I − τ·v·vᵀ with v = (1, v2, v3), and what it leaves of its vector. */
export let beta: f64 = 0;
export let tau: f64 = 0;
export let v2: f64 = 0;
export let v3: f64 = 0;

/** Makes the reflector that takes (a, b, c) to (β, 0, 0). */
export function makeReflector(a: f64, b: f64, c: f64): void {
  const tail = abs(b) + abs(c);
  if (tail == 0) {
    beta = a;
    tau = 0;
    v2 = 0;
    v3 = 0;
    return;
  }
  const largest = max(tail, abs(a));
  let unscale: f64 = 1;
  if (largest < SMALL || largest > LARGE) {
    const scale = largest < SMALL ? UP : DOWN;
    unscale = largest < SMALL ? DOWN : UP;
    a *= scale;
    b *= scale;
    c *= scale;
  }
  const norm = sqrt(a * a + b * b + c * c);
  const end = a >= 0 ? -norm : norm;
  const d = a - end;
  beta = end * unscale;
  tau = -d / end;
  v2 = b / d;
  v3 = c / d;
}

/** n pairs, `step` bytes apart, their elements `stride` bytes apart ← (I − τ·v·vᵀ)·pairs, by the last reflector. */
export function reflectPairs(n: i32, x: usize, step: isize, stride: isize): void {
  const t2 = tau * v2;
  for (; n > 0; n--, x += step) {
    const y = x + stride;
    const s = load<f64>(x) + v2 * load<f64>(y);
    store<f64>(x, load<f64>(x) - s * tau);
    store<f64>(y, load<f64>(y) - s * t2);
  }
}
