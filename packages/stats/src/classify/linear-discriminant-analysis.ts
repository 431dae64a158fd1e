import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  ValueError,
  abs,
  add,
  argmax,
  array,
  div,
  expandDims,
  finfo,
  log,
  matmul,
  max,
  mul,
  slice,
  softmax,
  sqrt,
  square,
  sub,
  sum,
  take,
} from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { svd } from "@linnet/linalg";
import { signsOfRows } from "../decompose/signs.js";
import { requireLabels } from "../labels.js";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { requirePriors } from "./class-priors.js";
import { type Whitening, classMeans, requireShare, whitening, withinClasses } from "./within-class.js";

/** Options of `LinearDiscriminantAnalysis.fit`. */
export interface LinearDiscriminantOptions<K extends Dim = number> {
  /** How many discriminants `transform` gives; all that separate means when left out: at most min(classes − 1, p). */
  readonly components?: K;
  /** How likely each class is, in the order of `classes`, adding up to 1; the shares of the classes in y when left out. */
  readonly priors?: readonly number[];
  /** α of [0, 1] in (1 − α)·Σ + α·(tr Σ/p)·I. Default 0. */
  readonly shrinkage?: number;
}

/**
 * Linear discriminants: classes as normal distributions of one covariance Σ, told apart by the larger of
 *
 *     log πᶜ − ½·(x − μᶜ)ᵀΣ⁻¹(x − μᶜ) + const = (x − x̄)·coefficientsᶜ + interceptᶜ
 *
 * and the directions in which their means lie furthest apart, measured in deviations within classes.
 * Signs: in each component the entry of largest magnitude is positive (the first, where several tie).
 *
 * @see Hastie, Tibshirani & Friedman, *The Elements of Statistical Learning*, 2nd ed., §4.3
 */
export class LinearDiscriminantAnalysis<
  P extends Dim = number,
  K extends Dim = number,
  D extends DType = Float,
  L extends DType = DType,
