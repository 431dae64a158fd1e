import { checkGradients, grad } from "@linnet/autograd";
import { type NDArray, ShapeError, ValueError, array, isFinite, sub, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { huber, mae, smoothL1 } from "./absolute.js";
import { bce, bceWithLogits } from "./binary-cross-entropy.js";
import { cosineEmbedding } from "./cosine-embedding.js";
import { contrastive, tripletMargin } from "./distance-margins.js";
import { hinge, hingeEmbedding, softMargin } from "./hinge.js";
import { klDivergence } from "./kl-divergence.js";
import { gaussianNll, poissonNll } from "./likelihoods.js";
import { marginRanking } from "./margin-ranking.js";
import { mse } from "./mse.js";
import { multiMargin } from "./multi-margin.js";

const f64 = (x: NDArray): number[] => Array.from(x.toTypedArray() as Float64Array);
const slope = (f: (x: NDArray) => NDArray, x: NDArray): number[] => f64(grad(f)(x)).map((v) => v + 0); // −0 is 0

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
    expect(() => mse(array([true]), zeros([1]))).toThrow(
      'mse: prediction must be real numbers; got prediction bool. Convert it first: x.astype("float64").',
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

describe("mae, huber and smoothL1", () => {
  it("are lines beyond the bend and squares before it; at the target the slope is 0", () => {
    const [y, t] = [array([-3, -0.5, 0, 0.5, 3]) as NDArray, zeros([5]) as NDArray];
    const none = { reduction: "none" } as const;
    expect(f64(mae(y, t, none))).toEqual([3, 0.5, 0, 0.5, 3]);
    expect(f64(huber(y, t, { delta: 2, ...none }))).toEqual([4, 0.125, 0, 0.125, 4]);
    expect(f64(smoothL1(y, t, { beta: 2, ...none }))).toEqual([2, 0.0625, 0, 0.0625, 2]);
    expect(f64(smoothL1(y, t, { beta: 0, ...none }))).toEqual([3, 0.5, 0, 0.5, 3]);
    const sum = { reduction: "sum" } as const;
    expect(slope((x) => mae(x, t, sum), y)).toEqual([-1, -1, 0, 1, 1]);
    expect(slope((x) => huber(x, t, { delta: 2, ...sum }), y)).toEqual([-2, -0.5, 0, 0.5, 2]);
    expect(slope((x) => smoothL1(x, t, { beta: 2, ...sum }), y)).toEqual([-1, -0.25, 0, 0.25, 1]);
  });

  it("have their curvature at the target, and no NaN where a square would overflow", () => {
    const at = array([0]) as NDArray;
    const bend = (x: NDArray): NDArray => grad((z: NDArray) => huber(z, zeros([1]) as NDArray))(x);
    expect(slope((x) => bend(x).sum() as NDArray, at)).toEqual([1]);
    expect(slope((x) => huber(x, zeros([1]) as NDArray), array([1e300]))).toEqual([1]);
  });

  it("refuse a bend that is none", () => {
    const x: NDArray = zeros([1]);
    expect(() => huber(x, x, { delta: 0 })).toThrow("huber: delta must be positive and finite; got 0.");
    expect(() => huber(x, x, { delta: Number.NaN })).toThrow("huber: delta must be positive and finite; got NaN.");
    expect(() => smoothL1(x, x, { beta: -1 })).toThrow("smoothL1: beta must be finite and not negative; got -1.");
  });
});

describe("bce and bceWithLogits", () => {
  it("are stable at ±1e4, and keep the digits of small losses", () => {
    const none = { reduction: "none" } as const;
    const [x, t] = [array([1e4, -1e4, 1e4, -1e4, 50]) as NDArray, array([1, 0, 0, 1, 1]) as NDArray];
    const losses = f64(bceWithLogits(x, t, none));
    expect(losses.slice(0, 4)).toEqual([0, 0, 1e4, 1e4]);
    expect(Math.abs(losses[4] - Math.exp(-50))).toBeLessThanOrEqual(8 * Number.EPSILON * Math.exp(-50));
    expect(slope((z) => bceWithLogits(z, t, { reduction: "sum" }), x).slice(0, 4)).toEqual([0, 0, 1, -1]);
  });

  it("weigh positive targets", () => {
    const [x, t] = [array([0, 0]) as NDArray, array([1, 0]) as NDArray];
    const weighed = f64(bceWithLogits(x, t, { posWeight: array(3) as NDArray, reduction: "none" }));
    expect(weighed).toEqual([3 * Math.LN2, Math.LN2]);
    expect(() => bceWithLogits(x, t, { posWeight: zeros([3]) as NDArray })).toThrow(
      "bceWithLogits: posWeight must broadcast to the losses; got posWeight [3] and losses [2].",
    );
  });

  it("bound what a wrong certainty costs at 100, with a slope that leads out", () => {
    const [p, t] = [array([0, 1, 0, 1]) as NDArray, array([1, 0, 0, 1]) as NDArray];
    expect(f64(bce(p, t, { reduction: "none" }))).toEqual([100, 100, 0, 0]);
    const slopes = slope((x) => bce(x, t, { reduction: "sum" }), p);
    expect(slopes.map(Math.sign)).toEqual([-1, 1, 0, 0]);
    expect(slopes.every(Number.isFinite)).toBe(true);
  });

  it("refuse what is no probability", () => {
    const p = array([0.5, 1.5]) as NDArray;
    const t = array([0, 1]) as NDArray;
    expect(() => bce(p, t)).toThrow(ValueError);
    expect(() => bce(p, t)).toThrow("bce: prediction must lie in [0, 1]; got 1.5 at index [1].");
    expect(() => bce(t, array([Number.NaN, 1]))).toThrow("bce: target must lie in [0, 1]; got NaN at index [0].");
    expect(() => bceWithLogits(p, array([0, 2]))).toThrow(
      "bceWithLogits: target must lie in [0, 1]; got 2 at index [1].",
    );
    const mask = array([true, false]) as NDArray;
    expect(bce(p, t, { mask }).item()).toBe(Math.LN2);
  });
});

describe("klDivergence", () => {
  it("is 0 of equal distributions, counts 0·log 0 as 0, and takes logarithms as targets", () => {
    const p = array([[0.25, 0.75, 0]]) as NDArray;
    const log = array([[Math.log(0.25), Math.log(0.75), -50]]) as NDArray;
    expect(f64(klDivergence(log, p, { reduction: "none" }))).toEqual([0, 0, 0]);
    expect(slope((x) => klDivergence(x, p, { reduction: "sum" }), log)).toEqual([-0.25, -0.75, 0]);
    const other = array([[Math.log(0.5), Math.log(0.5), -50]]) as NDArray;
    const expected = 0.25 * Math.log(0.5) + 0.75 * Math.log(1.5);
    expect(klDivergence(other, p, { reduction: "batchMean" }).item()).toBeCloseTo(expected, 15);
    expect(
      klDivergence(other.slice(":", ":2"), log.slice(":", ":2"), { logTarget: true, reduction: "sum" }).item(),
    ).toBeCloseTo(expected, 15);
  });

  it("refuses what is no probability, and a mean over no distribution", () => {
    expect(() => klDivergence(zeros([1]) as NDArray, array([-0.5]))).toThrow(
      "klDivergence: target must lie in [0, 1]; got -0.5 at index [0].",
    );
    expect(() => klDivergence(zeros([0, 2]), zeros([0, 2]), { reduction: "batchMean" })).toThrow(
      "klDivergence: there must be a first axis, of at least one distribution; got prediction [0, 2] and target [0, 2].",
    );
  });
});

describe("losses of signs", () => {
  const [x, t] = [array([2, 0.5, -1]) as NDArray, array([1, -1, 1]) as NDArray];
  const none = { reduction: "none" } as const;

  it("are nothing beyond the margin", () => {
    expect(f64(hinge(x, t, none))).toEqual([0, 1.5, 2]);
    expect(f64(hingeEmbedding(x, t, none))).toEqual([2, 0.5, -1]);
    expect(f64(marginRanking(x, zeros([3]) as NDArray, t, { margin: 0.5, ...none }))).toEqual([0, 1, 1.5]);
    expect(f64(softMargin(array([1e4, -1e4]), array([1, 1]), none))).toEqual([0, 1e4]);
    expect(slope((z) => hinge(z, array([1]) as NDArray), array([1]))).toEqual([0]); // where the line begins
  });

  it("refuse other numbers than 1 and −1, and a margin that is none", () => {
    const wrong = array([1, 0, 1]) as NDArray;
    expect(() => hinge(x, wrong)).toThrow("hinge: target must be 1 or -1; got 0 at index [1].");
    expect(() => hingeEmbedding(x, wrong)).toThrow("hingeEmbedding: target must be 1 or -1; got 0 at index [1].");
    expect(() => softMargin(x, wrong)).toThrow("softMargin: target must be 1 or -1; got 0 at index [1].");
    expect(() => marginRanking(x, x, wrong)).toThrow("marginRanking: target must be 1 or -1; got 0 at index [1].");
    const flat: NDArray = zeros([2]);
    expect(() => marginRanking(x, x, flat)).toThrow(
      "marginRanking: target must have one number for each loss; got target [2] and losses [3].",
    );
    expect(() => marginRanking(x, flat, t)).toThrow(
      "marginRanking: first and second must have the same shape; got first [3] and second [2].",
    );
    expect(() => hinge(x, t, { margin: Number.NaN })).toThrow("hinge: margin must be a finite number; got NaN.");
  });

  it("of several classes leave the right one out", () => {
    const labels = array([0, 2], { dtype: "int32" });
    const scores = array([
      [1, 0.5, -4],
      [0, 0, 3],
    ]) as NDArray;
    expect(f64(multiMargin(scores, labels, none))).toEqual([0.5 / 3, 0]);
    expect(() => multiMargin(scores, labels, { power: 3 as 1 })).toThrow("multiMargin: power must be 1 or 2; got 3.");
    expect(() => multiMargin(scores, array([0, 3], { dtype: "int32" }))).toThrow(
      "multiMargin: targets must lie in [0, 2]; got 3 at position [1].",
    );
  });
});

describe("losses of vectors", () => {
  const a = array([
    [3, 4],
    [0, 0],
  ]) as NDArray;
  const b = array([
    [0, 0],
    [0, 0],
  ]) as NDArray;
  const none = { reduction: "none" } as const;

  it("measure lengths and angles", () => {
    const alike = array([1, -1]) as NDArray;
    expect(f64(contrastive(a, b, alike, { margin: 2, ...none }))).toEqual([12.5, 2]);
    expect(f64(tripletMargin(a, b, a, none))).toEqual([6, 1]);
    expect(f64(tripletMargin(a, b, a.add(1), { swap: true, ...none }))[0]).toBe(5 - Math.SQRT2 + 1);
    const c = array([
      [4, 3],
      [1, 0],
    ]) as NDArray;
    f64(cosineEmbedding(a, c, alike, none)).forEach((y, i) =>
      expect(Math.abs(y - [1 - 24 / 25, 0][i])).toBeLessThanOrEqual(8 * Number.EPSILON),
    );
  });

  it("have finite gradients at vectors of length 0, and where two are equal", () => {
    const apart = array([-1, -1]) as NDArray;
    const finite = (g: NDArray): boolean => !isFinite(g).toTypedArray().includes(0);
    expect(finite(grad((x: NDArray) => contrastive(x, b, apart))(b))).toBe(true);
    expect(finite(grad((x: NDArray) => tripletMargin(x, b, b))(b))).toBe(true);
    expect(finite(grad((x: NDArray) => cosineEmbedding(x, a, apart, { margin: -1 }))(b))).toBe(true);
    checkGradients((x: NDArray) => contrastive(x, b, array([1, 1]) as NDArray), [b]);
  });

  it("refuse shapes that do not fit", () => {
    const flat: NDArray = zeros([2]);
    const one = array([1]) as NDArray;
    expect(() => tripletMargin(a, b, flat)).toThrow(
      "tripletMargin: anchor, positive and negative must have the same shape; got anchor [2, 2] and positive [2, 2] and negative [2].",
    );
    expect(() => cosineEmbedding(a, b, one)).toThrow(
      "cosineEmbedding: target must have one number for each loss; got target [1] and losses [2].",
    );
    expect(() => contrastive(zeros([]) as NDArray, zeros([]) as NDArray, one)).toThrow(
      "contrastive: vectors must have at least one axis; got first [] and second [].",
    );
    expect(() => tripletMargin(a, b, b, { epsilon: Number.NaN })).toThrow(
      "tripletMargin: epsilon must be a finite number; got NaN.",
    );
  });
});

describe("likelihoods", () => {
  const none = { reduction: "none" } as const;

  it("are those of the distributions, in full", () => {
    const t = array([0, 3]) as NDArray;
    const [full, logs] = [{ full: true, ...none }, array([0, Math.LN2]) as NDArray];
    const poisson = [1, 2 - 3 * Math.LN2 + Math.log(6)]; // −log of e⁻ˡ·lᵗ/t!
    f64(poissonNll(logs, t, full)).forEach((y, i) => expect(y).toBeCloseTo(poisson[i], 14));
    f64(poissonNll(array([1, 2]), t, { logInput: false, epsilon: 0, ...full })).forEach((y, i) =>
      expect(y).toBeCloseTo(poisson[i], 14),
    );
    const normal = [0.5 * Math.log(2 * Math.PI * 4) + 1 / 8];
    f64(gaussianNll(array([1]), array([2]), array(4) as NDArray, full)).forEach((y, i) =>
      expect(y).toBeCloseTo(normal[i], 14),
    );
  });

  it("take no variance below epsilon", () => {
    const x: NDArray = zeros([1]);
    expect(gaussianNll(x, x, zeros([1]) as NDArray, { epsilon: 0.01 }).item()).toBeCloseTo(Math.log(0.01) / 2, 15);
    expect(slope((v) => gaussianNll(x, x, v), zeros([1]))).toEqual([0]);
  });

  it("refuse counts, rates and variances below 0", () => {
    const [x, less]: NDArray[] = [zeros([1]), array([-1])];
    expect(() => poissonNll(x, less)).toThrow("poissonNll: target must not be negative; got -1 at index [0].");
    expect(() => poissonNll(less, x, { logInput: false })).toThrow(
      "poissonNll: prediction must not be negative; got -1 at index [0].",
    );
    expect(() => gaussianNll(x, x, less)).toThrow("gaussianNll: variance must not be negative; got -1 at index [0].");
    expect(() => gaussianNll(x, x, zeros([2]) as NDArray)).toThrow(
      "gaussianNll: variance must broadcast to the losses; got variance [2] and losses [1].",
    );
    expect(() => gaussianNll(x, x, x, { epsilon: -1 })).toThrow(
      "gaussianNll: epsilon must be finite and not negative; got -1.",
    );
  });
});
