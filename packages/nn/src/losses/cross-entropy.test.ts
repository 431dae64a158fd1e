import { checkGradients, grad, hvp, jvp, vmap } from "@linnet/autograd";
import {
  DTypeError,
  IndexError,
  type NDArray,
  ShapeError,
  ValueError,
  array,
  moveaxis,
  mul,
  random,
  softmax,
  square,
  stack,
  sum,
  zeros,
} from "@linnet/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CrossEntropyOptions, crossEntropy } from "./cross-entropy.js";
import { nll } from "./nll.js";

const classes = (...t: number[]): NDArray => array(Int32Array.from(t));
const numbers = (x: NDArray): number[] => Array.from(x.toTypedArray() as Float64Array);

interface Plain {
  readonly smoothing: number;
  readonly weights: readonly number[];
  readonly ignored: number | null;
}

/** The losses of rows by the definition, and what they count for in the mean. */
function byDefinition(z: number[][], t: readonly number[], { smoothing, weights, ignored }: Plain) {
  const losses = z.map((row, i) => {
    if (t[i] === ignored) return 0;
    const m = Math.max(...row);
    const log = m + Math.log(row.reduce((total, v) => total + Math.exp(v - m), 0));
    const q = row.map((_v, j) => weights[j] * (Number(j === t[i]) * (1 - smoothing) + smoothing / row.length));
    return row.reduce((total, v, j) => total + q[j] * (log - v), 0);
  });
  return { losses, shares: t.map((label) => (label === ignored ? 0 : weights[label])) };
}

const total = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0);

