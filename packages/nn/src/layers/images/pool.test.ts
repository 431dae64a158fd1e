import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkGradients, grad, vmap } from "@linnet/autograd";
import {
  DTypeError,
  type NDArray,
  ShapeError,
  ValueError,
  add,
  array,
  mul,
  ones,
  random,
  sum,
  zeros,
} from "@linnet/core";
import {
  AdaptiveAveragePool2d,
  AdaptiveMaxPool2d,
  AveragePool1d,
  AveragePool2d,
  GlobalAveragePool,
  MaxPool1d,
  MaxPool2d,
} from "../../index.js";

const rng = random(5);

interface Pool {
  forward(x: NDArray): NDArray;
}

/** A scalar that depends on every element in another way, and not only linearly. */
function scalar(y: NDArray): NDArray {
  return sum(mul(mul(y, y), random(9).normal(y.shape as number[])));
}

/** Distinct numbers, far enough apart for differences. */
function distinct(shape: readonly number[]): NDArray {
  const size = shape.reduce((a, b) => a * b, 1);
  return array(
    Float64Array.from({ length: size }, (_, i) => ((i * 37) % size) / 7 + 0.25),
    { shape: shape as number[] },
  );
}

const options = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })).chain(([height, width]) =>
  fc.record({
    window: fc.constant([height, width]),
    stride: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    padding: fc.tuple(fc.nat(height >> 1), fc.nat(width >> 1)),
    ceilMode: fc.boolean(),
  }),
);

