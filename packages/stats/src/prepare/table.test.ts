import { ShapeError, ValueError, array, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { requireColumns, requireTable } from "./table.js";

describe("requireTable", () => {
  it("names column and row of the first missing value", () => {
    const x = array([
      [1, 2],
      [3, NaN],
    ]);
    expect(() => requireTable("fit", x)).toThrow(ValueError);
    expect(() => requireTable("fit", x)).toThrow(
      "fit: x must have no missing values; got NaN in column 1, row 1. Fill them with Imputer, or drop such rows.",
    );
    expect(() => requireTable("fit", x, ["age", "height"])).toThrow('got NaN in column "height", row 1.');
  });

  it("refuses infinities, vectors and empty matrices", () => {
    expect(() => requireTable("fit", array([[Infinity]]))).toThrow(
      "fit: x must be finite; got Infinity at index [0, 0].",
    );
    expect(() => requireTable("fit", zeros([0, 2]))).toThrow(ShapeError);
    expect(() => requireTable("fit", zeros([3]))).toThrow(
      "fit: x must be a matrix with at least one row and one column; got x [3].",
    );
  });

  it("takes integers as float64", () => {
    expect(requireTable("fit", zeros([2, 2], { dtype: "uint8" })).dtype).toBe("float64");
  });
});

describe("requireColumns", () => {
  it("refuses other columns than were fitted", () => {
    expect(() => requireColumns("predict", zeros([2, 3]), 4)).toThrow(
      "predict: x must have the 4 columns that were fitted; got x [2, 3].",
    );
  });
});
