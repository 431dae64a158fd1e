import {
  type DType,
  type Dim,
  type Divided,
  type Float,
  type NDArray,
  ShapeError,
  ValueError,
  argmax,
  array,
  logSoftmax,
  softmax,
  take,
} from "@linnet/core";
import { kindOf, promote, requireArray, requireFloat, requireOptions } from "@linnet/core/extend";
import { requireLabels } from "../labels.js";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireColumns, requireTable } from "../prepare/table.js";
import { type ClassMoments, mergedMoments, momentsByClass, totalVariances } from "./class-moments.js";
import { type Rows, rowsOf } from "./rows.js";

export interface NaiveBayesOptions {
  /** Probabilities of the classes in ascending order, `[classes]`, of sum 1; their frequencies when left out. */
  readonly priors?: NDArray;
  /** Added to every variance: this much of the largest variance of a column. Default 1e-9. */
  readonly smoothing?: number;
}

/**
 * Classes by Bayes' rule, with columns that are normal and independent within each class:
 *
 *     P(c | x) ∝ P(c)·∏ⱼ N(xⱼ; μcⱼ, σ²cⱼ + s),  s = smoothing · largest variance of a column
 *
 * Of equally probable classes the first one wins, in ascending order. Moments merge (Chan, Golub & LeVeque 1983), so examples may
 * come in parts: `partialFit` of the second part gives what `fit` of both does, up to rounding.
 */
export class GaussianNaiveBayes<P extends Dim = number, E extends DType = DType, D extends DType = Float> {
  constructor(
    /** The labels that there are, ascending, shape `[classes]`. */
    readonly classes: NDArray<E, readonly [number]>,
    /** How many examples of each class were seen, shape `[classes]`. */
    readonly counts: NDArray<"int32", readonly [number]>,
    /** Means of the columns, a class a row, shape `[classes, p]`. */
    readonly means: NDArray<D, readonly [number, P]>,
    /** Variances of the columns about them, with divisor n, before smoothing, shape `[classes, p]`. */
    readonly variances: NDArray<D, readonly [number, P]>,
    readonly smoothing: number,
    /** As given, shape `[classes]`; null for frequencies. */
    readonly priors: NDArray<Float, readonly [number]> | null,
  ) {}

  /**
   * @param x shape `[n, p]`
   * @param y labels `[n]`, integers or booleans
   * @throws {ShapeError} unless `x` is a matrix, there is a label a row, and a prior a class
   * @throws {ValueError} for NaN or infinite entries, labels that are no integers, a single class, priors that are no distribution, and
   *   variances that stay 0: of columns that are all constant, or within a class without smoothing
   * @remarks O(n·p), in float64 whatever the dtype, by two passes over each class.
   * @example
   * const model = GaussianNaiveBayes.fit(array([[0], [1], [8], [9]]), array([3, 3, 5, 5]));
   * model.predict(array([[2], [7]])).toArray(); // [3, 5]
   */
  static fit<N extends Dim, P extends Dim, D extends DType, E extends DType>(
    x: NDArray<D, readonly [N, P]>,
    y: NDArray<E, readonly [N]>,
    options?: NaiveBayesOptions,
  ): GaussianNaiveBayes<P, E, Divided<D>> {
    const op = "GaussianNaiveBayes.fit";
    const { priors, smoothing = 1e-9 } = requireOptions<NaiveBayesOptions>(op, options);
    if (!(typeof smoothing === "number" && smoothing >= 0 && smoothing < Infinity)) {
      throw new ValueError(op, "smoothing must be a finite number of at least 0", kindOf(smoothing));
    }
    const data = requireTable(op, x);
    const { classes, indices } = requireLabels(op, y, data.shape[0]);
    const given = priors === undefined ? null : requirePriors(op, priors, classes.size);
    const moments = momentsByClass(rowsOf(data), indices, classes.size);
    return modelOf(op, classes, moments, data.dtype as Float, smoothing, given);
  }

