import type { NDArray } from "@linnet/core";
import type { Bounds, Box } from "./bounds.js";
import { DampedModel, type ScaledStep } from "./damped-model.js";
import {
  type MinimizeOptions,
  type Minimum,
  type StopReason,
  type Strategy,
  minimize,
  requireMinimizeOptions,
} from "./minimize.js";
import { requireFunction, requirePositive } from "./options.js";
import { type Fit, type LinearizedFit, ResidualProblem, type Residuals } from "./residuals.js";
import { contraction } from "./trust-step.js";
import { difference, dot, maxNorm, norm } from "./vector.js";

/** Options of `levenbergMarquardt`; `gradientTolerance` is 0 by default, and steps and values are measured in the scale of x and f. */
export interface LevenbergMarquardtOptions extends MinimizeOptions {
  /** Ends when an iteration and its linear model lower f by at most this much relative to f. Default 0: not used. */
  readonly valueTolerance?: number;
  /** Ends when ‖D·Δx‖ is at most this much relative to ‖D·x‖. Default 1e-10, or the precision of x. */
  readonly stepTolerance?: number;
  /** Jacobian of the residuals, `[m, n]`: `jacobian(f)` of autograd. Default: extrapolated differences. */
  readonly jacobian?: (x: NDArray) => NDArray;
  /**
   * Limits of variables; x0 is moved inside first. Differences look beyond a bound by |x|/256, or 1/256: give a Jacobian where residuals do not
   * exist there.
   */
  readonly bounds?: Bounds<NDArray>;
  /** The first trust region is this times ‖D·x₀‖. Default 100. */
  readonly radius?: number;
}

/**
 * Minimizes half a sum of squares, f(x) = ½·Σ rᵢ(x)², by the Levenberg–Marquardt method: the Gauss–Newton step where the linear
 * model can be trusted, a shorter one towards the gradient where it cannot.
 *
 *     min ‖J·p + r‖²,  ‖D·p‖ ≤ Δ,   Dⱼ = the largest ‖Jⱼ‖ met so far
 *
 * @param residuals answers r `[m]` at a vector, or `{ residuals, jacobian }` where both come in one pass
 * @param x0 where to start, shape `[n]`
 * @returns the minimum; its `value` is f, its `gradient` Jᵀ·r
 * @throws {ConvergenceError} with the best point, when no tolerance was met
 * @throws {ShapeError} when x0, residuals or bounds are no vectors, or the Jacobian is not `[m, n]`
 * @throws {ValueError} when a residual or derivative at the start is not finite, for bounds out of order and options that mean nothing
 * @remarks One Jacobian an iteration and one singular value decomposition of it (about 6·m·n² + 20·n³ flops), from which every radius is
 *   tried; J may lose rank. A Jacobian by differences costs up to 16·n evaluations, and is good to 10 digits or more. In a
 *   scale of variables that differ by orders of magnitude the steps are the same.
 * @see Moré, *The Levenberg–Marquardt algorithm: implementation and theory*, 1978
 * @example
 * const t = array([0, 1, 2, 3]);
 * const y = array([2, 1.2, 0.7, 0.4]);
 * const residuals = (b: NDArray) => sub(mul(exp(mul(t, b.at(1))), b.at(0)), y);
 * levenbergMarquardt(residuals, array([1, 0])).x.toArray(); // about [2.0058, -0.52614]
 */
export function levenbergMarquardt(
  residuals: (x: NDArray) => NDArray | Residuals,
  x0: NDArray,
  options?: LevenbergMarquardtOptions,
): Minimum<NDArray> {
  const op = "levenbergMarquardt";
  const {
    radius = 100,
    jacobian,
    bounds,
    valueTolerance = 0,
    stepTolerance,
    ...rest
  } = requireMinimizeOptions(op, options);
  requirePositive(op, "radius", radius);
  requireFunction(op, "jacobian", jacobian);
  const problem = new ResidualProblem(op, residuals, jacobian, x0, bounds);
  const tolerances = { value: valueTolerance, step: stepTolerance ?? Math.max(1e-10, problem.coordinates.epsilon) };
  return minimize(problem, { gradientTolerance: 0, ...rest }, damped(problem, radius, tolerances));
}

interface Tolerances {
  readonly value: number;
  readonly step: number;
}

/** A gain, actual by promised, that accepts a step, and those between which the region neither grows nor shrinks. */
const [ACCEPTED, POOR, GOOD] = [1e-4, 0.25, 0.75];

