import { type Curvature, hessianAt, productAt, requireCurvature } from "./curvature.js";
import { type MinimizeOptions, type Minimum, type Strategy, minimize, requireMinimizeOptions } from "./minimize.js";
import { type Objective, Problem } from "./objective.js";
import { requirePositive } from "./options.js";
import { type QuadraticModel, spectralModel } from "./quadratic-model.js";
import type { Point } from "./source.js";
import { steihaug } from "./steihaug.js";
import { contraction } from "./trust-step.js";
import { addScaled, dot, maxNorm, norm } from "./vector.js";

/** Options of `trustRegion`, beside the source of second derivatives. */
export interface TrustRegionOptions extends MinimizeOptions {
  /** Length of the first step at most. Default 1. */
  readonly radius?: number;
  /** Length of any step at most. Default 1000. */
  readonly maxRadius?: number;
}

/**
 * Minimizes a smooth function, convex or not, by Newton's method in a trust region: each step minimizes the quadratic model
 * within a radius that grows and shrinks with how well the model predicts.
 *
 *     min gᵀp + ½·pᵀHp,  ‖p‖ ≤ Δ
 *
 * @param objective answers value and gradient at a tree of arrays, as `{ value, gradient }` or `[value, gradient]`
 * @param x0 where to start: an array, or a tree of arrays
 * @param options `hessian`, solved exactly (Moré & Sorensen), or `product`, solved by conjugate gradients (Steihaug), and tolerances
 * @returns the minimum, a tree like `x0`; the Hessian is semidefinite there as far as it was met
 * @throws {ConvergenceError} with the best point, when no tolerance was met
 * @throws {ShapeError} when the Hessian is not `[n, n]`, or a product no tree like `x0`
 * @throws {ValueError} when value, gradient or Hessian are not finite where they are needed, and for options that mean nothing
 * @throws {DTypeError} when `x0` holds no float array
 * @remarks With `hessian` one symmetric eigenvalue problem an iteration, about 9·n³ flops, and none for a step that is refused. With
 *   `product` up to 2·n products a step, fewer far from the minimum. Saddle points are left along negative curvature.
 * @see Nocedal & Wright, *Numerical Optimization*, 2nd ed., algorithms 4.1 and 7.2; Moré & Sorensen 1983; Steihaug 1983
 * @example
 * const saddle = (x: NDArray) => {
 *   const [a, b] = x.toArray() as number[];
 *   return { value: a ** 4 / 4 - a ** 2 / 2 + b ** 2, gradient: array([a ** 3 - a, 2 * b]) };
 * };
 * const hessian = (x: NDArray) => array([[3 * x.at(0).item() ** 2 - 1, 0], [0, 2]]);
 * trustRegion(saddle, array([0.1, 1]) as NDArray, { hessian }).x.toArray(); // about [1, 0]
 */
export function trustRegion<T>(objective: Objective<T>, x0: T, options: TrustRegionOptions & Curvature<T>): Minimum<T> {
  const op = "trustRegion";
  const given: Partial<TrustRegionOptions & Curvature<T>> = requireMinimizeOptions(op, options);
  const curvature = requireCurvature(op, given);
  const { radius = 1, maxRadius = 1000 } = given;
  requirePositive(op, "radius", radius);
  requirePositive(op, "maxRadius", maxRadius);
  const problem = new Problem(op, objective, x0);
  return minimize(
    problem,
    given,
    trusting(problem, modeller(problem, curvature), Math.min(radius, maxRadius), maxRadius),
  );
}

function modeller<T>(problem: Problem<T>, curvature: Curvature<T>): (point: Point) => QuadraticModel {
  const { hessian, product } = curvature;
  if (hessian !== undefined) return (point) => spectralModel(hessianAt(problem, hessian, point), point.gradient);
  return (point) => {
    const size = norm(point.gradient);
    const tolerance = Math.min(0.5, Math.sqrt(size)) * size;
    const times = productAt(problem, product, point);
    return (radius) => steihaug(times, point.gradient, radius, tolerance);
  };
}

/** A gain, actual by promised, that accepts a step, and those beyond which the region shrinks or grows. */
const [ACCEPTED, POOR, GOOD] = [0.15, 0.25, 0.75];

function trusting<T>(
  problem: Problem<T>,
  modelAt: (point: Point) => QuadraticModel,
  initial: number,
  maxRadius: number,
): Strategy {
  let radius = initial;
  const { epsilon } = problem.coordinates;
  return (point) => {
    const model = modelAt(point);
    const rounding = 4 * epsilon * Math.abs(point.value);
    let promised = 0;
    for (let count = 0; count < 100; count++) {
      const { step, predicted, boundary } = model(radius);
      const x = point.x.slice();
      addScaled(x, 1, step);
      const trial = problem.at(problem.coordinates.round(x));
      const length = norm(step);
      promised = Math.max(promised, predicted);
      const isLost = predicted <= rounding && Math.abs(trial.value - point.value) <= rounding;
      if (isLost && !(maxNorm(trial.gradient) < maxNorm(point.gradient))) break;
      if (isLost) return { ...trial, step: length }; // where a fall drowns in rounding, the gradient says whether a step was good
      const gain = (point.value - trial.value) / predicted;
      const isKnown = Number.isFinite(trial.value) && Number.isFinite(maxNorm(trial.gradient));
      if (!(gain >= POOR) || !isKnown) {
        radius = length * contraction(point.value, dot(point.gradient, step), isKnown ? trial.value : Number.NaN);
      } else if (gain > GOOD && boundary) radius = Math.min(2 * radius, maxRadius);
      if (gain > ACCEPTED && isKnown) return { ...trial, step: length };
    }
    return promised <= Math.sqrt(epsilon) * Math.max(1, Math.abs(point.value)) ? "precision" : null;
  };
}
