import { type NDArray, ShapeError, ValueError, array, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { Imputer } from "./imputer.js";

const nan = Number.NaN;
const x = array([
  [1, nan, 3],
  [2, 5, 3],
  [nan, 5, 3],
  [9, 8, 3],
]) as NDArray;

describe("Imputer", () => {
  it("fills each column by what is known of it", () => {
    const fills = (["mean", "median", "mostFrequent", "constant"] as const).map((strategy) =>
      Imputer.fit(x, { strategy, value: -1 }).fill.toArray(),
    );
    expect(fills).toEqual([
      [4, 6, 3],
      [2, 5, 3],
      [1, 5, 3], // of numbers that are equally frequent the least
      [-1, -1, -1],
    ]);
    expect(Imputer.fit(x).transform(x).toArray()).toEqual([
      [1, 6, 3],
      [2, 5, 3],
      [4, 5, 3],
      [9, 8, 3],
    ]);
  });

  it("says where entries were missing, in columns that had such", () => {
    const imputer = Imputer.fit(x, { indicator: true });
    expect(imputer.indicators).toEqual([0, 1]);
    expect(imputer.transform(array([[nan, 1, nan]])).toArray()).toEqual([[4, 1, 3, 1, 0]]);
  });

  it("fills what the fit knew of, whatever the rows; constants exactly; float32 stays", () => {
    expect(Imputer.fit(array([[0.1], [0.1], [0.1], [nan]])).fill.toArray()).toEqual([0.1]);
    const single = Imputer.fit(x.astype("float32"));
    expect(single.transform(x.astype("float32")).dtype).toBe("float32");
    expect(single.transform(zeros([1, 3], { dtype: "int32" })).toArray()).toEqual([[0, 0, 0]]);
  });

  it("is the same from its JSON", () => {
    const imputer = Imputer.fit(x, { indicator: true });
    const back = Imputer.fromJSON(JSON.stringify(imputer));
    expect(back.transform(x).toArray()).toEqual(imputer.transform(x).toArray());
    const wrong = { ...imputer.toJSON(), indicators: { dtype: "int32", shape: [1], data: [3] } };
    expect(() => Imputer.fromJSON(wrong)).toThrow("Imputer.fromJSON: indicators must be columns in [0, 2]; got 3.");
  });

  it("refuses a column that is missing altogether, infinite entries, and strategies that there are not", () => {
    const empty = array([
      [1, nan],
      [2, nan],
    ]) as NDArray;
    expect(() => Imputer.fit(empty)).toThrow(ValueError);
    expect(() => Imputer.fit(empty)).toThrow(
      'Imputer.fit: every column must hold a number; got none in column 1. Drop it, or choose strategy: "constant".',
    );
    expect(Imputer.fit(empty, { strategy: "constant" }).transform(empty).toArray()).toEqual([
      [1, 0],
      [2, 0],
    ]);
    expect(() => Imputer.fit(array([[1, Infinity]]))).toThrow(
      "Imputer.fit: x must be finite or NaN, for missing; got Infinity in column 1, row 0.",
    );
    expect(() => Imputer.fit(x, { strategy: "mode" as "mean" })).toThrow(
      'Imputer.fit: strategy must be "mean", "median", "mostFrequent" or "constant"; got "mode".',
    );
    expect(() => Imputer.fit(x, { value: nan })).toThrow("Imputer.fit: value must be a finite number; got NaN.");
    expect(() => Imputer.fit(zeros([3]) as NDArray)).toThrow(ShapeError);
    expect(() => Imputer.fit(zeros([3]) as NDArray)).toThrow(
      "Imputer.fit: x must be a matrix with at least one row and one column; got x [3].",
    );
    expect(() => Imputer.fit(x).transform(zeros([1, 2]) as NDArray)).toThrow(
      "Imputer.transform: x must have the 3 columns that were fitted; got x [1, 2].",
    );
  });
});
