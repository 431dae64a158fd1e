// The roots of the secular equation 1/ρ + Σⱼ wⱼ/(δⱼ − τ) = 0, whose poles δ are eigenvalues, or squares of singular values. Everything is
// float64 and contiguous.

import { secularSums, shift } from "./secular";
import { squareDifferences } from "./singular";

/** Unit roundoff. */
const U: f64 = 1.1102230246251565e-16;
/** Five evaluations a root are usual; bisection alone would take fewer than these. */
const STEPS = 200;

let inverseRho: f64 = 1;
/** Whether poles stand for their squares. */
let squared = false;
let count: i32 = 0;
let poles: usize = 0;
let weights: usize = 0;
/** The differences of poles from the one that τ is counted from. */
let delta: usize = 0;
let tau: f64 = 0;
/** The root's τ lies between these, which have one sign. */
let low: f64 = 0;
let high: f64 = 0;
/** Sums over the poles up to the root's left one and their slopes, and over those right of it. */
let psi: f64 = 0;
let psiSlope: f64 = 0;
let phi: f64 = 0;
let phiSlope: f64 = 0;
const sums: usize = memory.data(32, 16);

/**
 * All k roots, ascending, and in row i of `deltas` what each pole is away from root i, to a few units in its last place.
 *
 * A root is sought as its distance τ from the nearer pole, so that no difference cancels. Each step replaces the sums left and right of
 * the root by one pole each that match in value and derivative (Li's middle way); a step that leaves the bracket, or steps that gain little,
 * give way to bisection of the exponent.
 *
 * @param ofSquares poles and roots stand for their squares, and the differences are of those
 * @see Li, LAPACK Working Note 89 (1994); LAPACK dlaed4, dlasd4
 */
export function secularRoots(
  k: i32,
  ofSquares: bool,
  constant: f64,
  polesAt: usize,
  weightsAt: usize,
  deltas: usize,
  deltaRow: isize,
  roots: usize,
): void {
  squared = ofSquares;
  inverseRho = constant;
  count = k;
  poles = polesAt;
  weights = weightsAt;
  delta = deltas;
  for (let i = 0; i < k; i++, delta += deltaRow, roots += 8) {
    const isLast = i == k - 1;
    const origin = isLast ? beginBeyond() : beginBetween(i);
    if (k > 1) iterate(isLast ? k - 2 : i, isLast);
    shift(k, -tau, delta, delta);
    store<f64>(roots, fromOrigin(get(poles, origin)));
  }
}

/** The root at τ from a pole. */
function fromOrigin(pole: f64): f64 {
  if (!squared) return pole + tau;
  if (pole == 0) return sqrt<f64>(tau);
  return pole + tau / (pole + sqrt<f64>(max<f64>(0, pole * pole + tau)));
}

function countFrom(origin: i32): void {
  const pole = get(poles, origin);
  if (squared) squareDifferences(count, pole, poles, delta);
  else shift(count, -pole, poles, delta);
}

/** Chooses the origin by the sign in the middle, brackets the root and guesses it; answers the origin. */
function beginBetween(i: i32): i32 {
  countFrom(i);
  const gap = get(delta, i + 1);
  const middle = gap / 2;
  const f = evaluate(middle, i + 1);
  const w0 = get(weights, i);
  const w1 = get(weights, i + 1);
  const rest = f + w0 / middle - w1 / middle; // what the other poles give there
  // the two roots of rest + w₀/(−τ) + w₁/(gap − τ) = 0, by the formula that does not cancel
  if (f >= 0) {
    low = (0.5 * w0) / (inverseRho + phi); // at the root w₀/τ is at most that sum
    high = middle;
    const a = rest * gap + w0 + w1;
    const root = sqrt<f64>(abs<f64>(a * a - 4 * w0 * gap * rest));
    tau = a > 0 ? (2 * w0 * gap) / (a + root) : (a - root) / (2 * rest);
  } else {
    countFrom(i + 1);
    low = -middle;
    high = (-0.5 * w1) / max<f64>(-psi - inverseRho, phi);
    const a = w0 + w1 - rest * gap;
    const root = sqrt<f64>(abs<f64>(a * a + 4 * w1 * gap * rest));
    tau = a < 0 ? (-2 * w1 * gap) / (a - root) : (a + root) / (2 * rest);
  }
  if (!brackets(tau)) tau = bisection();
  return f >= 0 ? i : i + 1;
}

