import { describe, expect, it } from "vitest";
import { type NDArray, abs, add, array, eye, matmul, max, mul, random, sub } from "@linnet/core";
import { inv, slogdet } from "@linnet/linalg";
import { covariance } from "../describe/covariance.js";
import { PCA } from "./pca.js";
import { ProbabilisticPCA } from "./probabilistic-pca.js";

const EPSILON = Number.EPSILON;
const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const numbers = (x: NDArray): number[] => Array.from(x.toTypedArray());
const x: NDArray = random(1)
  .normal([60, 5])
  .mul(array([5, 3, 1, 1, 0.5]))
  .add(2);

describe("ProbabilisticPCA", () => {
  it("has the log-likelihood of the normal distribution with its covariance", () => {
    const model = ProbabilisticPCA.fit(x, { components: 2 });
    const C: NDArray = model.covariance();
    const centred: NDArray = sub(x, model.mean as NDArray);
    const squares = matmul(matmul(centred, inv(C) as NDArray), centred.T as NDArray);
    const { logAbsDet } = slogdet(C) as unknown as { readonly logAbsDet: NDArray };
    const constant = 5 * Math.log(2 * Math.PI) + logAbsDet.item();
    numbers(model.scoreSamples(x) as NDArray).forEach((value, i) => {
      const expected = -0.5 * (squares.at(i, i).item() + constant);
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e3 * EPSILON * Math.abs(expected));
    });
    const average = numbers(model.scoreSamples(x) as NDArray).reduce((a, b) => a + b, 0) / 60;
    expect(Math.abs(model.score(x) - average)).toBeLessThanOrEqual(60 * EPSILON * Math.abs(average));
  });

  it("is at a maximum: no step of W or σ² has a larger likelihood (Tipping & Bishop, equations 7 and 8)", () => {
    const model = ProbabilisticPCA.fit(x, { components: 2 });
    const S = mul(covariance(x) as NDArray, 59 / 60) as NDArray;
    const likelihood = (W: NDArray, noise: number): number => {
      const C = add(matmul(W.T as NDArray, W), mul(eye(5), noise) as NDArray) as NDArray;
      const { logAbsDet } = slogdet(C) as unknown as { readonly logAbsDet: NDArray };
      const spread = matmul(inv(C) as NDArray, S) as NDArray;
      return -0.5 * (logAbsDet.item() + [0, 1, 2, 3, 4].reduce((a, i) => a + spread.at(i, i).item(), 0));
    };
    const best = likelihood(model.loadings as NDArray, model.noiseVariance);
    const rng = random(3);
    for (let i = 0; i < 20; i++) {
      const step = rng.normal([2, 5], { std: 0.01 }) as NDArray;
      expect(likelihood(model.loadings.add(step) as NDArray, model.noiseVariance)).toBeLessThan(best);
    }
    for (const factor of [0.9, 1.1]) {
      expect(likelihood(model.loadings as NDArray, factor * model.noiseVariance)).toBeLessThan(best);
    }
  });

  it("has posterior means and variances: M = WᵀW + σ²I, E[z|x] = M⁻¹·Wᵀ·(x − μ), cov = σ²·M⁻¹", () => {
    const model = ProbabilisticPCA.fit(x, { components: 2 });
    const W: NDArray = model.loadings;
    const M = inv(add(matmul(W, W.T as NDArray), mul(eye(2), model.noiseVariance) as NDArray)) as NDArray;
    const expected = matmul(matmul(sub(x, model.mean as NDArray), W.T as NDArray) as NDArray, M) as NDArray;
    expect(largest(sub(model.transform(x) as NDArray, expected))).toBeLessThanOrEqual(
      1e3 * EPSILON * largest(expected),
    );
    const variances = sub(
      mul(eye(2), model.posteriorVariance as NDArray) as NDArray,
      mul(M, model.noiseVariance) as NDArray,
    );
    expect(largest(variances)).toBeLessThanOrEqual(1e2 * EPSILON);
  });

  it("has noise alike in the directions left out, of which there are p − k also where n < p", () => {
    const wide: NDArray = random(2).normal([6, 9]);
    const model = ProbabilisticPCA.fit(wide, { components: 2 });
    const rest = numbers(PCA.fit(wide).explainedVariance as NDArray).slice(2);
    const noise = (rest.reduce((a, b) => a + b, 0) * 5) / 6 / 7;
    expect(Math.abs(model.noiseVariance / noise - 1)).toBeLessThanOrEqual(100 * EPSILON);
  });

  it("draws examples of its mean and covariance: within five standard errors", () => {
    const model = ProbabilisticPCA.fit(x, { components: 2 });
    const drawn: NDArray = model.sample(4000, { rng: random(9) });
    const C: NDArray = model.covariance();
    const found: NDArray = covariance(drawn);
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 5; j++) {
        const error = Math.sqrt((C.at(i, i).item() * C.at(j, j).item() + C.at(i, j).item() ** 2) / 4000);
        expect(Math.abs(found.at(i, j).item() - C.at(i, j).item())).toBeLessThan(5 * error);
      }
    }
  });

  it("comes back from latent variables to their plane, and from JSON to the last bit", () => {
    const model = ProbabilisticPCA.fit(x.astype("float32") as NDArray<"float32", readonly [60, 5]>, { components: 2 });
    expect(model.components.dtype).toBe("float32");
    const back: NDArray = model.inverseTransform(model.transform(x) as NDArray);
    expect(back.shape).toEqual([60, 5]);
    // E[x|E[z|x]] shrinks towards the mean by 1 − σ²/λ along each component.
    const along = matmul(sub(x, model.mean as NDArray), model.components.T as NDArray) as NDArray;
    const shrunk = mul(along, sub(1, model.posteriorVariance as NDArray) as NDArray) as NDArray;
    const found = matmul(sub(back, model.mean as NDArray), model.components.T as NDArray) as NDArray;
    expect(largest(sub(found, shrunk))).toBeLessThanOrEqual(100 * 2 ** -23 * largest(shrunk));
    expect(JSON.stringify(ProbabilisticPCA.fromJSON(JSON.stringify(model)))).toBe(JSON.stringify(model));
  });

  it("refuses as many components as columns, data without noise, and what is no count", () => {
    expect(() => ProbabilisticPCA.fit(x, { components: 5 })).toThrow(
      "ProbabilisticPCA.fit: components must be fewer than the 5 columns; got 5. Use PCA for all of them.",
    );
    const low = matmul(random(1).normal([20, 2]), random(2).normal([2, 4])) as NDArray;
    expect(() => ProbabilisticPCA.fit(low, { components: 2 })).toThrow(
      /^ProbabilisticPCA\.fit: x must vary beyond its components; got noise of variance \S+\. Keep fewer components\.$/u,
    );
    const model = ProbabilisticPCA.fit(x, { components: 1 });
    expect(() => model.sample(-1)).toThrow("ProbabilisticPCA.sample: n must be an integer of at least 0; got -1.");
    expect(() => model.sample(1, { rng: 3 as never })).toThrow(
      "ProbabilisticPCA.sample: rng must be a stream; got 3. Make one with random(seed).",
    );
    expect(() => ProbabilisticPCA.fit(x.slice(":1") as NDArray, { components: 1 })).toThrow(
      "ProbabilisticPCA.fit: x must have at least two rows; got x [1, 5].",
    );
  });
});
