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
  concat,
  div,
  eye,
  finfo,
  matmul,
  mul,
  sub,
} from "@linnet/core";
import { qr, solveTriangular, svd } from "@linnet/linalg";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { columnMeans } from "./column-means.js";
import { signsOfRows } from "./signs.js";

/** Which of the whitening matrices, which differ by a rotation. */
export type WhiteningMethod = "pca" | "zca" | "cholesky";

export interface WhiteningOptions {
  /** Default `"zca"`. */
  readonly method?: WhiteningMethod;
  /** A variance added to that of every direction, for data whose covariance is singular or nearly so. Default 0. */
  readonly regularization?: number;
}

/**
 * Columns made uncorrelated, of variance 1. With the covariance Σ = V·Λ·Vᵀ = L·Lᵀ (divisor n − 1),
 *
 *     z = W·(x − x̄),  W·Σ·Wᵀ = I
 *     pca: W = Λ^(−½)·Vᵀ    zca: W = V·Λ^(−½)·Vᵀ    cholesky: W = L⁻¹
 *
 * PCA orders directions by variance; ZCA is the one that changes the data least, ‖z − x‖ in the mean square (Mahalanobis
 * whitening); Cholesky takes columns in turn, each after those before it (Gram–Schmidt). From the SVD or QR of the centred data,
 * never from Σ itself.
 *
 * @see Kessy, Lewin & Strimmer, *Optimal whitening and decorrelation*, The American Statistician 2018
 */
export class Whitening<P extends Dim = number, D extends DType = Float> {
  constructor(
    /** Column means, shape `[p]`. */
    readonly mean: NDArray<D, readonly [P]>,
    /** W, shape `[p, p]`. */
    readonly matrix: NDArray<D, readonly [P, P]>,
    /** W⁻¹, shape `[p, p]`. */
    readonly inverse: NDArray<D, readonly [P, P]>,
    readonly method: WhiteningMethod,
  ) {}

  /**
   * @param x shape `[n, p]`, n > p unless it is regularized
   * @throws {ShapeError} unless `x` is a matrix of at least two rows
   * @throws {ValueError} for NaN or infinite entries, another method, a negative regularization, and for data that do not
   *   vary in every direction, to rounding: constant or dependent columns, n ≤ p
   * @remarks The cost of a thin SVD, or QR, of `x`.
   * @example
   * const x = random(0).normal([100, 2]).mul(array([3, 1]));
   * const z = Whitening.fit(x).transform(x); // of covariance I
   */
  static fit<N extends Dim, P extends Dim, D extends DType>(
    x: NDArray<D, readonly [N, P]>,
    options?: WhiteningOptions,
  ): Whitening<P, Divided<D>> {
    const op = "Whitening.fit";
    const { method = "zca", regularization = 0 } = requireOptions(op, options);
    const data = requireTable(op, x);
    if (data.shape[0] < 2) throw new ShapeError(op, "x must have at least two rows", { x: data.shape });
    if (method !== "pca" && method !== "zca" && method !== "cholesky") {
      throw new ValueError(op, 'method must be "pca", "zca" or "cholesky"', kindOf(method));
    }
    if (!(regularization >= 0 && regularization < Infinity)) {
      throw new ValueError(op, "regularization must be a number of at least 0", kindOf(regularization));
    }
    const centre = columnMeans(data);
    const scaled: NDArray = div(sub(data, centre) as NDArray, Math.sqrt(data.shape[0] - 1));
    // √ε·I as further rows adds ε to every variance.
    const ridge: NDArray = mul(eye(data.shape[1], { dtype: data.dtype as "float64" }), Math.sqrt(regularization));
    const rows: NDArray = regularization > 0 ? concat([scaled, ridge]) : scaled;
    const [W, back] = method === "cholesky" ? byCholesky(op, rows) : bySpectrum(op, rows, method);
    return new Whitening(centre, W, back, method);
  }

  /** W·(x − x̄) of every row. @param x shape `[n, p]` @returns the same shape @throws {ShapeError} for other columns than were fitted */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, P]> {
    const data = requireColumns("Whitening.transform", x, this.mean.size);
    return matmul(sub(data, this.mean as NDArray), this.matrix.T as NDArray);
  }

  /** Back to the data. @param z shape `[n, p]` @returns the same shape @throws {ShapeError} for other columns than were fitted */
  inverseTransform<N extends Dim, E extends DType>(
    z: NDArray<E, readonly [N, P]>,
  ): NDArray<Promote<E, D>, readonly [N, P]> {
    const white = requireColumns("Whitening.inverseTransform", z, this.mean.size);
    return add(matmul(white, this.inverse.T as NDArray) as NDArray, this.mean as NDArray);
  }

  /** All of the model, exact to the last bit. */
  toJSON(): ModelJson {
    const { mean, matrix, inverse, method } = this;
    return writeModel("Whitening", { mean, matrix, inverse, method });
  }

  /** @throws {ValueError} for what is not the JSON of a Whitening, with the field */
  static fromJSON(json: unknown): Whitening {
    const reader = new ModelReader("Whitening", json);
    return new Whitening(
      reader.array("mean", "p"),
      reader.array("matrix", "p", "p"),
      reader.array("inverse", "p", "p"),
      reader.string("method", "pca", "zca", "cholesky"),
    );
  }
}

/** @param rows whose Gram matrix is the covariance */
function bySpectrum(op: string, rows: NDArray, method: "pca" | "zca"): readonly [W: NDArray, inverse: NDArray] {
  const p: number = rows.shape[1];
  const { S, Vh }: { S: NDArray; Vh: NDArray } = svd(rows);
  requireRank(op, S.toTypedArray(), rows);
  const directions: NDArray = mul(Vh, signsOfRows(Vh));
  const [shrunk, grown] = [div(directions, S.reshape([p, 1])), mul(directions, S.reshape([p, 1]))];
  if (method === "pca") return [shrunk, grown.T as NDArray];
  const back = directions.T as NDArray;
  return [matmul(back, shrunk), matmul(back, grown)];
}

/** Σ = Rᵀ·R of the triangle of rows = Q·R, so that L = Rᵀ. */
function byCholesky(op: string, rows: NDArray): readonly [W: NDArray, inverse: NDArray] {
  const p: number = rows.shape[1];
  requireRank(op, svd(rows).S.toTypedArray(), rows);
  const L: NDArray = (qr(rows).R as NDArray).T as NDArray;
  return [solveTriangular(L, eye(p, { dtype: rows.dtype as "float64" }), "lower"), L.mul(1) as NDArray];
}

/** @throws {ValueError} where a singular value is one of rounding, or there are too few */
function requireRank(op: string, values: ArrayLike<number>, rows: NDArray): void {
  const [n, p]: readonly number[] = rows.shape;
  const least = Math.max(n, p) * finfo(rows.dtype as "float64").eps * values[0];
  const rank = Array.from(values).filter((s) => s > least).length;
  if (rank === p) return;
  const hint = "Give a regularization, or take the components that vary: PCA with { whiten: true }.";
  throw new ValueError(op, `x must vary in all of ${p} directions`, `rank ${rank}`, hint);
}
