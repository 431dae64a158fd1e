import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, array, exp, linspace, mean, random, sub, sum, trapezoid, zeros } from "@linnet/core";
import { covariance } from "../describe/covariance.js";
import type { MixtureIteration } from "./expectation-maximization.js";
import { GaussianMixture } from "./gaussian-mixture.js";
import { CollapsedComponentError, type CovarianceForm } from "./mixture-covariance.js";

const forms: readonly CovarianceForm[] = ["full", "tied", "diagonal", "spherical"];

/** Stretched and turned points around `k` corners. */
function blobs(n: number, p: number, k: number, seed: number): NDArray {
  const noise = random(seed).normal([n, p]).toArray();
  const corners = random(seed + 1)
    .uniform([k, p], { low: -6, high: 6 })
    .toArray();
  return array(noise.map((row, i) => row.map((v, j) => v * (1 + j) + 0.5 * row[0] + corners[i % k][j])));
}

const nested = (x: NDArray): number[][] => x.toArray() as number[][];

describe("GaussianMixture", () => {
  it.each(forms)("%s: no iteration lowers the likelihood", (form) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.nat(999), (p, k, seed) => {
        const heard: MixtureIteration[] = [];
        const x = blobs(60, p, k, seed);
        GaussianMixture.fit(x, {
          components: k,
          covariance: form,
          regularization: 0,
          tolerance: 0,
          maxIterations: 20,
          rng: random(seed),
          onIteration: (iteration) => heard.push(iteration),
        });
        for (let i = 1; i < heard.length; i++) {
          // A mean of 60 logarithms, whose quadratic forms are off by p·ε times the condition of a covariance.
          const bound = 1e4 * Number.EPSILON * Math.max(1, Math.abs(heard[i].logLikelihood));
          expect(heard[i].logLikelihood).toBeGreaterThanOrEqual(heard[i - 1].logLikelihood - bound);
        }
      }),
      { numRuns: 4 },
    );
  });

  it("one component has the mean and the covariance of the data, and what the form keeps of it", () => {
    const x = blobs(50, 3, 1, 2);
    const c = nested(covariance(x, { ddof: 0 }));
    const ridge = 0.25;
    const fit = <const C extends CovarianceForm>(form: C) =>
      GaussianMixture.fit(x, { components: 1, covariance: form, regularization: ridge });
    const expected = {
      full: [c.map((row, i) => row.map((v, j) => v + (i === j ? ridge : 0)))],
      tied: c.map((row, i) => row.map((v, j) => v + (i === j ? ridge : 0))),
      diagonal: [c.map((row, i) => row[i] + ridge)],
      spherical: [(c[0][0] + c[1][1] + c[2][2]) / 3 + ridge],
    };
    for (const form of forms) {
      const model = fit(form);
      const got = (model.covariances as NDArray).toTypedArray();
      const flat = (expected[form] as unknown[]).flat(2) as number[];
      // Sums of 50 products, none above 60.
      flat.forEach((v, i) => expect(Math.abs(got[i] - v)).toBeLessThanOrEqual(50 * 60 * Number.EPSILON));
      const gaps = sub(model.means as NDArray, mean(x, { axis: 0 }) as NDArray).toTypedArray();
      gaps.forEach((gap) => expect(Math.abs(gap)).toBeLessThanOrEqual(50 * 20 * Number.EPSILON));
      expect(model.weights.toArray()).toEqual([1]);
    }
  });

  it("its density integrates to 1, and its likelihood is the mean of the densities' logarithms", () => {
    const x = blobs(80, 1, 2, 5);
    for (const covariance of forms) {
      const model = GaussianMixture.fit(x, { components: 2, covariance });
      const grid = linspace(-60, 60, 6001);
      const density = exp(model.logDensity(grid.reshape([-1, 1]) as NDArray) as NDArray);
      // The trapezoidal rule converges beyond all powers for a density that is smooth and decays.
      expect(Math.abs(trapezoid(density as NDArray, { dx: 0.02 }).item() - 1)).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(model.score(x) - model.logLikelihood)).toBeLessThanOrEqual(1e-12);
    }
  });

  it("probabilities have rows of sum 1, as far out as one likes, and predict takes the largest", () => {
    const x = blobs(60, 2, 3, 8);
    const model = GaussianMixture.fit(x, { components: 3 });
    const far: NDArray = array([[1e4, -1e4], [-1e3, 0], ...nested(x)]);
    const probabilities = nested(model.predictProbabilities(far));
    const labels = model.predict(far).toTypedArray();
    probabilities.forEach((row, i) => {
      expect(Math.abs(row.reduce((a, b) => a + b, 0) - 1)).toBeLessThanOrEqual(4 * Number.EPSILON);
      expect(row.indexOf(Math.max(...row))).toBe(labels[i]);
    });
    const [first] = model.logDensity(far).toTypedArray();
    expect(first).toBeLessThan(-1e6);
    expect(Number.isFinite(first)).toBe(true);
  });

  it("moves with the data: far from the origin the likelihood is the same", () => {
    const x = blobs(60, 2, 2, 3).mul(2 ** -4) as NDArray;
    const rounded: NDArray = array(nested(x).map((row) => row.map((v) => Math.round(v * 2 ** 16) / 2 ** 16)));
    const options = { components: 2, tolerance: 1e-10, maxIterations: 500 } as const;
    const here = GaussianMixture.fit(rounded, options);
    const there = GaussianMixture.fit(rounded.add(2 ** 20) as NDArray, options);
    expect(Math.abs(there.logLikelihood - here.logLikelihood)).toBeLessThanOrEqual(1e-8);
    const gaps = sub(there.means as NDArray, here.means as NDArray).toTypedArray();
    gaps.forEach((gap) => expect(Math.abs(gap - 2 ** 20)).toBeLessThanOrEqual(1e-4));
  });

  it("samples have the moments of the mixture", () => {
    const model = GaussianMixture.fit(blobs(200, 2, 2, 1), { components: 2 });
    const { x, labels } = model.sample(20_000, { rng: random(4) });
    const shares = model.weights.toTypedArray();
    const drawn = labels.toTypedArray();
    const all = nested(x);
    expect(drawn.every((label) => label === 0 || label === 1)).toBe(true);
    for (const j of [0, 1]) {
      const rows = all.filter((_, i) => drawn[i] === j);
      const deviation = Math.sqrt((shares[j] * (1 - shares[j])) / 20_000);
      expect(Math.abs(rows.length / 20_000 - shares[j])).toBeLessThanOrEqual(5 * deviation);
      const c = nested(model.covariances.at(j) as NDArray);
      const sampled = nested(covariance(array(rows)));
      const at = (a: number, b: number): number => Math.sqrt((c[a][a] * c[b][b] + c[a][b] ** 2) / rows.length);
      for (const a of [0, 1])
        for (const b of [0, 1]) expect(Math.abs(sampled[a][b] - c[a][b])).toBeLessThanOrEqual(5 * at(a, b));
    }
    expect(
      GaussianMixture.fit(blobs(40, 2, 2, 1), { components: 2, covariance: "spherical" }).sample(3).x.shape,
    ).toEqual([3, 2]);
    expect(() => model.sample(0)).toThrow("GaussianMixture.sample: n must be an integer of at least 1; got 0.");
  });

  it("counts its parameters, and weighs them by Akaike and Schwarz", () => {
    const x = blobs(50, 3, 2, 6);
    const counts = { full: 1 + 6 + 12, tied: 1 + 6 + 6, diagonal: 1 + 6 + 6, spherical: 1 + 6 + 2 };
    for (const covariance of forms) {
      const model = GaussianMixture.fit(x, { components: 2, covariance });
      expect(model.parameters).toBe(counts[covariance]);
      const total = (sum(model.logDensity(x) as NDArray) as NDArray).item();
      expect(Math.abs(model.aic(x) - (2 * counts[covariance] - 2 * total))).toBeLessThanOrEqual(1e-10);
      expect(Math.abs(model.bic(x) - (Math.log(50) * counts[covariance] - 2 * total))).toBeLessThanOrEqual(1e-10);
    }
  });

  it("a component that shrinks onto a point is an error without regularization, and none with it", () => {
    const x: NDArray = array([[0], [0], [0], [5], [6], [7]]);
    const fit =
      (regularization: number, starts = 1) =>
      () =>
        GaussianMixture.fit(x, { components: 2, regularization, starts });
    for (const starts of [1, 3]) expect(fit(0, starts)).toThrow(CollapsedComponentError);
    const message =
      /^GaussianMixture\.fit: every component must keep points around it on all sides; got a covariance of component [01] that is not positive definite\. Raise regularization, ask for fewer components, or give them one covariance: covariance "tied"\.$/;
    expect(fit(0)).toThrow(message);
    expect(() => GaussianMixture.fit(x, { components: 2, regularization: 0, covariance: "diagonal" })).toThrow(
      /got a variance of component [01] that is 0\./,
    );
    expect(fit(1e-6)().converged).toBe(true);
    const far = { components: 2, initial: array([[3], [1e6]]), covariance: "spherical" } as const;
    expect(() => GaussianMixture.fit(x, far)).toThrow("got component 1 without points.");
  });

  it("keeps the best of several starts", () => {
    const x = blobs(90, 2, 6, 12);
    const one = GaussianMixture.fit(x, { components: 6, rng: random(5) });
    const many = GaussianMixture.fit(x, { components: 6, starts: 5, rng: random(5) });
    expect(many.logLikelihood).toBeGreaterThanOrEqual(one.logLikelihood);
  });

  it("goes to JSON and back to the last bit, and keeps float32", () => {
    const x = blobs(40, 2, 2, 4);
    for (const covariance of forms) {
      const model = GaussianMixture.fit(x.astype("float32") as NDArray, { components: 2, covariance });
      expect(model.covariances.dtype).toBe("float32");
      expect(model.logDensity(x.astype("float32")).dtype).toBe("float32");
      const back = GaussianMixture.fromJSON(JSON.stringify(model));
      expect(back.toJSON()).toEqual(model.toJSON());
      expect(back.logDensity(x).toArray()).toEqual(model.logDensity(x as NDArray).toArray());
    }
    expect(() => GaussianMixture.fromJSON({ model: "GaussianMixture", version: 1, covariance: "round" })).toThrow(
      'GaussianMixture.fromJSON: covariance must be "full" or "tied" or "diagonal" or "spherical"; got "round".',
    );
  });

  it("ends by its signal, and says when iterations ran out", () => {
    const x = blobs(60, 2, 3, 2);
    expect(GaussianMixture.fit(x, { components: 3, maxIterations: 1 }).converged).toBe(false);
    const controller = new AbortController();
    const onIteration = () => controller.abort(new Error("enough"));
    expect(() =>
      GaussianMixture.fit(x, { components: 3, tolerance: 0, signal: controller.signal, onIteration }),
    ).toThrow("enough");
  });

  it("refuses more components than rows, options that mean nothing, other columns, and NaN", () => {
    const x: NDArray = random(0).normal([5, 2]);
    const fit = (options: object) => () => GaussianMixture.fit(x, { components: 2, ...options });
    expect(fit({ components: 6 })).toThrow(
      "GaussianMixture.fit: components must be an integer in [1, 5] for 5 rows; got 6.",
    );
    expect(() => GaussianMixture.fit(zeros([4, 2]), { components: 2 })).toThrow(
      "GaussianMixture.fit: x must have as many distinct rows as components; got 1 for 2. Ask for fewer.",
    );
    expect(fit({ covariance: "round" })).toThrow(
      'GaussianMixture.fit: covariance must be "full", "tied", "diagonal" or "spherical"; got "round".',
    );
    expect(fit({ regularization: -1 })).toThrow(
      "GaussianMixture.fit: regularization must be a finite number of at least 0; got -1.",
    );
    expect(fit({ tolerance: "small" })).toThrow(
      'GaussianMixture.fit: tolerance must be a number of at least 0; got "small".',
    );
    expect(fit({ initial: zeros([2, 3]) })).toThrow(
      "GaussianMixture.fit: initial must be 2 means of 2 columns; got initial [2, 3].",
    );
    expect(fit({ initial: zeros([2, 2]), starts: 2 })).toThrow(
      "GaussianMixture.fit: starts must be 1 from given means; got 2. Every start would be the same.",
    );
    const model = GaussianMixture.fit(x, { components: 1 });
    expect(() => model.predict(zeros([1, 3]) as NDArray)).toThrow(
      "GaussianMixture.predict: x must have the 2 columns that were fitted; got x [1, 3].",
    );
    expect(() => model.score(array([[Number.NaN, 1]]))).toThrow(
      "GaussianMixture.score: x must have no missing values; got NaN in column 0, row 0. Fill them with Imputer, or drop such rows.",
    );
  });
});
