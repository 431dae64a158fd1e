import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  type Promote,
  ValueError,
  add,
  argmax,
  array,
  log,
  matmul,
  mul,
  softmax,
  square,
  stack,
  sub,
  sum,
  take,
} from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { requireLabels } from "../labels.js";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { requirePriors } from "./class-priors.js";
import { type Whitening, classMeans, requireShare, whitening, withinClasses } from "./within-class.js";

/** Options of `QuadraticDiscriminantAnalysis.fit`. */
export interface QuadraticDiscriminantOptions {
  /** How likely each class is, in the order of `classes`, adding up to 1; the shares of the classes in y when left out. */
  readonly priors?: readonly number[];
  /** r of [0, 1] in (1 − r)·Σᶜ + r·I: in units of the data, so standardize them first. Default 0. */
  readonly regularization?: number;
}

/**
 * Quadratic discriminants: classes as normal distributions, each of a covariance of its own, told apart by the largest of
 *
 *     log πᶜ − ½·log det Σᶜ − ½·(x − μᶜ)ᵀΣᶜ⁻¹(x − μᶜ)
 *
 * @see Hastie, Tibshirani & Friedman, *The Elements of Statistical Learning*, 2nd ed., §4.3
 */
export class QuadraticDiscriminantAnalysis<P extends Dim = number, D extends DType = Float, L extends DType = DType> {
  constructor(
    /** The labels, ascending, shape `[classes]`. */
    readonly classes: NDArray<L, readonly [number]>,
    /** Shape `[classes]`. */
    readonly priors: NDArray<D, readonly [number]>,
    /** Shape `[classes, p]`. */
    readonly means: NDArray<D, readonly [number, P]>,
    /** Of each class, divisor count − 1, regularized where so asked, shape `[classes, p, p]`. */
    readonly covariances: NDArray<D, readonly [number, P, P]>,
    /** Wᶜ with WᶜWᶜᵀ = Σᶜ⁻¹, shape `[classes, p, p]`. */
    readonly whitenings: NDArray<D, readonly [number, P, P]>,
    /** log det Σᶜ, shape `[classes]`. */
    readonly logDeterminants: NDArray<D, readonly [number]>,
  ) {}

  /**
   * @param x shape `[n, p]`
   * @param y integers or booleans, shape `[n]`
   * @throws {ShapeError} for shapes that do not fit
   * @throws {ValueError} for NaN or infinite entries, a single class, labels that are no integers, a class of one example, and one
   *   whose covariance is singular: p examples or fewer, constant or collinear columns, without `regularization`
   * @remarks By the SVD of the centred data of each class, never through its covariance: O(n·p·min(n, p)).
   * @example
   * const x = array([[0, 0], [1, 1], [1, -1], [0, 9], [9, 1], [-9, -7]]); // a narrow class and a wide one
   * const qda = QuadraticDiscriminantAnalysis.fit(x, array([0, 0, 0, 1, 1, 1], { dtype: "int32" }));
   * qda.predict(array([[0.5, 0], [5, 5]])).toArray(); // [0, 1]
   */
  static fit<N extends Dim, P extends Dim, D extends DType, L extends DType>(
    x: NDArray<D, readonly [N, P]>,
    y: NDArray<L, readonly [NoInfer<N>]>,
    options?: QuadraticDiscriminantOptions,
  ): QuadraticDiscriminantAnalysis<P, Divided<D>, L> {
    const { priors, regularization } = requireOptions(FIT, options);
    const data = requireTable(FIT, x as NDArray);
    const labels = requireLabels(FIT, y as NDArray, data.shape[0]);
    const r = requireShare(FIT, "regularization", regularization);
    const names = labels.classes.toTypedArray();
    const alone = labels.counts.indexOf(1);
    if (alone >= 0) {
      throw new ValueError(FIT, "each class must have at least two examples", `one of class ${names[alone]}`);
    }
    const means = classMeans(data, labels);
    const centred = withinClasses(data, means, labels);
    const spreads = Array.from(labels.counts, (count, index) => {
      const rows = array(rowsOf(labels.indices, index, count));
      return fullRank(whitening(take(centred, rows, { axis: 0 }), count - 1, r, 1), count, names[index]);
    });
    const dtype = data.dtype as Float; // what a table of floats has
    return new QuadraticDiscriminantAnalysis<any, any, any>(
      labels.classes,
      array(requirePriors(FIT, priors, labels), { dtype }),
      means,
      stack(spreads.map(({ covariance }) => covariance)),
      stack(spreads.map(({ W }) => W)),
      array(
        spreads.map(({ logDeterminant }) => logDeterminant),
        { dtype },
      ),
    );
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
    return writeModel("QuadraticDiscriminantAnalysis", Object.fromEntries(Object.entries(this)));
  }

  /** @throws {ValueError} for anything but what `toJSON` gives */
  static fromJSON(json: unknown): QuadraticDiscriminantAnalysis {
    const read = new ModelReader("QuadraticDiscriminantAnalysis", json);
    return new QuadraticDiscriminantAnalysis(
      read.array("classes", "classes"),
      read.array("priors", "classes"),
      read.array("means", "classes", "p"),
      read.array("covariances", "classes", "p", "p"),
      read.array("whitenings", "classes", "p", "p"),
      read.array("logDeterminants", "classes"),
    );
  }

  private discriminants(method: string, x: NDArray): NDArray {
    const { means, whitenings }: { means: NDArray; whitenings: NDArray } = this;
    const data = requireColumns(`QuadraticDiscriminantAnalysis.${method}`, x, means.shape[1]);
    const distances = Array.from({ length: this.classes.size }, (_, c): NDArray =>
      sum(square(matmul(sub(data, means.at(c)), whitenings.at(c)) as NDArray), { axis: 1 }),
    );
    const spread: NDArray = add(stack(distances, { axis: 1 }) as NDArray, this.logDeterminants as NDArray);
    return sub(log(this.priors as NDArray), mul(spread, 0.5));
  }
}

const FIT = "QuadraticDiscriminantAnalysis.fit";

function rowsOf(indices: Int32Array, index: number, count: number): Int32Array<ArrayBuffer> {
  const rows = new Int32Array(count);
  for (let i = 0, at = 0; i < indices.length; i++) if (indices[i] === index) rows[at++] = i;
  return rows;
}

function fullRank(spread: Whitening, count: number, name: number): Whitening {
  const p: number = spread.covariance.shape[0];
  if (spread.rank === p) return spread;
  throw new ValueError(
    FIT,
    "the covariance of each class must have full rank",
    `rank ${spread.rank} of ${p} in class ${name}, of ${count} examples`,
    "Set regularization, drop collinear columns, or use LinearDiscriminantAnalysis.",
  );
}
