import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  ValueError,
  abs,
  add,
  array,
  concat,
  eye,
  log,
  matmul,
  max,
  mul,
  random,
  softmax,
  sub,
  sum,
  take,
} from "@linnet/core";
import { cond, solve } from "@linnet/linalg";
import { LinearDiscriminantAnalysis } from "./linear-discriminant-analysis.js";

const shapes = fc.record({
  classes: fc.integer({ min: 2, max: 5 }),
  p: fc.integer({ min: 1, max: 6 }),
  seed: fc.nat(1000),
});

interface Example {
  readonly x: NDArray;
  readonly y: NDArray<"int32">;
}

/** Normal classes, twenty examples each, of labels 1, 3, 5, …, mixed by a matrix of condition below 100 or so. */
function examples({ classes, p, seed }: { classes: number; p: number; seed: number }): Example {
  const rng = random(seed);
  const n = 20 * classes;
  const y = array(Int32Array.from({ length: n }, (_, i) => 2 * (i % classes) + 1));
  const means: NDArray = rng.normal([2 * classes, p], { std: 2 });
  const mixing: NDArray = add(mul(rng.normal([p, p]), 0.3) as NDArray, eye(p) as NDArray);
  return { x: matmul(add(rng.normal([n, p]), take(means, y, { axis: 0 })) as NDArray, mixing), y };
}

const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const difference = (a: NDArray, b: NDArray): number => largest(sub(a, b) as NDArray);
const int = (labels: number[]): NDArray<"int32"> => array(labels, { dtype: "int32" });
const few: Example = {
  x: array([
    [0, 0],
    [1, 1],
    [1, -1],
    [5, 0],
    [6, 1],
    [6, -1],
  ]),
  y: int([0, 0, 0, 1, 1, 1]),
};

