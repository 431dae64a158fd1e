/** Squares between these bounds neither overflow nor lose digits to underflow when three of them are added: 2^±480. */
const SMALL: f64 = 3.2033683850132295e-145;
const LARGE: f64 = 3.1217485503159922e144;

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
  let norm: f64;
  if (largest > SMALL && largest < LARGE) norm = sqrt(a * a + b * b + c * c);
  else {
    const p = a / largest;
    const q = b / largest;
    const r = c / largest;
    norm = largest * sqrt(p * p + q * q + r * r);
  }
  beta = a >= 0 ? -norm : norm;
  const d = a - beta;
  tau = -d / beta;
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
