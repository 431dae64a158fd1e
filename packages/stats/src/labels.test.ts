import { ShapeError, ValueError, array } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { requireLabels } from "./labels.js";

describe("requireLabels", () => {
  it("finds the classes, ascending, in the dtype given", () => {
    const { classes, indices, counts } = requireLabels("fit", array(Int32Array.of(7, -1, 7, 3)), 4);
    expect([classes.dtype, classes.toArray()]).toEqual(["int32", [-1, 3, 7]]);
    expect([...indices]).toEqual([2, 0, 2, 1]);
    expect([...counts]).toEqual([1, 1, 2]);
  });

  it("takes booleans", () => {
    const { classes, indices } = requireLabels("fit", array([true, false, true]), 3);
    expect([classes.dtype, [...indices]]).toEqual(["bool", [1, 0, 1]]);
  });

  it("refuses continuous targets, NaN, one class only, and another number of rows", () => {
    expect(() => requireLabels("fit", array([0, 0.5]), 2)).toThrow(ValueError);
    expect(() => requireLabels("fit", array([0, 0.5]), 2)).toThrow(
      "fit: labels must be integers or booleans; got 0.5 at index 1. Encode classes as integers, with OrdinalEncoder; a continuous target is one of regression.",
    );
    expect(() => requireLabels("fit", array([NaN, 1]), 2)).toThrow(
      "labels must be integers or booleans; got NaN at index 0.",
    );
    expect(() => requireLabels("fit", array([4, 4]), 2)).toThrow(
      "fit: y must hold at least two classes; got only class 4.",
    );
    expect(() => requireLabels("fit", array([4, 4]), 3)).toThrow(ShapeError);
    expect(() => requireLabels("fit", array([4, 4]), 3)).toThrow(
      "fit: y must have a label for each of 3 rows; got y [2].",
    );
  });
});
