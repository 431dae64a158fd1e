import { type DType, type Dim, type NDArray, ValueError, array } from "@linnet/core";
import { kindOf, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import { mutualInformation } from "./mutual-information.js";
import { type Selected, keepColumns, placeColumns, readSelected, selectedOf } from "./selected-columns.js";
import { type ColumnScores, chi2, fClassification, fRegression } from "./univariate.js";

export interface SelectKBestOptions<K extends Dim> {
  /** How many columns to keep. */
  readonly k: K;
  /** What columns are judged by, each alone: by name, or a function. Default `"fClassification"`. */
  readonly score?:
    | "fClassification"
    | "fRegression"
    | "chi2"
    | "mutualInformation"
    | ((x: NDArray, y: NDArray) => ColumnScores);
}

const named = { fClassification, fRegression, chi2, mutualInformation };

/** Keeps the k columns that, each alone, say most of the target; of equals the first. */
export class SelectKBest<P extends Dim = number, K extends Dim = number> {
  constructor(
    /** Of each column, shape `[p]`; NaN of a constant one. */
    readonly scores: NDArray<"float64", readonly [P]>,
    /** Of each column, where the score has one. */
    readonly pValues: NDArray<"float64", readonly [P]> | undefined,
    /** The columns that are kept. */
    readonly selected: Selected<K>,
  ) {}

  /**
   * @param x `[n, p]`
   * @param y class labels or numbers `[n]`, as the score takes them
   * @throws {ShapeError} unless there is a target for each row
   * @throws {ValueError} for more columns than have a score, and whatever the score refuses
   * @example
   * const y = array([0, 0, 1, 1], { dtype: "int32" });
   * SelectKBest.fit(array([[1, 5], [2, 4], [8, 5], [9, 4]]), y, { k: 1 }).selected.toArray(); // [0]
   */
  static fit<N extends Dim, P extends Dim, const K extends Dim>(
    x: NDArray<DType, readonly [N, P]>,
    y: NDArray<any, readonly [N]>,
    options: SelectKBestOptions<K>,
  ): SelectKBest<P, K> {
    const op = "SelectKBest.fit";
    const { k, score = "fClassification" } = requireOptions<SelectKBestOptions<K>>(op, options);
    const judge = typeof score === "function" ? score : Object.hasOwn(named, score) ? named[score] : undefined;
    if (judge === undefined) {
      const names = Object.keys(named).join(", ");
      throw new ValueError(op, "score must be a function or a name", kindOf(score), `Names are ${names}.`);
    }
    const { scores, pValues } = judge(x as NDArray, y as NDArray);
    const judged = scores.flatMap((s, j) => (Number.isNaN(s) ? [] : [j]));
    const count: unknown = k;
    if (!(typeof count === "number" && Number.isInteger(count) && count >= 1 && count <= judged.length)) {
      throw new ValueError(op, `k must be an integer in [1, ${judged.length}], the columns with a score`, kindOf(k));
    }
    const order = judged.toSorted((a, b) => (scores[a] === scores[b] ? a - b : scores[b] - scores[a]));
    return new SelectKBest<P, K>(
      array(scores as number[]) as NDArray,
      pValues === undefined ? undefined : (array(pValues as number[]) as NDArray),
      selectedOf(order.slice(0, count)) as NDArray,
    );
  }

  /** The kept columns. @throws {ShapeError} for other columns than were fitted */
  transform<N extends Dim, E extends DType>(x: NDArray<E, readonly [N, P]>): NDArray<E, readonly [N, K]> {
    return keepColumns("SelectKBest.transform", x, this.selected as NDArray, this.scores.size);
  }

  /** The kept columns in their places, and zeros in those of the others. @throws {ShapeError} */
  inverseTransform<N extends Dim, E extends DType>(z: NDArray<E, readonly [N, K]>): NDArray<E, readonly [N, P]> {
    return placeColumns("SelectKBest.inverseTransform", z, this.selected as NDArray, this.scores.size);
  }

  toJSON(): ModelJson {
    const { scores, pValues, selected } = this;
    return writeModel("SelectKBest", { scores, pValues, selected } as Record<string, NDArray | undefined>);
  }

  /** @throws {ValueError} for what is no JSON of such a selection */
  static fromJSON(json: unknown): SelectKBest {
    const reader = new ModelReader("SelectKBest", json);
    const scores = reader.array("scores", "p");
    const pValues = reader.has("pValues") ? reader.array("pValues", "p") : undefined;
    return new SelectKBest(scores, pValues, readSelected("SelectKBest.fromJSON", reader, scores.size));
  }
}
