import { checkGradients, grad } from "@linnet/autograd";
import { DTypeError, IndexError, type NDArray, ShapeError, array, eye, mul, random, sum, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { cdist, cosineSimilarity, normalize } from "./similarity.js";

const draw = (seed: number, shape: readonly number[]): NDArray => random(seed).normal(shape);
const weighed = (y: NDArray): NDArray => sum(mul(y, draw(99, y.shape)));

describe("normalize", () => {
  it("gives vectors of length 1, however short or long, and leaves 0 at 0", () => {
    const x = array([[3, 4], [3e-300, 4e-300], [-3e300, 4e300], [0, 0]]); // prettier-ignore
    const unit = [[0.6, 0.8], [0.6, 0.8], [-0.6, 0.8], [0, 0]]; // prettier-ignore
    (normalize(x).toArray() as number[][])
      .flat()
      .forEach((v, i) => expect(Math.abs(v - unit.flat()[i])).toBeLessThanOrEqual(2 * Number.EPSILON));
    expect(normalize(array([[1, 3], [-1, 1]]), { ord: 1, axis: 0 }).toArray()).toEqual([[0.5, 0.75], [-0.5, 0.25]]); // prettier-ignore
  });

  it("has derivatives, first and second, that are 0 at 0", () => {
    for (const [ord, axis] of [
      [2, -1],
      [3, 0],
      [1, 1],
    ]) {
      const f = (z: NDArray): NDArray => weighed(normalize(z, { ord, axis }));
      checkGradients(f, [draw(1, [2, 3])]);
      if (ord > 1) checkGradients((z: NDArray) => weighed(grad(f)(z)), [draw(2, [2, 3])]);
    }
    const f = (z: NDArray): NDArray => weighed(normalize(z));
    const g = grad(f)(array([[0, 0, 0], [1, 2, 2]])) as NDArray; // prettier-ignore
    expect((g.toArray() as number[][])[0].map(Math.abs)).toEqual([0, 0, 0]);
    const second = grad((z: NDArray) => weighed(grad(f)(z)))(zeros([1, 3])) as NDArray;
    expect(second.toTypedArray().every((v) => v === 0)).toBe(true);
  });
});

describe("cosineSimilarity", () => {
  it("is 1, 0 and −1 for parallel, orthogonal and opposite vectors, and 0 beside 0", () => {
    const a = array([1, 0]) as NDArray;
    const b = array([[1e-200, 0], [0, 5], [-3e200, 0], [0, 0]]) as NDArray; // prettier-ignore
    expect(cosineSimilarity(a, b).toArray()).toEqual([1, 0, -1, 0]);
    expect(cosineSimilarity(b.T, b.T, { axis: 0 }).toArray()).toEqual([1, 1, 1, 0]);
  });

  it("has derivatives in both, first and second", () => {
    const f = (a: NDArray, b: NDArray): NDArray => weighed(cosineSimilarity(a, b));
    const [a, b] = [draw(1, [3, 4]), draw(2, [4])];
    checkGradients(f, [a, b]);
    checkGradients((z: NDArray) => weighed(grad((x: NDArray) => f(x, b))(z)), [a]);
  });
});

describe("cdist", () => {
  it("has all distances, of close vectors far from 0 too", () => {
    const a = array([[0, 0], [3, 4]]); // prettier-ignore
    expect(cdist(a, a).toArray()).toEqual([[0, 5], [5, 0]]); // prettier-ignore
    expect(cdist(a, array([[1, 1]]), { ord: 1 }).toArray()).toEqual([[2], [5]]);
    expect(cdist(array([[1e8, 1]]), array([[1e8, 1 + 2 ** -30]])).item()).toBe(2 ** -30);
    expect(cdist(zeros([2, 3, 4]), zeros([5, 4])).shape).toEqual([2, 3, 5]);
  });

  it("has derivatives in both, 0 at distance 0", () => {
    const f = (a: NDArray, b: NDArray): NDArray => weighed(cdist(a, b));
    const [a, b] = [draw(1, [3, 2]), draw(2, [4, 2])];
    checkGradients(f, [a, b]);
    checkGradients((z: NDArray) => weighed(grad((x: NDArray) => f(x, b))(z)), [a]);
    expect(
      grad((z: NDArray) => sum(cdist(z, eye(2))))(eye(2).slice("0:1") as NDArray)
        .toTypedArray()
        .every(Number.isFinite),
    ).toBe(true);
  });
});

describe("bad input", () => {
  it("is refused by name", () => {
    expect(() => normalize(zeros([2], { dtype: "complex128" }))).toThrow(DTypeError);
    expect(() => normalize(zeros([2]), { axis: 1 })).toThrow(IndexError);
    expect(() => normalize(zeros([2]), { axis: 1 })).toThrow(
      "normalize: axis must be an integer in [-1, 0] for an array of 1 axes; got 1.",
    );
    expect(() => cosineSimilarity(zeros([2]), zeros([3]))).toThrow(ShapeError);
    expect(() => cdist(zeros([2, 3]), zeros([2, 4]))).toThrow(ShapeError);
    expect(() => cdist(zeros([2, 3]), zeros([2, 4]))).toThrow(
      "cdist: vectors must have the same length; got a [2, 3] and b [2, 4].",
    );
    expect(() => cdist(zeros([3]), zeros([2, 3]))).toThrow("cdist: a must have at least two axes; got a [3].");
  });
});
