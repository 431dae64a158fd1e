import { jacobian } from "@linnet/autograd";
import { type NDArray, reshape } from "@linnet/core";
import { requireArray, requireOptions } from "@linnet/core/extend";
import { ConvergenceError, type LevenbergMarquardtOptions, type Minimum, levenbergMarquardt } from "@linnet/optimize";
import { requireFunction } from "../require.js";
import { flatten, precisionOf, requireRealParameters, unflatten } from "./vectors.js";

/** Options of `gaussNewton`: those of `levenbergMarquardt` that are not about its vectors. */
export type GaussNewtonOptions = Omit<LevenbergMarquardtOptions, "jacobian" | "bounds">;

/**
 * Trains a model by the Gauss–Newton method on all examples: minimizes half the sum of its squared residuals, each time by the linear model
 * of them all, within a region where it can be trusted (Levenberg–Marquardt).
 *
 *     f = ½·Σ rᵢ²,   min ‖J·p + r‖²,  ‖D·p‖ ≤ Δ
 *
 * @param residuals answers the residuals of a model, prediction less target, in any shape
 * @param model a layer, or any tree of real parameters
 * @returns the minimum: `x` is the trained model, `value` is f, `history` what each iteration reached
 * @throws {ConvergenceError} with the best model as `best.x`, when no tolerance was met
 * @throws {ValueError} when a residual or derivative at the start is not finite, and for options that mean nothing
 * @throws {DTypeError} for complex parameters
 * @remarks Holds the Jacobian, m residuals by n parameters, and takes a singular value decomposition of it each iteration: about 6·m·n² +
 *   20·n³ flops. For some thousands of parameters at most, and then in a small part of the steps of any rule that sees gradients alone.
 * @see Moré, *The Levenberg–Marquardt algorithm: implementation and theory*, 1978; Hagan & Menhaj, *Training feedforward networks with the
 *   Marquardt algorithm*, 1994
 * @example
 * const { x: trained } = gaussNewton((m) => sub(m.forward(x), y), model, { maxIterations: 50 });
 */
export function gaussNewton<M>(residuals: (model: M) => NDArray, model: M, options?: GaussNewtonOptions): Minimum<M> {
  const given = requireOptions("gaussNewton", options);
  requireFunction("gaussNewton", "residuals", residuals);
  requireRealParameters("gaussNewton", model);
  const vector = (parameters: NDArray): NDArray =>
    reshape(requireArray("gaussNewton", "residuals", residuals(unflatten(model, parameters))), [-1]) as NDArray;
  const start = flatten(model).astype(precisionOf(model) === 2 ** -23 ? "float32" : "float64") as NDArray;
  try {
    return ofModel(model, levenbergMarquardt(vector, start, { ...given, jacobian: jacobian(vector) }));
  } catch (error) {
    if (!(error instanceof ConvergenceError)) throw error;
    throw Object.assign(error, { best: ofModel(model, error.best as Minimum<NDArray>) }); // of that minimization
  }
}

function ofModel<M>(model: M, minimum: Minimum<NDArray>): Minimum<M> {
  return { ...minimum, x: unflatten(model, minimum.x), gradient: unflatten(model, minimum.gradient) };
}
