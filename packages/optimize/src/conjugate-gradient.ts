import type { LineSearchOptions } from "./line-search.js";
import {
  type MinimizeOptions,
  type Minimum,
  type Moved,
  type Strategy,
  minimize,
  requireMinimizeOptions,
} from "./minimize.js";
import { type Objective, Problem } from "./objective.js";
import type { Point } from "./source.js";
import { strongWolfe } from "./strong-wolfe.js";
import { addScaled, difference, dot, scale } from "./vector.js";

/** Options of `conjugateGradient`. */
export interface ConjugateGradientOptions extends MinimizeOptions {
  /** Conditions of the line search; `curvature` is 0.4 by default: directions stay conjugate only if steps are good. */
  readonly lineSearch?: Pick<LineSearchOptions, "decrease" | "curvature" | "maxEvaluations">;
}

/**
 * Minimizes a smooth function of very many variables by nonlinear conjugate gradients (Hestenes–Stiefel, restarted).
 *
 *     d ← −g + β·d,   β = max(yᵀg / dᵀy, 0),   y = the last change of g
 *
 * @param objective answers value and gradient at a tree of arrays, as `{ value, gradient }` or `[value, gradient]`
 * @param x0 where to start: an array, or a tree of arrays
 * @returns the minimum, a tree like `x0`, with value, gradient, counts, the reason of stopping and the history
 * @throws {ConvergenceError} with the best point, when no tolerance was met in 10,000 iterations, or `maxIterations`
 * @throws {ValueError} when value or gradient at the start is not finite, and for options that mean nothing
 * @throws {DTypeError} when `x0` holds no float array
 * @remarks Keeps three vectors and costs 8·n flops an iteration beside the objective, about two evaluations each. Where there is
 *   room for ten pairs of vectors `lbfgs` needs fewer evaluations.
 * @see Nocedal & Wright, *Numerical Optimization*, 2nd ed., §5.2, (5.46)
 * @example
 * const bowl = (x: NDArray) => ({ value: sum(square(sub(x, 3))), gradient: mul(sub(x, 3), 2) });
 * conjugateGradient(bowl, array([1, 2]) as NDArray).x.toArray(); // [3, 3]
 */
export function conjugateGradient<T>(objective: Objective<T>, x0: T, options?: ConjugateGradientOptions): Minimum<T> {
  const given = requireMinimizeOptions("conjugateGradient", options);
  const problem = new Problem("conjugateGradient", objective, x0);
  return minimize(problem, { maxIterations: 10_000, ...given }, conjugate(problem, given));
}

function conjugate<T>(problem: Problem<T>, { lineSearch = {} }: ConjugateGradientOptions): Strategy {
  let last: LastStep | null = null;

  const search = (point: Point): Moved | null => {
    const direction = last === null ? downhill(point.gradient) : next(point.gradient, last);
    const slope = dot(point.gradient, direction);
    // a first step that lowers the value as much as the last one did, to first order
    const initial = last === null ? Math.min(1, 1 / Math.sqrt(-slope)) : (last.step * last.slope) / slope;
    const options = { curvature: 0.4, ...lineSearch, initial, precision: problem.coordinates.epsilon };
    const found = strongWolfe(problem.along(point, direction), { step: 0, value: point.value, slope }, options).point;
    last = found === null ? null : { direction, gradient: point.gradient, slope, step: found.step };
    return found;
  };

  return (point) => {
    const restart = last === null;
    return search(point) ?? (restart ? null : search(point));
  };
}

interface LastStep {
  readonly direction: Float64Array;
  /** Gradient where the step began, and its product with the direction. */
  readonly gradient: Float64Array;
  readonly slope: number;
  readonly step: number;
}

function downhill(gradient: Float64Array): Float64Array {
  const out = gradient.slice();
  scale(out, -1);
  return out;
}

/** The direction after a step; without part of the last one where that would not lead down, which restarts the method. */
function next(gradient: Float64Array, { direction, gradient: before }: LastStep): Float64Array {
  const y = difference(gradient, before);
  const beta = dot(y, gradient) / dot(direction, y);
  const out = downhill(gradient);
  if (!(beta > 0)) return out;
  addScaled(out, beta, direction);
  return dot(out, gradient) < -0.01 * dot(gradient, gradient) ? out : downhill(gradient);
}
