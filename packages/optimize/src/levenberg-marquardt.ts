import { type NDArray, type Shape, ShapeError, ValueError, array, scope } from "@linnet/core";
import { kindOf, requireArray, requireOptions } from "@linnet/core/extend";
import { qr } from "@linnet/linalg";
import { type MinimizeOptions, type Minimum, type Moved, type Strategy, minimize } from "./minimize.js";
import type { Point, Problem } from "./objective.js";
import { dot } from "./vector.js";

/** Residuals at a point and their derivatives. */
export interface Residuals {
  /** Shape `[m]`. */
  readonly residuals: NDArray;
  /** ∂rᵢ/∂xⱼ, shape `[m, n]`. */
  readonly jacobian: NDArray;
}

/** Options of `levenbergMarquardt`. */
export interface LevenbergMarquardtOptions extends MinimizeOptions {
  /** Damping at the start, relative to the squared column norms of the Jacobian. Default 1e-3. */
  readonly damping?: number;
}

/**
 * Minimizes half a sum of squares, f(x) = ½·Σ rᵢ(x)², by the Levenberg–Marquardt method: the Gauss–Newton step, damped in
 * the scale of each variable until it lowers the sum.
 *
 *     (JᵀJ + μ·D²)·p = −Jᵀ·r,   Dⱼ = the largest ‖Jⱼ‖ met so far
 *
 * @param residuals answers r and its Jacobian at a vector
 * @param x0 where to start, shape `[n]`
 * @returns the minimum; its `value` is f, its `gradient` Jᵀ·r
 * @throws {ConvergenceError} with the best point, when no tolerance was met
 * @throws {ShapeError} when the Jacobian is not `[m, n]`
 * @throws {ValueError} when a residual or derivative at the start is not finite
 * @remarks Each step is a least-squares problem solved by QR, never through JᵀJ: about 4·(m + n)·n² flops beside the
 *   residuals. Damping follows Nielsen: relaxed smoothly after a good step, tightened ever faster after bad ones.
 * @see Moré, *The Levenberg–Marquardt algorithm: implementation and theory*, 1978; Nielsen, IMM-REP-1999-05
 * @example
 * const { x } = levenbergMarquardt((b) => ({ residuals: sub(model(b), y), jacobian: jacobian(model)(b) }), b0);
 */
export function levenbergMarquardt(
  residuals: (x: NDArray) => Residuals,
  x0: NDArray,
  options?: LevenbergMarquardtOptions,
): Minimum<NDArray> {
  const given = requireOptions("levenbergMarquardt", options);
  if (typeof residuals !== "function") {
    throw new ValueError("levenbergMarquardt", "residuals must be a function", kindOf(residuals));
  }
  const latest = new Linearization();
  const objective = (x: NDArray): { value: number; gradient: NDArray } => latest.take(residuals(x), x);
  return minimize("levenbergMarquardt", objective, x0, given, (problem) =>
    damped(problem, latest, given.damping ?? 1e-3),
  );
}

/** Residuals and Jacobian where the objective was evaluated last, as numbers: arrays do not outlive an evaluation. */
class Linearization {
  r = new Float64Array();
  /** Row-major. */
  j = new Float64Array();

  take(answer: Residuals, x: NDArray): { value: number; gradient: NDArray } {
    const residuals = requireArray("levenbergMarquardt", "residuals", answer?.residuals);
    const jacobian = requireArray("levenbergMarquardt", "jacobian", answer?.jacobian);
    const [m, n] = [residuals.size, x.size];
    if (residuals.ndim !== 1 || jacobian.ndim !== 2 || jacobian.shape[0] !== m || jacobian.shape[1] !== n) {
      const shapes = { residuals: residuals.shape, jacobian: jacobian.shape, x: x.shape };
      throw new ShapeError("levenbergMarquardt", "residuals must be [m] and the jacobian [m, n]", shapes);
    }
    this.r = Float64Array.from(residuals.toTypedArray());
    this.j = Float64Array.from(jacobian.toTypedArray());
    const gradient = new Float64Array(n);
    for (let i = 0; i < m; i++) for (let k = 0; k < n; k++) gradient[k] += this.j[i * n + k] * this.r[i];
    return { value: dot(this.r, this.r) / 2, gradient: array(gradient, { shape: x.shape as Shape, dtype: x.dtype }) };
  }
}

/** Steps that are given up before the gradient is doubted. */
const ATTEMPTS = 40;

function damped<T>(problem: Problem<T>, latest: Linearization, initial: number): Strategy {
  let damping = initial;
  let scales: Float64Array = new Float64Array();

  return (point) => {
    const { r, j } = latest; // of this point: it was the last to be accepted, and so the last to be evaluated
    scales = largerNorms(j, r.length, point.x.length, scales);
    let growth = 2;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const step = solveDamped(r, j, scales, Math.sqrt(damping));
      const trial = problem.at(problem.coordinates.round(point.x.map((value, k) => value + step[k])));
      const gain = (point.value - trial.value) / predicted(point, step, scales, damping);
      if (gain > 0) {
        damping *= Math.max(1 / 3, 1 - (2 * gain - 1) ** 3);
        return moved(trial, step);
      }
      damping *= growth; // also when the trial is not finite
      growth *= 2;
    }
    return null;
  };
}

function moved(point: Point, step: Float64Array): Moved {
  return { ...point, step: Math.sqrt(dot(step, step)) };
}

/** Norms of the columns of J, none smaller than before; 1 for a variable that no residual depends on. */
function largerNorms(j: Float64Array, m: number, n: number, before: Float64Array): Float64Array {
  return Float64Array.from({ length: n }, (_, k) => {
    let norm = 0;
    for (let i = 0; i < m; i++) norm = Math.hypot(norm, j[i * n + k]);
    return Math.max(norm, before[k] ?? 0) || 1;
  });
}

/** The p that minimizes ‖J·p + r‖² + μ·‖D·p‖², by QR of J above √μ·D. */
function solveDamped(r: Float64Array, j: Float64Array, scales: Float64Array, root: number): Float64Array {
  const [m, n] = [r.length, scales.length];
  const rows = new Float64Array((m + n) * n);
  rows.set(j);
  for (let k = 0; k < n; k++) rows[(m + k) * n + k] = root * scales[k];
  const right = new Float64Array(m + n);
  for (let i = 0; i < m; i++) right[i] = -r[i];
  return scope(() => {
    const factors = qr(array(rows, { shape: [m + n, n] }) as NDArray);
    return Float64Array.from((factors.solve(array(right) as NDArray) as NDArray).toTypedArray());
  });
}

/** How much the linear model promises: ½·pᵀ(μ·D²·p − g). */
function predicted({ gradient }: Point, step: Float64Array, scales: Float64Array, damping: number): number {
  return step.reduce((sum, p, k) => sum + (p * (damping * scales[k] ** 2 * p - gradient[k])) / 2, 0);
}
