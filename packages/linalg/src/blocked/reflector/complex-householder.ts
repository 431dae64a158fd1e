import { addScaled, divide, dotc, norm2, scale, scaleReal } from "../vector/complex-vector.js";
import { SAFE_MIN, hypot } from "../vector/vector.js";

const quotient = new Float64Array(2);

/**
 * Makes the elementary reflector of a complex vector, unitary but not Hermitian, with v₀ = 1 and **β real**:
 *
 *     column:  (I − τ·v·vᴴ)·x = (β, 0, …, 0)ᵀ        row:  x·H = (β, 0, …, 0),  H = I − τ·vᴴ·v
 *
 * Overwrites x with β, v₁, v₂, …; writes τ to `tau[tauAt]`, `tau[tauAt + 1]`: 0 when x is of that form already. The
 * same v and τ serve both, because the one is the other transposed. LAPACK's zlarfg returns τ̄: it writes Hᴴ for ours.
 *
 * β = −sign(Re x₀)·‖x‖, so that x₀ − β does not cancel; 1 ≤ Re τ ≤ 2, and |τ|²·‖v‖² = 2·Re τ. A vector of length 1 with an imaginary part is reflected too.
 *
 * @param n elements of x
 * @param at index of its first real part
 * @see LAPACK zlarfg, whose rescaling of tiny vectors this follows
 */
export function makeComplexReflector(n: number, x: Float64Array, at: number, tau: Float64Array, tauAt: number): void {
  tau[tauAt] = 0;
  tau[tauAt + 1] = 0;
  if (n <= 0) return;
  let tail = norm2(n - 1, x, at + 2);
  if (tail === 0 && x[at + 1] === 0) return;
  let beta = opposite(x[at], x[at + 1], tail);
  let lifted = 0;
  while (Math.abs(beta) < SAFE_MIN && lifted < 20) {
    scaleReal(n, 1 / SAFE_MIN, x, at);
    lifted++;
    tail = norm2(n - 1, x, at + 2);
    beta = opposite(x[at], x[at + 1], tail);
  }
  tau[tauAt] = (beta - x[at]) / beta;
  tau[tauAt + 1] = x[at + 1] / beta;
  divide(1, 0, x[at] - beta, x[at + 1], quotient);
  scale(n - 1, quotient[0], quotient[1], x, at + 2);
  for (; lifted > 0; lifted--) beta *= SAFE_MIN;
  x[at] = beta;
  x[at + 1] = 0;
}

/** y ← y·(I − τ·vᴴ·v) for a row y, which is (I − τ·v·vᴴ)·y for a column. `work`: two numbers. */
export function reflectComplex(
  n: number,
  re: number,
  im: number,
  v: Float64Array,
  vAt: number,
  y: Float64Array,
  yAt: number,
  work: Float64Array | number[],
): void {
  dotc(n, v, vAt, y, yAt, work);
  addScaled(n, im * work[1] - re * work[0], -re * work[1] - im * work[0], v, vAt, y, yAt);
}

/** −sign(Re α)·√(|α|² + tail²). */
function opposite(re: number, im: number, tail: number): number {
  const size = hypot(hypot(re, im), tail);
  return re >= 0 ? -size : size;
}
