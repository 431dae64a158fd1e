import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, ValueError, array, random, zeros } from "@linnet/core";
import type { DistanceMetric } from "./metric.js";
import { pairwiseDistances } from "./pairwise-distances.js";

const metrics: readonly DistanceMetric[] = [
  "euclidean",
  "squaredEuclidean",
  "manhattan",
  "chebyshev",
  "minkowski",
  "cosine",
  "correlation",
];
const optionsOf = (metric: DistanceMetric) => (metric === "minkowski" ? { metric, power: 3 } : { metric });
const sizes = fc.record({ m: fc.integer({ min: 1, max: 9 }), p: fc.integer({ min: 2, max: 48 }), seed: fc.nat(999) });

/** Σ (aⱼ − bⱼ)² by exact integers: rows are multiples of 2⁻³⁰. */
function exactSquare(a: readonly number[], b: readonly number[]): number {
  let sum = 0n;
  for (let j = 0; j < a.length; j++) {
    const gap = BigInt(a[j] * 2 ** 30) - BigInt(b[j] * 2 ** 30);
    sum += gap * gap;
  }
  return Number(sum) / 2 ** 60;
}

describe("pairwiseDistances", () => {
  it("are the distances to (16·p + 64)·ε, however far rows are from the origin and however near to one another", () => {
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 0, max: 24 }),
        fc.integer({ min: 0, max: 24 }),
        ({ m, p, seed }, far, near) => {
          const grid = (x: number): number => Math.round(x * 2 ** 24) / 2 ** 30;
          const centre = random(seed).normal([p]).toTypedArray();
          const rows = random(seed + 1)
            .normal([m, p])
            .toArray()
            .map((row) => row.map((v, j) => grid(v * 2 ** (6 - near) + centre[j] * 2 ** (far - 12))));
          const d = pairwiseDistances(array(rows), array(rows)).toArray() as number[][];
          for (let i = 0; i < m; i++) {
            for (let j = 0; j < m; j++) {
              const exact = Math.sqrt(exactSquare(rows[i], rows[j]));
              expect(Math.abs(d[i][j] - exact)).toBeLessThanOrEqual((16 * p + 64) * Number.EPSILON * exact);
            }
          }
        },
      ),
    );
  });

  it.each(metrics)("%s is 0 from itself, symmetric, and its dtype that of the data", (metric) => {
    fc.assert(
      fc.property(sizes, ({ m, p, seed }) => {
        const x: NDArray = random(seed).normal([m, p]);
        const d = pairwiseDistances(x, x, optionsOf(metric)).toArray() as number[][];
        const single = pairwiseDistances(x.astype("float32"), x.astype("float32"), optionsOf(metric));
        expect(single.dtype).toBe("float32");
        d.forEach((row, i) => {
          expect(row[i]).toBe(0);
          // Products are not symmetric to the last bit: each is off by half of the documented bound for squares.
          row.forEach((v, j) => expect(Math.abs(v - d[j][i])).toBeLessThanOrEqual((64 * p + 256) * Number.EPSILON * v));
        });
      }),
      { numRuns: 20 },
    );
  });

  it.each(metrics.filter((name) => name !== "squaredEuclidean" && name !== "cosine" && name !== "correlation"))(
    "%s keeps the triangle inequality",
    (metric) => {
      const x: NDArray = random(3).normal([12, 5]);
      const d = pairwiseDistances(x, x, optionsOf(metric)).toArray() as number[][];
      for (let i = 0; i < 12; i++)
        for (let j = 0; j < 12; j++)
          for (let l = 0; l < 12; l++) {
            expect(d[i][j]).toBeLessThanOrEqual((d[i][l] + d[l][j]) * (1 + 16 * Number.EPSILON));
          }
    },
  );

  it("minkowski goes over into manhattan at 1, euclidean at 2", () => {
    const [a, b]: NDArray[] = [random(1).normal([7, 4]), random(2).normal([5, 4])];
    for (const [power, metric] of [
      [1, "manhattan"],
      [2, "euclidean"],
    ] as const) {
      const got = pairwiseDistances(a, b, { metric: "minkowski", power }).toTypedArray();
      const expected = pairwiseDistances(a, b, { metric }).toTypedArray();
      got.forEach((v, i) => expect(Math.abs(v - expected[i])).toBeLessThanOrEqual(16 * Number.EPSILON * v));
    }
  });

  it("cosine keeps its digits where the angle is small: 1 − cos δ = 2·sin²(δ/2)", () => {
    const delta = 1e-7;
    const d = pairwiseDistances(array([[1, 0]]), array([[Math.cos(delta), Math.sin(delta)]]), { metric: "cosine" });
    const exact = 2 * Math.sin(delta / 2) ** 2;
    expect(Math.abs(d.item() - exact)).toBeLessThanOrEqual(1e-8 * exact); // cos δ is rounded to ε, its angle to ε/δ
    const opposite = pairwiseDistances(array([[1, 2, 3]]), array([[5, 3, 1]]), { metric: "correlation" }).item();
    expect(Math.abs(opposite - 2)).toBeLessThanOrEqual(16 * Number.EPSILON);
  });

  it("takes views, and integers as float64", () => {
    const x: NDArray = array([
      [0, 3],
      [0, 4],
    ]);
    expect(pairwiseDistances(x.T as NDArray, zeros([1, 2], { dtype: "int32" })).toArray()).toEqual([[0], [5]]);
    expect(pairwiseDistances(zeros([1, 2], { dtype: "int8" }), x.astype("float32")).dtype).toBe("float32");
  });

  it("refuses other columns, vectors, NaN, unknown metrics, powers below 1, and rows without a direction", () => {
    const x: NDArray = zeros([2, 3]);
    const call =
      (options: object, a: NDArray = x) =>
      () =>
        pairwiseDistances(a, x, options);
    expect(() => pairwiseDistances(x, zeros([2, 4]) as NDArray)).toThrow(ShapeError);
    expect(() => pairwiseDistances(x, zeros([2, 4]) as NDArray)).toThrow(
      "pairwiseDistances: a and b must have as many columns; got a [2, 3] and b [2, 4].",
    );
    expect(call({}, zeros([3]))).toThrow(
      "pairwiseDistances: a must be a matrix with at least one row and one column; got a [3].",
    );
    expect(call({}, array([[1, Number.NaN, 2]]))).toThrow(
      "pairwiseDistances: a must be finite; got NaN at index [0, 1]. Remove or impute such entries.",
    );
    expect(call({ metric: "hamming" })).toThrow(ValueError);
    expect(call({ metric: "hamming" })).toThrow(
      'pairwiseDistances: metric must be "euclidean", "squaredEuclidean", "manhattan", "chebyshev", "minkowski", "cosine" or ' +
        '"correlation"; got "hamming".',
    );
    expect(call({ metric: "minkowski", power: 0.5 })).toThrow(
      'pairwiseDistances: power must be a finite number of at least 1; got 0.5. Infinity is metric: "chebyshev".',
    );
    expect(call({ power: 3 })).toThrow(
      'pairwiseDistances: power must go with metric: "minkowski"; got metric "euclidean".',
    );
    expect(call({ metric: "cosine" })).toThrow(
      "pairwiseDistances: no row of a may be zero; got one at row 0. It has no direction.",
    );
    expect(
      call(
        { metric: "correlation" },
        array([
          [1, 2, 3],
          [0.1, 0.1, 0.1],
        ]),
      ),
    ).toThrow("pairwiseDistances: no row of a may be constant; got one at row 1. It has no direction.");
  });
});
