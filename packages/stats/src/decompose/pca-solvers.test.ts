import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ConvergenceError,
  type NDArray,
  ValueError,
  abs,
  argmax,
  array,
  eye,
  matmul,
  max,
  mean,
  mul,
  ones,
  random,
  sub,
  sum,
  takeAlongAxis,
  variance,
} from "@linnet/core";
import { qr } from "@linnet/linalg";
import { covariance } from "../describe/covariance.js";
import { PCA } from "./pca.js";
import { type PcaSolver, solverFor } from "./principal-axes.js";

const solvers: readonly PcaSolver[] = ["full", "covariance", "truncated", "randomized"];
const EPSILON = Number.EPSILON;
const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const numbers = (x: NDArray): number[] => Array.from(x.toTypedArray());

/** Centred data of these singular values. */
function withValues(n: number, values: readonly number[], seed: number): NDArray {
  const rng = random(seed);
  const noise: NDArray = rng.normal([n, values.length]);
  const U: NDArray = qr(sub(noise, mean(noise, { axis: 0 }) as NDArray)).Q; // the range of centred columns is centred
  const V: NDArray = qr(rng.normal([values.length, values.length])).Q;
  return matmul(mul(U, array(values)), V.T as NDArray);
}

describe("PCA by each solver", () => {
  it.each(solvers)(
    "%s: orthonormal components, the variances of the covariance matrix, itself in the model",
    (solver) => {
      fc.assert(
        fc.property(fc.integer({ min: 20, max: 60 }), fc.integer({ min: 3, max: 12 }), fc.nat(1000), (n, p, seed) => {
          const x: NDArray = random(seed).normal([n, p]);
          const pca = PCA.fit(x, { solver, components: 3 });
          expect(pca.solver).toBe(solver);
          const c: NDArray = pca.components;
          expect(largest(sub(matmul(c, c.T as NDArray), eye(3)))).toBeLessThanOrEqual(30 * p * EPSILON);
          const projected: NDArray = matmul(matmul(c, covariance(x) as NDArray), c.T as NDArray);
          const scale = (sum(variance(x, { axis: 0, ddof: 1 })) as NDArray).item();
          const difference = sub(projected, mul(eye(3), pca.explainedVariance as NDArray));
          // In float64 the vectors of "truncated" are right to 1e-10 of the largest eigenvalue.
          expect(largest(difference)).toBeLessThanOrEqual((solver === "truncated" ? 1e-10 : 30 * n * EPSILON) * scale);
        }),
        { numRuns: 8 },
      );
    },
  );

  it("covariance keeps the digits of small variances: |δλ| ≤ c·p·u·2²⁰·λ above 2⁻²⁰·λ₁, |δs| ≤ c·p·u·2¹⁰·s₁ below", () => {
    const values = Array.from({ length: 14 }, (_, i) => 10 ** -i); // variances down to 1e-26
    const x = withValues(60, values, 3);
    const found = numbers(PCA.fit(x, { solver: "covariance" }).singularValues);
    values.forEach((s, i) => {
      const error = Math.abs(found[i] - s);
      expect(error).toBeLessThanOrEqual(8 * values.length * EPSILON * 2 ** 10);
      if (s * s >= 2 ** -20) expect(error).toBeLessThanOrEqual(4 * values.length * EPSILON * 2 ** 20 * s);
    });
    expect(Math.abs(found[6] / 1e-6 - 1)).toBeLessThan(1e-6); // of eigenvalues of the covariance alone, 1e-12 ± 1e-16 has 1e-4
  });

  it("covariance keeps them for columns of different scales too, by a factor of the products", () => {
    const p = 14;
    const x: NDArray = mul(random(7).normal([60, p]), array(Array.from({ length: p }, (_, j) => 10 ** -j)));
    const found = numbers(PCA.fit(x, { solver: "covariance" }).singularValues);
    const expected = numbers(PCA.fit(x, { solver: "full" }).singularValues); // right to c·u·s₁
    const top = expected[0];
    expected.forEach((s, i) => {
      const error = Math.abs(found[i] - s);
      expect(error).toBeLessThanOrEqual(8 * p * EPSILON * 2 ** 10 * top);
      if (s * s >= 2 ** -20 * top * top) expect(error).toBeLessThanOrEqual(4 * p * EPSILON * 2 ** 20 * s);
    });
    expect(Math.abs(found[6] / expected[6] - 1)).toBeLessThan(1e-6);
    const c: NDArray = PCA.fit(x, { solver: "covariance" }).components;
    expect(largest(sub(matmul(c, c.T as NDArray), eye(p)))).toBeLessThanOrEqual(30 * p * EPSILON);
  });

  it("covariance finds zeros for data of lower rank", () => {
    const x = matmul(random(1).normal([50, 3]), random(2).normal([3, 10])) as NDArray;
    const found = numbers(PCA.fit(x, { solver: "covariance" }).singularValues);
    for (const s of found.slice(3)) expect(s).toBeLessThanOrEqual(60 * EPSILON * 2 ** 10 * found[0]);
    const c: NDArray = PCA.fit(x, { solver: "covariance" }).components;
    expect(largest(sub(matmul(c, c.T as NDArray), eye(10)))).toBeLessThanOrEqual(300 * EPSILON);
  });

  it.each([
    [120, 60],
    [60, 120],
  ])("truncated finds singular values of %i×%i to rounding of the largest", (n, p) => {
    const x: NDArray = random(5)
      .normal([n, p])
      .mul(random(6).uniform([p]));
    const [some, full] = [PCA.fit(x, { solver: "truncated", components: 4 }), PCA.fit(x, { solver: "full" })];
    const top = full.singularValues.at(0).item();
    const difference = sub(some.singularValues as NDArray, full.singularValues.slice(":4") as NDArray);
    expect(largest(difference)).toBeLessThanOrEqual(30 * 120 * EPSILON * top);
    // Vectors to residual / gap: 1e-10·s₁² over the smallest gap of the first five squares.
    const squares = numbers(full.singularValues).map((s) => s * s);
    const gap = Math.min(...[0, 1, 2, 3].map((i) => squares[i] - squares[i + 1]));
    const turned = largest(sub(some.components as NDArray, full.components.slice(":4") as NDArray));
    expect(turned).toBeLessThanOrEqual((2e-10 * squares[0]) / gap);
  });

  it("truncated says so when it has not converged, and ends by its signal", () => {
    const x: NDArray = random(5).normal([200, 100]);
    const options = { solver: "truncated", components: 2 } as const;
    expect(() => PCA.fit(x, { ...options, maxIterations: 1 })).toThrow(ConvergenceError);
    expect(() => PCA.fit(x, { ...options, maxIterations: 1 })).toThrow(
      /^PCA\.fit: residuals must fall to 1e-10 within 1 iterations; got \d\.\d\de-\d\. Allow more maxIterations, ask for fewer components, or use solver "full"\.$/u,
    );
    expect(() => PCA.fit(x, { ...options, signal: AbortSignal.abort() })).toThrow("aborted");
  });

  it("randomized captures the variance of data of low rank and noise", () => {
    const low = matmul(random(1).normal([400, 5]).mul(10), random(2).normal([5, 100])) as NDArray;
    const x = low.add(random(3).normal([400, 100])) as NDArray;
    const [near, full] = [PCA.fit(x, { solver: "randomized", components: 5 }), PCA.fit(x, { components: 5 })];
    const captured = (pca: PCA<any, any, any>): number => (sum(pca.explainedVariance as NDArray) as NDArray).item();
    expect(captured(near) / captured(full)).toBeGreaterThan(1 - 1e-6);
    expect(captured(near)).toBeLessThanOrEqual(captured(full) * (1 + 1e-12));
  });

  it("auto is truncated for few components of huge data, covariance for tall, full for wide data", () => {
    expect([solverFor(5000, 5000, 50), solverFor(5000, 5000, 51), solverFor(5000, 4000, 1)]).toEqual([
      "truncated",
      "covariance",
      "covariance",
    ]);
    expect(PCA.fit(random(0).normal([20, 20])).solver).toBe("covariance");
    expect(PCA.fit(random(0).normal([10, 20])).solver).toBe("full");
  });

  it("has the components of X turned with X: PCA(X·R).components = components·R", () => {
    fc.assert(
      fc.property(fc.constantFrom(...solvers), fc.nat(1000), (solver, seed) => {
        const rng = random(seed);
        const x: NDArray = rng.normal([60, 4]).mul(array([8, 4, 2, 1]));
        const R: NDArray = qr(rng.normal([4, 4])).Q;
        const [plain, turned] = [
          PCA.fit(x, { solver, components: 2 }),
          PCA.fit(matmul(x, R) as NDArray, { solver, components: 2 }),
        ];
        const expected: NDArray = matmul(plain.components as NDArray, R);
        const overlap = abs(sum(mul(turned.components as NDArray, expected), { axis: 1 }) as NDArray);
        for (const cosine of numbers(overlap as NDArray)) expect(1 - cosine).toBeLessThanOrEqual(1e-10);
        const ratio = turned.explainedVariance.div(plain.explainedVariance as NDArray) as NDArray;
        expect(largest(ratio.sub(1) as NDArray)).toBeLessThanOrEqual(1e-10);
      }),
      { numRuns: 12 },
    );
  });

  it("with signs of scores, the score of largest magnitude is positive", () => {
    const x: NDArray = random(8).normal([30, 5]);
    const pca = PCA.fit(x, { signs: "scores" });
    const scores: NDArray = pca.transform(x);
    const at: NDArray = argmax(abs(scores), { axis: 0, keepDims: true });
    for (const score of numbers(takeAlongAxis(scores, at, { axis: 0 }))) expect(score).toBeGreaterThan(0);
  });

  it("loadings give the covariance, communalities the variances, and noise the mean of what is dropped", () => {
    const x: NDArray = random(9)
      .normal([50, 6])
      .mul(array([1, 2, 3, 4, 5, 6]));
    const all = PCA.fit(x);
    const L: NDArray = all.loadings;
    const bound = 30 * 50 * EPSILON * all.explainedVariance.at(0).item();
    expect(largest(sub(matmul(L.T as NDArray, L), covariance(x) as NDArray))).toBeLessThanOrEqual(bound);
    const variances: NDArray = variance(x, { axis: 0, ddof: 1 });
    expect(largest(sub(all.communalities as NDArray, variances))).toBeLessThanOrEqual(bound);
    for (const solver of solvers) {
      const some = PCA.fit(x, { components: 4, solver });
      const average = (all.explainedVariance.at(4).item() + all.explainedVariance.at(5).item()) / 2;
      expect(Math.abs(some.noiseVariance - average)).toBeLessThanOrEqual(bound);
    }
    expect(all.noiseVariance).toBe(0);
  });

  it("data without variance, and fewer rows than columns, have components by every solver", () => {
    for (const solver of solvers) {
      const constant = PCA.fit(ones([6, 3]).mul(0.1), { solver, components: 2 });
      expect(numbers(constant.explainedVariance as NDArray)).toEqual([0, 0]);
      expect(numbers(constant.explainedVarianceRatio as NDArray)).toEqual([0, 0]);
      const wide = PCA.fit(random(1).normal([4, 9]), { solver, components: 4 });
      expect(wide.components.shape).toEqual([4, 9]);
      const c: NDArray = wide.components;
      expect(largest(sub(matmul(c, c.T as NDArray), eye(4)))).toBeLessThanOrEqual(300 * EPSILON);
      expect(wide.explainedVariance.at(3).item()).toBeLessThanOrEqual(1e-20); // 4 centred rows span 3 directions
    }
  });

  it("keeps float32, computed no worse than in it", () => {
    const x: NDArray = random(2).normal([300, 10]).add(100);
    for (const solver of solvers) {
      const single = PCA.fit(x.astype("float32"), { solver, components: 3 });
      expect(single.components.dtype).toBe("float32");
      const double = PCA.fit(x.astype("float32").astype("float64") as NDArray, { components: 3 });
      const ratio = single.explainedVariance.astype("float64").div(double.explainedVariance as NDArray) as NDArray;
      // Means of numbers around 100 are rounded to 100·2⁻²⁴; randomized is near in any dtype.
      expect(largest(ratio.sub(1) as NDArray)).toBeLessThanOrEqual(solver === "randomized" ? 0.05 : 2 ** -14);
    }
  });

  it("reads a model back from JSON to the last bit", () => {
    const x: NDArray = random(3).normal([20, 4]);
    const pca = PCA.fit(x, { components: 2, whiten: true, solver: "covariance" });
    const back = PCA.fromJSON(JSON.stringify(pca));
    expect(JSON.stringify(back)).toBe(JSON.stringify(pca));
    expect(numbers(back.transform(x) as NDArray)).toEqual(numbers(pca.transform(x) as NDArray));
    expect(() => PCA.fromJSON({ ...pca.toJSON(), solver: "qr" })).toThrow(
      'PCA.fromJSON: solver must be "full" or "covariance" or "randomized" or "truncated"; got "qr".',
    );
  });

  it("refuses options that there are not", () => {
    const x = random(0).normal([5, 3]);
    const refused =
      (options: object): (() => unknown) =>
      () =>
        PCA.fit(x, options);
    expect(refused({ solver: "qr" })).toThrow(ValueError);
    expect(refused({ solver: "qr" })).toThrow(
      'PCA.fit: solver must be "auto", "full", "covariance", "truncated" or "randomized"; got "qr".',
    );
    expect(refused({ solver: "randomized", components: "kaiser" })).toThrow(
      'PCA.fit: components must be a number with solver "randomized"; got a rule. Use solver "auto", which computes all variances.',
    );
    expect(refused({ signs: "u" })).toThrow('PCA.fit: signs must be "components" or "scores"; got "u".');
    expect(refused({ rng: 1 })).toThrow("PCA.fit: rng must be a stream; got 1. Make one with random(seed).");
    expect(refused({ powerIterations: -1 })).toThrow(
      "PCA.fit: powerIterations must be an integer of at least 0; got -1.",
    );
    expect(refused({ tolerance: 0 })).toThrow("PCA.fit: tolerance must be in (0, 1); got 0.");
  });
});
