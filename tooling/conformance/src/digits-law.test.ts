import { type NDArray, random, square, sub, sum } from "@linnet/core";
import { loadDigits } from "@linnet/data";
import { svdvals } from "@linnet/linalg";
import { Linear, Relu, adam, crossEntropy, evaluate, fit, sequential } from "@linnet/nn";
import { PCA, Standardizer, accuracy, trainTestSplit } from "@linnet/stats";
import { describe, expect, it } from "vitest";

// The laws that the digits pipeline of apps/playground lives by, on the digits themselves.

const { data, target } = loadDigits();
const x: NDArray = Standardizer.fit(data as NDArray).transform(data as NDArray);
const [n, p]: readonly number[] = x.shape;

describe("principal components of the digits", () => {
  const pca = PCA.fit(x);

  it("have the singular values of the standardized pixels", () => {
    const [S, values] = [pca.singularValues.toTypedArray(), svdvals(x).toTypedArray()];
    // The data are centred already, but for (n + p) roundings of entries whose norm is s₁ at most; LAPACK's bound.
    const bound = 30 * (n + p) * 2 ** -53 * values[0];
    S.forEach((s: number, i: number) => expect(Math.abs(s - values[i])).toBeLessThanOrEqual(bound));
  });

  it.each([0, 1, 2, 10, 30, 60, 61, 64])("lose with %i of them the squares of the other singular values", (k) => {
    const dropped = pca.singularValues.toTypedArray().slice(k) as Float64Array;
    const lost = dropped.reduce((total, s) => total + s * s, 0);
    const error: number = sum(square(sub(x, pca.reconstruct(x, k)))).item();
    // ‖X − X̂‖ and √lost are each known to 30·(n + p) roundings of s₁ (Golub & Van Loan, §8.6).
    const bound = 30 * (n + p) * 2 ** -53 * pca.singularValues.toTypedArray()[0];
    expect(Math.abs(Math.sqrt(error) - Math.sqrt(lost))).toBeLessThanOrEqual(2 * bound);
  });

  it("explain all variance together: 61 pixels that vary, each of variance n/(n − 1)", () => {
    const total: number = sum(pca.explainedVariance).item();
    expect(Math.abs(total - (61 * n) / (n - 1))).toBeLessThanOrEqual(30 * (n + p) * 2 ** -53 * total);
  });
});

describe("a network on the digits", () => {
  it("learns in one epoch: the loss falls below half of log 10, and most test digits are read", async () => {
    const split = trainTestSplit(
      { x: x.astype("float32"), y: target as NDArray },
      { testFraction: 0.2, stratify: target as NDArray, rng: random(0) },
    );
    const model = sequential(Linear.init(random(1), 64, 32), new Relu(), Linear.init(random(2), 32, 10));
    const metrics = { loss: crossEntropy, accuracy };
    const before = evaluate(model, split.train, metrics);
    const optimizer = adam({ learningRate: 0.01 });
    const trained = await fit(model, split.train, { loss: crossEntropy, optimizer, epochs: 1, progress: false });
    const after = evaluate(trained.model, split.train, metrics);
    expect(before.loss).toBeGreaterThan(Math.log(10) / 2);
    expect(after.loss).toBeLessThan(Math.log(10) / 2);
    expect(evaluate(trained.model, split.test, metrics).accuracy).toBeGreaterThan(0.8);
  });
});
