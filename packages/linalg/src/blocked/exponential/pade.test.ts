import { describe, expect, it } from "vitest";
import { type Degree, halfOf, logFirstTerms, numerators } from "./pade.js";

const degrees: readonly Degree[] = [3, 5, 7, 9, 13];

function factorial(k: number): bigint {
  return k < 2 ? 1n : BigInt(k) * factorial(k - 1);
}

describe("Padé approximants of eˣ", () => {
  it.each(degrees)("the numerator of degree %i is (2m − k)!/((m − k)!·k!), exactly", (m) => {
    numerators[m].forEach((p, k) => {
      expect(BigInt(p)).toBe(factorial(2 * m - k) / (factorial(m - k) * factorial(k)));
    });
    expect(numerators[m].length).toBe(m + 1);
  });

  it.each(degrees)("halves of degree %i are those times a power of two", (m) => {
    const [even, odd] = [halfOf(m, 0), halfOf(m, 1)];
    expect(even[0]).toBeGreaterThanOrEqual(1);
    expect(even[0]).toBeLessThan(2);
    const unit = numerators[m][0] / even[0];
    expect(Math.log2(unit) % 1).toBe(0);
    expect(numerators[m]).toEqual(numerators[m].map((_, k) => (k % 2 === 0 ? even : odd)[k >> 1] * unit));
  });

  it.each(degrees)("the first term of the backward error of degree %i is 1/((2m choose m)·(2m + 1)!)", (m) => {
    const chosen = factorial(2 * m) / factorial(m) ** 2n;
    expect(logFirstTerms[m]).toBeCloseTo(-Math.log2(Number(chosen)) - Math.log2(Number(factorial(2 * m + 1))), 12);
  });
});