describe("crossEntropy of class indices", () => {
  it("is log k for equal logits, and 0 for certainty", () => {
    expect(crossEntropy(zeros([3, 8]), classes(0, 3, 7)).item()).toBe(Math.log(8));
    expect(Object.is(crossEntropy(array([[0, -1e4]]), classes(0)).item(), 0)).toBe(true);
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

  it("is its definition, with every option and reduction", () => {
    const law = fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom(0, 0.1, 1),
      fc.boolean(),
      fc.constantFrom(null, -100, 0),
      fc.nat(99),
      (n, k, smoothing, weighted, ignored, seed) => {
        const rng = random(seed);
        const logits: NDArray = rng.normal([n, k], { std: 3 });
        const t = numbers(rng.integers(0, k, [n]) as NDArray).map((label, i) =>
          ignored === -100 && i % 2 === 1 ? -100 : label,
        );
        const weights = Array.from({ length: k }, (_, j) => (weighted ? (j + 1) / 2 : 1));
        const { losses, shares } = byDefinition(logits.toArray() as number[][], t, { smoothing, weights, ignored });
        const options: CrossEntropyOptions = {
          labelSmoothing: smoothing,
          ...(ignored === null ? {} : { ignoreIndex: ignored }),
          ...(weighted ? { classWeights: array(weights) as NDArray } : {}),
        };
        const bound = (size: number): number => 256 * Number.EPSILON * size;
        const each = numbers(crossEntropy(logits, classes(...t), { ...options, reduction: "none" }));
        each.forEach((y, i) => expect(Math.abs(y - losses[i])).toBeLessThanOrEqual(bound(losses[i] + 16)));
        const sums = crossEntropy(logits, classes(...t), { ...options, reduction: "sum" }).item();
        expect(Math.abs(sums - total(losses))).toBeLessThanOrEqual(bound(total(losses) + 16 * n));
        if (total(shares) === 0) return;
        const mean = crossEntropy(logits, classes(...t), options).item();
        const expected = total(losses) / total(shares);
        expect(Math.abs(mean - expected)).toBeLessThanOrEqual(bound(expected + 32));
      },
    );
    fc.assert(law);
  });

  it("its gradient is (softmax − one-hot)/n", () => {
    const law = fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 2, max: 5 }),
      fc.nat(99),
      (n, k, seed) => {
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
      },
    );
    fc.assert(law);
  });

  it("agrees with central differences in every reduction, confident logits included, and so do its slopes", () => {
    const t = classes(2, 0, -1);
    for (const scale of [1, 30]) {
      const z: NDArray = random(1).normal([3, 4], { std: scale });
      for (const reduction of ["mean", "sum", "none"] as const) {
        const options = { reduction, ignoreIndex: -1, labelSmoothing: 0.1 };
        const f = (x: NDArray): NDArray => sum(mul(crossEntropy(x, t, options) as NDArray, 0.7));
        checkGradients(f, [z]);
        checkGradients((x: NDArray) => sum(square(grad(f)(x) as NDArray)), [z]);
      }
    }
    // Beyond ±1e4 the loss is a line to every digit, and its gradient −1 and 1.
    const far = array([[1e4, -1e4]]) as NDArray;
    expect(numbers(grad((x: NDArray) => crossEntropy(x, classes(1)))(far))).toEqual([1, -1]);
    expect(numbers(grad((x: NDArray) => crossEntropy(x, classes(0)))(far))).toEqual([-0, 0]);
  });

  it("is differentiated forwards as backwards, and twice either way", () => {
    const rng = random(4);
    const [z, v] = [rng.normal([3, 4]) as NDArray, rng.normal([3, 4]) as NDArray];
    const t = classes(3, 0, 0);
    for (const ignoreIndex of [-1, 3]) {
      const f = (x: NDArray): NDArray => crossEntropy(x, t, { ignoreIndex });
      const [, forwards] = jvp(f, [z], [v]);
      const slope: NDArray = grad(f)(z);
      expect(Math.abs(forwards.item() - sum(mul(slope, v)).item())).toBeLessThanOrEqual(64 * Number.EPSILON);
      const curved: NDArray = hvp(f, [z], [v])[0];
      const [, pushed] = jvp((x: NDArray) => grad(f)(x) as NDArray, [z], [v]);
      numbers(curved).forEach((h, i) =>
        expect(Math.abs(h - numbers(pushed)[i])).toBeLessThanOrEqual(64 * Number.EPSILON),
      );
    }
  });

  it("of a batch under vmap is that of each member, and so is its gradient", () => {
    const rng = random(5);
    const [z, t] = [rng.normal([3, 4, 5]) as NDArray, rng.integers(0, 5, [3, 4]) as NDArray];
    const f = (x: NDArray, y: NDArray): NDArray => crossEntropy(x, y);
    const looped = stack([0, 1, 2].map((i) => f(z.at(i), t.at(i))));
    expect(vmap(f)(z, t).toArray()).toEqual(looped.toArray());
    const slopes = stack([0, 1, 2].map((i) => grad(f)(z.at(i), t.at(i)) as NDArray));
    expect(vmap(grad(f))(z, t).toArray()).toEqual(slopes.toArray());
    const shared = vmap(f, { inAxes: [0, null] })(z, t.at(0));
    expect(shared.toArray()).toEqual(stack([0, 1, 2].map((i) => f(z.at(i), t.at(0)))).toArray());
  });

  it("takes classes on any axis, and labels of any integer dtype", () => {
    const rng = random(6);
    const rows: NDArray = rng.normal([2, 3, 4, 5]);
    const t: NDArray = rng.integers(0, 5, [2, 3, 4]);
    const expected = crossEntropy(rows.reshape([24, 5]), t.reshape([24]), { reduction: "none" }).toTypedArray();
    for (const axis of [0, 1, 2, 3, -1]) {
      const moved: NDArray = moveaxis(rows, -1, axis);
      const losses: NDArray = crossEntropy(moved, t.astype("uint8"), { axis, reduction: "none" });
      expect(losses.shape).toEqual([2, 3, 4]);
      expect(losses.toTypedArray()).toEqual(expected);
    }
    expect(crossEntropy(array([1, 2, 0]), array(1, { dtype: "int32" })).item()).toBe(
      crossEntropy(array([[1, 2, 0]]), classes(1)).item(),
    );
  });

  it("of nothing that counts is 0 but for a mean; a NaN is NaN", () => {
    const logits: NDArray = zeros([2, 3]);
    expect(numbers(crossEntropy(logits, classes(7, 7), { ignoreIndex: 7, reduction: "none" }))).toEqual([0, 0]);
    expect(crossEntropy(zeros([0, 3]), classes(), { reduction: "sum" }).item()).toBe(0);
    expect(crossEntropy(array([[0, Number.NaN]]), classes(0)).item()).toBeNaN();
    expect(crossEntropy(array([[0, Number.NaN]]), classes(0), { ignoreIndex: 0, reduction: "sum" }).item()).toBe(0);
  });
});

describe("crossEntropy of distributions", () => {
  it("of certain ones is that of class indices, and smoothing is spread over all", () => {
    const rng = random(7);
    const z: NDArray = rng.normal([4, 3]);
    const t = classes(0, 2, 1, 1);
    const certain = array([
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
      [0, 1, 0],
    ]) as NDArray;
    for (const labelSmoothing of [0, 0.2]) {
      const [a, b] = [crossEntropy(z, certain, { labelSmoothing }), crossEntropy(z, t, { labelSmoothing })];
      expect(Math.abs(a.item() - b.item())).toBeLessThanOrEqual(32 * Number.EPSILON * b.item());
    }
    checkGradients((x: NDArray, q: NDArray) => crossEntropy(x, softmax(q)), [z, rng.normal([4, 3]) as NDArray]);
  });

  it("divides a mean by the examples, whatever the classes weigh", () => {
    const [z, q] = [
      zeros([2, 2]) as NDArray,
      array([
        [1, 0],
        [0.5, 0.5],
      ]) as NDArray,
    ];
    const classWeights = array([3, 1]) as NDArray;
    expect(crossEntropy(z, q, { classWeights }).item()).toBeCloseTo(((3 + 2) / 2) * Math.LN2, 15);
  });
});

