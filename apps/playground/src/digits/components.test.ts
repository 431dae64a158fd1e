import { type NDArray, square, sum } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { decompose, energiesOf, reconstructions } from "./components.js";
import { prepareDigits } from "./dataset.js";

const digits = prepareDigits();
const pca = decompose(digits);
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
