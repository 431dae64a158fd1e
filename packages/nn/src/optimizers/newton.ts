import { jvp } from "@linnet/autograd";
import { requireOptions } from "@linnet/core/extend";
import { ConvergenceError, type Minimum, trustRegion } from "@linnet/optimize";
import { pairLeaves } from "./leaves.js";
import type { Optimizer, StepContext } from "./optimizer.js";
import { requireCount, requireNonNegative, requirePositiveNumber } from "../require.js";
import { requireContext } from "./step-context.js";
import { requireRealParameters } from "./vectors.js";

export interface NewtonOptions {
  /** Iterations a step. Default 5. */
  readonly iterations?: number;
  /** Length of the first of them at most. Default 1. */
  readonly radius?: number;
  /** A step ends early when no |∂f/∂xᵢ| is larger. Default 1e-7. */
  readonly gradientTolerance?: number;
}

/** How far the quadratic model is trusted. */
export interface NewtonState {
  readonly radius: number;
}

/**
 * Newton's method in a trust region as a rule for training by full batches: each iteration minimizes the quadratic model of the loss within
 * a radius that grows and shrinks with how well it predicts, by conjugate gradients from products with the Hessian, which is never formed.
 *
 *     min gᵀ·p + ½·pᵀ·H·p,  ‖p‖ ≤ Δ
 *
 * @throws {ValueError} for options outside their ranges, where a step comes without its objective, and when loss or gradient are not finite
 * @throws {DTypeError} for complex parameters
 * @remarks Products are derivatives of the objective's gradient forwards, some four times the work of the loss each. From one step to the
 *   next the radius is twice the last move, or half of what it was. The objective must be the same function in every step: pass all
 *   examples as one batch. To minimize outside of `fit`, `trustRegion` and `newton` of `@linnet/optimize` take a model as it is.
 * @see Nocedal & Wright, *Numerical Optimization*, 2nd ed., algorithms 4.1 and 7.2; Pearlmutter, *Fast exact multiplication by the Hessian*,
 *   1994
 */
export function newton(options?: NewtonOptions): Optimizer<NewtonState> {
  const { iterations = 5, radius = 1, gradientTolerance = 1e-7 } = requireOptions("newton", options);
  requireCount("newton", "iterations", iterations);
  requirePositiveNumber("newton", "radius", radius);
  requireNonNegative("newton", "gradientTolerance", gradientTolerance);
  return {
    init(parameters) {
      requireRealParameters("newton", parameters);
      return { radius };
    },
    update<T>(parameters: T, gradient: T, state: NewtonState, context?: StepContext<T>) {
      const { loss, objective } = requireContext("newton", context);
      pairLeaves("newton", parameters, gradient);
      let known: { value: number; gradient: T } | null = { value: loss, gradient }; // the first point asked for is the start
      const evaluate = (x: T): { value: number; gradient: T } => {
        const answer = known ?? objective(x);
        known = null;
        return answer;
      };
      const product = (x: T, v: T): T => jvp((y: T) => objective(y).gradient, [x], [v as NoInfer<T>])[1];
      const settings = { product, maxIterations: iterations, gradientTolerance, radius: state.radius };
      const { x, history } = farthest(() => trustRegion(evaluate, parameters, settings));
      const last = history.at(-1)?.step ?? 0;
      return { parameters: x, state: { radius: last > 0 ? Math.max(2 * last, state.radius / 2) : state.radius } };
    },
  };
}

/** Where a minimization led, whether or not it came to its end. */
function farthest<T>(run: () => Minimum<T>): Minimum<T> {
  try {
    return run();
  } catch (error) {
    if (error instanceof ConvergenceError) return (error as ConvergenceError<Minimum<T>>).best; // of that minimization
    throw error;
  }
}
