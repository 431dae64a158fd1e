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
import type { Point } from "./source.js";
import { strongWolfe } from "./strong-wolfe.js";
import { addScaled, difference, dot, scale } from "./vector.js";

/** Options of `lbfgs`. */
export interface LbfgsOptions extends MinimizeOptions {
  /** Number of past steps that shape the next one. Default 10. */
  readonly memory?: number;
  /** Conditions of the line search. */
  readonly lineSearch?: Pick<LineSearchOptions, "decrease" | "curvature" | "maxEvaluations">;
}

/**
 * Minimizes a smooth function of many variables by the limited-memory BFGS method: Newton's direction from the gradients
 * of the last steps, and a line search under the strong Wolfe conditions.
 *
 * @param objective answers value and gradient at a tree of arrays, as `{ value, gradient }` or `[value, gradient]`
 * @param x0 where to start: an array, or a tree of arrays
 * @returns the minimum, a tree like `x0`, with value, gradient, counts, the reason of stopping and the history
 * @throws {ConvergenceError} with the best point, when no tolerance was met
 * @throws {ValueError} when value or gradient at the start is not finite
 * @throws {DTypeError} when `x0` holds no float array
 * @remarks 4·memory·n flops an iteration beside the objective, usually one evaluation each. Vectors are float64 inside.
 * @see Nocedal & Wright, *Numerical Optimization*, 2nd ed., algorithms 7.4 and 7.5
 * @example
 * const { x } = lbfgs(valueAndGrad(f), zeros([10])); // or (x) => ({ value: …, gradient: … })
 */
export function lbfgs<T>(objective: Objective<T>, x0: T, options?: LbfgsOptions): Minimum<T> {
  const given = requireMinimizeOptions("lbfgs", options);
  requireCount("lbfgs", "memory", given.memory, 1);
  const problem = new Problem("lbfgs", objective, x0);
  return minimize(problem, given, quasiNewton(problem, given));
}

function quasiNewton<T>(problem: Problem<T>, { memory = 10, lineSearch = {} }: LbfgsOptions): Strategy {
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

interface Pair {
  /** Change of the point and of the gradient over one step. */
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly curvature: number;
}

/** The last steps, which stand for the inverse of the Hessian. */
class Pairs {
  private readonly pairs: Pair[] = [];

  constructor(private readonly limit: number) {}

  get count(): number {
    return this.pairs.length;
  }

  /** Keeps a step, unless its curvature sᵀy is lost in rounding: the matrix must stay positive definite. */
  add(s: Float64Array, y: Float64Array): void {
    const curvature = dot(s, y);
    if (!(curvature > Number.EPSILON * dot(y, y))) return;
    this.pairs.push({ s, y, curvature });
    if (this.pairs.length > this.limit) this.pairs.shift();
  }

  clear(): void {
    this.pairs.length = 0;
  }

  /** −H·g by the two-loop recursion, from H₀ = (sᵀy / yᵀy)·I of the last step. */
  direction(gradient: Float64Array): Float64Array {
    const q = gradient.slice();
    const weights = new Array<number>(this.pairs.length);
    for (let i = this.pairs.length - 1; i >= 0; i--) {
      const { s, y, curvature } = this.pairs[i];
      weights[i] = dot(s, q) / curvature;
      addScaled(q, -weights[i], y);
    }
    const last = this.pairs.at(-1);
    if (last !== undefined) scale(q, last.curvature / dot(last.y, last.y));
    this.pairs.forEach(({ s, y, curvature }, i) => addScaled(q, weights[i] - dot(y, q) / curvature, s));
    scale(q, -1);
    return q;
  }
}
