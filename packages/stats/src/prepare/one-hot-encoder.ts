import { type Columns, type NDArray, ShapeError, ValueError, array } from "@linnet/core";
import { requireArray, requireOptions } from "@linnet/core/extend";
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

export interface OneHotEncoderOptions {
  /** What a category is that was not fitted: a mistake (default), or a row of zeros in its columns. */
  readonly unknown?: "error" | "ignore";
  /** Leave out the column of each first category: a regression with an intercept needs it to be so. Default `false`. */
  readonly dropFirst?: boolean;
}

/** Categories as columns of 0 and 1: one a category, 1 where it is the row's. Categories are in order: words by code units, numbers by size. */
export class OneHotEncoder {
  constructor(
    /** Of the columns that go in. */
    readonly names: readonly string[],
    /** Those of each column, ascending. */
    readonly categories: readonly (readonly Category[])[],
    readonly dropFirst: boolean,
    readonly unknown: "error" | "ignore",
  ) {}

  /**
   * @param x columns of words by name, a list of words, or integers `[n]` or `[n, p]`, whose columns are called `x0`, `x1`, …
   * @throws {ShapeError} for columns of different lengths, and no rows
   * @throws {ValueError} for numbers that are no integers, and for `dropFirst` with ignored categories, whose rows would be those of the first
   * @example
   * const encoder = OneHotEncoder.fit({ colour: ["red", "blue", "red"] });
   * encoder.outputNames; // ["colour=blue", "colour=red"]
   * encoder.transform({ colour: ["blue"] }).toArray(); // [[1, 0]]
   */
  static fit(x: Categorical, options?: OneHotEncoderOptions): OneHotEncoder {
    const op = "OneHotEncoder.fit";
    const { unknown = "error", dropFirst = false } = requireOptions<OneHotEncoderOptions>(op, options);
    if (requireUnknown(op, unknown) && dropFirst) {
      const hint = "A row of zeros would be of the first category.";
      throw new ValueError(op, "dropFirst must not be with ignored categories", "both", hint);
    }
    const { names, columns } = requireCategories(op, x);
    return new OneHotEncoder(names, columns.map(distinct), dropFirst, unknown);
  }

  /** Of the columns that come out: `"colour=red"`. */
  get outputNames(): readonly string[] {
    return this.categories.flatMap((all, j) => all.slice(Number(this.dropFirst)).map((c) => `${this.names[j]}=${c}`));
  }

  /**
   * @returns float64 `[n, columns]`
   * @throws {ValueError} for other columns than were fitted; for an unknown category, with column and row, unless it is ignored
   */
  transform(x: Categorical): NDArray<"float64", readonly [number, number]> {
    const indices = indicesOf("OneHotEncoder.transform", x, this, this.unknown === "ignore");
    const [n, starts, width] = [indices[0].length, this.starts(), this.width];
    const out = new Float64Array(n * width);
    indices.forEach((column, j) =>
      column.forEach((c, i) => {
        if (c >= Number(this.dropFirst)) out[i * width + starts[j] + c - Number(this.dropFirst)] = 1;
      }),
    );
    return array(out, { shape: [n, width] });
  }

  /**
   * The categories back, by names of columns: in each the one with the largest number, the dropped one where all are 0.
   *
   * @throws {ShapeError} unless there is a column for each that comes out
   * @throws {ValueError} for a row of zeros where nothing was dropped: its category was unknown
   */
  inverseTransform(z: NDArray): Columns {
    const op = "OneHotEncoder.inverseTransform";
    const [starts, width, drop] = [this.starts(), this.width, Number(this.dropFirst)];
    if (requireArray(op, "z", z).ndim !== 2 || z.shape[1] !== width) {
      throw new ShapeError(op, `z must have the ${width} columns that come out`, { z: z.shape });
    }
    const rows = z.toTypedArray();
    return columnsOfIndices(z.shape[0], this, (i, j) => {
      const own = Array.from(
        rows.subarray(i * width + starts[j], i * width + starts[j] + this.categories[j].length - drop),
      );
      const largest = Math.max(0, ...own);
      if (largest > 0) return own.indexOf(largest) + drop;
      if (this.dropFirst) return 0;
      throw new ValueError(op, "each row must be of a category", `none in column ${this.names[j]}, row ${i}`);
    });
  }

  toJSON(): ModelJson {
    const { names, categories, dropFirst, unknown } = this;
    return writeModel("OneHotEncoder", { names, categories, dropFirst, unknown });
  }

  /** @throws {ValueError} for what is no JSON of an encoder */
  static fromJSON(json: unknown): OneHotEncoder {
    const reader = new ModelReader("OneHotEncoder", json);
    const names = reader.strings("names");
    const categories = requireFittedCategories("OneHotEncoder.fromJSON", reader.value("categories"), names);
    return new OneHotEncoder(
      names,
      categories,
      reader.boolean("dropFirst"),
      reader.string("unknown", "error", "ignore"),
    );
  }

  private get width(): number {
    return this.categories.reduce((total, all) => total + all.length - Number(this.dropFirst), 0);
  }

  /** Where the columns of each column begin. */
  private starts(): readonly number[] {
    let next = 0;
    return this.categories.map(
      (all) => (next += all.length - Number(this.dropFirst)) - all.length + Number(this.dropFirst),
    );
  }
}
