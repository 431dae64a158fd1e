import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  Random,
  ValueError,
  argmax,
  array,
  broadcastTo,
  log,
  logSumExp,
  mean,
  random,
  randomCategorical,
  scope,
  softmax,
} from "@linnet/core";
import { kindOf, promote, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { jointDensities } from "./expectation-maximization.js";
import { type GaussianMixtureOptions, asFloat64, bestMixture, forms, requireMixtureOptions } from "./mixture-fit.js";
import { type CovarianceForm, type CovarianceShape, covarianceRules } from "./mixture-covariance.js";
import { rowsOf } from "./rows.js";
import { requireStream } from "../require.js";

/**
 * A mixture of normal distributions, fitted by expectation and maximization:
 *
 *     p(x) = Σⱼ wⱼ·N(x; μⱼ, Σⱼ)
 *
 * Densities are by Cholesky factors of the covariances and added up as logarithms, so that none under- or overflows. The likelihood has many
 * maxima: of several `starts` the best is kept.
 *
 * @see Dempster, Laird & Rubin 1977, *Maximum likelihood from incomplete data via the EM algorithm*
 */
export class GaussianMixture<
  P extends Dim = number,
  K extends Dim = number,
  C extends CovarianceForm = CovarianceForm,
  D extends DType = Float,
> {
  constructor(
    readonly covariance: C,
    /** Shares of the components, of sum 1, shape `[k]`. */
    readonly weights: NDArray<D, readonly [K]>,
    /** One mean a row, shape `[k, p]`. */
    readonly means: NDArray<D, readonly [K, P]>,
    /** Shape `[k, p, p]` of `"full"`, `[p, p]` of `"tied"`, `[k, p]` of `"diagonal"`, `[k]` of `"spherical"`. */
    readonly covariances: NDArray<D, CovarianceShape<C, K, P>>,
    /** Mean of log p(x) over the data that were fitted. */
    readonly logLikelihood: number,
    /** Of the start that was kept. */
    readonly iterations: number,
    /** Whether the tolerance was met; of the start that was kept. */
    readonly converged: boolean,
  ) {}

  /**
   * @param x shape `[n, p]`, with at least as many distinct rows as components
   * @throws {ShapeError} unless `x` is a matrix with rows and columns, and `initial` fits it
   * @throws {ValueError} for NaN or infinite entries, more components than (distinct) rows, and options that mean nothing
   * @throws {CollapsedComponentError} when a component loses its points or its spread, in every start
   * @remarks O(n·k·p²) flops an iteration with whole covariances, O(n·k·p) without correlations. In float64 whatever the dtype, about the
   *   mean of the columns; covariances are sums over centred data, never differences of large sums.
   * @example
   * const x = array([[0], [0.2], [0.4], [9], [9.2], [9.4]]);
   * const model = GaussianMixture.fit(x, { components: 2 });
   * model.predict(array([[0.1], [9.1]])).at(0).item() === model.predict(x).at(0).item(); // true
   */
  static fit<N extends Dim, P extends Dim, D extends DType, K extends Dim, const C extends CovarianceForm = "full">(
    x: NDArray<D, readonly [N, P]>,
    options: GaussianMixtureOptions<K, C>,
  ): GaussianMixture<P, K, C, Divided<D>> {
    const op = "GaussianMixture.fit";
    const given = requireOptions(op, options) as Partial<GaussianMixtureOptions<K, C>>;
    requireMixtureOptions(op, given);
    const table = requireTable(op, x);
    const form = given.covariance ?? "full";
    const fitted = bestMixture(op, table, form, given);
    const cast = (part: NDArray): NDArray => (part.dtype === table.dtype ? part : part.astype(table.dtype as Float));
    return new GaussianMixture(
      form as C, // "full" where C was left out
      cast(fitted.weights),
      cast(fitted.means),
      cast(fitted.covariances) as never, // of the shape that the form says
      fitted.logLikelihood,
      fitted.iterations,
      fitted.converged,
    );
  }

  /** The most probable component. @param x shape `[m, p]` @returns shape `[m]` */
  predict<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<"int32", readonly [N]> {
    return scope(() => argmax(this.joint("predict", x), { axis: 1 })) as NDArray;
  }

  /** How probable each component is, given the row. @param x shape `[m, p]` @returns shape `[m, k]`, rows of sum 1 */
  predictProbabilities<N extends Dim, E extends DType>(
    x: NDArray<E, readonly [N, P]>,
  ): NDArray<Divided<Promote<E, D>>, readonly [N, K]> {
    return this.like(x, scope(() => softmax(this.joint("predictProbabilities", x), { axis: 1 })) as NDArray);
  }

  /** log p(x). @param x shape `[m, p]` @returns shape `[m]` */
  logDensity<N extends Dim, E extends DType>(
    x: NDArray<E, readonly [N, P]>,
  ): NDArray<Divided<Promote<E, D>>, readonly [N]> {
    return this.like(x, scope(() => logSumExp(this.joint("logDensity", x), { axis: 1 })) as NDArray);
  }

  /** Mean of log p(x) over the rows of `x`. @param x shape `[m, p]` */
  score<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): number {
    return (scope(() => mean(logSumExp(this.joint("score", x), { axis: 1 }) as NDArray)) as NDArray).item();
  }

  /** Akaike's criterion, 2·(parameters − log-likelihood of `x`): the lower, the better. */
  aic<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): number {
    return -2 * this.score(x) * x.shape[0] + 2 * this.parameters;
  }

  /** Schwarz's criterion, parameters·log n − 2·log-likelihood of `x`: the lower, the better. */
  bic<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): number {
    return -2 * this.score(x) * x.shape[0] + this.parameters * Math.log(x.shape[0]);
  }

  /** How many numbers are free: of weights, means and covariances. */
  get parameters(): number {
    const [k, p]: readonly number[] = this.means.shape;
    return k - 1 + k * p + covarianceRules[this.covariance].parameters(k, p);
  }

  /**
   * Rows drawn from the mixture, and which component each is of.
   *
   * @param options `rng`: default `random(0)`
   * @throws {ValueError} for a count that is no positive integer
   */
  sample<N extends Dim>(
    n: N,
    options?: { readonly rng?: Random },
  ): { readonly x: NDArray<D, readonly [N, P]>; readonly labels: NDArray<"int32", readonly [N]> } {
    const op = "GaussianMixture.sample";
    const { rng = random(0) } = requireOptions<{ readonly rng?: Random }>(op, options);
    if (!Number.isInteger(n) || n < 1) throw new ValueError(op, "n must be an integer of at least 1", kindOf(n));
    requireStream(op, rng);
    const [k, p]: readonly number[] = this.means.shape;
    const labels = randomCategorical(rng, broadcastTo(log(this.weights as NDArray), [n, k]) as NDArray) as NDArray;
    const means = rowsOf(this.means).values.slice();
    const roots = Array.from({ length: k }, (_, j) => this.rootOf(op, j, p));
    const noise = (rng.normal([n, p]) as NDArray).toTypedArray();
    const out = new Float64Array(n * p);
    labels.toTypedArray().forEach((label, i) => {
      for (let row = 0; row < p; row++) {
        let value = means[label * p + row];
        for (let col = 0; col <= row; col++) value += roots[label][row * p + col] * noise[i * p + col];
        out[i * p + row] = value;
      }
    });
    return { x: array(out, { shape: [n, p], dtype: this.means.dtype }) as NDArray, labels };
  }

  toJSON(): ModelJson {
    const { covariance, weights, means, covariances, logLikelihood, iterations, converged } = this;
    const parts = { covariance, weights, means, covariances: covariances as NDArray };
    return writeModel("GaussianMixture", { ...parts, logLikelihood, iterations, converged });
  }

  /** @param json text or value, as `toJSON` wrote it @throws {ValueError} for anything else, naming the field */
  static fromJSON(json: unknown): GaussianMixture {
    const reader = new ModelReader("GaussianMixture", json);
    const form = reader.string("covariance", ...forms);
    return new GaussianMixture(
      form,
      reader.array("weights", "k"),
      reader.array("means", "k", "p"),
      reader.array("covariances", ...covarianceRules[form].sizes),
      reader.number("logLikelihood"),
      reader.number("iterations"),
      reader.boolean("converged"),
    );
  }

  /** Lower triangle of a square root of Σⱼ, row after row. */
  private rootOf(op: string, j: number, p: number): Float64Array {
    const { root, isTriangle } = covarianceRules[this.covariance].factor(op, asFloat64(this.covariances), j);
    const values = root.toTypedArray() as Float64Array;
    if (isTriangle) return values;
    const triangle = new Float64Array(p * p);
    for (let row = 0; row < p; row++) triangle[row * (p + 1)] = values[values.length === p ? row : 0];
    return triangle;
  }

  private joint(method: string, x: NDArray): NDArray {
    const op = `GaussianMixture.${method}`;
    const data = asFloat64(requireColumns(op, requireTable(op, x), this.means.shape[1]));
    const [weights, means, covariances] = [this.weights, this.means, this.covariances].map((part) =>
      asFloat64(part as NDArray),
    );
    return jointDensities(op, covarianceRules[this.covariance], data, { weights, means, covariances });
  }

  private like(x: NDArray, result: NDArray): NDArray {
    return promote(x.type, (this.means as NDArray).type).name === "float32" ? result.astype("float32") : result;
  }
}
