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
  expandDims,
  matmul,
  mul,
  sub,
} from "@linnet/core";
import { requireArray, requireOptions } from "@linnet/core/extend";
import { solve } from "@linnet/linalg";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { requireComponents } from "./component-count.js";
import { latentDirections, standardized } from "./pls-directions.js";
import { requireBlock } from "./second-block.js";

/** Options of `PLSRegression.fit`. */
export interface PLSOptions<K extends Dim = number> {
  /** How many components, at most min(n − 1, p). Default 2, or as many as there can be. */
  readonly components?: K;
  /** Whether columns of x and y are scaled to deviation 1 first. Default `true`. */
  readonly scale?: boolean;
}

/**
 * Partial least squares: regression on the few combinations of columns that have most covariance with the target. With E and F
 * the standardized x and y, for each component
 *
 *     w = first left singular vector of EᵀF,  t = E·w,  p = Eᵀt/tᵀt,  q = Fᵀt/tᵀt,  E ← E − t·pᵀ,  F ← F − t·qᵀ
 *
 * and prediction by rotations·Qᵀ, rotations = W·(PᵀW)⁻¹. Signs: in each w the entry of largest magnitude is positive (the first,
 * where several tie).
 *
 * @see Wold, Sjöström & Eriksson, *PLS-regression: a basic tool of chemometrics*, 2001
 */
export class PLSRegression<
  P extends Dim = number,
  K extends Dim = number,
  D extends DType = Float,
  T extends readonly Dim[] = any,
