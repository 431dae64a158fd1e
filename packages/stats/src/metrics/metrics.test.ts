import { describe, expect, it } from "vitest";
import { MemoryError, type NDArray, ShapeError, ValueError, array, trace, zeros } from "@linnet/core";
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

  it("count each example once: the diagonal is the accuracy", () => {
    const prediction = array([2, 1, 0, 2], { dtype: "int32" });
    const counts = confusionMatrix(prediction, target);
    expect(counts.sum().item()).toBe(4);
    expect((trace(counts) as NDArray).item() / 4).toBe(accuracy(prediction, target));
    expect(confusionMatrix(array([0]), array([0])).toArray()).toEqual([[1]]);
  });

  it("refuse what is no label before counting by it", () => {
    expect(() => confusionMatrix(array([0, Number.NaN, 1, 1]), target)).toThrow(
      "confusionMatrix: labels must be integers ≥ 0; got NaN.",
    );
    expect(() => confusionMatrix(target, target, 0)).toThrow(
      "confusionMatrix: classes must be a positive integer; got 0.",
    );
    expect(() => confusionMatrix(array([2e5, 0, 0, 0]), target)).toThrow(MemoryError);
    expect(() => accuracy(zeros([4, 0]), target)).toThrow("accuracy: prediction must be [n] or [n, classes]");
    expect(() => accuracy([1] as unknown as NDArray, target)).toThrow(
      "accuracy: prediction must be an NDArray; got a list.",
    );
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
