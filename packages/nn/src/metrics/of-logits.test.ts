import { type NDArray, array, moveaxis, random, zeros } from "@linnet/core";
import { accuracy, f1, rocAuc, topKAccuracy } from "@linnet/stats";
import { describe, expect, it } from "vitest";
import { Linear } from "../layers/linear.js";
import { crossEntropy } from "../losses/cross-entropy.js";
import { evaluate } from "../train/evaluate.js";
import { ofLogits } from "./of-logits.js";

const labels = (...t: number[]): NDArray => array(Int32Array.from(t));

describe("ofLogits", () => {
  it("takes the sign of binary logits, whatever shape they share with their targets", () => {
    const z = array([[2], [-1], [0.5], [-3]]) as NDArray;
    const t = array([[1], [0], [0], [1]]) as NDArray;
    expect(ofLogits(accuracy)(z, t)).toBe(0.5);
    expect(ofLogits(f1)(z, t)).toBe(0.5);
    expect(ofLogits(accuracy)(z.reshape([4]) as NDArray, labels(1, 0, 0, 1))).toBe(0.5);
  });

  it("takes the largest of several classes on any axis, and leaves a label out", () => {
    const rows: NDArray = random(1).normal([2, 3, 3, 4]);
    const t: NDArray = random(2).integers(0, 4, [2, 3, 3]);
    const expected = accuracy(rows.reshape([18, 4]), t.reshape([18]));
    expect(ofLogits(accuracy, { axis: -1 })(rows, t)).toBe(expected);
    expect(ofLogits(accuracy)(moveaxis(rows, -1, 1), t)).toBe(expected);
    const z = array([
      [1, 0],
      [1, 0],
      [0, 1],
    ]) as NDArray;
    expect(ofLogits(accuracy, { ignoreIndex: -1 })(z, labels(0, -1, 0))).toBe(0.5);
  });

  it("is a metric of evaluate, beside those that take scores as they are", () => {
    const rng = random(3);
    const model = Linear.init(rng, 4, 3, { dtype: "float64" });
    const examples = { x: rng.normal([20, 4]) as NDArray, y: rng.integers(0, 3, [20]) as NDArray };
    const top = (z: NDArray, t: NDArray): number => topKAccuracy(z, t, 3);
    const measured = evaluate(model, examples, { loss: crossEntropy, accuracy, same: ofLogits(accuracy), top, rocAuc });
    expect(measured.same).toBe(measured.accuracy);
    expect(measured.top).toBe(1);
  });

  it("refuses shapes that fit in neither way, and what is no metric", () => {
    const message =
      "ofLogits: targets must have the shape of the logits, or that without the axis of classes; got logits";
    expect(() => ofLogits(accuracy)(zeros([2, 3]) as NDArray, labels(0))).toThrow(`${message} [2, 3] and targets [1].`);
    expect(() => ofLogits(accuracy)(zeros([2]) as NDArray, zeros([2, 1]) as NDArray)).toThrow(
      `${message} [2] and targets [2, 1].`,
    );
    expect(() => ofLogits("accuracy" as unknown as typeof accuracy)).toThrow(
      'ofLogits: metric must be a function; got "accuracy".',
    );
  });
});
