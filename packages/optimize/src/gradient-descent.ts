import { backtracking } from "./backtracking.js";
import { type MinimizeOptions, type Minimum, type Strategy, minimize, requireMinimizeOptions } from "./minimize.js";
import { type Objective, Problem } from "./objective.js";
import { requirePositive } from "./options.js";
import { dot } from "./vector.js";

/** Options of `gradientDescent`. */
export interface GradientDescentOptions extends MinimizeOptions {
  /** A fixed step length; without it each step is found by backtracking. */
  readonly step?: number;
}

/**
 * Minimizes a function by walking against its gradient.
 *
 *     x ← x − α·∇f(x)
 *
 * With `step`, α is that number; otherwise backtracking finds it, beginning at twice the last one.
 *
 * @param objective answers value and gradient at a tree of arrays
 * @param x0 where to start
 * @throws {ConvergenceError} with the best point, when no tolerance was met
 * @throws {ValueError} when value or gradient at the start is not finite
 * @remarks Linear convergence at the rate (κ − 1)/(κ + 1) for condition κ: a baseline. Use `lbfgs`.
 * @see Nocedal & Wright, *Numerical Optimization*, 2nd ed., §3.3
 */
export function gradientDescent<T>(objective: Objective<T>, x0: T, options?: GradientDescentOptions): Minimum<T> {
  const { step, ...rest } = requireMinimizeOptions("gradientDescent", options);
  requirePositive("gradientDescent", "step", step);
  const problem = new Problem("gradientDescent", objective, x0);
  const strategy = step === undefined ? searching(problem) : fixed(problem, step);
  return minimize(problem, { maxIterations: 10_000, ...rest }, strategy);
}

function fixed<T>(problem: Problem<T>, step: number): Strategy {
  return (point) => {
    const next = problem.along(
      point,
      point.gradient.map((g) => -g),
    )(step);
    return next.value <= point.value ? next : null; // NaN is not lower
  };
}

function searching<T>(problem: Problem<T>): Strategy {
  let last = 0;
  return (point) => {
    const direction = point.gradient.map((g) => -g);
    const slope = dot(point.gradient, direction);
    const initial = last === 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 2 * last;
    const options = { initial, maxEvaluations: 60, precision: problem.coordinates.epsilon };
    const found = backtracking(problem.along(point, direction), { step: 0, value: point.value, slope }, options).point;
    if (found !== null) last = found.step;
    return found;
  };
}
