import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  ShapeError,
  ValueError,
  add,
  diag,
  diagonal,
  div,
  eye,
  log,
  matmul,
  mul,
  sqrt,
  square,
  sub,
  sum,
} from "@linnet/core";
import { inv, solve } from "@linnet/linalg";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { constantColumns, requireColumns, requireTable } from "../prepare/table.js";
import { columnMeans } from "./column-means.js";
import { factorSolution } from "./factor-likelihood.js";
import { gram } from "./gram.js";
import { promax } from "./promax.js";
import { requireScores } from "./require-scores.js";
import { signsOfRows } from "./signs.js";
import { varimax } from "./varimax.js";

/** How factors are turned to be read. */
export type FactorRotation = "none" | "varimax" | "promax";

export interface FactorAnalysisOptions<K extends Dim> {
  /** How many factors: k with (p − k)² ≥ p + k, beyond which the model is not identified. */
  readonly components: K;
  /** Default `"varimax"`, with Kaiser's normalization. */
  readonly rotation?: FactorRotation;
  /** The least share of a column's variance that is its own. Default 0.005. */
  readonly leastUniqueness?: number;
  /** Of the gradient of the likelihood by ln Ψ. Default 1e-7. */
  readonly tolerance?: number;
  /** Default 1000. */
  readonly maxIterations?: number;
  readonly signal?: AbortSignal;
}

/**
 * The model of k factors that columns share, beside variance of their own, at its maximum of likelihood:
 *
 *     x = Λᵀ·f + μ + ε,  f ~ N(0, Φ),  ε ~ N(0, Ψ), Ψ diagonal,   so Σ = Λᵀ·Φ·Λ + Ψ
 *
 * Unlike components, factors explain correlations, and do not depend on the scales of columns. A Heywood case, where the likelihood
 * grows until a column has no variance of its own, ends at `leastUniqueness`; `heywood` lists such columns. Signs: in each factor
 * the loading of largest magnitude is positive.
 *
 * @see Lawley & Maxwell, *Factor Analysis as a Statistical Method*, 2nd ed., 1971; Jöreskog 1967 (the method)
 */
export class FactorAnalysis<P extends Dim = number, K extends Dim = number, D extends DType = Float> {
  constructor(
    /** Column means, shape `[p]`. */
    readonly mean: NDArray<D, readonly [P]>,
    /** Λ, one factor a row, shape `[k, p]`, in units of the columns. */
    readonly loadings: NDArray<D, readonly [K, P]>,
    /** Variances of the columns' own, the diagonal of Ψ, shape `[p]`. */
    readonly uniquenesses: NDArray<D, readonly [P]>,
    /** Φ, shape `[k, k]`: I but for `"promax"`. */
    readonly factorCorrelations: NDArray<D, readonly [K, K]>,
    readonly rotation: FactorRotation,
    /** Of all rows of the fit. */
    readonly logLikelihood: number,
    /** Columns at the least uniqueness. */
    readonly heywood: readonly number[],
    readonly iterations: number,
    /** Whether the gradient fell to the tolerance, and the rotation came to rest; the likelihood may have other maxima. */
    readonly converged: boolean,
  ) {}

  /**
   * @param x shape `[n, p]`, n ≥ 2; n < p is allowed, and the more often a Heywood case
   * @throws {ShapeError} unless `x` is a matrix of at least two rows
   * @throws {ValueError} for NaN or infinite entries, constant columns, more factors than are identified, and options that mean nothing
   * @remarks n·p² flops for the correlations, and 4/3·p³ an evaluation of the likelihood, some tens of them. In float64 whatever
   *   the dtype.
   * @example
   * const rng = random(0);
   * const x = matmul(rng.normal([100, 1]), ones([1, 4])).add(rng.normal([100, 4]));
   * FactorAnalysis.fit(x, { components: 1 }).uniquenesses.shape; // [4]
   */
  static fit<N extends Dim, P extends Dim, D extends DType, K extends Dim>(
    x: NDArray<D, readonly [N, P]>,
    options: FactorAnalysisOptions<K>,
  ): FactorAnalysis<P, K, Divided<D>> {
    const op = "FactorAnalysis.fit";
    const { components, rotation = "varimax", ...rest } = requireOptions(op, options);
    const { leastUniqueness = 0.005, tolerance = 1e-7, maxIterations = 1000, signal } = rest;
    const data = requireTable(op, x);
    const [n, p]: readonly number[] = data.shape;
    if (n < 2) throw new ShapeError(op, "x must have at least two rows", { x: data.shape });
    const k = requireFactors(op, components, p);
    if (rotation !== "none" && rotation !== "varimax" && rotation !== "promax") {
      throw new ValueError(op, 'rotation must be "none", "varimax" or "promax"', kindOf(rotation));
    }
    if (!(leastUniqueness > 0 && leastUniqueness < 1)) {
      throw new ValueError(op, "leastUniqueness must be in (0, 1)", kindOf(leastUniqueness));
    }
    const constant = constantColumns(data).toTypedArray().indexOf(1);
    if (constant >= 0) throw new ValueError(op, "no column may be constant", `column ${constant}`, "Drop it first.");
    const centre = columnMeans(data);
    const covariance: NDArray = div(gram(data, centre), n);
    const scale: NDArray = sqrt(diagonal(covariance) as NDArray);
    const R: NDArray = div(div(covariance, scale) as NDArray, scale.reshape([p, 1]) as NDArray);
    const found = factorSolution(R, k, { least: leastUniqueness, tolerance, maxIterations, signal });
    const turned = turnedBy(rotation, found.loadings);
    const signs: NDArray = signsOfRows(turned.loadings);
    const loadings = mul(mul(turned.loadings, signs) as NDArray, scale) as NDArray;
    const { correlations } = turned;
    const signed = rotation === "promax" ? mul(mul(correlations, signs) as NDArray, signs.reshape([k])) : correlations;
    const own = Array.from(found.uniquenesses.toTypedArray());
    const logs = 2 * (sum(log(scale) as NDArray) as NDArray).item();
    const kind = data.dtype as "float64";
    return new FactorAnalysis(
      centre,
      loadings.astype(kind),
      (mul(found.uniquenesses, square(scale) as NDArray) as NDArray).astype(kind),
      signed.astype(kind),
      rotation,
      (-n / 2) * (p * Math.log(2 * Math.PI) + logs + found.discrepancy),
      own.flatMap((v, j) => (v <= leastUniqueness * (1 + 1e-6) ? [j] : [])),
      found.iterations,
      found.converged && turned.converged,
    ) as unknown as FactorAnalysis<P, K, Divided<D>>; // of the columns and factors that were asked for
  }

