import { type DType, type Dim, type Float, type NDArray, ShapeError, array } from "@linnet/core";
import { requireFinite, requireFloat, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { requireTable } from "../prepare/table.js";
import {
  type NeighbourOptions,
  type NeighbourSettings,
  type Neighbours,
  findNeighbours,
  neighbourSettings,
  neighboursOf,
  shares,
} from "./nearest-neighbours.js";
import { readSettings, writeSettings } from "./neighbour-json.js";

/** Targets by the mean over the k nearest examples. */
export class NearestNeighboursRegressor<P extends Dim = number> {
  constructor(
    /** The examples, shape `[n, p]`. */
    readonly x: NDArray<Float, readonly [number, P]>,
    /** Their targets, shape `[n]`. */
    readonly y: NDArray<Float, readonly [number]>,
    readonly settings: NeighbourSettings,
  ) {}

  /**
   * @param x shape `[n, p]`
   * @param y shape `[n]`
   * @throws {ShapeError} unless `x` is a matrix and there is a target a row
   * @throws {ValueError} for NaN or infinite entries, and more neighbours than rows
   * @remarks Keeps the examples. Prediction costs m·n·p by products, or about m·p·log n by a tree, where columns are few.
   * @example
   * const model = NearestNeighboursRegressor.fit(array([[0], [1], [8]]), array([10, 20, 60]), { neighbours: 2 });
   * model.predict(array([[0.2], [6]])).toArray(); // [15, 40]
   */
  static fit<N extends Dim, P extends Dim, D extends DType, E extends DType>(
    x: NDArray<D, readonly [N, P]>,
    y: NDArray<E, readonly [N]>,
    options?: NeighbourOptions,
  ): NearestNeighboursRegressor<P> {
    const op = "NearestNeighboursRegressor.fit";
    const given = requireOptions<NeighbourOptions>(op, options);
    const data = requireTable(op, x);
    const n = data.shape[0] as number;
    const targets = requireFloat(op, "y", y);
    if (y.ndim !== 1 || y.size !== n)
      throw new ShapeError(op, `y must have a target for each of ${n} rows`, { y: y.shape });
    requireFinite(op, "y", targets);
    return new NearestNeighboursRegressor(data as NDArray<Float>, targets, neighbourSettings(op, given, n));
  }

  /** Means of the targets of the nearest examples. @param x shape `[m, p]` @returns shape `[m]` */
  predict<M extends Dim, D extends DType>(x: NDArray<D, readonly [M, P]>): NDArray<Float, readonly [M]> {
    const { neighbours: k } = this.settings;
    const found = findNeighbours("NearestNeighboursRegressor.predict", this.x as NDArray, x, this.settings);
    const counts = shares(found, this.settings);
    const targets = this.y.toTypedArray();
    const means = Float64Array.from({ length: x.shape[0] }, (_, i) => {
      let [sum, total] = [0, 0];
      for (let at = i * k; at < (i + 1) * k; at++) {
        sum += counts[at] * targets[found.indices[at]];
        total += counts[at];
      }
      return sum / total;
    });
    return array(means, { dtype: this.y.dtype }) as NDArray;
  }

  /** The nearest examples. @param x shape `[m, p]` */
  neighbours<M extends Dim, D extends DType>(x: NDArray<D, readonly [M, P]>): Neighbours<M> {
    const op = "NearestNeighboursRegressor.neighbours";
    return neighboursOf(op, this.x as NDArray, x, this.settings) as Neighbours<M>; // as many rows as x
  }

  toJSON(): ModelJson {
    const { x, y, settings } = this;
    return writeModel("NearestNeighboursRegressor", { x, y, ...writeSettings(settings) });
  }

  /** @param json text or value, as `toJSON` wrote it @throws {ValueError} for anything else, naming the field */
  static fromJSON(json: unknown): NearestNeighboursRegressor {
    const reader = new ModelReader("NearestNeighboursRegressor", json);
    const x = reader.array("x", "n", "p");
    return new NearestNeighboursRegressor(
      x,
      reader.array("y", "n"),
      readSettings("NearestNeighboursRegressor.fromJSON", reader, x.shape[0]),
    );
  }
}
