import { type Columns, type NDArray, ShapeError, ValueError, array } from "@linnet/core";
import { kindOf, requireArray, requireOptions } from "@linnet/core/extend";
import { type ModelJson, ModelReader, writeModel } from "../model-json.js";
import {
  type Categorical,
  type Category,
  columnsOfIndices,
  distinct,
  indicesOf,
  requireCategories,
  requireFittedCategories,
  requireUnknown,
} from "./categories.js";

export interface OrdinalEncoderOptions {
  /** What a category is that was not fitted: a mistake (default), or −1. */
  readonly unknown?: "error" | "ignore";
  /** The categories of each column in their order, such as `[["low", "high"]]`; ascending when left out. */
  readonly categories?: readonly (readonly Category[])[];
}

/** Categories as numbers: the place of each among those of its column. For one column of classes, `labels` answers a vector. */
export class OrdinalEncoder {
  constructor(
    /** Of the columns that go in. */
    readonly names: readonly string[],
    /** Those of each column, in their order. */
    readonly categories: readonly (readonly Category[])[],
    readonly unknown: "error" | "ignore",
  ) {}

  /**
   * @param x columns of words by name, a list of words, or integers `[n]` or `[n, p]`, whose columns are called `x0`, `x1`, …
   * @throws {ShapeError} for columns of different lengths, and no rows
   * @throws {ValueError} for numbers that are no integers, and a category that is not among those given
   * @example
   * const encoder = OrdinalEncoder.fit(["low", "high", "low"], { categories: [["low", "high"]] });
   * encoder.labels(["high", "low"]).toArray(); // [1, 0]
   * encoder.inverseTransform(array([[1]])); // { x0: ["high"] }
   */
  static fit(x: Categorical, options?: OrdinalEncoderOptions): OrdinalEncoder {
    const op = "OrdinalEncoder.fit";
    const { unknown = "error", categories } = requireOptions<OrdinalEncoderOptions>(op, options);
    const ignore = requireUnknown(op, unknown);
    const { names, columns } = requireCategories(op, x);
    if (categories === undefined) return new OrdinalEncoder(names, columns.map(distinct), unknown);
    const given = requireFittedCategories(op, categories, names);
    const twice = given.findIndex((all) => new Set(all).size !== all.length);
    if (twice >= 0) throw new ValueError(op, "categories must be distinct", `some twice in column ${names[twice]}`);
    const encoder = new OrdinalEncoder(names, given, unknown);
    indicesOf(op, x, encoder, ignore);
    return encoder;
  }

  /**
   * @returns int32 `[n, columns]`
   * @throws {ValueError} for other columns than were fitted; for an unknown category, with column and row, unless it is ignored
   */
  transform(x: Categorical): NDArray<"int32", readonly [number, number]> {
    const indices = indicesOf("OrdinalEncoder.transform", x, this, this.unknown === "ignore");
    const [n, p] = [indices[0].length, indices.length];
    return array(
      Int32Array.from({ length: n * p }, (_, k) => indices[k % p][Math.floor(k / p)]),
      { shape: [n, p] },
    );
  }

  /** As `transform`, of a single column: classes for a model, int32 `[n]`. @throws {ValueError} when there are more columns */
  labels(x: Categorical): NDArray<"int32", readonly [number]> {
    const op = "OrdinalEncoder.labels";
    if (this.names.length !== 1)
      throw new ValueError(op, "there must be one column", this.names.length, "Use transform.");
    return array(Int32Array.from(indicesOf(op, x, this, this.unknown === "ignore")[0]));
  }

  /**
   * The categories back, by names of columns.
   *
   * @param z `[n, columns]`, or `[n]` of a single column
   * @throws {ShapeError} for other columns than were fitted
   * @throws {ValueError} for what is no place of a category
   */
  inverseTransform(z: NDArray): Columns {
    const op = "OrdinalEncoder.inverseTransform";
    const p = this.names.length;
    if (requireArray(op, "z", z).size !== p * z.shape[0] || z.ndim < 1 || z.ndim > 2) {
      throw new ShapeError(op, `z must have the ${p} columns that were fitted`, { z: z.shape });
    }
    const places = z.toTypedArray();
    return columnsOfIndices(z.shape[0], this, (i, j) => {
      const place = places[i * p + j];
      if (this.categories[j][place] !== undefined) return place;
      const got = `${kindOf(place)} in column ${this.names[j]}, row ${i}`;
      throw new ValueError(op, `places must be integers in [0, ${this.categories[j].length - 1}]`, got);
    });
  }

  toJSON(): ModelJson {
    const { names, categories, unknown } = this;
    return writeModel("OrdinalEncoder", { names, categories, unknown });
  }

  /** @throws {ValueError} for what is no JSON of an encoder */
  static fromJSON(json: unknown): OrdinalEncoder {
    const reader = new ModelReader("OrdinalEncoder", json);
    const names = reader.strings("names");
    const categories = requireFittedCategories("OrdinalEncoder.fromJSON", reader.value("categories"), names);
    return new OrdinalEncoder(names, categories, reader.string("unknown", "error", "ignore"));
  }
}