describe("classes that do not fit", () => {
  const logits: NDArray = zeros([2, 3]);

  it("are told with their place", () => {
    expect(() => crossEntropy(logits, classes(0, 3))).toThrow(IndexError);
    expect(() => crossEntropy(logits, classes(0, 3))).toThrow(
      "crossEntropy: targets must lie in [0, 2]; got 3 at position [1].",
    );
    expect(() => crossEntropy(logits, classes(-1, 0))).toThrow(
      "crossEntropy: targets must lie in [0, 2]; got -1 at position [0].",
    );
    expect(() => crossEntropy(logits, classes(-1, 5), { ignoreIndex: -1 })).toThrow("got 5 at position [1].");
    expect(() => crossEntropy(zeros([1, 3, 2]), array([[0, 9]], { dtype: "int32" }))).toThrow(
      "got 9 at position [0, 1].",
    );
    expect(() => crossEntropy(logits, array([0, 4294967295], { dtype: "uint32" }))).toThrow("at position [1].");
    expect(() => crossEntropy(logits, classes(0, 3), { classWeights: array([1, 1, 1]) as NDArray })).toThrow(
      "at position [1].",
    );
    expect(() => nll(logits, classes(0, 3))).toThrow("nll: targets must lie in [0, 2]; got 3 at position [1].");
  });

  it("of a wrong dtype or shape are refused", () => {
    const t: NDArray = zeros([2]);
    expect(() => crossEntropy(logits, t)).toThrow(DTypeError);
    expect(() => crossEntropy(logits, t)).toThrow(
      'crossEntropy: targets must be class indices; got targets float64. Convert them: targets.astype("int32").',
    );
    expect(() => crossEntropy(logits, classes(0))).toThrow(ShapeError);
    expect(() => crossEntropy(logits, classes(0))).toThrow(
      "crossEntropy: targets must have the shape of the scores without the axis of classes, or be distributions of their " +
        "shape; got logits [2, 3] and targets [1].",
    );
    expect(() => nll(logits, classes(0))).toThrow(
      "nll: targets must have the shape of the scores without the axis of classes; got logProbabilities [2, 3] and targets [1].",
    );
    expect(() => crossEntropy(zeros([2, 0]), classes(0, 0))).toThrow(
      "crossEntropy: there must be at least one class; got logits [2, 0] and targets [2].",
    );
    expect(() => crossEntropy(zeros([]), classes(0).at(0))).toThrow(
      "crossEntropy: logits must have an axis of classes; got logits [] and targets [].",
    );
    expect(() => crossEntropy(logits, classes(0, 0), { axis: 2 })).toThrow(IndexError);
    expect(() => crossEntropy([[1]] as unknown as NDArray, classes(0))).toThrow(
      "crossEntropy: logits must be an NDArray; got a list. Make one with array(…).",
    );
    expect(() => crossEntropy(zeros([0, 3]), classes())).toThrow(
      "crossEntropy: there must be at least one element; got logits [0, 3] and targets [0].",
    );
  });

  it("and options out of range", () => {
    const t = classes(0, 1);
    expect(() => crossEntropy(logits, t, { labelSmoothing: 1.5 })).toThrow(
      "crossEntropy: labelSmoothing must lie in [0, 1]; got 1.5.",
    );
    expect(() => crossEntropy(logits, t, { ignoreIndex: 0.5 })).toThrow(
      "crossEntropy: ignoreIndex must be an integer; got 0.5.",
    );
    expect(() => crossEntropy(logits, t, { classWeights: array([1, 2]) as NDArray })).toThrow(
      "crossEntropy: classWeights must have one number for each of the 3 classes; got classWeights [2].",
    );
    expect(() => crossEntropy(logits, classes(1, 1), { ignoreIndex: 1 })).toThrow(ValueError);
    expect(() => crossEntropy(logits, classes(1, 1), { ignoreIndex: 1 })).toThrow(
      'crossEntropy: a mean must be over at least one element that is kept; got none of 2. Leave such batches out, or reduce by "sum".',
    );
    const q = array([
      [0, 1, 0],
      [0, 1.5, 0],
    ]) as NDArray;
    expect(() => crossEntropy(logits, q)).toThrow("crossEntropy: targets must lie in [0, 1]; got 1.5 at index [1, 1].");
    expect(() => crossEntropy(logits, mul(q, 0.5), { ignoreIndex: 1 })).toThrow(
      "crossEntropy: ignoreIndex must go with class indices; got distributions. Use a mask.",
    );
  });

  it("may be anything where they are masked out", () => {
    const mask = array([true, false]) as NDArray;
    const expected = crossEntropy(logits.slice("0:1"), classes(1)).item();
    expect(crossEntropy(logits, classes(1, -7), { mask }).item()).toBe(expected);
    expect(nll(logits, classes(1, 99), { mask }).item()).toBe(0);
  });
});
