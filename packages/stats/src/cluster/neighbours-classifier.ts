import { type DType, type Dim, type Float, type NDArray, array, take } from "@linnet/core";
import { requireOptions } from "@linnet/core/extend";
import { requireLabels } from "../labels.js";
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

/**
 * Classes by the k nearest examples, which vote. Of classes with as many votes the first one wins, in ascending order.
 *
 * @see Cover & Hart 1967, *Nearest neighbor pattern classification*
 */
export class NearestNeighboursClassifier<P extends Dim = number, E extends DType = DType> {
  constructor(
    /** The examples, shape `[n, p]`. */
    readonly x: NDArray<Float, readonly [number, P]>,
    /** The labels that there are, ascending, shape `[classes]`. */
    readonly classes: NDArray<E, readonly [number]>,
    /** Which of the classes each example is of, shape `[n]`. */
    readonly indices: NDArray<"int32", readonly [number]>,
    readonly settings: NeighbourSettings,
  ) {}

  /**
   * @param x shape `[n, p]`
   * @param y labels `[n]`, integers or booleans
   * @throws {ShapeError} unless `x` is a matrix and there is a label a row
   * @throws {ValueError} for NaN or infinite entries, more neighbours than rows, labels that are no integers, and a single class
   * @remarks Keeps the examples. Prediction costs m·n·p by products, or about m·p·log n by a tree, where columns are few.
   * @example
   * const model = NearestNeighboursClassifier.fit(array([[0], [1], [8], [9]]), array([3, 3, 5, 5]), { neighbours: 3 });
   * model.predict(array([[2], [7]])).toArray(); // [3, 5]
   */
  static fit<N extends Dim, P extends Dim, D extends DType, E extends DType>(
    x: NDArray<D, readonly [N, P]>,
    y: NDArray<E, readonly [N]>,
    options?: NeighbourOptions,
  ): NearestNeighboursClassifier<P, E> {
    const op = "NearestNeighboursClassifier.fit";
    const given = requireOptions<NeighbourOptions>(op, options);
    const data = requireTable(op, x);
    const { classes, indices } = requireLabels(op, y, data.shape[0]);
    const settings = neighbourSettings(op, given, data.shape[0]);
    return new NearestNeighboursClassifier(data as NDArray<Float>, classes, array(indices), settings);
  }

  /** The class with most votes. @param x shape `[m, p]` @returns shape `[m]`, of the dtype of the labels */
  predict<M extends Dim, D extends DType>(x: NDArray<D, readonly [M, P]>): NDArray<E, readonly [M]> {
    const votes = this.votes("predict", x);
    const c = this.classes.size;
    const best = new Int32Array(x.shape[0]);
    for (let i = 0; i < best.length; i++) {
      for (let j = 1; j < c; j++) if (votes[i * c + j] > votes[i * c + best[i]]) best[i] = j;
    }
    return take(this.classes as NDArray, array(best) as NDArray<"int32">) as NDArray;
  }

  /** Shares of the votes. @param x shape `[m, p]` @returns shape `[m, classes]`, rows of sum 1 */
  predictProbabilities<M extends Dim, D extends DType>(
    x: NDArray<D, readonly [M, P]>,
  ): NDArray<"float64", readonly [M, number]> {
    const votes = this.votes("predictProbabilities", x);
    const c = this.classes.size;
    for (let from = 0; from < votes.length; from += c) {
      const total = votes.subarray(from, from + c).reduce((a, b) => a + b, 0);
      for (let j = from; j < from + c; j++) votes[j] /= total;
    }
    return array(votes, { shape: [x.shape[0], c] }) as NDArray;
  }

  /** The nearest examples. @param x shape `[m, p]` */
  neighbours<M extends Dim, D extends DType>(x: NDArray<D, readonly [M, P]>): Neighbours<M> {
    const op = "NearestNeighboursClassifier.neighbours";
    return neighboursOf(op, this.x as NDArray, x, this.settings) as Neighbours<M>; // as many rows as x
  }

  toJSON(): ModelJson {
    const { x, classes, indices, settings } = this;
    return writeModel("NearestNeighboursClassifier", { x, classes, indices, ...writeSettings(settings) });
  }

  /** @param json text or value, as `toJSON` wrote it @throws {ValueError} for anything else, naming the field */
  static fromJSON(json: unknown): NearestNeighboursClassifier {
    const reader = new ModelReader("NearestNeighboursClassifier", json);
    const x = reader.array("x", "n", "p");
    const [classes, indices] = [reader.array("classes", "classes"), reader.array("indices", "n")];
    return new NearestNeighboursClassifier(
      x,
      classes,
      indices,
      readSettings("NearestNeighboursClassifier.fromJSON", reader, x.shape[0]),
    );
  }

  private votes(method: string, x: NDArray): Float64Array<ArrayBuffer> {
    const { neighbours: k } = this.settings;
    const found = findNeighbours(`NearestNeighboursClassifier.${method}`, this.x as NDArray, x, this.settings);
    const counts = shares(found, this.settings);
    const labels = this.indices.toTypedArray();
    const c = this.classes.size;
    const votes = new Float64Array(x.shape[0] * c);
    counts.forEach((share, at) => (votes[Math.floor(at / k) * c + labels[found.indices[at]]] += share));
    return votes;
  }
}
