import { describe, expect, it } from "vitest";
import {
  type NDArray,
  abs,
  add,
  array,
  diag,
  diagonal,
  eye,
  matmul,
  max,
  mul,
  random,
  sub,
  trace,
  zeros,
} from "@linnet/core";
import { cholesky, inv, slogdet } from "@linnet/linalg";
import { covariance } from "../describe/covariance.js";
import { FactorAnalysis } from "./factor-analysis.js";
import { Whitening } from "./whitening.js";

const EPSILON = Number.EPSILON;
const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();

/** Two factors, four columns each, and noise. */
function planted(n: number, seed: number): NDArray {
  const rng = random(seed);
  const loadings = array([
    [0.9, 0.8, 0.7, 0.6, 0, 0, 0, 0],
    [0, 0, 0, 0, 0.8, 0.9, 0.6, 0.7],
  ]);
  const common = matmul(rng.normal([n, 2]), loadings) as NDArray;
  return add(common, mul(rng.normal([n, 8]), 0.5) as NDArray)
    .mul(array([1, 2, 3, 4, 5, 6, 7, 8]))
    .add(3) as NDArray;
}

/** −n/2·(p·ln 2π + ln|Σ| + tr(S·Σ⁻¹)). */
function likelihood(S: NDArray, Sigma: NDArray, n: number): number {
  const { logAbsDet } = slogdet(Sigma) as unknown as { readonly logAbsDet: NDArray };
  const spread = (trace(matmul(S, inv(Sigma) as NDArray) as NDArray) as NDArray).item();
  return (-n / 2) * (S.shape[0] * Math.log(2 * Math.PI) + logAbsDet.item() + spread);
}

