import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, ValueError, array, random, zeros } from "@linnet/core";
import { adjustedRandIndex } from "./adjusted-rand-index.js";
import { normalizedMutualInformation } from "./normalized-mutual-information.js";
import { silhouette, silhouettes } from "./silhouette.js";

const labellings = fc
  .record({ n: fc.integer({ min: 1, max: 30 }), k: fc.integer({ min: 1, max: 5 }), seed: fc.nat(9999) })
  .map(({ n, k, seed }) => [random(seed).integers(0, k, [n]), random(seed + 1).integers(0, 3, [n])] as const);

const scores = { adjustedRandIndex, normalizedMutualInformation };

/** Pairs of examples that are together in both, in the first, in the second labelling, and all pairs. */
function countPairs(a: readonly number[], b: readonly number[]): readonly number[] {
  let [both, first, second, all] = [0, 0, 0, 0];
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < i; j++) {
      all++;
      first += Number(a[i] === a[j]);
      second += Number(b[i] === b[j]);
      both += Number(a[i] === a[j] && b[i] === b[j]);
    }
  return [both, first, second, all];
}

describe.each(Object.entries(scores))("%s", (name, score) => {
  it("is 1 of a labelling and itself under other names, symmetric, and at most 1", () => {
    fc.assert(
      fc.property(labellings, ([a, b]) => {
        const renamed = array(Int32Array.from(a.toTypedArray(), (label) => 7 - 3 * label));
        expect(Math.abs(score(a, renamed) - 1)).toBeLessThanOrEqual(8 * Number.EPSILON);
        expect(Math.abs(score(a, b) - score(b, a))).toBeLessThanOrEqual(32 * Number.EPSILON);
        expect(score(a, b)).toBeLessThanOrEqual(1);
        expect(score(a, b)).toBeGreaterThanOrEqual(name === "adjustedRandIndex" ? -1 : 0);
      }),
    );
  });

  it("refuses labels of other examples, and what are no labels", () => {
    const y: NDArray = zeros([3]);
    expect(() => score(y, zeros([2]))).toThrow(ShapeError);
    expect(() => score(y, zeros([2]))).toThrow(
      `${name}: a and b must be labels of the same examples, at least one; got a [3] and b [2].`,
    );
    expect(() => score(zeros([3, 2]), y)).toThrow(`${name}: a must be labels with one axis; got a [3, 2].`);
    expect(() => score(y, array([0, 1, 0.5]))).toThrow(ValueError);
    expect(() => score(y, array([0, 1, 0.5]))).toThrow(
      `${name}: labels must be integers or booleans; got 0.5 at index 2 of b.`,
    );
  });
});

describe("adjustedRandIndex", () => {
  it("counts pairs of examples", () => {
    fc.assert(
      fc.property(labellings, ([a, b]) => {
        const [both, first, second, all] = countPairs(a.toArray(), b.toArray());
        if (first === second && both === first) return;
        const expected = (first * second) / all;
        const exact = (both - expected) / ((first + second) / 2 - expected);
        expect(Math.abs(adjustedRandIndex(a, b) - exact)).toBeLessThanOrEqual(
          8 * Number.EPSILON * (1 + Math.abs(exact)),
        );
      }),
    );
  });

  it("is 0 in the mean of random labellings", () => {
    const a = array(Int32Array.from({ length: 60 }, (_, i) => i % 4));
    const values = Array.from({ length: 400 }, (_, seed) => adjustedRandIndex(a, random(seed).permutation(60)));
    expect(values.every((v) => v === 0)).toBe(true); // all apart: nothing is agreed upon
    const shuffled = Array.from({ length: 400 }, (_, seed) =>
      adjustedRandIndex(a, array(Int32Array.from(random(seed).permutation(60).toTypedArray(), (v) => v % 5))),
    );
    const mean = shuffled.reduce((sum, v) => sum + v, 0) / 400;
    const deviation = Math.sqrt(shuffled.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 400);
    expect(Math.abs(mean)).toBeLessThanOrEqual((5 * deviation) / 20);
  });
});

describe("normalizedMutualInformation", () => {
  it("is 0 of independent labellings, and between where one refines the other", () => {
    const a = array([0, 0, 0, 1, 1, 1]);
    expect(normalizedMutualInformation(a, array([0, 1, 2, 0, 1, 2]))).toBeLessThanOrEqual(4 * Number.EPSILON);
    expect(normalizedMutualInformation(a, zeros([6]))).toBe(0);
    // I = H(a) = log 2 and H(b) = log 6: 2·log 2 / (log 2 + log 6).
    const exact = (2 * Math.log(2)) / Math.log(12);
    const got = normalizedMutualInformation(a, array([0, 1, 2, 3, 4, 5]));
    expect(Math.abs(got - exact)).toBeLessThanOrEqual(8 * Number.EPSILON);
  });
});

describe("silhouette", () => {
  it("compares mean distances, in every metric, in every block", () => {
    const x: NDArray = random(1).normal([400, 3]);
    const labels = random(2).integers(0, 3, [400]);
    const [rows, classes] = [x.toArray() as number[][], labels.toArray()];
    const got = silhouettes(x, labels, { metric: "manhattan" }).toTypedArray();
    for (const i of [0, 7, 399]) {
      const means = [0, 1, 2].map((c) => {
        const members = rows.filter((_, j) => classes[j] === c && j !== i);
        const total = members.reduce((sum, row) => sum + row.reduce((d, v, j) => d + Math.abs(v - rows[i][j]), 0), 0);
        return total / members.length;
      });
      const inside = means[classes[i]];
      const outside = Math.min(...means.filter((_, c) => c !== classes[i]));
      const exact = (outside - inside) / Math.max(inside, outside);
      // Sums of 400 terms: off by 400·ε of 1.
      expect(Math.abs(got[i] - exact)).toBeLessThanOrEqual(400 * 2 * Number.EPSILON);
    }
    const mean = got.reduce((sum, s) => sum + s, 0) / 400;
    expect(Math.abs(silhouette(x, labels, { metric: "manhattan" }) - mean)).toBeLessThanOrEqual(400 * Number.EPSILON);
  });

  it("is 1 of points, 0 of examples alone, and of those that are no distance from anything", () => {
    const x = array([[0], [0], [5], [5]]);
    expect(silhouette(x, array([0, 0, 1, 1]))).toBe(1);
    expect(silhouettes(x, array([0, 0, 1, 2])).toArray()).toEqual([1, 1, 0, 0]);
    expect(silhouettes(zeros([4, 1]), array([0, 0, 1, 1])).toArray()).toEqual([0, 0, 0, 0]);
  });

  it("refuses a single cluster, other lengths, NaN, and unknown metrics", () => {
    const x: NDArray = random(0).normal([4, 2]);
    expect(() => silhouette(x, zeros([4]))).toThrow("silhouette: y must hold at least two classes; got only class 0.");
    expect(() => silhouettes(x, zeros([3]) as NDArray)).toThrow(
      "silhouettes: y must have a label for each of 4 rows; got y [3].",
    );
    expect(() => silhouette(array([[Number.NaN], [1]]), array([0, 1]))).toThrow(
      "silhouette: x must have no missing values; got NaN in column 0, row 0. Fill them with Imputer, or drop such rows.",
    );
    expect(() => silhouette(x, array([0, 0, 1, 1]), { metric: "round" as "cosine" })).toThrow(
      'silhouette: metric must be "euclidean", "squaredEuclidean", "manhattan", "chebyshev", "minkowski", "cosine" or ' +
        '"correlation"; got "round".',
    );
  });
});
