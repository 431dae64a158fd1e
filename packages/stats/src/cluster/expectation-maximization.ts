import {
  type NDArray,
  type Random,
  div,
  exp,
  expandDims,
  full,
  log,
  logSumExp,
  matmul,
  mean,
  ones,
  oneHot,
  scope,
  sub,
  sum,
  tile,
  add,
} from "@linnet/core";
import { KMeans } from "./k-means.js";
import { CollapsedComponentError, type CovarianceRule, componentDensities } from "./mixture-covariance.js";

/** Parameters of a mixture, float64. */
export interface Mixture {
  /** `[k]`, of sum 1. */
  readonly weights: NDArray;
  /** `[k, p]` */
  readonly means: NDArray;
  readonly covariances: NDArray;
}

/** One iteration of the fit of a mixture. */
export interface MixtureIteration {
  /** Which start, from 0. */
  readonly start: number;
  /** From 1. */
  readonly iteration: number;
  /** Mean of log p(x) under the parameters that this iteration began with. */
  readonly logLikelihood: number;
}

/** A mixture, and how it was found. */
export interface FittedMixture extends Mixture {
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
}

interface Settings {
  readonly op: string;
  readonly rule: CovarianceRule;
  readonly components: number;
  readonly regularization: number;
  readonly maxIterations: number;
  readonly tolerance: number;
  readonly signal: AbortSignal | undefined;
  readonly onIteration: ((iteration: MixtureIteration) => void) | undefined;
}

/** log wⱼ + log N(x; μⱼ, Σⱼ), `[n, k]`: the logarithms of what adds up to a density. */
export function jointDensities(op: string, rule: CovarianceRule, data: NDArray, mixture: Mixture): NDArray {
  const { weights, means, covariances } = mixture;
  return scope(() => add(componentDensities(op, rule, data, means, covariances), log(weights) as NDArray)) as NDArray;
}

/**
 * Expectation and maximization in turn: how much of each point belongs to each component, then the weights, means and covariances that are most
 * likely for these shares. Without regularization no iteration lowers the likelihood.
 *
 * @throws {CollapsedComponentError} when a component is left without points or spread
 * @see Dempster, Laird & Rubin 1977, *Maximum likelihood from incomplete data via the EM algorithm*
 */
export function maximizeLikelihood(data: NDArray, from: Mixture, start: number, settings: Settings): FittedMixture {
  const { op, rule, maxIterations, tolerance, signal, onIteration } = settings;
  let mixture = from;
  let before = -Infinity;
  let [iterations, converged] = [0, false];
  while (!converged && iterations < maxIterations) {
    signal?.throwIfAborted();
    iterations++;
    const next = scope(() => {
      const joint = jointDensities(op, rule, data, mixture);
      const densities = logSumExp(joint, { axis: 1, keepDims: true }) as NDArray;
      const shares = exp(sub(joint, densities) as NDArray) as NDArray;
      return { mixture: mostLikely(data, shares, settings), logLikelihood: (mean(densities) as NDArray).item() };
    });
    onIteration?.({ start, iteration: iterations, logLikelihood: next.logLikelihood });
    mixture = next.mixture;
    converged = Math.abs(next.logLikelihood - before) <= tolerance;
    before = next.logLikelihood;
  }
  const densities = scope(() => mean(logSumExp(jointDensities(op, rule, data, mixture), { axis: 1 }) as NDArray));
  return { ...mixture, logLikelihood: (densities as NDArray).item(), iterations, converged };
}

/** The parameters of greatest likelihood for given shares `[n, k]`. */
function mostLikely(data: NDArray, shares: NDArray, { op, rule, regularization }: Settings): Mixture {
  const totals = sum(shares, { axis: 0 }) as NDArray;
  const lost = totals.toTypedArray().findIndex((total) => !(total > data.shape[0] * Number.EPSILON));
  if (lost >= 0) throw new CollapsedComponentError(op, lost, `component ${lost} without points`);
  const means = div(matmul(shares.T as NDArray, data) as NDArray, expandDims(totals, 1) as NDArray) as NDArray;
  const covariances = rule.estimate(data, shares, totals, means, regularization);
  return { weights: div(totals, sum(totals) as NDArray) as NDArray, means, covariances };
}

/** A mixture to begin with: from the clusters of k-means. */
export function mixtureOfClusters(data: NDArray, rng: Random, settings: Settings): Mixture {
  const { components, signal } = settings;
  const { labels } = KMeans.fit(data, { clusters: components, rng, ...(signal === undefined ? {} : { signal }) });
  return scope(() => mostLikely(data, oneHot(labels as NDArray<"int32">, components) as NDArray, settings));
}

/** A mixture to begin with: equal weights, the given means, and for each the covariance of all data. */
export function mixtureOfMeans(data: NDArray, means: NDArray, { rule, components, regularization }: Settings): Mixture {
  return scope(() => {
    const n = data.shape[0] as number;
    const centre = mean(data, { axis: 0, keepDims: true }) as NDArray;
    const total = full([1], Math.max(1, n - 1)) as NDArray;
    const one = rule.estimate(data, ones([n, 1]), total, centre, regularization);
    const repeats = rule.sizes.map((size) => (size === "k" ? components : 1));
    const covariances = (rule.sizes[0] === "k" ? tile(one, repeats) : one) as NDArray;
    return { weights: full([components], 1 / components) as NDArray, means, covariances };
  });
}
