import {
  type Check,
  type DType,
  type Divided,
  type NDArray,
  type Promote,
  type Shape,
  ValueError,
  add,
  broadcastTo,
  div,
  exp,
  lgamma,
  log,
  maximum,
  mul,
  square,
  sub,
} from "@linnet/core";
import { kindOf, requireFloat, requireOptions } from "@linnet/core/extend";
import { requirePair } from "./pair.js";
import { type LossOptions, type ReducedTo, type Reduction, requireBroadcast } from "./reduction.js";
import { requireNotNegative } from "./target-values.js";
import type { PairRule } from "./typed-pair.js";

/** Options of losses that are negative log-likelihoods of a distribution. */
export interface LikelihoodOptions<R extends Reduction = Reduction> extends LossOptions<R> {
  /** Whether to add the terms that do not depend on the prediction. Default false. */
  readonly full?: boolean;
  /** Keeps logarithms finite: `poissonNll` (10⁻⁸) adds it to a rate, `gaussianNll` (10⁻⁶) takes no smaller variance. */
  readonly epsilon?: number;
}

/** Options of `poissonNll`. */
export interface PoissonNllOptions<R extends Reduction = Reduction> extends LikelihoodOptions<R> {
  /** Whether predictions are logarithms of rates. Default true. */
  readonly logInput?: boolean;
}

/**
 * Negative log-likelihood of counts under a Poisson distribution.
 *
 *     ℓᵢ = exp yᵢ − tᵢ·yᵢ,   with rates instead of their logarithms: yᵢ − tᵢ·log(yᵢ + ε);   in full: + log tᵢ!
 *
 * @param prediction log-rates or, without `logInput`, rates
 * @param target counts, of the same shape
 * @returns their mean, unless `reduction` says otherwise
 * @throws {ShapeError} unless both have the same shape, and, for a mean, elements
 * @throws {ValueError} for counts or rates below 0, with their place
 * @remarks log t! is that of lgamma, where PyTorch has Stirling's approximation.
 */
export function poissonNll<
  D extends DType,
  S extends Shape,
  E extends DType,
  T extends Shape,
  const R extends Reduction = "mean",
>(
  prediction: NDArray<D, S>,
  target: NDArray<E, T> & Check<PairRule<S, T>, "poissonNll">,
  options?: PoissonNllOptions<R>,
): NDArray<Divided<Promote<D, E>>, ReducedTo<S, R>> {
  return ofCounts(prediction, target, options);
}

/**
 * Negative log-likelihood under normal distributions whose mean and variance are predicted.
 *
 *     ℓᵢ = (log v + (yᵢ − tᵢ)²/v)/2,  v = max(varianceᵢ, ε);   in full: + (log 2π)/2
 *
 * @param prediction means
 * @param target of the same shape
 * @param variance broadcast to that shape
 * @returns their mean, unless `reduction` says otherwise
 * @throws {ShapeError} when the shapes do not fit, and when there is nothing to average
 * @throws {ValueError} for variances below 0, with their place
 * @remarks A variance below ε has gradient 0, as ε stands for it.
 * @see Nix & Weigend, *Estimating the mean and variance of the target probability distribution*, ICNN 1994
 */
export function gaussianNll<
  D extends DType,
  S extends Shape,
  E extends DType,
  T extends Shape,
  const R extends Reduction = "mean",
>(
  prediction: NDArray<D, S>,
  target: NDArray<E, T> & Check<PairRule<S, T>, "gaussianNll">,
  variance: NDArray,
  options?: LikelihoodOptions<R>,
): NDArray<Divided<Promote<D, E>>, ReducedTo<S, R>> {
  return ofDeviations(prediction, target, variance, options);
}

function ofCounts(prediction: NDArray, target: NDArray, options?: PoissonNllOptions): NDArray {
  const op = "poissonNll";
  const { logInput = true, full = false } = requireOptions<PoissonNllOptions>(op, options);
  const epsilon = epsilonOf(op, options, 1e-8);
  const { x, t, reduce } = requirePair(op, prediction, target, options, { x: 1 });
  requireNotNegative(op, "target", t);
  if (!logInput) requireNotNegative(op, "prediction", x);
  const losses: NDArray = logInput ? sub(exp(x), mul(t, x)) : sub(x, mul(t, log(add(x, epsilon))));
  return reduce.of(full ? add(losses, lgamma(add(t, 1) as NDArray)) : losses);
}

function ofDeviations(prediction: NDArray, target: NDArray, variance: NDArray, options?: LikelihoodOptions): NDArray {
  const op = "gaussianNll";
  const { full = false } = requireOptions<LikelihoodOptions>(op, options);
  const epsilon = epsilonOf(op, options, 1e-6);
  const { x, t, reduce } = requirePair(op, prediction, target, options);
  const spread = requireBroadcast(op, "variance", requireFloat(op, "variance", variance), x.shape);
  const given = reduce.kept(broadcastTo(spread, x.shape), 1);
  requireNotNegative(op, "variance", given);
  const v = maximum(given, epsilon);
  const losses: NDArray = mul(add(log(v), div(square(sub(x, t) as NDArray), v)), 0.5);
  return reduce.of(full ? add(losses, Math.log(2 * Math.PI) / 2) : losses);
}

function epsilonOf(op: string, options: LikelihoodOptions | undefined, usual: number): number {
  const { epsilon = usual } = requireOptions<LikelihoodOptions>(op, options);
  if (epsilon >= 0 && epsilon < Number.POSITIVE_INFINITY) return epsilon;
  throw new ValueError(op, "epsilon must be finite and not negative", kindOf(epsilon));
}
