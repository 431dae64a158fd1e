import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, ValueError, array, random, scope, zeros } from "@linnet/core";
import { type DistanceMetric, metricNamed } from "./metric.js";
import type { NeighbourOptions } from "./nearest-neighbours.js";
import { NearestNeighboursClassifier } from "./neighbours-classifier.js";
import { NearestNeighboursRegressor } from "./neighbours-regressor.js";
import { rowsOf } from "./rows.js";

const metrics: readonly DistanceMetric[] = [
  "euclidean",
  "manhattan",
  "chebyshev",
  "minkowski",
  "cosine",
  "correlation",
  "squaredEuclidean",
];
const sizes = fc.record({
  n: fc.integer({ min: 1, max: 150 }),
  p: fc.integer({ min: 2, max: 40 }),
  k: fc.integer({ min: 1, max: 9 }),
  seed: fc.nat(9999),
});

/** Sorted by distance as it is defined, then by index. */
function sorted(x: NDArray, query: NDArray, k: number, name: DistanceMetric, power?: number): number[][] {
  const metric = metricNamed("sorted", name, power);
  const [rows, queries] = [metric.prepare("", "x", rowsOf(x)), metric.prepare("", "x", rowsOf(query))];
  const p = rows.columns;
  return Array.from({ length: queries.count }, (_, i) => {
    const all = Array.from({ length: rows.count }, (_v, j) =>
      metric.between(queries.values, i * p, rows.values, j * p, p),
    );
    return [...all.keys()].toSorted((a, b) => all[a] - all[b] || a - b).slice(0, k);
  });
}

describe("neighbours", () => {
  it.each(metrics)("by a tree and by all rows are the nearest, of equally near ones the first (%s)", (metric) => {
    fc.assert(
      fc.property(sizes, fc.boolean(), ({ n, p, k, seed }, onGrid) => {
        const count = Math.min(n, k);
        const draw = (rows: number, s: number): NDArray =>
          onGrid && metric !== "correlation" && metric !== "cosine"
            ? (random(s).integers(0, 3, [rows, p]) as NDArray)
            : (random(s).normal([rows, p]) as NDArray);
        const [x, queries] = [draw(n, seed), draw(5, seed + 1)];
        const power = metric === "minkowski" ? 3 : undefined;
        const expected = sorted(x, queries, count, metric, power);
        const found = (["tree", "all"] as const).map((search) => {
          const options: NeighbourOptions = {
            neighbours: count,
            metric,
            search,
            ...(power === undefined ? {} : { power }),
          };
          const y: NDArray<"float64", readonly [number]> = zeros([n]);
          const { indices, distances } = NearestNeighboursRegressor.fit(x, y, options).neighbours(queries);
          return { indices: indices.toArray(), distances: distances.toArray() };
        });
        expect(found[0].indices).toEqual(expected);
        expect(found[1]).toEqual(found[0]);
      }),
      { numRuns: 15 },
    );
  });

  it("distances are those of the rows, and float32 where the data are", () => {
    const x = array([
      [0, 0],
      [3, 4],
      [6, 8],
    ]);
    const model = NearestNeighboursRegressor.fit(x, array([1, 2, 3]), { neighbours: 2 });
    const { indices, distances } = model.neighbours(array([[3, 4]]));
    expect([indices.toArray(), distances.toArray()]).toEqual([[[1, 0]], [[0, 5]]]);
    const single = NearestNeighboursRegressor.fit(x.astype("float32"), array([1, 2, 3]), { neighbours: 1 });
    expect(single.neighbours(zeros([1, 2], { dtype: "float32" })).distances.dtype).toBe("float32");
    expect(single.predict(zeros([1, 2], { dtype: "float32" })).toArray()).toEqual([1]);
  });
});

