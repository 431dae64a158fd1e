import { describe, expect, it } from "vitest";
import { type Inputs, compute, decode } from "./code.js";

const INPUTS: Inputs = { hidden: 64, epochs: 40, seed: 1 };

describe("autoencoder", () => {
  it("loses less through two numbers than the two principal components do, and draws what it encodes", async () => {
    const parts: number[] = [];
    const result = await compute(INPUTS, ({ history }) => parts.push(history.length));
    const { error, pca, codes, labels, history, ended, decoder, hidden } = result;
    expect([ended, history.length, labels.length, codes.length]).toEqual([true, 40, 359, 359]);
    expect(parts[0]).toBe(0);
    expect(error).toBeLessThan(pca.error);
    expect(codes.flat().every((code) => Math.abs(code) <= 1)).toBe(true);

    // the components are orthonormal, and a picture is its mean and its scores of them
    const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * b[i], 0);
    const orthonormal = 8 * 64 * Number.EPSILON; // a few roundings in each of 64 coordinates
    expect(Math.abs(dot(pca.components[0], pca.components[0]) - 1)).toBeLessThanOrEqual(orthonormal);
    expect(Math.abs(dot(pca.components[0], pca.components[1]))).toBeLessThanOrEqual(orthonormal);
    const { network, components } = decode({ decoder, hidden, pca, code: codes[0], score: pca.scores[0] });
    expect(network).toHaveLength(64);
    const sums = pca.mean.map(
      (m, i) => m + pca.scores[0][0] * pca.components[0][i] + pca.scores[0][1] * pca.components[1][i],
    );
    for (const [i, pixel] of components.entries())
      expect(Math.abs(pixel - sums[i])).toBeLessThanOrEqual(64 * Number.EPSILON);
  }, 60_000);

  it("the decoded codes are what the error is of", async () => {
    const { codes, decoder, hidden, pca, error } = await compute({ ...INPUTS, hidden: 8, epochs: 1 });
    const pictures = codes.slice(0, 3).map((code) => decode({ decoder, hidden, pca, code, score: [0, 0] }));
    for (const { network, components } of pictures) {
      expect(network.every(Number.isFinite)).toBe(true);
      expect(components).toEqual(pca.mean);
    }
    expect(error).toBeGreaterThan(0);
  });
});
