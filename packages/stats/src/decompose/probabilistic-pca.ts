import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  Random,
  ShapeError,
  ValueError,
  add,
  div,
  eye,
  log,
  matmul,
  mean,
  mul,
  random,
  sqrt,
  square,
  sub,
  sum,
} from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { PCA, type PCAOptions } from "./pca.js";
import { requireScores } from "./require-scores.js";
import { requireStream } from "../require.js";

/** How many components, fewer than there are columns, and options of `PCA` for how they are found. */
export interface ProbabilisticPCAOptions<K extends Dim> extends Omit<PCAOptions<K>, "whiten"> {}

/**
 * The model of k normal latent variables with noise alike in all directions, at its maximum of likelihood:
 *
 *     x = W·z + μ + ε,  z ~ N(0, I),  ε ~ N(0, σ²·I),   so x ~ N(μ, C) with C = W·Wᵀ + σ²·I
 *     σ² = Σ_{j>k} λⱼ / (p − k),  W = V·(Λ − σ²·I)^½
 *
 * λ and V are variances (divisor n) and components of PCA: the maximum is found in closed form, W but for a rotation, which is
 * left out.
 *
 * @see Tipping & Bishop, *Probabilistic principal component analysis*, JRSS B 1999
 */
export class ProbabilisticPCA<P extends Dim = number, K extends Dim = number, D extends DType = Float> {
  constructor(
    /** μ, shape `[p]`. */
    readonly mean: NDArray<D, readonly [P]>,
    /** Vᵀ, one component a row, shape `[k, p]`. */
    readonly components: NDArray<D, readonly [K, P]>,
    /** λ, with divisor n, descending, shape `[k]`. */
    readonly explainedVariance: NDArray<D, readonly [K]>,
    /** σ². */
    readonly noiseVariance: number,
  ) {}

  /**
   * @param x shape `[n, p]`, n ≥ 2
   * @throws {ValueError} for NaN or infinite entries, as many components as columns, and data that the components explain
   *   all of, so that no noise is left and the likelihood has no bound
   * @remarks The cost of `PCA.fit`.
   * @example
   * const x = random(0).normal([100, 4]);
   * const model = ProbabilisticPCA.fit(x, { components: 2 });
   * model.score(x) > model.score(x.mul(2)); // true
   */
  static fit<N extends Dim, P extends Dim, D extends DType, K extends Dim = number>(
    x: NDArray<D, readonly [N, P]>,
    options: ProbabilisticPCAOptions<K>,
  ): ProbabilisticPCA<P, K, Divided<D>> {
    const op = "ProbabilisticPCA.fit";
    const { components = 1, ...rest } = requireOptions(op, options);
    const data = requireTable(op, x);
    const [n, p]: readonly number[] = data.shape;
    if (n < 2) throw new ShapeError(op, "x must have at least two rows", { x: data.shape });
    const pca: PCA = PCA.fit(data as NDArray<Float, readonly [number, number]>, { ...rest, components });
    const k: number = pca.components.shape[0];
    if (k >= p) {
      throw new ValueError(op, `components must be fewer than the ${p} columns`, kindOf(k), "Use PCA for all of them.");
    }
    const share = (n - 1) / n;
    const noise = (pca.noiseVariance * (Math.min(n, p) - k) * share) / (p - k);
    const variances: NDArray = mul(pca.explainedVariance as NDArray, share);
    if (!(noise > Number.EPSILON * Math.max(n, p) * variances.at(0).item())) {
      const hint = "Keep fewer components.";
      throw new ValueError(op, "x must vary beyond its components", `noise of variance ${noise}`, hint);
    }
    return new ProbabilisticPCA(pca.mean, pca.components, variances, noise) as unknown as ProbabilisticPCA<
      P,
      K,
      Divided<D>
    >; // of the columns and components that were asked for
  }

  /** Wᵀ, one latent variable a row, shape `[k, p]`. */
  get loadings(): NDArray<D, readonly [K, P]> {
    return mul(this.components as NDArray, column(this.strengths()));
  }

  /** Variance of each latent variable given an example, whatever the example: σ²/λ, shape `[k]`. */
  get posteriorVariance(): NDArray<D, readonly [K]> {
    return div(
      mul(this.explainedVariance as NDArray, 0).add(this.noiseVariance) as NDArray,
      this.explainedVariance as NDArray,
    );
  }

  /** C, shape `[p, p]`. */
  covariance(): NDArray<D, readonly [P, P]> {
    const loadings: NDArray = this.loadings;
    const noise = mul(eye(this.mean.size, { dtype: loadings.dtype as "float64" }), this.noiseVariance);
    return add(matmul(loadings.T as NDArray, loadings) as NDArray, noise);
  }

