import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, ShapeError, ValueError, array, random, zeros } from "@linnet/core";
import { KMeans } from "./k-means.js";
import type { KMeansIteration } from "./lloyd.js";

const shapes = fc.record({
  n: fc.integer({ min: 1, max: 60 }),
  p: fc.integer({ min: 1, max: 6 }),
  k: fc.integer({ min: 1, max: 6 }),
  seed: fc.nat(9999),
});

function square(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, v, j) => sum + (v - b[j]) ** 2, 0);
}

/** The first of the nearest, by differences. */
function nearest(row: readonly number[], centres: readonly (readonly number[])[]): number {
  const squares = centres.map((c) => square(row, c));
  return squares.indexOf(Math.min(...squares));
}

/** Points around `k` corners of a cube of the given size. */
function blobs(n: number, p: number, k: number, seed: number, size = 20): NDArray {
  const noise = random(seed).normal([n, p]).toArray();
  const corners = random(seed + 1)
    .uniform([k, p], { low: -size, high: size })
    .toArray();
  return array(noise.map((row, i) => row.map((v, j) => v + corners[i % k][j])));
}

describe("KMeans", () => {
  it("labels are the first of the nearest centres, each centre the mean of its cluster, the inertia what they leave", () => {
    fc.assert(
      fc.property(shapes, ({ n, p, k, seed }) => {
        const x = blobs(n, p, k, seed);
        const model = KMeans.fit(x, { clusters: Math.min(k, n), tolerance: 0, rng: random(seed) });
        const rows = x.toArray() as number[][];
        const centres = model.centres.toArray() as number[][];
        const labels = model.labels.toTypedArray();
        expect(model.converged).toBe(true);
        rows.forEach((row, i) => expect(labels[i]).toBe(nearest(row, centres)));
        centres.forEach((centre, label) => {
          const members = rows.filter((_, i) => labels[i] === label);
          expect(members.length).toBeGreaterThan(0);
          centre.forEach((v, j) => {
            const mean = members.reduce((sum, row) => sum + row[j], 0) / members.length;
            // Two sums of m terms no larger than the data, each off by m·ε/2 of them.
            expect(Math.abs(v - mean)).toBeLessThanOrEqual((2 * members.length + 4) * Number.EPSILON * 30);
          });
        });
        const inertia = rows.reduce((sum, row, i) => sum + square(row, centres[labels[i]]), 0);
        expect(Math.abs(model.inertia - inertia)).toBeLessThanOrEqual(2 * (n + p) * Number.EPSILON * inertia);
        expect(model.predict(x).toArray()).toEqual(model.labels.toArray());
      }),
    );
  });

  it("lowers the inertia in every iteration", () => {
    fc.assert(
      fc.property(shapes, ({ n, p, k, seed }) => {
        const heard: KMeansIteration[] = [];
        const x: NDArray = random(seed).normal([n, p]);
        const model = KMeans.fit(x, { clusters: Math.min(k, n), tolerance: 0, onIteration: (it) => heard.push(it) });
        expect(heard.map(({ iteration }) => iteration)).toEqual(heard.map((_, i) => i + 1));
        expect(model.iterations).toBe(heard.length);
        for (let i = 1; i < heard.length; i++) {
          expect(heard[i].inertia).toBeLessThanOrEqual(heard[i - 1].inertia * (1 + 4 * (n + p) * Number.EPSILON));
        }
      }),
    );
  });

  it("finds clusters that are far apart, whatever the seed, and moves with the data", () => {
    const x = blobs(200, 3, 5, 7, 200);
    for (let seed = 0; seed < 10; seed++) {
      const { labels } = KMeans.fit(x, { clusters: 5, rng: random(seed) });
      const found = labels.toTypedArray();
      expect(new Set(found.slice(0, 5)).size).toBe(5);
      found.forEach((label, i) => expect(label).toBe(found[i % 5]));
    }
    const far = KMeans.fit(x.add(1e6) as NDArray, { clusters: 5 });
    expect(far.labels.toArray()).toEqual(KMeans.fit(x, { clusters: 5 }).labels.toArray());
  });

  it("a weight counts as so many copies", () => {
    const x = blobs(30, 2, 3, 1, 4);
    const weights = random(2).integers(0, 4, [30]);
    const rows = x.toArray() as number[][];
    const copies = rows.flatMap((row, i) => Array.from({ length: weights.at(i).item() }, () => row));
    const initial = x.slice("0:3") as NDArray;
    const weighted = KMeans.fit(x, { clusters: 3, initial, weights, tolerance: 0 });
    const repeated = KMeans.fit(array(copies), { clusters: 3, initial, tolerance: 0 });
    const expected = repeated.centres.toTypedArray();
    // Means of at most 90 terms below 12.
    weighted.centres
      .toTypedArray()
      .forEach((v, i) => expect(Math.abs(v - expected[i])).toBeLessThanOrEqual(90 * 12 * Number.EPSILON));
    expect(Math.abs(weighted.inertia - repeated.inertia)).toBeLessThanOrEqual(1e3 * Number.EPSILON * repeated.inertia);
    expect(weighted.predict(array(copies)).toArray()).toEqual(repeated.labels.toArray());
  });

  it("an empty cluster is given the point that is farthest from its own centre", () => {
    const x = array([[0], [1], [2], [10]]);
    const model = KMeans.fit(x, { clusters: 3, initial: array([[0.5], [100], [200]]), tolerance: 0 });
    // 10 is the farthest of all from 0.5 and goes to the second, 2 is next and goes to the third.
    expect(model.centres.toArray()).toEqual([[0.5], [10], [2]]);
    expect(model.labels.toArray()).toEqual([0, 0, 2, 1]);
    const same = KMeans.fit(x, { clusters: 2, initial: array([[3], [3]]), tolerance: 0 });
    expect(same.labels.toArray()).toEqual([0, 0, 0, 1]);
  });

  it("a tie goes to the first centre, however far from the origin", () => {
    for (const shift of [0, 1e8]) {
      const centres: NDArray = array([[shift + 1], [shift - 1], [shift + 1]]);
      const model = new KMeans(centres, zeros([0], { dtype: "int32" }) as NDArray, 0, 0, true);
      const x = array([[shift], [shift + 0.5], [shift - 0.5], [shift + 2 ** -20]]);
      expect(model.predict(x as NDArray).toArray()).toEqual([0, 0, 1, 0]);
    }
  });

  it("labels are the nearest where float32 would overflow, underflow, or leave much in doubt", () => {
    for (const scale of [1e-100, 1e-12, 1, 1e12, 1e100]) {
      const near = blobs(200, 4, 6, 3, 2).mul(scale) as NDArray;
      const rows = near.toArray() as number[][];
      const x = array([...rows, ...rows.map((row) => row.map((v) => v + 1e5 * scale))]) as NDArray;
      const model = KMeans.fit(x, { clusters: 12, initial: x.slice("::34") as NDArray, tolerance: 0 });
      const [centres, labels] = [model.centres.toArray() as number[][], model.labels.toTypedArray()];
      (x.toArray() as number[][]).forEach((row, i) => expect(labels[i]).toBe(nearest(row, centres)));
    }
  });

  it("keeps the best of several starts", () => {
    const x = blobs(120, 2, 12, 5, 10);
    const one = KMeans.fit(x, { clusters: 12, rng: random(3) });
    const many = KMeans.fit(x, { clusters: 12, starts: 8, rng: random(3) });
    expect(many.inertia).toBeLessThanOrEqual(one.inertia);
    expect(KMeans.fit(x, { clusters: 12, starts: 8, rng: random(3) }).centres.toArray()).toEqual(
      many.centres.toArray(),
    );
  });

  it("ends without convergence where iterations run out, and by its signal", () => {
    const x: NDArray = random(1).normal([200, 2]);
    const model = KMeans.fit(x, { clusters: 8, maxIterations: 1, tolerance: 0 });
    expect([model.converged, model.iterations]).toEqual([false, 1]);
    expect(model.predict(x).toArray()).toEqual(model.labels.toArray());
    const controller = new AbortController();
    const onIteration = () => controller.abort(new Error("enough"));
    expect(() => KMeans.fit(x, { clusters: 8, signal: controller.signal, onIteration })).toThrow("enough");
  });

  it("keeps float32 in float32, takes views and integers, and constant columns", () => {
    const x = blobs(40, 2, 2, 1);
    const single = KMeans.fit(x.astype("float32") as NDArray, { clusters: 2 });
    expect(single.centres.dtype).toBe("float32");
    expect(single.predict(x.astype("float32")).toArray()).toEqual(single.labels.toArray());
    expect(single.transform(x.astype("float32") as NDArray).dtype).toBe("float32");
    const columns: NDArray = array((x.T as NDArray).toArray());
    const turned = KMeans.fit(columns.T as NDArray, { clusters: 2 });
    expect(turned.labels.toArray()).toEqual(KMeans.fit(x, { clusters: 2 }).labels.toArray());
    const constant = KMeans.fit(
      array(
        [
          [1, 7],
          [2, 7],
          [9, 7],
        ],
        { dtype: "int32" },
      ),
      { clusters: 2 },
    );
    expect(constant.centres.dtype).toBe("float64");
    expect((constant.centres.toArray() as number[][]).map((row) => row[1])).toEqual([7, 7]);
  });

  it("transform measures the distances to the centres", () => {
    const x = blobs(20, 3, 2, 4);
    const model = KMeans.fit(x, { clusters: 2 });
    const d = model.transform(x).toArray() as number[][];
    const [rows, centres] = [x.toArray() as number[][], model.centres.toArray() as number[][]];
    d.forEach((row, i) =>
      row.forEach((v, j) => {
        const exact = Math.sqrt(square(rows[i], centres[j]));
        expect(Math.abs(v - exact)).toBeLessThanOrEqual(4 * Number.EPSILON * exact);
      }),
    );
  });

  it("goes to JSON and back to the last bit", () => {
    const model = KMeans.fit(blobs(30, 2, 3, 9), { clusters: 3 });
    const back = KMeans.fromJSON(JSON.stringify(model));
    expect(back.toJSON()).toEqual(model.toJSON());
    expect(back.predict(blobs(30, 2, 3, 9)).toArray()).toEqual(model.labels.toArray());
    expect(() => KMeans.fromJSON({ ...model.toJSON(), centres: 3 })).toThrow(
      "KMeans.fromJSON: centres must be an array { dtype, shape, data }; got 3.",
    );
  });

  it("refuses more clusters than rows, or than distinct rows", () => {
    const fit =
      (x: NDArray, clusters: unknown, rest: object = {}) =>
      () =>
        KMeans.fit(x, { clusters: clusters as number, ...rest });
    const x = array([[1], [1], [2], [1]]);
    expect(fit(x, 5)).toThrow(ValueError);
    expect(fit(x, 5)).toThrow("KMeans.fit: clusters must be an integer in [1, 4] for 4 rows; got 5.");
    expect(fit(x, undefined)).toThrow("KMeans.fit: clusters must be an integer in [1, 4] for 4 rows; got undefined.");
    const few = "KMeans.fit: x must have as many distinct rows as clusters; got 2 for 3. Ask for fewer.";
    expect(fit(x, 3)).toThrow(few);
    expect(fit(array([[1], [2], [3]]), 3, { weights: array([1, 0, 2]) })).toThrow(few);
    expect(KMeans.fit(x, { clusters: 2 }).inertia).toBe(0);
  });

  it("refuses options that mean nothing, other columns, and NaN", () => {
    const x: NDArray = random(0).normal([5, 2]);
    const fit = (options: object) => () => KMeans.fit(x, { clusters: 2, ...options });
    expect(fit({ starts: 0 })).toThrow("KMeans.fit: starts must be an integer of at least 1; got 0.");
    expect(fit({ maxIterations: 0.5 })).toThrow("KMeans.fit: maxIterations must be an integer of at least 1; got 0.5.");
    expect(fit({ tolerance: -1 })).toThrow("KMeans.fit: tolerance must be a number of at least 0; got -1.");
    expect(fit({ rng: 3 })).toThrow("KMeans.fit: rng must be a stream; got 3. Make one with random(seed).");
    expect(fit({ signal: 3 })).toThrow("KMeans.fit: signal must be an AbortSignal; got 3. Pass controller.signal.");
    expect(fit({ onIteration: 3 })).toThrow("KMeans.fit: onIteration must be a function; got 3.");
    expect(fit({ initial: zeros([2, 3]) })).toThrow(ShapeError);
    expect(fit({ initial: zeros([2, 3]) })).toThrow(
      "KMeans.fit: initial must be 2 centres of 2 columns; got initial [2, 3].",
    );
    expect(fit({ initial: zeros([2, 2]), starts: 2 })).toThrow(
      "KMeans.fit: starts must be 1 from given centres; got 2. Every start would be the same.",
    );
    expect(fit({ weights: zeros([4]) })).toThrow(
      "KMeans.fit: weights must have one for each of 5 rows; got weights [4].",
    );
    expect(fit({ weights: zeros([5]) })).toThrow("KMeans.fit: some weight must be above 0; got zeros only.");
    expect(fit({ weights: array([1, 1, -2, 1, 1]) })).toThrow(
      "KMeans.fit: weights must not be negative; got -2 at index 2.",
    );
    expect(() => KMeans.fit(array([[1], [Number.NaN]]), { clusters: 1 })).toThrow(
      "KMeans.fit: x must have no missing values; got NaN in column 0, row 1. Fill them with Imputer, or drop such rows.",
    );
    const model = KMeans.fit(x, { clusters: 2 });
    expect(() => model.predict(zeros([2, 3]) as NDArray)).toThrow(
      "KMeans.predict: x must have the 2 columns that were fitted; got x [2, 3].",
    );
    expect(() => model.transform(zeros([2, 3]) as NDArray)).toThrow(
      "KMeans.transform: x must have the 2 columns that were fitted; got x [2, 3].",
    );
  });
});
