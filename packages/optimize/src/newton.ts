import { array, scope } from "@linnet/core";
import { NotPositiveDefiniteError, cholesky } from "@linnet/linalg";
import { type Curvature, type Product, hessianAt, productAt, requireCurvature } from "./curvature.js";
import type { LineSearchOptions } from "./line-search.js";
import { type MinimizeOptions, type Minimum, type Strategy, minimize, requireMinimizeOptions } from "./minimize.js";
import { type Objective, Problem } from "./objective.js";
import { intoSpectrum, outOfSpectrum, spectrumOf } from "./quadratic-model.js";
import type { Point } from "./source.js";
import { strongWolfe } from "./strong-wolfe.js";
import { addScaled, dot, scale, sumNorm } from "./vector.js";

/** Options of `newton`, beside the source of second derivatives. */
export interface NewtonOptions extends MinimizeOptions {
  /** Conditions of the line search. */
  readonly lineSearch?: Pick<LineSearchOptions, "decrease" | "curvature" | "maxEvaluations">;
}

/**
 * Minimizes a smooth function by Newton's method with a line search. Where the Hessian is not positive definite its negative
 * curvatures count as positive ones, so that every direction descends.
 *
 *     d = −|H|⁻¹·g,   x ← x + α·d
 *
 * @param objective answers value and gradient at a tree of arrays, as `{ value, gradient }` or `[value, gradient]`
 * @param x0 where to start: an array, or a tree of arrays
 * @param options `hessian`, solved by Cholesky, or `product`, solved by conjugate gradients, and tolerances
 * @returns the minimum, a tree like `x0`, with value, gradient, counts, the reason of stopping and the history
 * @throws {ConvergenceError} with the best point, when no tolerance was met
 * @throws {ShapeError} when the Hessian is not `[n, n]`, or a product no tree like `x0`
 * @throws {ValueError} when value, gradient or Hessian are not finite where they are needed, and for options that mean nothing
 * @throws {DTypeError} when `x0` holds no float array
 * @remarks n³/3 flops an iteration with `hessian`, about 9·n³ where it is not positive definite. Quadratic convergence near a minimum. Far
 *   from one `trustRegion` is the safer choice.
 * @see Nocedal & Wright, *Numerical Optimization*, 2nd ed., §3.4 and algorithm 7.1
 * @example
 * const f = (x: NDArray) => ({ value: sum(sub(exp(x), mul(x, 2))), gradient: sub(exp(x), 2) });
 * const hessian = (x: NDArray) => mul(exp(x), eye(2));
 * newton(f, array([0, 3]) as NDArray, { hessian }).x.toArray(); // about [0.69315, 0.69315]
 */
export function newton<T>(objective: Objective<T>, x0: T, options: NewtonOptions & Curvature<T>): Minimum<T> {
  const op = "newton";
  const given: Partial<NewtonOptions & Curvature<T>> = requireMinimizeOptions(op, options);
  const directionAt = directions(requireCurvature(op, given));
  const problem = new Problem(op, objective, x0);
  return minimize(
    problem,
    given,
    searching(problem, (point) => directionAt(problem, point), given),
  );
}

function searching<T>(
  problem: Problem<T>,
  directionAt: (point: Point) => Float64Array,
  { lineSearch = {} }: NewtonOptions,
): Strategy {
  let before = Number.POSITIVE_INFINITY;
  return (point) => {
    const direction = directionAt(point);
    const slope = dot(point.gradient, direction);
    if (!(slope < 0)) return null;
    // a step that lowers the value as much as the last one did, to first order: 1 once convergence is quadratic
    const alike = (2.02 * (point.value - before)) / slope;
    const initial = alike > 0 && alike < 1 ? alike : 1;
    before = point.value;
    const options = { ...lineSearch, initial, precision: problem.coordinates.epsilon };
    return strongWolfe(problem.along(point, direction), { step: 0, value: point.value, slope }, options).point;
  };
}

function directions<T>({ hessian, product }: Curvature<T>): (problem: Problem<T>, point: Point) => Float64Array {
  return hessian === undefined
    ? (problem, point) => truncated(productAt(problem, product, point), point.gradient)
    : (problem, point) => solved(hessianAt(problem, hessian, point), point.gradient);
}

/** −|H|⁻¹·g: by Cholesky where H is positive definite, else in its eigenvectors. */
function solved(hessian: Float64Array, gradient: Float64Array): Float64Array {
  const n = gradient.length;
  const down = gradient.map((g) => -g);
  try {
    return scope(() => {
      const factors = cholesky(array(hessian, { shape: [n, n] }));
      return Float64Array.from(factors.solve(array(down, { shape: [n] })).toTypedArray());
    });
  } catch (error) {
    if (!(error instanceof NotPositiveDefiniteError)) throw error;
  }
  const spectrum = spectrumOf(hessian, n);
  const sizes = spectrum.values.map(Math.abs);
  const least = Math.sqrt(Number.EPSILON) * sizes.reduce((a, b) => Math.max(a, b), 0) || 1;
  const parts = intoSpectrum(spectrum, down).map((part, i) => part / Math.max(sizes[i], least));
  return outOfSpectrum(spectrum, parts);
}

/** Conjugate gradients for H·d = −g, ended where the curvature is not positive (Nocedal & Wright's algorithm 7.1). */
function truncated(product: Product, gradient: Float64Array): Float64Array {
  const tolerance = Math.min(0.5, Math.sqrt(sumNorm(gradient))) * sumNorm(gradient);
  const step = new Float64Array(gradient.length);
  const residual = gradient.slice();
  const direction = gradient.slice();
  scale(direction, -1);
  for (let count = 0; count < 2 * gradient.length && sumNorm(residual) > tolerance; count++) {
    const image = product(direction);
    const curvature = dot(direction, image);
    const before = dot(residual, residual);
    if (!(curvature > 0)) {
      if (count > 0) return step;
      scale(direction, curvature < 0 ? before / -curvature : 1);
      return direction;
    }
    const alpha = before / curvature;
    addScaled(step, alpha, direction);
    addScaled(residual, alpha, image);
    const beta = dot(residual, residual) / before;
    for (let i = 0; i < direction.length; i++) direction[i] = beta * direction[i] - residual[i];
  }
  return step;
}