> {
  constructor(
    /** Column means of x, shape `[p]`. */
    readonly mean: NDArray<D, readonly [P]>,
    /** What the columns of x were divided by, shape `[p]`; 1 where constant, or not scaled. */
    readonly scale: NDArray<D, readonly [P]>,
    /** Means of y, shape `[]` or `[q]`. */
    readonly targetMean: NDArray<D, T>,
    /** What the columns of y were divided by, shape `[]` or `[q]`. */
    readonly targetScale: NDArray<D, T>,
    /** W: one w a column, of length 1, shape `[p, k]`. */
    readonly weights: NDArray<D, readonly [P, K]>,
    /** P, shape `[p, k]`. */
    readonly loadings: NDArray<D, readonly [P, K]>,
    /** Q, shape `[q, k]`. */
    readonly targetLoadings: NDArray<D, readonly [number, K]>,
    /** W·(PᵀW)⁻¹: from standardized x to scores, shape `[p, k]`. */
    readonly rotations: NDArray<D, readonly [P, K]>,
    /** Of the columns of x in their own units, shape `[p]` or `[p, q]`. */
    readonly coefficients: NDArray<D, readonly [P, ...T]>,
    /** Prediction at x = 0, shape `[]` or `[q]`. */
    readonly intercept: NDArray<D, T>,
  ) {}

  /**
   * @param x shape `[n, p]`, n ≥ 2; columns may be collinear, and more than rows
   * @param y shape `[n]` or `[n, q]`
   * @throws {ShapeError} for tables of different length, or of a single row
   * @throws {ValueError} for NaN or infinite entries, and for more components than x has anything of y to explain with
   * @remarks O(n·p·q) a component. The SVD gives what the inner iteration of NIPALS converges to. A constant column has weight 0.
   *   With as many components as the rank of x it is least squares.
   * @example
   * const x = array([[0, 1, 1], [1, 0, 1], [2, 2, 4], [3, 1, 4]]); // the last column is the sum of the others
   * PLSRegression.fit(x, array([2, 2, 8, 8])).predict(x).toArray(); // [2, 2, 8, 8]
   */
  static fit<
    N extends Dim,
    P extends Dim,
    T extends readonly [] | readonly [Dim],
    D extends DType,
    E extends DType,
    K extends Dim = number,
  >(
    x: NDArray<D, readonly [N, P]>,
    y: NDArray<E, readonly [NoInfer<N>, ...T]>,
    options?: PLSOptions<K>,
  ): PLSRegression<P, K, Divided<Promote<D, E>>, T> {
    const { components, scale = true } = requireOptions(FIT, options);
    const data = requireTable(FIT, x as NDArray);
    const [n, p]: readonly number[] = data.shape;
    if (n < 2) throw new ShapeError(FIT, "x must have at least two rows", { x: data.shape });
    const target = requireBlock(FIT, y as NDArray, n);
    const most = Math.min(n - 1, p);
    const k = requireComponents(FIT, components, most, `for ${n} rows and ${p} columns`, Math.min(2, most));
    const [left, right] = [standardized(data, scale), standardized(target, scale)];
    const { W, P, Q } = latentDirections(FIT, left.z, right.z, k);
    const found: number = W.shape[1];
    if (components !== undefined && found < k) {
      throw new ValueError(FIT, `components must be at most ${found}, which leave nothing that covaries with y`, k);
    }
    const rotations = solve(matmul(W.T as NDArray, P) as NDArray, W.T as NDArray).T as NDArray;
    const slopes: NDArray = mul(div(matmul(rotations, Q.T as NDArray), expandDims(left.scale, 1)), right.scale);
    const tail = y.shape.slice(1) as number[];
    return new PLSRegression<any, any, any, any>(
      left.mean,
      left.scale,
      right.mean.reshape(tail),
      right.scale.reshape(tail),
      W,
      P,
      Q,
      rotations,
      slopes.reshape([p, ...tail]),
      sub(right.mean, matmul(left.mean, slopes)).reshape(tail),
    );
  }

  /** @param x shape `[n, p]` @returns shape `[n]` or `[n, q]` */
  predict<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, ...T]> {
    const data = requireColumns("PLSRegression.predict", x as NDArray, this.mean.size);
    return add(
      matmul(sub(data, this.mean as NDArray), this.coefficients as NDArray) as NDArray,
      this.targetMean as NDArray,
    );
  }

  /** Scores t. @param x shape `[n, p]` @returns shape `[n, k]` */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, K]> {
    const data = requireColumns("PLSRegression.transform", x as NDArray, this.mean.size);
    return matmul(div(sub(data, this.mean as NDArray), this.scale as NDArray) as NDArray, this.rotations as NDArray);
  }

  /** The x that scores stand for: t·Pᵀ in the units of the data. @param scores shape `[n, k]` @returns shape `[n, p]` */
  inverseTransform<N extends Dim, E extends DType>(
    scores: NDArray<E, readonly [N, K]>,
  ): NDArray<Promote<E, D>, readonly [N, P]> {
    const op = "PLSRegression.inverseTransform";
    const { loadings, mean, scale }: { loadings: NDArray; mean: NDArray; scale: NDArray } = this;
    const t = requireArray(op, "scores", scores);
    if (t.ndim !== 2 || t.shape[1] !== loadings.shape[1]) {
      throw new ShapeError(op, `scores must have ${loadings.shape[1]} columns, one a component`, { scores: t.shape });
    }
    return add(mul(matmul(t, loadings.T as NDArray), scale) as NDArray, mean);
  }

  toJSON(): ModelJson {
    return writeModel("PLSRegression", Object.fromEntries(Object.entries(this)));
  }

  /** @throws {ValueError} for anything but what `toJSON` gives */
  static fromJSON(json: unknown): PLSRegression {
    const read = new ModelReader("PLSRegression", json);
    const { shape = [] } = (read.value("targetMean") ?? {}) as { shape?: readonly number[] };
    const tail = shape.length === 0 ? [] : ["q"];
    return new PLSRegression(
      read.array("mean", "p"),
      read.array("scale", "p"),
      read.array("targetMean", ...tail),
      read.array("targetScale", ...tail),
      read.array("weights", "p", "k"),
      read.array("loadings", "p", "k"),
      read.array("targetLoadings", tail.length === 0 ? 1 : "q", "k"),
      read.array("rotations", "p", "k"),
      read.array("coefficients", "p", ...tail),
      read.array("intercept", ...tail),
    );
  }
}

const FIT = "PLSRegression.fit";
