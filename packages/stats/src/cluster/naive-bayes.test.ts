import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, array, random, zeros } from "@linnet/core";
import { GaussianNaiveBayes } from "./naive-bayes.js";
import { Normal } from "../distributions/normal.js";

function sample(n: number, p: number, seed: number): { x: NDArray; y: NDArray } {
  const labels = Array.from({ length: n }, (_, i) =>
    i < 3 ? i : random(seed).fold(i).integers(0, 3, [1]).at(0).item(),
  );
  const noise = random(seed + 1)
    .normal([n, p])
    .toArray();
  return {
    x: array(noise.map((row, i) => row.map((v, j) => v * (1 + labels[i]) + labels[i] * j))),
    y: array(labels.map((label) => 10 * label - 5)),
  };
}

describe("GaussianNaiveBayes", () => {
  it("probabilities follow from priors and normal densities by Bayes' rule", () => {
    const { x, y } = sample(60, 3, 1);
    const model = GaussianNaiveBayes.fit(x, y, { smoothing: 0 });
    const [rows, labels] = [x.toArray() as number[][], y.toArray() as number[]];
    const classes = model.classes.toArray();
    expect(classes).toEqual([-5, 5, 15]);
    const normals = classes.map((label) => {
      const members = rows.filter((_, i) => labels[i] === label);
      return members[0].map((_, j) => {
        const mean = members.reduce((sum, row) => sum + row[j], 0) / members.length;
        const variance = members.reduce((sum, row) => sum + (row[j] - mean) ** 2, 0) / members.length;
        return new Normal(mean, Math.sqrt(variance));
      });
    });
    const got = model.predictProbabilities(x).toArray() as number[][];
    const best = model.predict(x).toArray();
    rows.forEach((row, i) => {
      const joint = classes.map((label, c) => {
        const prior = labels.filter((l) => l === label).length / labels.length;
        return prior * row.reduce((product, v, j) => product * normals[c][j].pdf(v), 1);
      });
      const total = joint.reduce((a, b) => a + b, 0);
      // Sums of 60 terms below 30 make variances, whose errors the exponents carry on: below 30·60·ε each.
      joint.forEach((v, c) => expect(Math.abs(got[i][c] - v / total)).toBeLessThanOrEqual(60 * 30 * Number.EPSILON));
      expect(best[i]).toBe(classes[got[i].indexOf(Math.max(...got[i]))]);
    });
  });

  it("in parts is as at once: moments merge", () => {
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 40 }), fc.integer({ min: 1, max: 4 }), fc.nat(999), (n, p, seed) => {
        const { x, y } = sample(n, p, seed);
        const whole = GaussianNaiveBayes.fit(x, y);
        const cut = Math.floor(n / 2);
        const head = GaussianNaiveBayes.fit(x.slice(`:${cut}`) as NDArray, y.slice(`:${cut}`) as NDArray);
        const parts = head.partialFit(x.slice(`${cut}:`) as NDArray, y.slice(`${cut}:`) as NDArray);
        expect(parts.counts.toArray()).toEqual(whole.counts.toArray());
        for (const field of ["means", "variances"] as const) {
          const expected = whole[field].toTypedArray();
          // Sums of at most 40 terms below 200.
          parts[field]
            .toTypedArray()
            .forEach((v, i) => expect(Math.abs(v - expected[i])).toBeLessThanOrEqual(40 * 200 * Number.EPSILON));
        }
        // A part of one class only is no trouble once the classes are known.
        const more = whole.partialFit(zeros([2, p]) as NDArray, array([5, 5]));
        expect(more.counts.toArray()).toEqual(whole.counts.toArray().map((count, c) => count + (c === 1 ? 2 : 0)));
      }),
      { numRuns: 20 },
    );
  });

  it("is as good far from the origin: variances are about means", () => {
    const { x, y } = sample(40, 2, 3);
    const grid: NDArray = array((x.toArray() as number[][]).map((row) => row.map((v) => Math.round(v * 1024) / 1024)));
    const here = GaussianNaiveBayes.fit(grid, y).variances.toTypedArray();
    const there = GaussianNaiveBayes.fit(grid.add(2 ** 30) as NDArray, y).variances.toTypedArray();
    // The means are rounded to 2³⁰·ε, which enters by its square and is corrected.
    there.forEach((v, i) => expect(Math.abs(v - here[i])).toBeLessThanOrEqual(1e-12 * here[i]));
  });

  it("takes priors that are given, and logarithms far out", () => {
    const x = array([[0], [1], [8], [9]]);
    const y = array([0, 0, 1, 1]);
    const even = GaussianNaiveBayes.fit(x, y)
      .predictProbabilities(array([[4.5]]))
      .toArray() as number[][];
    const uneven = GaussianNaiveBayes.fit(x, y, { priors: array([0.9, 0.1]) });
    const [p] = uneven.predictProbabilities(array([[4.5]])).toArray() as number[][];
    expect(Math.abs(even[0][0] - 0.5)).toBeLessThanOrEqual(1e-12);
    expect(Math.abs(p[0] - 0.9)).toBeLessThanOrEqual(1e-12);
    const [far] = uneven.predictLogProbabilities(array([[1e5]])).toArray() as number[][];
    expect(far[0]).toBeLessThan(-1e6);
    expect(far[1]).toBe(0);
  });

  it("keeps a column that is constant within classes, by smoothing, and refuses it without", () => {
    const x = array([
      [0, 1],
      [1, 1],
      [8, 2],
      [9, 2],
    ]);
    const y = array([0, 0, 1, 1]);
    expect(GaussianNaiveBayes.fit(x, y).predict(x).toArray()).toEqual([0, 0, 1, 1]);
    expect(() => GaussianNaiveBayes.fit(x, y, { smoothing: 0 })).toThrow(
      "GaussianNaiveBayes.fit: columns must vary within each class; got column 1, constant in class 0. Raise smoothing above 0.",
    );
    expect(() => GaussianNaiveBayes.fit(zeros([4, 2]), y)).toThrow(
      "GaussianNaiveBayes.fit: x must vary in some column; got constant columns only.",
    );
  });

  it("goes to JSON and back to the last bit, keeps float32, and labels of bools", () => {
    const { x, y } = sample(30, 2, 5);
    for (const options of [{}, { priors: array([0.5, 0.25, 0.25]), smoothing: 0.1 }]) {
      const model = GaussianNaiveBayes.fit(x, y, options);
      const back = GaussianNaiveBayes.fromJSON(JSON.stringify(model));
      expect(back.toJSON()).toEqual(model.toJSON());
      expect(back.predictProbabilities(x).toArray()).toEqual(model.predictProbabilities(x).toArray());
    }
    const single = GaussianNaiveBayes.fit(x.astype("float32"), y);
    expect(single.means.dtype).toBe("float32");
    expect(single.predictProbabilities(x.astype("float32") as NDArray).dtype).toBe("float32");
    const bools = GaussianNaiveBayes.fit(array([[0], [1], [5], [7]]), array([true, true, false, false]));
    expect(bools.predict(array([[6], [0]])).toArray()).toEqual([false, true]);
  });

  it("refuses one class, unknown labels, priors that are none, other columns", () => {
    const { x, y } = sample(12, 2, 2);
    const fit =
      (options: object, labels = y) =>
      () =>
        GaussianNaiveBayes.fit(x, labels, options);
    expect(fit({}, zeros([12]))).toThrow("GaussianNaiveBayes.fit: y must hold at least two classes; got only class 0.");
    expect(fit({ smoothing: -1 })).toThrow(
      "GaussianNaiveBayes.fit: smoothing must be a finite number of at least 0; got -1.",
    );
    expect(fit({ priors: array([1, 0, 0]) })).toThrow(
      "GaussianNaiveBayes.fit: priors must be positive, of sum 1; got [1, 0, 0].",
    );
    expect(fit({ priors: array([0.5, 0.5]) })).toThrow(ShapeError);
    expect(fit({ priors: array([0.5, 0.5]) })).toThrow(
      "GaussianNaiveBayes.fit: priors must be one for each of 3 classes; got priors [2].",
    );
    const model = GaussianNaiveBayes.fit(x, y);
    expect(() => model.partialFit(zeros([1, 2]) as NDArray, array([7]))).toThrow(
      "GaussianNaiveBayes.partialFit: labels must be among -5, 5, 15; got 7. Fit again with all classes.",
    );
    expect(() => model.partialFit(zeros([1, 2]) as NDArray, zeros([2]) as NDArray)).toThrow(
      "GaussianNaiveBayes.partialFit: y must have a label for each of 1 rows; got y [2].",
    );
    expect(() => model.predict(zeros([1, 3]) as NDArray)).toThrow(
      "GaussianNaiveBayes.predict: x must have the 2 columns that were fitted; got x [1, 3].",
    );
  });
});