describe("FactorAnalysis", () => {
  const x = planted(200, 1);
  const S = mul(covariance(x) as NDArray, 199 / 200) as NDArray;

  it("is at a maximum of the likelihood: it is that of the normal distribution, and no step has a larger one", () => {
    const model = FactorAnalysis.fit(x, { components: 2 });
    expect(model.converged).toBe(true);
    const best = likelihood(S, model.covariance() as NDArray, 200);
    expect(Math.abs(model.logLikelihood - best)).toBeLessThanOrEqual(1e4 * EPSILON * Math.abs(best));
    const [L, psi]: readonly NDArray[] = [model.loadings, model.uniquenesses];
    const rng = random(5);
    for (let i = 0; i < 20; i++) {
      const turned = mul(L, rng.normal([2, 8], { mean: 1, std: 0.02 }) as NDArray) as NDArray;
      const own = mul(psi, rng.uniform([8], { low: 0.97, high: 1.03 }) as NDArray) as NDArray;
      const near = add(matmul(turned.T as NDArray, turned) as NDArray, diag(own) as NDArray) as NDArray;
      expect(likelihood(S, near, 200)).toBeLessThan(best);
    }
  });

  it("explains the variance of every column: communality + uniqueness = variance, to the tolerance of the gradient", () => {
    for (const rotation of ["none", "varimax", "promax"] as const) {
      const model = FactorAnalysis.fit(x, { components: 2, rotation, tolerance: 1e-8 });
      const explained = add(model.communalities as NDArray, model.uniquenesses as NDArray) as NDArray;
      const ratio = explained.div(diagonal(S) as NDArray) as NDArray;
      expect(largest(ratio.sub(1) as NDArray)).toBeLessThanOrEqual(1e-8);
      expect(largest(sub(diagonal(model.covariance() as NDArray) as NDArray, explained))).toBeLessThanOrEqual(
        1e3 * EPSILON * 100,
      );
    }
  });

  it("says the same of columns in other units: loadings and uniquenesses scale with them", () => {
    const scale = array([3, 0.1, 1, 2, 5, 1, 1, 7]);
    const [one, other] = [x, mul(x, scale) as NDArray].map((data) => FactorAnalysis.fit(data, { components: 2 }));
    expect(Math.abs(one.iterations - other.iterations)).toBeLessThanOrEqual(2);
    const back = (other.loadings as NDArray).div(scale) as NDArray;
    const same = Math.min(
      largest(sub(back, one.loadings as NDArray)),
      largest(sub(back.slice("::-1") as NDArray, one.loadings as NDArray)),
    );
    expect(same).toBeLessThanOrEqual(1e-5 * largest(one.loadings as NDArray));
  });

  it("finds the planted structure: loadings within five standard errors 1/√n of their columns", () => {
    const n = 4000;
    const model = FactorAnalysis.fit(planted(n, 2), { components: 2 });
    const rows = (model.loadings as NDArray).div(array([1, 2, 3, 4, 5, 6, 7, 8])) as NDArray;
    const first = Math.abs(rows.at(0, 0).item()) > 0.5 ? rows : (rows.slice("::-1") as NDArray);
    const truth = array([
      [0.9, 0.8, 0.7, 0.6, 0, 0, 0, 0],
      [0, 0, 0, 0, 0.8, 0.9, 0.6, 0.7],
    ]);
    expect(largest(sub(first, truth))).toBeLessThanOrEqual(5 / Math.sqrt(n));
    const own = (model.uniquenesses as NDArray).div(array([1, 4, 9, 16, 25, 36, 49, 64])) as NDArray;
    expect(largest(own.sub(0.25) as NDArray)).toBeLessThanOrEqual(5 / Math.sqrt(n));
  });

  it("has regression scores: Φ·Λ·Σ⁻¹·(x − μ), oblique ones too", () => {
    for (const rotation of ["varimax", "promax"] as const) {
      const model = FactorAnalysis.fit(x, { components: 2, rotation });
      const weights = matmul(
        matmul(model.factorCorrelations as NDArray, model.loadings as NDArray) as NDArray,
        inv(model.covariance() as NDArray) as NDArray,
      ) as NDArray;
      const expected = matmul(sub(x, model.mean as NDArray), weights.T as NDArray) as NDArray;
      expect(largest(sub(model.transform(x) as NDArray, expected))).toBeLessThanOrEqual(
        1e5 * EPSILON * largest(expected),
      );
      expect(model.inverseTransform(model.transform(x) as NDArray).shape).toEqual([200, 8]);
    }
    expect(FactorAnalysis.fit(x, { components: 2 }).factorCorrelations.toArray()).toEqual(eye(2).toArray());
  });

  it("ends a Heywood case at the least uniqueness, and names the column; n < p is one", () => {
    // Of one factor r₀₁·r₀₂ / r₁₂ = 1.16 would be the communality of the first column.
    const R = array([
      [1, 0.8, 0.8],
      [0.8, 1, 0.55],
      [0.8, 0.55, 1],
    ]);
    const white = random(3).normal([50, 3]);
    const data = matmul(Whitening.fit(white).transform(white), cholesky(R).L.T as NDArray) as NDArray;
    const model = FactorAnalysis.fit(data, { components: 1, leastUniqueness: 0.01 });
    expect(model.heywood).toEqual([0]);
    expect(Math.abs(model.uniquenesses.at(0).item() / (0.01 * (49 / 50)) - 1)).toBeLessThan(1e-10);
    const wide = FactorAnalysis.fit(random(4).normal([5, 8]), { components: 3 });
    expect(wide.heywood.length).toBeGreaterThan(0);
    expect(Number.isFinite(wide.logLikelihood)).toBe(true);
  });

  it("says when it has not converged, keeps float32, and the same bits through JSON", () => {
    const short = FactorAnalysis.fit(x, { components: 2, maxIterations: 1 });
    expect([short.converged, short.iterations]).toEqual([false, 1]);
    const model = FactorAnalysis.fit(x.astype("float32") as NDArray, { components: 2, rotation: "promax" });
    expect(model.loadings.dtype).toBe("float32");
    expect(JSON.stringify(FactorAnalysis.fromJSON(JSON.stringify(model)))).toBe(JSON.stringify(model));
    expect(() => FactorAnalysis.fromJSON({ ...model.toJSON(), heywood: [0.5] })).toThrow(
      "FactorAnalysis.fromJSON: heywood must be a list of columns; got a list.",
    );
  });

  it("refuses too many factors, constant columns, and options that mean nothing", () => {
    const refused =
      (options: object, data = x): (() => unknown) =>
      () =>
        FactorAnalysis.fit(data, { components: 2, ...options });
    expect(refused({ components: 5 })).toThrow(
      "FactorAnalysis.fit: components must be an integer in [1, 4] for 8 columns; got 5. More factors than that have no one solution.",
    );
    expect(refused({}, zeros([5, 8]) as NDArray)).toThrow(
      "FactorAnalysis.fit: no column may be constant; got column 0. Drop it first.",
    );
    expect(refused({ rotation: "oblimin" })).toThrow(
      'FactorAnalysis.fit: rotation must be "none", "varimax" or "promax"; got "oblimin".',
    );
    expect(refused({ leastUniqueness: 1 })).toThrow("FactorAnalysis.fit: leastUniqueness must be in (0, 1); got 1.");
    expect(refused({ signal: AbortSignal.abort() })).toThrow("aborted");
    expect(refused({}, x.slice(":1") as NDArray)).toThrow(
      "FactorAnalysis.fit: x must have at least two rows; got x [1, 8].",
    );
    expect(() => FactorAnalysis.fit(x, { components: 1 }).transform(zeros([1, 3]) as NDArray)).toThrow(
      "FactorAnalysis.transform: x must have the 8 columns that were fitted; got x [1, 3].",
    );
  });
});
