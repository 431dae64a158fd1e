import { type DType, type Dim, type NDArray, ShapeError, ValueError, array, take } from "@linnet/core";
import { kindOf, requireArray, requireOptions } from "@linnet/core/extend";
import { type Estimator, fitWith, requireEstimator } from "../estimator.js";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireTable } from "../prepare/table.js";
import { type Selected, keepColumns, placeColumns, readSelected, selectedOf } from "./selected-columns.js";

export interface RecursiveEliminationOptions<K extends Dim> {
  /** Whose models have `coefficients`, a number or more for each column: a class, or `step(Class, options)`. */
  readonly estimator: Estimator;
  /** How many columns to keep. */
  readonly k: K;
  /** How many are dropped between two fits. Default 1. */
  readonly drop?: number;
  /** Ends the work between two fits. */
  readonly signal?: AbortSignal;
}

/**
 * Keeps k columns by fitting a model, dropping those with the smallest coefficients (by the sum of their squares), and fitting again. Coefficients are
 * compared with one another: standardize the columns first.
 *
 * @see Guyon, Weston, Barnhill & Vapnik, *Gene selection for cancer classification using support vector machines*, Machine Learning 46, 2002
 */
export class RecursiveElimination<P extends Dim = number, K extends Dim = number> {
  constructor(
    /** 1 for a column that is kept, 2 for those dropped last, and so on, shape `[p]`. */
    readonly ranking: NDArray<"int32", readonly [P]>,
    /** The columns that are kept. */
    readonly selected: Selected<K>,
  ) {}

  /**
   * @param x `[n, p]`
   * @param y what the estimator learns with
   * @throws {ShapeError} unless `x` is a matrix with rows and columns, and coefficients have a number for each column
   * @throws {ValueError} for missing values, a k that is not in [1, p], and models without coefficients
   * @remarks About (p − k)/drop fits.
   * @example
   * class Slopes {
   *   constructor(readonly coefficients: NDArray) {}
   *   static fit(x: NDArray, y: NDArray, _options?: object) { return new Slopes(matmul(y, x)); }
   * }
   * const x = array([[1, 0, 2], [0, 1, 3], [1, 1, 0]]);
   * RecursiveElimination.fit(x, array([1, 2, 3]), { estimator: Slopes, k: 1 }).ranking.toArray(); // [3, 2, 1]
   */
  static fit<N extends Dim, P extends Dim, const K extends Dim>(
    x: NDArray<DType, readonly [N, P]>,
    y: NDArray,
    options: RecursiveEliminationOptions<K>,
  ): RecursiveElimination<P, K> {
    const op = "RecursiveElimination.fit";
    const { estimator, k, drop = 1, signal } = requireOptions<RecursiveEliminationOptions<K>>(op, options);
    const learner = requireEstimator(op, "estimator", estimator);
    const data = requireTable(op, x);
    const p: number = data.shape[1];
    const least: unknown = k;
    if (!(typeof least === "number" && Number.isInteger(least) && least >= 1 && least <= p)) {
      throw new ValueError(op, `k must be an integer in [1, ${p}]`, kindOf(k));
    }
    if (!(Number.isInteger(drop) && drop >= 1)) {
      throw new ValueError(op, "drop must be an integer of at least 1", kindOf(drop));
    }
    let left = Array.from({ length: p }, (_, j) => j);
    const rounds: (readonly number[])[] = [];
    while (left.length > least) {
      signal?.throwIfAborted();
      const weights = weightsOf(op, fitWith(op, learner, undefined, take(data, left, { axis: 1 }), y), left.length);
      const order = left.toSorted((a, b) => weights[left.indexOf(a)] - weights[left.indexOf(b)] || b - a);
      const dropped = order.slice(0, Math.min(drop, left.length - least));
      rounds.unshift(dropped);
      left = left.filter((j) => !dropped.includes(j));
    }
    const ranking = new Int32Array(p).fill(1);
    rounds.forEach((dropped, round) => dropped.forEach((j) => (ranking[j] = round + 2)));
    return new RecursiveElimination<P, K>(array(ranking) as NDArray, selectedOf(left) as NDArray);
  }

  /** The kept columns. @throws {ShapeError} for other columns than were fitted */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<E, readonly [N, K]> {
    return keepColumns("RecursiveElimination.transform", x, this.selected as NDArray, this.ranking.size);
  }

  /** The kept columns in their places, and zeros in those of the others. @throws {ShapeError} */
  inverseTransform<N extends Dim, E extends DType>(z: NDArray<E, readonly [N, K]>): NDArray<E, readonly [N, P]> {
    return placeColumns("RecursiveElimination.inverseTransform", z, this.selected as NDArray, this.ranking.size);
  }

  toJSON(): ModelJson {
    const { ranking, selected } = this;
    return writeModel("RecursiveElimination", { ranking, selected } as Record<string, NDArray>);
  }

  /** @throws {ValueError} for what is no JSON of such a selection */
  static fromJSON(json: unknown): RecursiveElimination {
    const reader = new ModelReader("RecursiveElimination", json);
    const ranking = reader.array("ranking", "p");
    return new RecursiveElimination(ranking, readSelected("RecursiveElimination.fromJSON", reader, ranking.size));
  }
}

/** Sums of squares of the coefficients of each of p columns: `[p]`, or `[classes, p]`. */
function weightsOf(op: string, model: object, p: number): readonly number[] {
  const { coefficients } = model as { readonly coefficients?: NDArray };
  if (coefficients === undefined) {
    throw new ValueError(op, "the estimator's models must have coefficients", `a ${model.constructor.name}`);
  }
  const shape: readonly number[] = requireArray(op, "coefficients", coefficients).shape;
  if (shape.length < 1 || shape.length > 2 || shape.at(-1) !== p) {
    throw new ShapeError(op, `coefficients must be [${p}] or [classes, ${p}]`, { coefficients: shape });
  }
  const weights = new Array<number>(p).fill(0);
  coefficients.toTypedArray().forEach((w, i) => (weights[i % p] += w * w));
  return weights;
}