  /**
   * The model of these examples and those seen before.
   *
   * @param x shape `[n, p]`
   * @param y labels `[n]`, of the classes of the first fit
   * @throws {ValueError} for a label that was not among them
   */
  partialFit<N extends Dim>(x: NDArray<DType, readonly [N, P]>, y: NDArray<DType, readonly [N]>): this {
    const op = "GaussianNaiveBayes.partialFit";
    const data = requireColumns(op, requireTable(op, x), this.means.shape[1]);
    const seen = { counts: Float64Array.from(this.counts.toTypedArray()), ...this.moments() };
    const indices = this.indicesOf(op, y, data.shape[0]);
    const moments = mergedMoments(seen, momentsByClass(rowsOf(data), indices, this.classes.size));
    const dtype = this.means.dtype as Float;
    return modelOf(op, this.classes, moments, dtype, this.smoothing, this.priors) as unknown as this; // the same classes and columns
  }

  /** The most probable class. @param x shape `[m, p]` @returns shape `[m]`, of the dtype of the labels */
  predict<M extends Dim>(x: NDArray<DType, readonly [M, P]>): NDArray<E, readonly [M]> {
    const best = argmax(this.joint("predict", x), { axis: 1 }) as NDArray<"int32">;
    return take(this.classes as NDArray, best) as NDArray;
  }

  /** P(c | x). @param x shape `[m, p]` @returns shape `[m, classes]`, rows of sum 1 */
  predictProbabilities<M extends Dim>(x: NDArray<DType, readonly [M, P]>): NDArray<Float, readonly [M, number]> {
    return this.like(x, softmax(this.joint("predictProbabilities", x), { axis: 1 }) as NDArray);
  }

  /** log P(c | x), with digits where P(c | x) has none. @param x shape `[m, p]` @returns shape `[m, classes]` */
  predictLogProbabilities<M extends Dim>(x: NDArray<DType, readonly [M, P]>): NDArray<Float, readonly [M, number]> {
    return this.like(x, logSoftmax(this.joint("predictLogProbabilities", x), { axis: 1 }) as NDArray);
  }

  toJSON(): ModelJson {
    const { classes, counts, means, variances, smoothing, priors } = this;
    const fields = { classes, counts, means, variances, smoothing, priors: priors ?? undefined };
    return writeModel("GaussianNaiveBayes", fields);
  }

  /** @param json text or value, as `toJSON` wrote it @throws {ValueError} for anything else, naming the field */
  static fromJSON(json: unknown): GaussianNaiveBayes {
    const reader = new ModelReader("GaussianNaiveBayes", json);
    return new GaussianNaiveBayes(
      reader.array("classes", "classes"),
      reader.array("counts", "classes"),
      reader.array("means", "classes", "p"),
      reader.array("variances", "classes", "p"),
      reader.number("smoothing"),
      reader.has("priors") ? reader.array("priors", "classes") : null,
    );
  }

  private moments(): { readonly means: Rows; readonly variances: Rows } {
    return { means: rowsOf(this.means), variances: rowsOf(this.variances) };
  }

  /** log P(c) + log p(x | c), `[m, classes]`. */
  private joint(method: string, x: NDArray): NDArray {
    const op = `GaussianNaiveBayes.${method}`;
    const rows = rowsOf(requireColumns(op, requireTable(op, x), this.means.shape[1]));
    const counts = Float64Array.from(this.counts.toTypedArray());
    const seen = { counts, ...this.moments() };
    const added = this.smoothing * totalVariances(seen).reduce((a, b) => Math.max(a, b), 0);
    const total = counts.reduce((a, b) => a + b, 0);
    const priors = this.priors?.toTypedArray() ?? counts.map((count) => count / total);
    return array(jointOf(rows, seen, added, priors), { shape: [rows.count, counts.length] }) as NDArray;
  }