describe("LinearDiscriminantAnalysis", () => {
  it("scores have the identity as covariance within classes, to the rounding of an SVD", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { x, y } = examples(shape);
        const lda = LinearDiscriminantAnalysis.fit(x, y);
        const c: NDArray = lda.components;
        const within: NDArray = matmul(matmul(c, lda.covariance as NDArray), c.T as NDArray);
        const k = c.shape[0] as number;
        // (n + p)·ε in each factor of W, and as much again where the rounded W meets Σ: cond(Σ) = cond(W)².
        const bound = 30 * (x.shape[0] + shape.p) * Number.EPSILON * cond(lda.covariance as NDArray).item();
        expect(difference(within, eye(k))).toBeLessThanOrEqual(bound);
      }),
      { numRuns: 25 },
    );
  });

  it("probabilities are those of Bayes' rule for normal classes of the pooled covariance", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { x, y } = examples(shape);
        const lda = LinearDiscriminantAnalysis.fit(x, y);
        const sigma: NDArray = lda.covariance;
        const logs = Array.from({ length: shape.classes }, (_, c): NDArray => {
          const d: NDArray = sub(x, lda.means.at(c) as NDArray);
          const squares: NDArray = sum(mul(d, solve(sigma, d.T as NDArray).T as NDArray), { axis: 1 });
          return sub(log(lda.priors.at(c) as NDArray), mul(squares, 0.5)).reshape([-1, 1]);
        });
        const exponents: NDArray = concat(logs, { axis: 1 });
        const bound = 100 * x.shape[0] * Number.EPSILON * cond(sigma).item() * (1 + largest(exponents));
        expect(difference(lda.predictProbabilities(x), softmax(exponents, { axis: 1 }) as NDArray)).toBeLessThanOrEqual(
          bound,
        );
      }),
      { numRuns: 25 },
    );
  });

  it("ratios descend to a sum of 1; in each component the entry of largest magnitude is positive", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { x, y } = examples(shape);
        const lda = LinearDiscriminantAnalysis.fit(x, y);
        const ratio = lda.explainedVarianceRatio.toArray() as number[];
        expect(ratio.length).toBe(Math.min(shape.classes - 1, shape.p));
        expect(ratio).toEqual(ratio.toSorted((a, b) => b - a));
        expect(Math.abs(ratio.reduce((a, b) => a + b, 0) - 1)).toBeLessThanOrEqual(shape.classes * Number.EPSILON);
        for (const row of lda.components.toArray() as number[][]) {
          expect(row.reduce((best, v) => (Math.abs(v) > Math.abs(best) ? v : best), 0)).toBeGreaterThan(0);
        }
      }),
      { numRuns: 25, examples: [[{ classes: 4, p: 6, seed: 630 }]] },
    );
  });

  it("predicts labels of the given kind, of the largest probability, whatever the scale of a column", () => {
    const { x, y } = examples({ classes: 3, p: 4, seed: 8 });
    const lda = LinearDiscriminantAnalysis.fit(x, y);
    const predicted = lda.predict(x);
    expect(predicted.dtype).toBe("int32");
    const best = (lda.predictProbabilities(x).toArray() as number[][]).map((row) => row.indexOf(Math.max(...row)));
    expect(predicted.toArray()).toEqual(best.map((c) => 2 * c + 1));
    const units = array([1e-9, 1, 1e6, 1e12]);
    const scaled: NDArray = mul(x, units);
    const other = LinearDiscriminantAnalysis.fit(scaled, y);
    expect(other.rank).toBe(4);
    expect(other.predict(scaled).toArray()).toEqual(predicted.toArray());
    expect(LinearDiscriminantAnalysis.fit(few.x, few.y.equal(1)).predict(few.x).dtype).toBe("bool");
  });

  it("leaves out directions without variance within classes, and says so by its rank", () => {
    const { x, y } = examples({ classes: 3, p: 3, seed: 5 });
    const lda = LinearDiscriminantAnalysis.fit(x, y);
    const copy: NDArray = sub(x.slice(":", "0:1"), x.slice(":", "1:2") as NDArray);
    const constant: NDArray = add(mul(copy, 0), 0.1);
    const collinear: NDArray = concat([x, copy, constant], { axis: 1 });
    const more = LinearDiscriminantAnalysis.fit(collinear, y);
    expect([lda.rank, more.rank]).toEqual([3, 3]);
    const bound = 1e3 * x.shape[0] * Number.EPSILON * cond(lda.covariance as NDArray).item();
    expect(difference(more.predictProbabilities(collinear), lda.predictProbabilities(x))).toBeLessThanOrEqual(bound);
    const wide = LinearDiscriminantAnalysis.fit(random(1).normal([9, 30]), int([0, 1, 2, 0, 1, 2, 0, 1, 2]));
    expect([wide.rank, wide.components.shape]).toEqual([6, [2, 30]]);
  });

  it("shrinks to the nearest mean, and uses all directions then", () => {
    const { x, y } = examples({ classes: 4, p: 3, seed: 2 });
    const lda = LinearDiscriminantAnalysis.fit(x, y, { shrinkage: 1 });
    const nearest = (x.toArray() as number[][]).map((row) => {
      const d = (lda.means.toArray() as number[][]).map((m) => m.reduce((s, v, j) => s + (v - row[j]) ** 2, 0));
      return 2 * d.indexOf(Math.min(...d)) + 1;
    });
    expect(lda.predict(x).toArray()).toEqual(nearest);
    const wide = random(3).normal([9, 30]);
    const shrunk = LinearDiscriminantAnalysis.fit(wide, int([0, 1, 2, 0, 1, 2, 0, 1, 2]), { shrinkage: 0.1 });
    expect(shrunk.rank).toBe(30);
    const c: NDArray = shrunk.components;
    const within = matmul(matmul(c, shrunk.covariance as NDArray), c.T as NDArray) as NDArray;
    expect(difference(within, eye(2))).toBeLessThanOrEqual(
      30 * 39 * Number.EPSILON * cond(shrunk.covariance as NDArray).item(),
    );
  });

  it("priors move the boundary by their logarithms", () => {
    const even = LinearDiscriminantAnalysis.fit(few.x, few.y);
    const odd = LinearDiscriminantAnalysis.fit(few.x, few.y, { priors: [0.9, 0.1] });
    const ratio = (lda: LinearDiscriminantAnalysis): number => {
      const [[a, b]] = lda.predictProbabilities(array([[3, 0]])).toArray() as number[][];
      return Math.log(a / b);
    };
    expect(Math.abs(ratio(odd) - ratio(even) - Math.log(9))).toBeLessThanOrEqual(1e-12);
    expect(odd.predict(array([[3.2, 0]])).toArray()).toEqual([0]);
  });

  it("keeps float32, takes views and integers, and goes through JSON to the last bit", () => {
    const { x, y } = examples({ classes: 3, p: 4, seed: 1 });
    const single = LinearDiscriminantAnalysis.fit(x.astype("float32"), y, { components: 1 });
    expect([single.components.dtype, single.transform(x.astype("float32")).shape]).toEqual(["float32", [60, 1]]);
    const lda = LinearDiscriminantAnalysis.fit(x, y);
    const view = (concat([x, x], { axis: 1 }) as NDArray).slice("::-1", "0:4") as NDArray;
    const reversed = LinearDiscriminantAnalysis.fit(view, y.slice("::-1") as NDArray<"int32">);
    expect(difference(reversed.means, lda.means)).toBeLessThanOrEqual(100 * Number.EPSILON * largest(x));
    expect(LinearDiscriminantAnalysis.fit(few.x.astype("int8"), few.y).means.dtype).toBe("float64");
    const back = LinearDiscriminantAnalysis.fromJSON(JSON.stringify(lda));
    expect(JSON.stringify(back)).toEqual(JSON.stringify(lda));
    expect(back.predictProbabilities(x).toArray()).toEqual(lda.predictProbabilities(x).toArray());
    const broken = { ...lda.toJSON(), intercept: lda.mean.size };
    expect(() => LinearDiscriminantAnalysis.fromJSON(broken)).toThrow(
      "LinearDiscriminantAnalysis.fromJSON: intercept must be an array { dtype, shape, data }; got 4.",
    );
  });

  it("refuses what it is not defined for", () => {
    const fit = (x: NDArray, y: NDArray, options?: object) => () => LinearDiscriminantAnalysis.fit(x, y, options);
    const { x, y } = few;
    const at = "LinearDiscriminantAnalysis.fit: ";
    expect(fit(x, int([0, 0, 0, 0, 0, 0]))).toThrow(`${at}y must hold at least two classes; got only class 0.`);
    expect(fit(x, int([0, 1]))).toThrow(ShapeError);
    expect(fit(x, array([0, 0, 1, 1, 2, 0.5]))).toThrow(
      `${at}labels must be integers or booleans; got 0.5 at index 5. Encode classes as integers, with OrdinalEncoder; a continuous target is one of regression.`,
    );
    expect(fit(x, int([0, 1, 2, 3, 4, 5]))).toThrow(
      `${at}x must have more rows than classes; got 6 rows of 6 classes.`,
    );
    expect(fit(take(x, int([0, 0, 0, 3, 3, 3]), { axis: 0 }), y)).toThrow(
      `${at}x must vary within classes; got equal rows in each. Such classes need no model.`,
    );
    expect(fit(take(x, int([0, 1, 2, 0, 1, 2]), { axis: 0 }), y)).toThrow(
      `${at}class means must differ; got equal means. Classes of one mean differ in spread at most: use QuadraticDiscriminantAnalysis.`,
    );
    expect(fit(x, y, { components: 2 })).toThrow(ValueError);
    expect(fit(x, y, { components: 2 })).toThrow(
      `${at}components must be an integer in [1, 1], as many as separate means; got 2.`,
    );
    expect(fit(x, y, { shrinkage: 2 })).toThrow(`${at}shrinkage must be a number in [0, 1]; got 2.`);
    expect(fit(x, y, { priors: [1] })).toThrow(`${at}priors must have one number for each of 2 classes; got 1.`);
    expect(fit(x, y, { priors: [1, 0] })).toThrow(`${at}priors must be positive; got 0 at index 1.`);
    expect(fit(x, y, { priors: [0.5, 0.25] })).toThrow(`${at}priors must add up to 1; got 0.75.`);
    const lda: LinearDiscriminantAnalysis<any, any, any, any> = LinearDiscriminantAnalysis.fit(x, y);
    expect(() => lda.predict(array([[1, 2, 3]]))).toThrow(
      "LinearDiscriminantAnalysis.predict: x must have the 2 columns that were fitted; got x [1, 3].",
    );
  });
});
