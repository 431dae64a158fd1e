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
  expandDims,
  max,
  ones,
  random,
  sqrt,
  square,
  sub,
  sum,
  zeros,
} from "@linnet/core";
import { ClassicalMDS } from "./classical-mds.js";
import { PCA } from "./pca.js";

const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const difference = (a: NDArray, b: NDArray): number => largest(sub(a, b) as NDArray);
const distances = (a: NDArray, b: NDArray): NDArray =>
  sqrt(sum(square(sub(expandDims(a, 1), expandDims(b, 0)) as NDArray), { axis: 2 }) as NDArray);

const points = fc
  .record({ n: fc.integer({ min: 5, max: 25 }), p: fc.integer({ min: 1, max: 4 }), seed: fc.nat(1000) })
  .map(({ n, p, seed }): NDArray => random(seed).normal([n, p]));
const runs = { numRuns: 25 };
/** Of squared coordinates, √ of which is the error of a coordinate that is 0. */
const rounding = (x: NDArray): number => 30 * x.size * Number.EPSILON * largest(x) ** 2;

describe("ClassicalMDS", () => {
  it("gives back Euclidean distances, in as many coordinates as it takes", () => {
    fc.assert(
      fc.property(points, (x) => {
        const D = distances(x, x);
        const mds = ClassicalMDS.fit(D);
        expect(mds.points.shape).toEqual(x.shape);
        const back: NDArray = distances(mds.points, mds.points);
        expect(difference(square(back), square(D))).toBeLessThanOrEqual(rounding(D));
      }),
      runs,
    );
  });

  it("of Euclidean distances is PCA: the same scores, eigenvalues (n − 1)·variance", () => {
    fc.assert(
      fc.property(points, (x) => {
        const mds = ClassicalMDS.fit(distances(x, x));
        const pca = PCA.fit(x);
        const values = mds.eigenvalues.slice(`0:${x.shape[1]}`) as NDArray;
        const expected = pca.explainedVariance.mul(x.shape[0] - 1) as NDArray;
        expect(difference(values, expected)).toBeLessThanOrEqual(rounding(distances(x, x)));
        const rest = mds.eigenvalues.slice(`${x.shape[1]}:`) as NDArray;
        expect(largest(rest)).toBeLessThanOrEqual(rounding(distances(x, x)));
      }),
      runs,
    );
  });

  it("places other points by their distances (Gower), and those fitted where they are", () => {
    fc.assert(
      fc.property(points, (x) => {
        const [old, fresh] = [x.slice(":-2") as NDArray, x.slice("-2:") as NDArray];
        fc.pre(old.shape[0] > x.shape[1] + 1);
        const mds = ClassicalMDS.fit(distances(old, old), { components: x.shape[1] as number });
        const smallest = mds.eigenvalues.at(x.shape[1] - 1).item();
        const bound = (rounding(distances(x, x)) / smallest) * largest(mds.points) * x.shape[0];
        expect(difference(mds.transform(distances(old, old)), mds.points)).toBeLessThanOrEqual(bound);
        const placed: NDArray = mds.transform(distances(fresh, old));
        const there = distances(placed, mds.points);
        expect(difference(there, distances(fresh, old))).toBeLessThanOrEqual(bound * 10);
      }),
      runs,
    );
  });

  it("reports negative eigenvalues of what no points have as distances", () => {
    // The distances of a star: three leaves at 2 from each other, at 1 from the middle. In a plane they would be √3 apart.
    const star = array([
      [0, 1, 1, 1],
      [1, 0, 2, 2],
      [1, 2, 0, 2],
      [1, 2, 2, 0],
    ]);
    const mds = ClassicalMDS.fit(star);
    expect(mds.points.shape).toEqual([4, 2]);
    const expected = [2, 2, 0, -0.25]; // trace: Σd²/(2n) = 15/4
    expect(difference(mds.eigenvalues, array(expected))).toBeLessThanOrEqual(30 * 4 * Number.EPSILON * 4);
    expect(() => ClassicalMDS.fit(star, { components: 3 })).toThrow(
      "ClassicalMDS.fit: components must be an integer in [1, 2] for 2 positive eigenvalues; got 3.",
    );
  });

  it("signs follow the rule; keeps float32; goes through JSON to the last bit", () => {
    const x: NDArray = random(1).normal([12, 3]);
    const mds = ClassicalMDS.fit(distances(x, x), { components: 2 });
    for (const column of mds.points.T.toArray() as number[][]) {
      expect(column.reduce((best, v) => (Math.abs(v) > Math.abs(best) ? v : best), 0)).toBeGreaterThan(0);
    }
    const single = ClassicalMDS.fit(distances(x, x).astype("float32"), { components: 2 });
    expect(single.points.dtype).toBe("float32");
    const back = ClassicalMDS.fromJSON(JSON.stringify(mds));
    expect(JSON.stringify(back)).toBe(JSON.stringify(mds));
    expect(back.transform(distances(x, x)).toArray()).toEqual(mds.transform(distances(x, x)).toArray());
    expect(() => ClassicalMDS.fromJSON({ ...mds.toJSON(), points: 1 })).toThrow(
      "ClassicalMDS.fromJSON: points must be an array { dtype, shape, data }; got 1.",
    );
    const view = (concat([distances(x, x), distances(x, x)], { axis: 1 }) as NDArray).slice(":", "12:") as NDArray;
    expect(difference(ClassicalMDS.fit(view).eigenvalues, mds.eigenvalues)).toBeLessThanOrEqual(rounding(x) * 100);
  });

  it("refuses what are no distances", () => {
    const fit = (d: NDArray) => () => ClassicalMDS.fit(d);
    expect(fit(zeros([2, 3]))).toThrow(ShapeError);
    expect(fit(zeros([2, 3]))).toThrow("ClassicalMDS.fit: the last two axes must be equal; got distances [2, 3].");
    expect(fit(zeros([1, 1]))).toThrow(
      "ClassicalMDS.fit: distances must be a matrix of at least two rows; got distances [1, 1].",
    );
    expect(fit(zeros([2, 2]))).toThrow(ValueError);
    expect(fit(zeros([2, 2]))).toThrow("ClassicalMDS.fit: points must differ; got distances of 0 only.");
    expect(fit(ones([2, 2]))).toThrow(
      "ClassicalMDS.fit: the diagonal of distances must be 0; got 1 at index [0, 0]. Give distances, not similarities.",
    );
    const upper = array([
      [0, 1],
      [2, 0],
    ]);
    expect(fit(upper)).toThrow(
      "ClassicalMDS.fit: distances must be symmetric; got 1 at index [0, 1] and 2 at index [1, 0].",
    );
    expect(fit(sub(0, add(upper, upper.T)) as NDArray)).toThrow(
      "ClassicalMDS.fit: distances must not be negative; got -3 at index [0, 1].",
    );
    expect(fit(add(upper, Number.NaN) as NDArray)).toThrow("ClassicalMDS.fit: distances must be finite; got NaN");
    const mds: ClassicalMDS = ClassicalMDS.fit(add(upper, upper.T) as NDArray);
    expect(() => mds.transform(zeros([1, 3]) as NDArray)).toThrow(
      "ClassicalMDS.transform: distances must have 2 columns, one a fitted point; got distances [1, 3].",
    );
  });
});
