import { describe, expect, it } from "vitest";
import { compute } from "./code.js";

const inputs = { populations: 3, fst: 0.02, people: 30, markers: 1000, seed: 1 };

describe("populations", () => {
  it("finds one axis less than there are populations, and sorts everybody right, far above the threshold", () => {
    for (const populations of [2, 3, 4]) {
      const { found, agreement, threshold, variances } = compute({ ...inputs, populations });
      expect(inputs.fst).toBeGreaterThan(3 * threshold);
      expect(found).toBe(populations - 1);
      expect(agreement).toBeGreaterThan(0.95);
      expect(variances).toEqual(variances.toSorted((a, b) => b - a));
    }
  });

  it("finds nothing far below it: the axes say no more than chance", () => {
    const { found, agreement, threshold } = compute({ ...inputs, fst: 0.001, people: 20, markers: 300 });
    expect(0.001).toBeLessThan(threshold / 5);
    expect(found).toBe(0);
    expect(Math.abs(agreement)).toBeLessThan(0.15); // its deviation by chance is about 1/60
  });

  it("has the threshold of Patterson, Price and Reich for two populations, 1/√(n·m)", () => {
    const { threshold } = compute({ ...inputs, populations: 2 });
    expect(Math.abs(threshold * Math.sqrt(2 * 30 * 1000) - 1)).toBeLessThanOrEqual(8 * 2 ** -53); // a rounding each of root, quotient and product
  });

  it("has eigenvalues as the theory of spikes says: λ = ℓ + γ·ℓ/(ℓ − 1), with ℓ = 1 + 2·F·people and γ = n/m", () => {
    const { variances } = compute({ ...inputs, populations: 2, fst: 0.05, people: 60, markers: 2000 });
    const [excess, gamma] = [2 * 0.05 * 60, 120 / 2000];
    const expected = 1 + excess + (gamma * (1 + excess)) / excess; // Baik and Silverstein, 2006
    // the scale divides by a trace that has the structure in it, and F itself is drawn: some percent of 2,000 markers
    expect(Math.abs(variances[0] / expected - 1)).toBeLessThan(0.1);
    expect(variances[1]).toBeLessThan((1 + Math.sqrt(gamma)) ** 2 * 1.05);
  });

  it("draws genotypes of 0, 1 and 2, and the same ones for the same seed", () => {
    const { genotypes } = compute({ ...inputs, markers: 100 });
    for (const value of genotypes.flat()) expect([0, 1, 2]).toContain(value);
    expect(compute({ ...inputs, markers: 100 }).genotypes).toEqual(genotypes);
    expect(compute({ ...inputs, markers: 100, seed: 2 }).genotypes).not.toEqual(genotypes);
  });
});
