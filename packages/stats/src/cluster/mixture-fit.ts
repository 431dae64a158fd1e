import { type Dim, type NDArray, ShapeError, ValueError, add, mean, random, sub } from "@linnet/core";
import { kindOf } from "@linnet/core/extend";
import {
  type FittedMixture,
  type MixtureIteration,
  maximizeLikelihood,
  mixtureOfClusters,
  mixtureOfMeans,
} from "./expectation-maximization.js";
import { requireGroups } from "./group-count.js";
import { type IterationOptions, type RandomStarts, requireIterationOptions } from "../iteration-options.js";
import { CollapsedComponentError, type CovarianceForm, covarianceRules } from "./mixture-covariance.js";
import { requireRows, rowsOf } from "./rows.js";

export interface GaussianMixtureOptions<K extends Dim, C extends CovarianceForm>
  extends IterationOptions<MixtureIteration>, RandomStarts {
  /** How many components. */
  readonly components: K;
  /** Default `"full"`. */
  readonly covariance?: C;
  /** Means to begin with, `[components, p]`, with equal weights and the covariance of all data; when left out the clusters of k-means. */
  readonly initial?: NDArray;
  /** Added to every variance, so that no component shrinks onto a point. Default 1e-6, in the squared units of the data. */
  readonly regularization?: number;
  /** Default 100. */
  readonly maxIterations?: number;
  /** Ends when the mean log-likelihood changes by at most this. Default 1e-3. */
  readonly tolerance?: number;
}

export const forms = ["full", "tied", "diagonal", "spherical"] as const;

/**
 * The best end of all starts, about the mean of the columns.
 *
 * @throws {CollapsedComponentError} when every start ends in a component without points or spread
 */
export function bestMixture(
  op: string,
  table: NDArray,
  form: CovarianceForm,
  options: Partial<GaussianMixtureOptions<Dim, CovarianceForm>>,
): FittedMixture {
  const {
    initial,
    starts = 1,
    rng = random(0),
    regularization = 1e-6,
    maxIterations = 100,
    tolerance = 1e-3,
  } = options;
  const rows = rowsOf(table);
  const components = requireGroups(op, "components", options.components, rows, new Float64Array(rows.count).fill(1));
  const given = initial === undefined ? null : requireInitial(op, initial, components, rows.columns, starts);
  const { signal, onIteration } = options;
  const rule = covarianceRules[form];
  const settings = { op, rule, components, regularization, maxIterations, tolerance, signal, onIteration };
  const whole = asFloat64(table);
  const centre = mean(whole, { axis: 0 }) as NDArray;
  const data = sub(whole, centre) as NDArray;
  let best: FittedMixture | null = null;
  let collapse: CollapsedComponentError | null = null;
  try {
    for (let start = 0; start < starts; start++) {
      try {
        const from =
          given === null
            ? mixtureOfClusters(data, rng, settings)
            : mixtureOfMeans(data, sub(given, centre) as NDArray, settings);
        const found = maximizeLikelihood(data, from, start, settings);
        if (best === null || found.logLikelihood > best.logLikelihood) best = found;
      } catch (error) {
        if (!(error instanceof CollapsedComponentError)) throw error;
        collapse = error;
      }
    }
  } finally {
    data.dispose();
  }
  if (best === null) throw collapse as CollapsedComponentError; // the end of every start
  return { ...best, means: add(best.means, centre) as NDArray };
}

function requireInitial(op: string, initial: NDArray, k: number, p: number, starts: number): NDArray {
  const means = requireRows(op, "initial", initial);
  if (initial.shape[0] !== k || initial.shape[1] !== p) {
    throw new ShapeError(op, `initial must be ${k} means of ${p} columns`, { initial: initial.shape });
  }
  if (starts === 1) return asFloat64(means);
  throw new ValueError(op, "starts must be 1 from given means", starts, "Every start would be the same.");
}

/** @throws {ValueError} for an option that means nothing */
export function requireMixtureOptions(op: string, options: Partial<GaussianMixtureOptions<Dim, CovarianceForm>>): void {
  requireIterationOptions(op, options);
  const { covariance, regularization } = options;
  if (covariance !== undefined && !forms.includes(covariance)) {
    throw new ValueError(op, 'covariance must be "full", "tied", "diagonal" or "spherical"', kindOf(covariance));
  }
  if (
    regularization !== undefined &&
    !(typeof regularization === "number" && regularization >= 0 && regularization < Infinity)
  ) {
    throw new ValueError(op, "regularization must be a finite number of at least 0", kindOf(regularization));
  }
}

export function asFloat64(x: NDArray): NDArray {
  return x.dtype === "float64" ? x : x.astype("float64");
}
