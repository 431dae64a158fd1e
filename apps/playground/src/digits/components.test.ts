import { type NDArray, abs, max, square, sub, sum } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { decompose, energiesOf, reconstructionSteps, reconstructions } from "./components.js";
import { prepareDigits } from "./dataset.js";

const digits = prepareDigits();
const pca = decompose(digits);
const largest = (x: NDArray): number => (max(abs(x)) as NDArray).item();
const norm2 = (x: NDArray): number => (sum(square(x)) as NDArray).item();

describe("reconstructions", () => {
  it("lose the squares of the discarded singular values, for every k: |‖X − Xₖ‖² − Σ σᵢ²| ≤ 60·max(n, p)·ε·‖X‖²", () => {
    const ks = Array.from({ length: 65 }, (_, k) => k);
    const [n, p] = digits.train.x.shape as [number, number];
    for (const { k, error, discarded, difference } of reconstructions(digits, pca, ks)) {
      expect(Math.abs(error - discarded), `k = ${k}`).toBeLessThanOrEqual(
        60 * Math.max(n, p) * Number.EPSILON * norm2(digits.train.x),
      );
      expect(difference).toBeLessThanOrEqual(60 * Math.max(n, p) * Number.EPSILON);
    }
  });

  it("lose all without components, and less with each further one", () => {
    const energies = energiesOf(pca);
    const errors = reconstructions(digits, pca, [0, 1, 2, 20, 64]).map(({ discarded }) => discarded);
    expect(errors[0]).toBe(energies.reduce((a, b) => a + b, 0));
    expect(errors).toEqual(errors.toSorted((a, b) => b - a));
    expect(errors[4]).toBe(0);
  });
});

describe("reconstructionSteps", () => {
  /** Rounding of sums of p products beside the mean, in ink; Σᵢ |sᵢ·cᵢⱼ| ≤ ‖s‖ (Cauchy), twice for two computations. */
  const bound = (row: NDArray): number => {
    const scores = Math.sqrt(norm2(pca.transform(row) as NDArray));
    const scale = largest(digits.scaler.scale);
    return 2 * 70 * Number.EPSILON * ((1.01 * scores + largest(pca.mean)) * scale + largest(digits.scaler.mean));
  };
  const rowOf = (index: number): NDArray => digits.all.x.slice(`${index}:${index + 1}`);

  it("has in row k what PCA reconstructs from k components", () => {
    for (const index of [0, 7, 1796]) {
      const steps = reconstructionSteps(digits, pca, index);
      expect(steps.shape).toEqual([65, 64]);
      for (const k of [0, 1, 12, 63, 64]) {
        const expected = digits.scaler.inverseTransform(pca.reconstruct(rowOf(index), k) as NDArray) as NDArray;
        expect(largest(sub(steps.at(k), expected.at(0)))).toBeLessThanOrEqual(bound(rowOf(index)));
      }
    }
  });

  it("ends with the digit itself, up to the orthonormality of the components (30·max(n, p)·ε)", () => {
    const n = digits.train.x.shape[0] as number;
    for (const index of [3, 500]) {
      const row = rowOf(index);
      const last: NDArray = reconstructionSteps(digits, pca, index).at(64);
      const image: NDArray = digits.images.at(index).reshape([64]);
      const slack = 30 * n * Number.EPSILON * Math.sqrt(norm2(row)) * largest(digits.scaler.scale);
      expect(largest(sub(last, image))).toBeLessThanOrEqual(slack + bound(row));
    }
  });
});