describe("pools", () => {
  it("take the largest element, or the average, of every window", () => {
    const x = array([[1, 2, 5, 4, 3, 9, 7]]);
    expect(new MaxPool1d(2).forward(x).toArray()).toEqual([[2, 5, 9]]);
    expect(new MaxPool1d(2, { ceilMode: true }).forward(x).toArray()).toEqual([[2, 5, 9, 7]]);
    expect(new MaxPool1d(2, { dilation: 3, stride: 1 }).forward(x).toArray()).toEqual([[4, 3, 9, 7]]);
    expect(new AveragePool1d(2).forward(x).toArray()).toEqual([[1.5, 4.5, 6]]);
    expect(new AveragePool1d(2, { ceilMode: true, stride: 2 }).forward(x).toArray()).toEqual([[1.5, 4.5, 6, 7]]);
    const square = array([
      [1, 2],
      [3, -4],
    ]);
    const around = { padding: 1, stride: 1 };
    expect(new MaxPool2d(2, around).forward(square).toArray()).toEqual([
      [1, 2, 2],
      [3, 3, 2],
      [3, 3, -4],
    ]);
    expect(new AveragePool2d(2, around).forward(square).at(0, 0).item()).toBe(0.25);
    expect(new AveragePool2d(2, { ...around, countIncludePad: false }).forward(square).at(0, 0).item()).toBe(1);
  });

  it("find NaN, and give the derivative to the first of elements that tie", () => {
    const x = array([
      [1, 1, NaN, 0],
      [1, 0, 0, 0],
    ]);
    expect(new MaxPool2d(2).forward(x).toArray()).toEqual([[1, NaN]]);
    const slopes = grad((z: NDArray) => sum(new MaxPool2d(2).forward(z)))(x);
    expect(slopes.toArray()).toEqual([
      [1, 0, 1, 0],
      [0, 0, 0, 0],
    ]);
  });

  it("adapt to any size: windows cover all of it", () => {
    const x = distinct([2, 7, 9]);
    expect(new AdaptiveAveragePool2d([3, null]).forward(x).shape).toEqual([2, 3, 9]);
    expect(new AdaptiveMaxPool2d(1).forward(x).toTypedArray()).toEqual(
      Float64Array.from([0, 1], (i) => Math.max(...(x.at(i) as NDArray).toTypedArray())),
    );
    const whole = new AdaptiveAveragePool2d(1).forward(x).reshape([2]).toTypedArray();
    const mean = new GlobalAveragePool().forward(x.reshape([1, 2, 7, 9])).toTypedArray();
    // two sums of 63 positive numbers
    whole.forEach((value, i) => expect(Math.abs(value - mean[i])).toBeLessThanOrEqual(2 * 64 * 2 ** -53 * value));
    expect(
      new AdaptiveAveragePool2d(9)
        .forward(ones([1, 2, 2]))
        .toTypedArray()
        .every((v) => v === 1),
    ).toBe(true);
  });

  it("have gradients of first and second order, whatever the windows", () => {
    const law = fc.property(options, fc.constantFrom(MaxPool2d, AveragePool2d), ({ window, ...rest }, Layer) => {
      const x = distinct([2, 4, 5]);
      const pool: Pool = new Layer(window, rest);
      const f = (z: NDArray): NDArray => scalar(pool.forward(z));
      checkGradients(f, [x], { elements: 8 });
      checkGradients((z: NDArray) => scalar(grad(f)(z)), [x], { elements: 4 });
    });
    fc.assert(law, { numRuns: 10 });
    const others: Pool[] = [
      new MaxPool1d(3, { stride: 2 }),
      new AveragePool1d(3, { stride: 1, padding: 1, countIncludePad: false }),
      new AdaptiveAveragePool2d([2, 3]),
      new AdaptiveMaxPool2d([3, 2]),
      new GlobalAveragePool(),
    ];
    for (const pool of others) {
      const f = (z: NDArray): NDArray => scalar(pool.forward(z));
      checkGradients(f, [distinct([2, 2, 5, 4])], { elements: 5 });
      checkGradients((z: NDArray) => add(scalar(grad(f)(z)), 0), [distinct([2, 2, 5, 4])], { elements: 5 });
    }
  });

  it("work over any leading axes and strides, in single precision too, and in batches", () => {
    const x = rng.normal([3, 2, 6, 8], { dtype: "float32" });
    for (const pool of [new MaxPool2d(2), new AveragePool2d(2)] as Pool[]) {
      const y = pool.forward(x);
      expect([y.dtype, y.shape]).toEqual(["float32", [3, 2, 3, 4]]);
      const members = vmap((z: NDArray) => pool.forward(z))(x);
      expect(members.toArray()).toEqual(y.toArray());
      const turned = x.slice("...", "::-1", "::2");
      const copy = array(turned.toTypedArray(), { shape: [...turned.shape] });
      expect(pool.forward(turned).toArray()).toEqual(pool.forward(copy).toArray());
      expect(pool.forward(zeros([0, 4, 4])).shape).toEqual([0, 2, 2]);
    }
  });

  it.each<[call: () => unknown, kind: typeof ValueError | typeof ShapeError | typeof DTypeError, sentence: string]>([
    [
      () => new MaxPool2d(0),
      ValueError,
      "MaxPool2d: window must be a positive integer, or one for each of 2 axes; got 0.",
    ],
    [
      () => new MaxPool1d([2, 2]),
      ValueError,
      "MaxPool1d: window must be a positive integer, or one for each of 1 axes; got [2, 2].",
    ],
    [
      () => new AveragePool2d(2, { stride: 0 }),
      ValueError,
      "AveragePool2d: stride must be a positive integer, or one for each of 2 axes; got 0.",
    ],
    [
      () => new AveragePool1d(3, { padding: 2 }),
      ValueError,
      "AveragePool1d: padding must be integers of 0 to half a window; got 2.",
    ],
    [
      () => new MaxPool2d(3, { padding: [1, -1] }),
      ValueError,
      "MaxPool2d: padding must be integers of 0 to half a window; got [1, -1].",
    ],
    [
      () => new MaxPool2d(3, { ceilMode: 1 as unknown as boolean }),
      ValueError,
      "MaxPool2d: ceilMode must be a boolean; got 1.",
    ],
    [
      () => new AdaptiveMaxPool2d([0, 2]),
      ValueError,
      "AdaptiveMaxPool2d: counts must be a positive integer, or two of which null keeps an axis; got [0, 2].",
    ],
    [
      () => new AdaptiveAveragePool2d(1.5),
      ValueError,
      "AdaptiveAveragePool2d: counts must be a positive integer, or two of which null keeps an axis; got 1.5.",
    ],
    [
      () => new MaxPool2d(3).forward(ones([1, 2, 5])),
      ShapeError,
      "MaxPool2d.forward: a window of 3×3 must fit into x and its padding; got x [1, 2, 5]. Make the window smaller.",
    ],
    [
      () => new MaxPool2d(2).forward(ones([4]) as NDArray),
      ShapeError,
      "MaxPool2d.forward: x must have shape […, H, W]; got x [4].",
    ],
    [
      () => new AveragePool1d(2).forward(ones([]) as NDArray),
      ShapeError,
      "AveragePool1d.forward: x must have shape […, L]; got x [].",
    ],
    [
      () => new AdaptiveMaxPool2d(2).forward(ones([2, 0, 4])),
      ShapeError,
      "AdaptiveMaxPool2d.forward: x must have elements to pool; got x [2, 0, 4].",
    ],
    [
      () => new MaxPool1d(2, { padding: 1, dilation: 3, stride: 5 }).forward(ones([2])),
      ShapeError,
      "MaxPool1d.forward: every window must meet an element; got x [2]. Make dilation or padding smaller.",
    ],
    [
      () => new GlobalAveragePool().forward(ones([2, 2]) as NDArray),
      ShapeError,
      "GlobalAveragePool.forward: x must have shape […, C, H, W]; got x [2, 2].",
    ],
    [
      () => new MaxPool2d(2).forward(ones([2, 2], { dtype: "bool" }) as NDArray),
      DTypeError,
      "MaxPool2d.forward: x must be real numbers; got x bool.",
    ],
  ])("refuse what cannot be: %#", (call, kind, sentence) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(sentence);
  });
});