  /** Means of the latent variables given each row: (Wᵀ·W + σ²·I)⁻¹·Wᵀ·(x − μ). @param x shape `[n, p]` @returns shape `[n, k]` */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, K]> {
    const data = requireColumns("ProbabilisticPCA.transform", x, this.mean.size);
    const scores: NDArray = matmul(sub(data, this.mean as NDArray), this.components.T as NDArray);
    return mul(scores, div(this.strengths(), this.explainedVariance as NDArray) as NDArray);
  }

  /** The mean of x given latent variables, W·z + μ. @param scores shape `[n, k]` @returns shape `[n, p]` */
  inverseTransform<N extends Dim, E extends DType>(
    scores: NDArray<E, readonly [N, K]>,
  ): NDArray<Promote<E, D>, readonly [N, P]> {
    requireScores("ProbabilisticPCA.inverseTransform", scores, this.components);
    return add(matmul(scores as NDArray, this.loadings as NDArray) as NDArray, this.mean as NDArray);
  }

  /** ln N(x; μ, C) of every row. @param x shape `[n, p]` @returns shape `[n]` */
  scoreSamples<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N]> {
    const data = requireColumns("ProbabilisticPCA.scoreSamples", x, this.mean.size);
    const [k, p]: readonly number[] = this.components.shape;
    const centred: NDArray = sub(data, this.mean as NDArray);
    const scores: NDArray = matmul(centred, this.components.T as NDArray);
    const rest: NDArray = sub(centred, matmul(scores, this.components as NDArray) as NDArray);
    const within = sum(div(square(scores) as NDArray, this.explainedVariance as NDArray) as NDArray, { axis: 1 });
    const beside = div(sum(square(rest) as NDArray, { axis: 1 }) as NDArray, this.noiseVariance);
    const logDeterminant =
      (sum(log(this.explainedVariance as NDArray) as NDArray) as NDArray).item() +
      (p - k) * Math.log(this.noiseVariance);
    const squares: NDArray = add(within as NDArray, beside);
    return mul(add(squares, p * Math.log(2 * Math.PI) + logDeterminant) as NDArray, -0.5);
  }

  /** The mean log-likelihood of the rows. @param x shape `[n, p]` */
  score<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): number {
    return (mean(this.scoreSamples(x) as NDArray) as NDArray).item();
  }

  /**
   * Examples drawn from the model.
   *
   * @param n how many
   * @param options `rng`: default `random(0)`
   * @returns shape `[n, p]`
   * @throws {ValueError} for no count, or no stream of random numbers
   */
  sample<N extends Dim>(n: N, options?: { readonly rng?: Random }): NDArray<D, readonly [N, P]> {
    const op = "ProbabilisticPCA.sample";
    const { rng = random(0) } = requireOptions(op, options);
    if (!Number.isInteger(n) || n < 0) throw new ValueError(op, "n must be an integer of at least 0", kindOf(n));
    requireStream(op, rng);
    const [k, p]: readonly number[] = this.components.shape;
    const dtype = this.components.dtype as "float64";
    const latent: NDArray = rng.normal([n, k], { dtype });
    const noise: NDArray = mul(rng.normal([n, p], { dtype }) as NDArray, Math.sqrt(this.noiseVariance));
    return add(add(matmul(latent, this.loadings as NDArray) as NDArray, this.mean as NDArray) as NDArray, noise);
  }

  /** All of the model, exact to the last bit. */
  toJSON(): ModelJson {
    const { mean: centre, components, explainedVariance, noiseVariance } = this;
    return writeModel("ProbabilisticPCA", { mean: centre, components, explainedVariance, noiseVariance });
  }

  /** @throws {ValueError} for what is not the JSON of a ProbabilisticPCA, with the field */
  static fromJSON(json: unknown): ProbabilisticPCA {
    const reader = new ModelReader("ProbabilisticPCA", json);
    return new ProbabilisticPCA(
      reader.array("mean", "p"),
      reader.array("components", "k", "p"),
      reader.array("explainedVariance", "k"),
      reader.number("noiseVariance"),
    );
  }

  /** (λ − σ²)^½, which is no less than 0: σ² is a mean of smaller ones. */
  private strengths(): NDArray {
    const beyond: NDArray = sub(this.explainedVariance as NDArray, this.noiseVariance);
    return sqrt(mul(beyond, beyond.greater(0).astype(beyond.dtype)));
  }
}

function column(x: NDArray): NDArray {
  return x.reshape([-1, 1]);
}