  private indicesOf(op: string, y: NDArray, n: number): Int32Array {
    requireArray(op, "y", y);
    if (y.ndim !== 1 || y.size !== n)
      throw new ShapeError(op, `y must have a label for each of ${n} rows`, { y: y.shape });
    const indexOf = new Map(Array.from(this.classes.toTypedArray(), (label, index) => [label, index]));
    return Int32Array.from(y.toTypedArray(), (label) => {
      const index = indexOf.get(label);
      if (index !== undefined) return index;
      const known = `labels must be among ${[...indexOf.keys()].join(", ")}`;
      throw new ValueError(op, known, label, "Fit again with all classes.");
    });
  }

  private like(x: NDArray, result: NDArray): NDArray<Float> {
    return promote(x.type, (this.means as NDArray).type).name === "float32" ? result.astype("float32") : result;
  }
}

function modelOf<P extends Dim, E extends DType>(
  op: string,
  classes: NDArray,
  moments: ClassMoments,
  dtype: Float,
  smoothing: number,
  priors: NDArray<Float, readonly [number]> | null,
): GaussianNaiveBayes<P, E, never> {
  requireSpread(op, classes, moments, smoothing);
  const { counts, means, variances } = moments;
  const shape = [means.count, means.columns] as const;
  return new GaussianNaiveBayes(
    classes as NDArray<E, readonly [number]>,
    array(Int32Array.from(counts)),
    array(means.values, { shape, dtype }) as never, // of the dtype and columns of the data
    array(variances.values, { shape, dtype }) as never,
    smoothing,
    priors,
  );
}

/** @throws {ValueError} where a variance stays 0: a density would be infinite */
function requireSpread(op: string, classes: NDArray, moments: ClassMoments, smoothing: number): void {
  const { values, columns } = moments.variances;
  if (totalVariances(moments).every((v) => v === 0)) {
    throw new ValueError(op, "x must vary in some column", "constant columns only");
  }
  const constant = smoothing > 0 ? -1 : values.indexOf(0);
  if (constant < 0) return;
  const label = classes.toTypedArray()[Math.floor(constant / columns)];
  const got = `column ${constant % columns}, constant in class ${label}`;
  throw new ValueError(op, "columns must vary within each class", got, "Raise smoothing above 0.");
}

function requirePriors(op: string, priors: NDArray, classes: number): NDArray<Float, readonly [number]> {
  const values = requireFloat(op, "priors", priors);
  if (priors.ndim !== 1 || priors.size !== classes) {
    throw new ShapeError(op, `priors must be one for each of ${classes} classes`, { priors: priors.shape });
  }
  const numbers = values.toTypedArray();
  const total = Array.from(numbers).reduce((a, b) => a + b, 0);
  if (!numbers.every((v) => v > 0) || !(Math.abs(total - 1) <= 1e-6)) {
    throw new ValueError(op, "priors must be positive, of sum 1", `[${numbers.join(", ")}]`);
  }
  return values as NDArray<Float, readonly [number]>;
}

function jointOf(
  rows: Rows,
  { means, variances }: ClassMoments,
  added: number,
  priors: ArrayLike<number>,
): Float64Array<ArrayBuffer> {
  const { values, count, columns } = rows;
  const [centres, spreads] = [means.values, variances.values.map((v) => v + added)];
  const constants = Float64Array.from(priors, (prior, c) => {
    let sum = columns * Math.log(2 * Math.PI);
    for (let j = c * columns; j < (c + 1) * columns; j++) sum += Math.log(spreads[j]);
    return Math.log(prior) - sum / 2;
  });
  const out = new Float64Array(count * constants.length);
  for (let i = 0, at = 0; i < count; i++) {
    for (let c = 0; c < constants.length; c++, at++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) {
        const gap = values[i * columns + j] - centres[c * columns + j];
        sum += (gap * gap) / spreads[c * columns + j];
      }
      out[at] = constants[c] - sum / 2;
    }
  }
  return out;
}
