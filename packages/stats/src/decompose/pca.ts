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
  div,
  matmul,
  mean,
  mul,
  slice,
  sqrt,
  square,
  sub,
  sum,
} from "@linnet/core";
import { svd } from "@linnet/linalg";
import { kindOf, requireArray, requireOptions } from "@linnet/core/extend";
import { requireColumns, requireTable } from "../prepare/table.js";
import { signsOfRows } from "./signs.js";

export interface PCAOptions<K extends Dim> {
  /** How many components to keep; all min(n, p) when left out. */
  readonly components?: K;
  /** Scale scores to unit variance. Default `false`. */
  readonly whiten?: boolean;
}

/**
 * Principal components: the orthonormal directions of largest variance.
 *
 *     X − 1·x̄ᵀ = U·S·Vᵀ,  components = Vᵀ,  scores = U·S,  explained variance = S² / (n − 1)
 *
 * By the thin SVD of the centred data, never through its covariance matrix, which would square the condition number.
 * Signs: in each component the entry of largest magnitude is positive (the first, where several tie).
 *
 * @see Jolliffe, *Principal Component Analysis*, 2nd ed., 2002, §3.5
 */
export class PCA<P extends Dim = number, K extends Dim = number, D extends DType = Float> {
  constructor(
    /** Column means, shape `[p]`. */
    readonly mean: NDArray<D, readonly [P]>,
    /** One component a row, shape `[k, p]`. */
    readonly components: NDArray<D, readonly [K, P]>,
    /** Of the centred data, descending, shape `[k]`. */
    readonly singularValues: NDArray<D, readonly [K]>,
    /** Variance of each score, shape `[k]`. */
    readonly explainedVariance: NDArray<D, readonly [K]>,
    /** Share of the total variance, shape `[k]`; zeros for data without variance. */
    readonly explainedVarianceRatio: NDArray<D, readonly [K]>,
    readonly whiten: boolean,
  ) {}

  /**
   * @param x shape `[n, p]`, n ≥ 2
   * @throws {ShapeError} unless `x` is a matrix of at least two rows
   * @throws {ValueError} for NaN or infinite entries, or more components than min(n, p)
   * @remarks The cost of a thin SVD: O(n·p·min(n, p)).
   */
  static fit<N extends Dim, P extends Dim, D extends DType, K extends Dim = number>(
    x: NDArray<D, readonly [N, P]>,
    options?: PCAOptions<K>,
  ): PCA<P, K, Divided<D>> {
    const { components, whiten = false } = requireOptions("PCA.fit", options);
    const data = requireTable("PCA.fit", x);
    const [n, p]: readonly number[] = data.shape;
    if (n < 2) throw new ShapeError("PCA.fit", "x must have at least two rows", { x: data.shape });
    const most = Math.min(n, p);
    const k: number = components ?? most;
    if (!Number.isInteger(k) || k < 1 || k > most) {
      throw new ValueError(
        "PCA.fit",
        `components must be an integer in [1, ${most}] for ${n} rows and ${p} columns`,
        kindOf(k),
      );
    }
    const centre: NDArray = mean(data, { axis: 0 });
    const { S, Vh }: { S: NDArray; Vh: NDArray } = svd(sub(data, centre));
    const variance = div(square(S), n - 1);
    const total: number = sum(variance).item();
    const kept = slice(variance, `0:${k}`);
    const ratio = total > 0 ? div(kept, total) : mul(kept, 0);
    const directions = slice(mul(Vh, signsOfRows(Vh)), `0:${k}`);
    return new PCA(centre, directions, slice(S, `0:${k}`), kept, ratio, whiten);
  }

  /** Coordinates along the components. @param x shape `[n, p]` @returns shape `[n, k]` */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, K]> {
    const data = requireColumns("PCA.transform", x, this.mean.size);
    const scores: NDArray = matmul(sub(data, this.mean as NDArray), this.components.T as NDArray);
    return this.whiten ? div(scores, this.deviations()) : scores;
  }

  /** Back to the space of the data, in the plane of the components. @param scores shape `[n, k]` @returns shape `[n, p]` */
  inverseTransform<N extends Dim, E extends DType>(
    scores: NDArray<E, readonly [N, K]>,
  ): NDArray<Promote<E, D>, readonly [N, P]> {
    requireArray("PCA.inverseTransform", "scores", scores);
    const shapes = {
      scores: scores.shape as readonly number[],
      components: this.components.shape as readonly number[],
    };
    if (scores.ndim !== 2 || shapes.scores[1] !== shapes.components[0]) {
      throw new ShapeError("PCA.inverseTransform", "scores must have one column a component", shapes);
    }
    return this.backFrom(scores, shapes.components[0]);
  }

  /**
   * The closest point to each row of `x` in the plane of the first `k` components. Over the data that were fitted,
   * the squared distances add up to the squares of the discarded singular values (Eckart & Young 1936).
   *
   * @throws {ValueError} for a `k` that was not kept
   */
  reconstruct<N extends Dim, E extends DType>(
    x: NDArray<E, readonly [N, P]>,
    k: number,
  ): NDArray<Promote<E, D>, readonly [N, P]> {
    const most: number = this.components.shape[0];
    if (!Number.isInteger(k) || k < 0 || k > most) {
      throw new ValueError("PCA.reconstruct", `k must be an integer in [0, ${most}]`, kindOf(k));
    }
    return this.backFrom(slice(this.transform(x) as NDArray, ":", `0:${k}`), k);
  }

  private backFrom(scores: NDArray, k: number): NDArray {
    const scaled = this.whiten ? mul(scores, slice(this.deviations(), `0:${k}`)) : scores;
    return add(matmul(scaled, slice(this.components as NDArray, `0:${k}`)), this.mean as NDArray);
  }

  /** Standard deviations of the scores, 1 where a score does not vary. */
  private deviations(): NDArray {
    const s: NDArray = sqrt(this.explainedVariance);
    return add(s, s.equal(0).astype(s.dtype));
  }
}