function damped(problem: ResidualProblem, factor: number, tolerances: Tolerances): Strategy {
  let scales: Float64Array = new Float64Array();
  let radius = 0;
  const rounding = 4 * problem.coordinates.epsilon;

  return (point) => {
    const fit = point as LinearizedFit; // the problem makes no others
    const { box } = problem;
    const model = modelInside(box, fit, scales, radius || Number.MAX_VALUE);
    const size = model.scaledNorm(fit.x);
    const first = radius === 0;
    if (first) radius = factor * (size || 1);
    ({ scales } = model);
    let promised = 0;
    for (let count = 0; count < 200 && radius > Math.min(tolerances.step, 1e-8) * size; count++) {
      const free = model.step(radius);
      const x = problem.coordinates.round(fit.x.map((value, k) => value + free.step[k]));
      const isCut = box !== null && box.cuts(x);
      const step = isCut ? model.cut(free, difference(box.project(x), fit.x)) : free;
      if (!(step.predicted > 0)) {
        radius = Math.min(radius, free.length) / 4; // the bounds left nothing of it that descends
        continue;
      }
      const trial = problem.at(x);
      if (first) radius = Math.min(radius, step.length);
      radius = resized(radius, fit, step, trial);
      promised = Math.max(promised, step.predicted);
      if (isAccepted(fit, step, trial, rounding * fit.value)) {
        const next = problem.linearize(trial);
        if (Number.isFinite(maxNorm(next.gradient))) {
          return { ...next, step: norm(step.step), met: isCut ? undefined : metBy(fit, step, trial, size, tolerances) };
        }
        radius = step.length / 4;
      } else if (isLost(fit, step, trial, NOISE * rounding * fit.value)) break;
    }
    return promised <= Math.sqrt(rounding) * fit.value ? "precision" : null;
  };
}

/**
 * The model in the variables that can move: not those at a bound that the gradient presses them against, nor those there that the
 * step would lead out. The latter are free again once the others have settled.
 */
function modelInside(box: Box | null, fit: LinearizedFit, scales: Float64Array, radius: number): DampedModel {
  const all = [...fit.x.keys()];
  if (box === null) return new DampedModel(fit, scales, all);
  let free = box.movable(
    fit.x,
    fit.gradient.map((g) => -g),
    all,
  );
  for (;;) {
    const model = new DampedModel(fit, scales, free);
    const kept = box.movable(fit.x, model.step(radius).step, free);
    if (kept.length === free.length || kept.length === 0) return model;
    free = kept;
  }
}

/** The radius after a trial: longer where the model was right, shorter where it was not. */
function resized(radius: number, fit: LinearizedFit, step: ScaledStep, trial: Fit): number {
  const gain = (fit.value - trial.value) / step.predicted;
  if (gain >= GOOD || (gain > POOR && step.multiplier === 0)) return 2 * step.length;
  if (gain > POOR) return radius;
  const shorter = contraction(fit.value, dot(fit.gradient, step.step), trial.value); // NaN is no gain
  return shorter * Math.min(radius, 10 * step.length);
}

/** Whether a step is worth taking. One too small for the value to show it is taken as long as the value does not rise. */
function isAccepted(fit: LinearizedFit, { predicted }: ScaledStep, trial: Fit, rounding: number): boolean {
  const fall = fit.value - trial.value;
  return fall > ACCEPTED * predicted || (predicted <= rounding && fall >= -rounding);
}

/** How many roundings of f its own errors may be: residuals are small differences of large numbers. */
const NOISE = 2 ** 18;

/** Whether neither the promise of a refused step nor the rise after it can be told from noise: shorter steps cannot either. */
function isLost(fit: Fit, { predicted }: ScaledStep, trial: Fit, noise: number): boolean {
  return predicted <= noise && trial.value - fit.value <= noise;
}

/** The tolerance that a step has met: relative to the value, which the model must agree to, or to the point. */
function metBy(
  fit: Fit,
  { predicted, length }: ScaledStep,
  trial: Fit,
  size: number,
  tolerances: Tolerances,
): StopReason | undefined {
  const fall = fit.value - trial.value;
  const least = tolerances.value * fit.value;
  if (fall <= least && predicted <= least && fall <= 2 * predicted) return "value";
  return length <= tolerances.step * size ? "step" : undefined;
}