/** The last root lies beyond the last pole. */
function beginBeyond(): i32 {
  const last = count - 1;
  countFrom(last);
  let sum: f64 = 0;
  for (let j = 0; j <= last; j++) sum += get(weights, j);
  low = (0.5 * get(weights, last)) / inverseRho;
  high = (sum / inverseRho) * (1 + 2 * <f64>(last + 4) * U);
  tau = last == 0 ? sum / inverseRho : max<f64>(low, high / 2);
  return last;
}

/** @param left the pole left of the root, or the last but one */
function iterate(left: i32, isLast: bool): void {
  let before: f64 = Infinity;
  let slow = 0;
  for (let step = 0; step < STEPS; step++) {
    const f = evaluate(tau, left + 1);
    const size = abs<f64>(f);
    const noise = 8 * (abs<f64>(psi) + abs<f64>(phi)) + inverseRho + abs<f64>(tau) * (psiSlope + phiSlope);
    if (size <= U * noise) return;
    if (f < 0) low = tau;
    else high = tau;
    slow = size > 0.5 * before ? slow + 1 : 0;
    before = size;
    let next = slow < 3 ? tau + interpolate(f, left, isLast) : NaN;
    if (!brackets(next)) {
      next = bisection();
      slow = 0;
      if (!brackets(next)) return; // the bounds are neighbouring numbers
    }
    const moved = abs<f64>(next - tau);
    tau = next;
    if (moved <= 0.5 * U * abs<f64>(next)) return;
  }
}

/** The step to the root of c + s/(D₀ − η) + t/(D₁ − η), which agrees with ψ and φ and their slopes at η = 0. */
function interpolate(f: f64, left: i32, isLast: bool): f64 {
  const d0 = get(delta, left) - tau;
  const d1 = get(delta, left + 1) - tau;
  const slope = psiSlope + phiSlope;
  const c = f - d0 * psiSlope - d1 * phiSlope;
  const a = (d0 + d1) * f - d0 * d1 * slope;
  const b = d0 * d1 * f;
  const root = sqrt<f64>(abs<f64>(a * a - 4 * b * c));
  let eta: f64 = 0;
  if (isLast) eta = a >= 0 ? (a + root) / (2 * abs<f64>(c)) : (2 * b) / (a - root);
  else eta = a <= 0 ? (a - root) / (2 * c) : (2 * b) / (a + root);
  return f * eta < 0 ? eta : -f / slope;
}

function evaluate(at: f64, split: i32): f64 {
  const half = split << 3;
  secularSums(split, at, delta, weights, sums);
  secularSums(count - split, at, delta + half, weights + half, sums + 16);
  psi = load<f64>(sums);
  psiSlope = load<f64>(sums, 8);
  phi = load<f64>(sums, 16);
  phiSlope = load<f64>(sums, 24);
  return inverseRho + (psi + phi);
}

function brackets(x: f64): bool {
  return x > low && x < high;
}

/** The geometric mean of the bounds while they are far apart, else the arithmetic one. */
function bisection(): f64 {
  const near = low > 0 ? low : -high;
  const far = low > 0 ? high : -low;
  if (far <= 2 * near) return low + (high - low) / 2;
  return sqrt<f64>(near) * sqrt<f64>(far) * (low > 0 ? 1.0 : -1.0);
}

function get(x: usize, i: i32): f64 {
  return load<f64>(x + (i << 3));
}
