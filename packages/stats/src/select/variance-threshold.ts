import { type DType, type Dim, type NDArray, ValueError, array, variance } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { constantColumns, requireTable } from "../prepare/table.js";
import { type Selected, keepColumns, placeColumns, readSelected, selectedOf } from "./selected-columns.js";

/** Keeps the columns whose variance, by n, is above a threshold: by default those that vary at all. */
export class VarianceThreshold<P extends Dim = number> {
  constructor(
    /** Of each column, shape `[p]`; exactly 0 of a constant one. */
    readonly variances: NDArray<"float64", readonly [P]>,
    /** The columns that are kept. */
    readonly selected: Selected<number>,
  ) {}

  /**
   * @param x `[n, p]`
   * @param options `threshold`: at least 0; default 0
   * @throws {ShapeError} unless `x` is a matrix with rows and columns
   * @throws {ValueError} for missing values, and when no column is above the threshold
   * @example
   * VarianceThreshold.fit(array([[1, 7], [2, 7]])).transform(array([[5, 7]])).toArray(); // [[5]]
   */
  static fit<N extends Dim, P extends Dim>(
    x: NDArray<DType, readonly [N, P]>,
    options?: { readonly threshold?: number },
  ): VarianceThreshold<P> {
    const op = "VarianceThreshold.fit";
    const { threshold = 0 } = requireOptions<{ readonly threshold?: number }>(op, options);
    if (!(threshold >= 0 && threshold < Infinity)) {
      throw new ValueError(op, "threshold must be a number of at least 0", kindOf(threshold));
    }
    const data = requireTable(op, x).astype("float64") as NDArray;
    const constant = constantColumns(data).toTypedArray();
    const spread = variance(data, { axis: 0 }) as NDArray;
    const variances = Array.from(spread.toTypedArray(), (v, j) => (constant[j] ? 0 : v));
    const kept = variances.flatMap((v, j) => (v > threshold ? [j] : []));
    if (kept.length === 0) {
      throw new ValueError(op, `some column must vary by more than ${threshold}`, `at most ${Math.max(...variances)}`);
    }
    return new VarianceThreshold<P>(array(variances) as NDArray, selectedOf(kept));
  }

  /** The kept columns. @throws {ShapeError} for other columns than were fitted */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<E, readonly [N, number]> {
    return keepColumns("VarianceThreshold.transform", x, this.selected, this.variances.size);
  }

  /** The kept columns in their places, and zeros in those of the others. @throws {ShapeError} */
  inverseTransform<N extends Dim, E extends DType>(z: NDArray<E, readonly [N, number]>): NDArray<E, readonly [N, P]> {
    return placeColumns("VarianceThreshold.inverseTransform", z, this.selected, this.variances.size);
  }

  toJSON(): ModelJson {
    return writeModel("VarianceThreshold", { variances: this.variances as NDArray, selected: this.selected });
  }

  /** @throws {ValueError} for what is no JSON of such a selection */
  static fromJSON(json: unknown): VarianceThreshold {
    const reader = new ModelReader("VarianceThreshold", json);
    const variances = reader.array("variances", "p");
    return new VarianceThreshold(variances, readSelected("VarianceThreshold.fromJSON", reader, variances.size));
  }
}