describe("NearestNeighboursClassifier", () => {
  it("can be asked in a scope, and again behind it", () => {
    const x: NDArray = random(1).normal([40, 2]).astype("float32");
    const y = random(2).integers(0, 3, [40]);
    const examples: NDArray = array((x.T as NDArray).toArray()).T as NDArray; // columns, not rows
    for (const data of [x, examples]) {
      const model = NearestNeighboursClassifier.fit(data, y);
      const inside = scope(() => model.predict(x).toArray());
      expect(model.predict(x).toArray()).toEqual(inside);
    }
  });

  it("takes the class of most votes, of equal ones the first in ascending order", () => {
    const model = NearestNeighboursClassifier.fit(array([[0], [1], [2], [3]]), array([9, 4, 9, 4]), { neighbours: 2 });
    expect(model.classes.toArray()).toEqual([4, 9]);
    expect(model.predict(array([[0.4], [10]])).toArray()).toEqual([4, 4]);
    expect(model.predictProbabilities(array([[0.4]])).toArray()).toEqual([[0.5, 0.5]]);
    const three = NearestNeighboursClassifier.fit(array([[0], [1], [2], [3]]), array([9, 4, 9, 4]), { neighbours: 3 });
    expect(three.predict(array([[0.4]])).toArray()).toEqual([9]);
    expect(three.predictProbabilities(array([[0.4]])).toArray()).toEqual([[1 / 3, 2 / 3]]);
  });

  it("with one neighbour knows its own examples; bools stay bools", () => {
    const x: NDArray = random(1).normal([300, 3]);
    const y = random(2).bernoulli(0.4, [300]);
    const model = NearestNeighboursClassifier.fit(x, y, { neighbours: 1 });
    expect(model.predict(x).toArray()).toEqual(y.toArray());
    expect(model.predict(x).dtype).toBe("bool");
  });

  it("weighs by distance, and by those at distance 0 alone", () => {
    const options = { neighbours: 3, weighting: "distance" } as const;
    const model = NearestNeighboursClassifier.fit(array([[0], [1], [3]]), array([0, 1, 1]), options);
    const [p] = model.predictProbabilities(array([[0.5]])).toArray() as number[][];
    // 1/0.5 against 1/0.5 + 1/2.5
    expect(Math.abs(p[1] - 2.4 / 4.4)).toBeLessThanOrEqual(4 * Number.EPSILON);
    expect(model.predictProbabilities(array([[0]])).toArray()).toEqual([[1, 0]]);
  });

  it("goes to JSON and back to the last bit", () => {
    const x: NDArray = random(1).normal([40, 2]);
    const y = random(2).integers(0, 3, [40]);
    for (const options of [{}, { metric: "minkowski", power: 3, search: "tree", weighting: "distance" }] as const) {
      const model = NearestNeighboursClassifier.fit(x, y, options);
      const back = NearestNeighboursClassifier.fromJSON(JSON.stringify(model));
      expect(back.toJSON()).toEqual(model.toJSON());
      expect(back.predictProbabilities(x).toArray()).toEqual(model.predictProbabilities(x).toArray());
    }
    const json = NearestNeighboursClassifier.fit(x, y).toJSON();
    expect(() => NearestNeighboursClassifier.fromJSON({ ...json, weighting: "none" })).toThrow(
      'NearestNeighboursClassifier.fromJSON: weighting must be "uniform" or "distance"; got "none".',
    );
    expect(() => NearestNeighboursClassifier.fromJSON({ ...json, neighbours: 50 })).toThrow(
      "NearestNeighboursClassifier.fromJSON: neighbours must be an integer in [1, 40] for 40 rows; got 50.",
    );
  });

  it("refuses more neighbours than rows, one class, labels that are no integers, and options that mean nothing", () => {
    const x: NDArray = random(0).normal([4, 2]);
    const y: NDArray = array([0, 1, 1, 0]);
    const fit =
      (options: object, labels: NDArray = y) =>
      () =>
        NearestNeighboursClassifier.fit(x, labels, options);
    expect(fit({})).toThrow(ValueError);
    expect(fit({})).toThrow(
      "NearestNeighboursClassifier.fit: neighbours must be an integer in [1, 4] for 4 rows; got 5.",
    );
    const k = { neighbours: 2 };
    expect(fit(k, array([1, 1, 1, 1]))).toThrow(
      "NearestNeighboursClassifier.fit: y must hold at least two classes; got only class 1.",
    );
    expect(fit(k, array([1, 1, 0.5, 1]))).toThrow(
      "NearestNeighboursClassifier.fit: labels must be integers or booleans; got 0.5 at index 2. " +
        "Encode classes as integers, with OrdinalEncoder; a continuous target is one of regression.",
    );
    expect(fit(k, zeros([3]))).toThrow(ShapeError);
    expect(fit({ ...k, weighting: "linear" })).toThrow('weighting must be "uniform" or "distance"; got "linear".');
    expect(fit({ ...k, search: "ball" })).toThrow('search must be "tree" or "all"; got "ball".');
    expect(fit({ ...k, metric: "minkowski" })).toThrow(
      'NearestNeighboursClassifier.fit: power must be a finite number of at least 1; got undefined. Infinity is metric: "chebyshev".',
    );
    const model = NearestNeighboursClassifier.fit(x, y, k);
    expect(() => model.predict(zeros([1, 3]) as NDArray)).toThrow(
      "NearestNeighboursClassifier.predict: x must have the 2 columns that were fitted; got x [1, 3].",
    );
    const cosine = NearestNeighboursClassifier.fit(x, y, { ...k, metric: "cosine" });
    expect(() => cosine.predict(zeros([1, 2]))).toThrow(
      "NearestNeighboursClassifier.predict: no row of x may be zero; got one at row 0. It has no direction.",
    );
  });
});

describe("NearestNeighboursRegressor", () => {
  it("takes the mean of the nearest targets; with all neighbours that of all", () => {
    fc.assert(
      fc.property(sizes, ({ n, p, seed }) => {
        const x: NDArray = random(seed).normal([n, p]);
        const y = random(seed + 1).normal([n]);
        const all = NearestNeighboursRegressor.fit(x, y as NDArray, { neighbours: n })
          .predict(x)
          .toTypedArray();
        const mean = y.toTypedArray().reduce((a, b) => a + b, 0) / n;
        // Two sums of n terms below 6 in another order.
        all.forEach((v) => expect(Math.abs(v - mean)).toBeLessThanOrEqual(6 * (n + 1) * Number.EPSILON));
        const one = NearestNeighboursRegressor.fit(x, y as NDArray, { neighbours: 1, weighting: "distance" });
        expect(one.predict(x).toArray()).toEqual(y.toArray());
      }),
      { numRuns: 8 },
    );
  });

  it("goes to JSON and back, and refuses targets that do not fit", () => {
    const x: NDArray = random(1).normal([20, 2]);
    const model = NearestNeighboursRegressor.fit(x, random(2).normal([20]) as NDArray);
    const back = NearestNeighboursRegressor.fromJSON(JSON.stringify(model));
    expect(back.toJSON()).toEqual(model.toJSON());
    expect(back.predict(x).toArray()).toEqual(model.predict(x).toArray());
    expect(() => NearestNeighboursRegressor.fit(x, zeros([19]) as NDArray)).toThrow(
      "NearestNeighboursRegressor.fit: y must have a target for each of 20 rows; got y [19].",
    );
    expect(() => NearestNeighboursRegressor.fit(zeros([1, 1]), array([Infinity]), { neighbours: 1 })).toThrow(
      "NearestNeighboursRegressor.fit: y must be finite; got Infinity at index [0]. Remove or impute such entries.",
    );
  });
});
