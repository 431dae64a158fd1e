import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkGradients, grad } from "@linnet/autograd";
import { DTypeError, IndexError, type NDArray, ShapeError, array, random, softmax, sub, zeros } from "@linnet/core";
import { crossEntropy } from "./cross-entropy.js";
import { mse } from "./mse.js";

const classes = (...t: number[]): NDArray => array(Int32Array.from(t));

describe("crossEntropy", () => {
  it("is log k for equal logits, and 0 for certainty", () => {
    expect(crossEntropy(zeros([3, 8]), classes(0, 3, 7)).item()).toBe(Math.log(8));
    expect(crossEntropy(array([[0, -1e4]]), classes(0)).item()).toBe(0);
    expect(crossEntropy(array([[0, -1e4]]), classes(1)).item()).toBe(1e4);
  });

  it("loses no digits to large logits: a shift that rounds nothing changes nothing", () => {
    const logits = array([
      [0, -1, 3],
      [2, 2, 1],
    ]) as NDArray;
    const loss = crossEntropy(logits, classes(1, 2)).item();
    expect(crossEntropy(logits.add(2 ** 40), classes(1, 2)).item()).toBe(loss);
  });

  it("its gradient is (softmax − one-hot)/n", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 5 }), fc.nat(99), (n, k, seed) => {
        const logits: NDArray = random(seed).normal([n, k], { std: 3 });
        const targets: NDArray = random(seed + 1).integers(0, k, [n]);
        const g: NDArray = grad((z: NDArray) => crossEntropy(z, targets))(logits);
        const p = softmax(logits).toArray() as number[][];
        const t = targets.toArray() as number[];
        (g.toArray() as number[][]).forEach((row, i) =>
          row.forEach((v, j) => {
            const expected = (p[i][j] - Number(t[i] === j)) / n;
            // Both sides are sums of a few rounded terms of size ≤ 1/n; eᶻ carries the rounding of z, |z| ≤ 16.
            expect(Math.abs(v - expected)).toBeLessThanOrEqual((64 * Number.EPSILON) / n);
          }),
        );
      }),
    );
  });

  it("agrees with central differences, confident logits included", () => {
    for (const scale of [1, 30]) {
      checkGradients((z: NDArray) => crossEntropy(z, classes(2, 0)), [random(1).normal([2, 4], { std: scale })]);
    }
  });

  it("refuses classes that are not there, targets that are none, and shapes that do not pair up", () => {
    const logits: NDArray = zeros([2, 3]);
    expect(() => crossEntropy(logits, classes(0, 3))).toThrow(IndexError);
    expect(() => crossEntropy(logits, classes(0, 3))).toThrow(
      "crossEntropy: targets must lie in [0, 2]; got 3 at position [1].",
    );
    expect(() => crossEntropy(logits, classes(-1, 0))).toThrow(
      "crossEntropy: targets must lie in [0, 2]; got -1 at position [0].",
    );
    expect(() => crossEntropy(logits, zeros([2]))).toThrow(DTypeError);
    expect(() => crossEntropy(logits, zeros([2]))).toThrow(
      'crossEntropy: targets must be class indices; got targets float64. Convert them: targets.astype("int32").',
    );
    expect(() => crossEntropy(logits, classes(0))).toThrow(ShapeError);
    expect(() => crossEntropy(logits, classes(0))).toThrow(
      "crossEntropy: targets must have the shape of the scores without the axis of classes, or be distributions of their " +
        "shape; got logits [2, 3] and targets [1].",
    );
    expect(() => crossEntropy(zeros([0, 3]), classes())).toThrow(
      "crossEntropy: there must be at least one element; got logits [0, 3] and targets [0].",
    );
  });
});

describe("mse", () => {
  it("is the mean of squared differences, with gradient 2(y − t)/n", () => {
    const [y, t] = [array([1, 2, 4]), array([0, 2, 1])];
    expect(mse(y, t).item()).toBe(10 / 3);
    const g: NDArray = grad((p: NDArray) => mse(p, t))(y);
    const expected = sub(y, t)
      .mul(2 / 3)
      .toArray();
    (g.toArray() as number[]).forEach((v, i) =>
      expect(Math.abs(v - expected[i])).toBeLessThanOrEqual(8 * Number.EPSILON),
    );
  });

  it("does not wrap around differences of integers", () => {
    const [y, t] = [array([100, 0], { dtype: "int8" }), array([-100, 0], { dtype: "int8" })];
    expect([mse(y, t).dtype, mse(y, t).item()]).toEqual(["float64", 20000]);
    expect(mse(array([0], { dtype: "uint8" }), array([1], { dtype: "uint8" })).item()).toBe(1);
  });

  it("refuses nothing to average, and what is no array", () => {
    expect(() => mse(zeros([0]), zeros([0]))).toThrow(
      "mse: there must be at least one element; got prediction [0] and target [0].",
    );
    expect(() => mse(1 as unknown as NDArray, zeros([1]))).toThrow(
      "mse: prediction must be an NDArray; got 1. Make one with array(…).",
    );
    expect(() => crossEntropy([[1]] as unknown as NDArray, classes(0))).toThrow(
      "crossEntropy: logits must be an NDArray; got a list. Make one with array(…).",
    );
  });

  it("refuses shapes that differ, which would broadcast in silence", () => {
    const target: NDArray = zeros([3]);
    expect(() => mse(zeros([3, 1]), target)).toThrow(ShapeError);
    expect(() => mse(zeros([3, 1]), target)).toThrow(
      "mse: prediction and target must have the same shape; got prediction [3, 1] and target [3].",
    );
  });
});