  /** Of the variance of each column, how much the factors explain: the diagonal of Λᵀ·Φ·Λ, shape `[p]`. */
  get communalities(): NDArray<D, readonly [P]> {
    const loadings: NDArray = this.loadings;
    return sum(mul(loadings, matmul(this.factorCorrelations as NDArray, loadings) as NDArray) as NDArray, {
      axis: 0,
    }) as NDArray;
  }

  /** Σ, shape `[p, p]`. */
  covariance(): NDArray<D, readonly [P, P]> {
    const loadings: NDArray = this.loadings;
    const common = matmul(
      matmul(loadings.T as NDArray, this.factorCorrelations as NDArray) as NDArray,
      loadings,
    ) as NDArray;
    return add(common, diag(this.uniquenesses as NDArray) as NDArray);
  }

  /**
   * Scores by regression (Thomson): means of the factors given each row, (Φ⁻¹ + Λ·Ψ⁻¹·Λᵀ)⁻¹·Λ·Ψ⁻¹·(x − μ).
   *
   * @param x shape `[n, p]`
   * @returns shape `[n, k]`
   */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, K]> {
    const data = requireColumns("FactorAnalysis.transform", x, this.mean.size);
    const loadings: NDArray = this.loadings;
    const weighted: NDArray = div(loadings, this.uniquenesses as NDArray);
    const precision = add(
      inv(this.factorCorrelations as NDArray) as NDArray,
      matmul(weighted, loadings.T as NDArray) as NDArray,
    );
    const weights: NDArray = solve(precision as NDArray, weighted);
    return matmul(sub(data, this.mean as NDArray), weights.T as NDArray);
  }

  /** The mean of x given factors, Λᵀ·f + μ. @param scores shape `[n, k]` @returns shape `[n, p]` */
  inverseTransform<N extends Dim, E extends DType>(
    scores: NDArray<E, readonly [N, K]>,
  ): NDArray<Promote<E, D>, readonly [N, P]> {
    requireScores("FactorAnalysis.inverseTransform", scores, this.loadings);
    return add(matmul(scores as NDArray, this.loadings as NDArray) as NDArray, this.mean as NDArray);
  }

  /** All of the model, exact to the last bit. */
  toJSON(): ModelJson {
    const { mean, loadings, uniquenesses, factorCorrelations, rotation } = this;
    const { logLikelihood, heywood, iterations, converged } = this;
    const arrays = { mean, loadings, uniquenesses, factorCorrelations };
    return writeModel("FactorAnalysis", { ...arrays, rotation, logLikelihood, heywood, iterations, converged });
  }

  /** @throws {ValueError} for what is not the JSON of a FactorAnalysis, with the field */
  static fromJSON(json: unknown): FactorAnalysis {
    const reader = new ModelReader("FactorAnalysis", json);
    return new FactorAnalysis(
      reader.array("mean", "p"),
      reader.array("loadings", "k", "p"),
      reader.array("uniquenesses", "p"),
      reader.array("factorCorrelations", "k", "k"),
      reader.string("rotation", "none", "varimax", "promax"),
      reader.number("logLikelihood"),
      requireIndices(reader.value("heywood")),
      reader.number("iterations"),
      reader.boolean("converged"),
    );
  }
}

function requireFactors(op: string, k: unknown, p: number): number {
  const most = Math.floor((2 * p + 1 - Math.sqrt(8 * p + 1)) / 2); // of (p − k)² ≥ p + k
  if (Number.isInteger(k) && (k as number) >= 1 && (k as number) <= most) return k as number; // an integer is a number
  const hint = "More factors than that have no one solution.";
  throw new ValueError(op, `components must be an integer in [1, ${most}] for ${p} columns`, kindOf(k), hint);
}

interface Turned {
  readonly loadings: NDArray;
  readonly correlations: NDArray;
  readonly converged: boolean;
}

function turnedBy(rotation: FactorRotation, loadings: NDArray): Turned {
  if (rotation === "none") return { loadings, correlations: eye(loadings.shape[0]), converged: true };
  return rotation === "varimax" ? varimax(loadings) : promax(loadings);
}

function requireIndices(value: unknown): readonly number[] {
  if (Array.isArray(value) && value.every((index) => Number.isInteger(index))) return value;
  throw new ValueError("FactorAnalysis.fromJSON", "heywood must be a list of columns", kindOf(value));
}
