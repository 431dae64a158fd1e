import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, ValueError, array, zeros } from "@linnet/core";
import { accuracy } from "./accuracy.js";
import { confusionMatrix } from "./confusion-matrix.js";

describe("accuracy and confusionMatrix", () => {
  const target = array([0, 1, 2, 2], { dtype: "int32" });

  it("take classes or scores", () => {
    const scores = array([
      [0.9, 0.1, 0],
      [0, 1, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(accuracy(scores, target)).toBe(0.75);
    expect(accuracy(array([0, 1, 1, 2], { dtype: "int32" }), target)).toBe(0.75);
    expect(confusionMatrix(scores, target).toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 1, 1],
    ]);
    expect(confusionMatrix(target, target, 4).shape).toEqual([4, 4]);
  });

  it("refuse lengths that differ and labels that are no class", () => {
    expect(() => accuracy(zeros([3]) as NDArray, target)).toThrow(ShapeError);
    expect(() => accuracy(zeros([3]) as NDArray, target)).toThrow(
      "accuracy: prediction must be [n] or [n, classes] and target [n], n ≥ 1; got prediction [3] and target [4].",
    );
    expect(() => confusionMatrix(target, target, 2)).toThrow(ValueError);
    expect(() => confusionMatrix(target, target, 2)).toThrow(
      "confusionMatrix: labels must be integers in [0, 1]; got 2.",
    );
  });
});
