import type { Bounds } from "./bounds.js";
import { boundedQuasiNewton } from "./lbfgs-bounded.js";
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
import { requireCount } from "./options.js";
import { Pairs } from "./pairs.js";
import type { Point } from "./source.js";
import { strongWolfe } from "./strong-wolfe.js";
import { difference, dot } from "./vector.js";

/** Options of `lbfgs`. */
export interface LbfgsOptions<T = unknown> extends MinimizeOptions {
  /** Number of past steps that shape the next one. Default 10. */
  readonly memory?: number;
  /** Limits that x stays within, as does every point where the objective is called; x0 is moved inside first. */
  readonly bounds?: Bounds<T>;
  /** Conditions of the line search. */
  readonly lineSearch?: Pick<LineSearchOptions, "decrease" | "curvature" | "maxEvaluations">;
}

/**
 * Minimizes a smooth function of many variables by the limited-memory BFGS method: Newton's direction from the gradients
 * of the last steps, and a line search under the strong Wolfe conditions; within `bounds` by L-BFGS-B.
 *
 * @param objective answers value and gradient at a tree of arrays, as `{ value, gradient }` or `[value, gradient]`
 * @param x0 where to start: an array, or a tree of arrays
 * @returns the minimum, a tree like `x0`, with value, gradient, counts, the reason of stopping and the history
 * @throws {ConvergenceError} with the best point, when no tolerance was met
 * @throws {ValueError} when value or gradient at the start is not finite, for bounds out of order and options that mean nothing
 * @throws {ShapeError} when a gradient or a bound is no tree like `x0`
 * @throws {DTypeError} when `x0` holds no float array
 * @remarks 4·memory·n flops an iteration beside the objective, usually one evaluation each; 4·memory²·n with bounds. Vectors are
 *   float64 inside.
 * @see Nocedal & Wright, *Numerical Optimization*, 2nd ed., algorithms 7.4 and 7.5; Byrd, Lu, Nocedal & Zhu 1995 (bounds)
 * @example
 * const { x } = lbfgs(valueAndGrad(f), zeros([10])); // or (x) => ({ value: …, gradient: … })
 * @example
 * const bowl = (x: NDArray) => ({ value: sum(square(sub(x, 3))), gradient: mul(sub(x, 3), 2) });
 * lbfgs(bowl, array([0, 0]) as NDArray, { bounds: { lower: 0, upper: array([2, 5]) } }).x.toArray(); // [2, 3]
 */
export function lbfgs<T>(objective: Objective<T>, x0: T, options?: LbfgsOptions<T>): Minimum<T> {
  const given = requireMinimizeOptions("lbfgs", options);
  requireCount("lbfgs", "memory", given.memory, 1);
  const { memory = 10, lineSearch = {}, bounds, ...rest } = given;
  const problem = new Problem("lbfgs", objective, x0, bounds);
  const { box } = problem;
  const strategy =
    box === null ? quasiNewton(problem, memory, lineSearch) : boundedQuasiNewton(problem, box, memory, lineSearch);
  return minimize(problem, rest, strategy);
}

function quasiNewton<T>(problem: Problem<T>, memory: number, lineSearch: LbfgsOptions["lineSearch"]): Strategy {
  const pairs = new Pairs(memory);

  const search = (point: Point): Moved | null => {
    const direction = pairs.direction(point.gradient);
    const slope = dot(point.gradient, direction);
    if (!(slope < 0)) return null; // rounding has spoilt the pairs
    const initial = pairs.count === 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
    const options = { ...lineSearch, initial, precision: problem.coordinates.epsilon };
    return strongWolfe(problem.along(point, direction), { step: 0, value: point.value, slope }, options).point;
  };

  return (point) => {
    let next = search(point);
    if (next === null && pairs.count > 0) {
      pairs.clear();
      next = search(point);
    }
    if (next !== null) pairs.add(difference(next.x, point.x), difference(next.gradient, point.gradient));
    return next;
  };
}