> {
  constructor(
    /** The labels, ascending, shape `[classes]`. */
    readonly classes: NDArray<L, readonly [number]>,
    /** Shape `[classes]`. */
    readonly priors: NDArray<D, readonly [number]>,
    /** Means of the classes, shape `[classes, p]`. */
    readonly means: NDArray<D, readonly [number, P]>,
    /** Mean of the class means, weighted by the priors, shape `[p]`. */
    readonly mean: NDArray<D, readonly [P]>,
    /** Pooled within classes, divisor n − classes, shrunk where so asked, shape `[p, p]`. */
    readonly covariance: NDArray<D, readonly [P, P]>,
    /** One discriminant a row, shape `[k, p]`; scores have variance 1 within classes. */
    readonly components: NDArray<D, readonly [K, P]>,
    /** Share of the variance between classes, shape `[k]`. */
    readonly explainedVarianceRatio: NDArray<D, readonly [K]>,
    /** Shape `[classes, p]`. */
    readonly coefficients: NDArray<D, readonly [number, P]>,
    /** Score of each class at x = `mean`, shape `[classes]`. */
    readonly intercept: NDArray<D, readonly [number]>,
    /** Rank of the covariance: p, unless columns are collinear within classes. */
    readonly rank: number,
  ) {}

  /**
   * @param x shape `[n, p]`, n > number of classes
   * @param y integers or booleans, shape `[n]`
   * @throws {ShapeError} for shapes that do not fit
   * @throws {ValueError} for NaN or infinite entries, a single class, labels that are no integers, as many classes as rows; for data
   *   that do not vary within classes, or whose class means are equal; for more components than there are
   * @remarks By SVDs of the data within classes and of the means after whitening, never through Σ⁻¹: O(n·p·min(n, p)). Where Σ is
   *   singular (n − classes < p, collinear or constant columns), directions in which no class varies are left out, even where
   *   means differ along them, and `rank` says so: give a `shrinkage` to use them.
   * @example
   * const x = array([[0, 0], [1, 1], [1, -1], [5, 0], [6, 1], [6, -1]]);
   * const lda = LinearDiscriminantAnalysis.fit(x, array([0, 0, 0, 1, 1, 1], { dtype: "int32" }));
   * lda.predict(array([[2, 3], [4, -3]])).toArray(); // [0, 1]
   */
  static fit<N extends Dim, P extends Dim, D extends DType, L extends DType, K extends Dim = number>(
    x: NDArray<D, readonly [N, P]>,
    y: NDArray<L, readonly [NoInfer<N>]>,
    options?: LinearDiscriminantOptions<K>,
  ): LinearDiscriminantAnalysis<P, K, Divided<D>, L> {
    const { components, priors: given, shrinkage } = requireOptions(FIT, options);
    const data = requireTable(FIT, x as NDArray);
    const n: number = data.shape[0];
    const labels = requireLabels(FIT, y as NDArray, n);
    const classes = labels.counts.length;
    if (n <= classes)
      throw new ValueError(FIT, "x must have more rows than classes", `${n} rows of ${classes} classes`);
    const alpha = requireShare(FIT, "shrinkage", shrinkage);
    const priors: NDArray = array(requirePriors(FIT, given, labels), { dtype: data.dtype });
    const means = classMeans(data, labels);
    const within = whitened(withinClasses(data, means, labels), n - classes, alpha);
    const centre: NDArray = matmul(priors, means);
    const between: NDArray = matmul(sub(means, centre), within.W);
    const reach: number = max(abs(matmul(means, within.W) as NDArray)).item();
    const { S, Vh } = directionsBetween(between, mul(priors, n / (classes - 1)), reach);
    const all: NDArray = matmul(Vh, within.W.T as NDArray);
    const k: number = components ?? S.size;
    if (!Number.isInteger(k) || k < 1 || k > S.size) {
      throw new ValueError(
        FIT,
        `components must be an integer in [1, ${S.size}], as many as separate means`,
        kindOf(k),
      );
    }
    const along: NDArray = matmul(between, Vh.T as NDArray);
    return new LinearDiscriminantAnalysis(
      labels.classes as NDArray<L, readonly [number]>,
      priors,
      means,
      centre,
      within.covariance,
      slice(mul(all, signsOfRows(all)), `0:${k}`),
      slice(div(square(S), sum(square(S))), `0:${k}`),
      matmul(along, all),
      sub(log(priors), mul(sum(square(along), { axis: 1 }), 0.5)),
      within.rank,
    );
  }

  /** Coordinates along the discriminants. @param x shape `[n, p]` @returns shape `[n, k]` */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<Promote<E, D>, readonly [N, K]> {
    return matmul(this.centred("transform", x as NDArray), this.components.T as NDArray);
  }

  /** The most likely class of each row. @param x shape `[n, p]` @returns shape `[n]` */
  predict<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<L, readonly [N]> {
    return take(this.classes, argmax(this.discriminants("predict", x as NDArray), { axis: 1 }) as NDArray<"int32">);
  }

  /** How likely each class is, rows adding up to 1. @param x shape `[n, p]` @returns shape `[n, classes]` */
  predictProbabilities<N extends Dim, E extends DType>(
    x: NDArray<E, readonly [N, P]>,
  ): NDArray<Promote<E, D>, readonly [N, number]> {
    return softmax(this.discriminants("predictProbabilities", x as NDArray), { axis: 1 });
  }

  toJSON(): ModelJson {
    return writeModel("LinearDiscriminantAnalysis", Object.fromEntries(Object.entries(this)));
  }

  /** @throws {ValueError} for anything but what `toJSON` gives */
  static fromJSON(json: unknown): LinearDiscriminantAnalysis {
    const read = new ModelReader("LinearDiscriminantAnalysis", json);
    return new LinearDiscriminantAnalysis(
      read.array("classes", "classes"),
      read.array("priors", "classes"),
      read.array("means", "classes", "p"),
      read.array("mean", "p"),
      read.array("covariance", "p", "p"),
      read.array("components", "k", "p"),
      read.array("explainedVarianceRatio", "k"),
      read.array("coefficients", "classes", "p"),
      read.array("intercept", "classes"),
      read.number("rank"),
    );
  }

  private discriminants(method: string, x: NDArray): NDArray {
    return add(matmul(this.centred(method, x), this.coefficients.T as NDArray), this.intercept as NDArray);
  }

  private centred(method: string, x: NDArray): NDArray {
    return sub(requireColumns(`LinearDiscriminantAnalysis.${method}`, x, this.mean.size), this.mean as NDArray);
  }
}

const FIT = "LinearDiscriminantAnalysis.fit";

function whitened(centred: NDArray, divisor: number, shrinkage: number): Whitening {
  const total: number = sum(square(centred)).item() / divisor;
  if (!(total > 0)) {
    throw new ValueError(FIT, "x must vary within classes", "equal rows in each", "Such classes need no model.");
  }
  return whitening(centred, divisor, shrinkage, total / centred.shape[1]);
}

/**
 * Singular values and directions, in whitened space, of weighted class means: those that separate them beyond the rounding of
 * numbers as large as `reach`.
 */
function directionsBetween(between: NDArray, weights: NDArray, reach: number): { S: NDArray; Vh: NDArray } {
  const { S, Vh }: { S: NDArray; Vh: NDArray } = svd(mul(between, sqrt(expandDims(weights, 1))) as NDArray);
  const values = S.toTypedArray().subarray(0, weights.size - 1); // centred means span a dimension less
  const rounding = Math.max(...(between.shape as number[])) * finfo(S).eps;
  const tolerance = rounding * Math.max(values[0], reach * Math.sqrt(sum(weights).item()));
  const kept = values.filter((s: number) => s > tolerance).length;
  if (kept === 0) {
    const hint = "Classes of one mean differ in spread at most: use QuadraticDiscriminantAnalysis.";
    throw new ValueError(FIT, "class means must differ", "equal means", hint);
  }
  return { S: slice(S, `0:${kept}`), Vh: slice(Vh, `0:${kept}`) };
}
