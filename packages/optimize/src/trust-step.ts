import { norm } from "./vector.js";

/** The step that a quadratic model takes within a trust region. */
export interface TrustStep {
  readonly step: Float64Array;
  /** μ, of (Λ + μI)·p = −g; 0 in the interior. */
  readonly multiplier: number;
  /** How much the model promises to fall: −gᵀp − ½·pᵀΛp. */
  readonly predicted: number;
}

/** Slopes of which no square exists are none. */
const TINY = 1e-150;

/**
 * The minimizer of a quadratic with a diagonal Hessian in a ball, after Moré and Sorensen. What is not diagonal was taken into
 * its eigenvectors before: one factorization serves every radius.
 *
 *     min gᵀp + ½·pᵀΛp,  ‖p‖ ≤ Δ
 *
 * With ν = μ + λ₁ and d = λ − λ₁ ≥ 0 nothing cancels: pᵢ = −gᵢ / (dᵢ + ν). 1/‖p(ν)‖ is concave and rises, so that Newton's method from
 * below finds ‖p‖ = Δ without ever passing it.
 *
 * @param values λ, in any order
 * @param slopes g in the basis of eigenvectors
 * @param radius Δ
 * @see Moré & Sorensen, *Computing a trust region step*, 1983; Conn, Gould & Toint, *Trust-Region Methods*, 2000, §7.3
 */
export function trustStep(values: Float64Array, slopes: Float64Array, radius: number): TrustStep {
  const gradient = slopes.map((g) => (Math.abs(g) < TINY ? 0 : g));
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const gaps = values.map((value) => value - least);
  const interior = stepAt(gaps, gradient, Math.max(least, 0));
  if (least >= 0 && norm(interior) <= radius) return promised(values, gradient, interior, 0);

  // |pᵢ| ≤ Δ for every i, which none below keeps
  let shift = gradient.reduce((most, g, i) => Math.max(most, Math.abs(g) / radius - gaps[i]), Math.max(least, 0));
  let step = stepAt(gaps, gradient, shift);
  for (let count = 0; count < 60 && norm(step) > radius * (1 + 1e-10); count++) {
    const size = norm(step);
    const slope = step.reduce((sum, p, i) => sum + ((p / size) * (p / size)) / (gaps[i] + shift || 1), 0);
    shift += (size / radius - 1) / slope;
    step = stepAt(gaps, gradient, shift);
  }
  if (shift === 0 && least < 0) step = filled(step, gaps, radius); // the hard case: no slope along the least eigenvector
  return promised(values, gradient, step, Math.max(shift - least, 0));
}

/** pᵢ = −gᵢ / (dᵢ + ν); 0 where nothing leads anywhere. */
function stepAt(gaps: Float64Array, gradient: Float64Array, shift: number): Float64Array {
  return gradient.map((g, i) => (g === 0 ? 0 : -g / (gaps[i] + shift)));
}

/** A gradient without a part along the least eigenvector: the step goes on along that until the ball ends. */
function filled(step: Float64Array, gaps: Float64Array, radius: number): Float64Array {
  const out = step.slice();
  const least = gaps.indexOf(0);
  const rest = Math.sqrt(Math.max(0, radius ** 2 - norm(step) ** 2 + step[least] ** 2));
  out[least] = step[least] < 0 ? -rest : rest;
  return out;
}

function promised(values: Float64Array, gradient: Float64Array, step: Float64Array, multiplier: number): TrustStep {
  const predicted = step.reduce((sum, p, i) => sum - p * (gradient[i] + (values[i] * p) / 2), 0);
  return { step, multiplier, predicted };
}

/**
 * How much shorter the next step shall be than one that promised too much: to the minimum of the parabola through values and slope,
 * within a tenth and a half.
 *
 * @param value where the step began, `slope` gᵀp there
 * @param trial value where the step ended
 */
export function contraction(value: number, slope: number, trial: number): number {
  const parabola = -slope / (2 * (trial - value - slope));
  return parabola > 0.1 ? Math.min(parabola, 0.5) : 0.1; // also when the trial is not finite
}
