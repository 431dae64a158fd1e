import { describe, expect, it } from "vitest";
import { type NDArray, ValueError } from "../index.js";
import { KOLMOGOROV, NORMAL, kolmogorov, normalCdf } from "../testing/goodness-of-fit.js";
import { randomGamma } from "./gamma.js";
import { random } from "./random.js";

/** P(α, x) for α = ½, 1, 3/2, …: P(α + 1, x) = P(α, x) − xᵅe⁻ˣ/Γ(α + 1), from P(½, x) = 2Φ(√2x) − 1 or P(1, x) = 1 − e⁻ˣ. */
function gammaCdf(alpha: number, x: number): number {
  const whole = Number.isInteger(alpha);
  let p = whole ? -Math.expm1(-x) : 2 * normalCdf(Math.sqrt(2 * x)) - 1;
  let factorial = whole ? 1 : Math.sqrt(Math.PI) / 2; // Γ(a + 1)
  for (let a = whole ? 1 : 0.5; a < alpha; a++) {
    p -= (x ** a * Math.exp(-x)) / factorial;
    factorial *= a + 1;
  }
  return p;
}

describe("randomGamma", () => {
  it("gives these bits for seed 42, for ever", () => {
    expect(randomGamma(random(42), 2.5, [3]).toArray()).toEqual([
      0.5587670354279985, 2.1545506264576946, 1.688492407751686,
    ]);
    expect(randomGamma(random(42), 0.3, [2]).toArray()).toEqual([1.4873470589026203, 0.0011152865208821482]);
  });

  it.each([0.5, 1, 2, 20.5])("α = %d: 10⁶ draws have the distribution P(α, x)", (alpha) => {
    const values = randomGamma(random(30), alpha, [1_000_000]).toTypedArray();
    expect(kolmogorov(values, (x) => gammaCdf(alpha, x))).toBeLessThan(KOLMOGOROV);
  });

  it.each([0.05, 0.7, 3.3, 1e4])("α = %d: mean and variance are α·scale and α·scale²", (alpha) => {
    const [n, scale] = [200_000, 2];
    const values = randomGamma(random(31), alpha, [n], { scale }).toTypedArray();
    const mean = values.reduce((a: number, b) => a + b, 0) / n;
    const variance = values.reduce((a: number, b) => a + (b - alpha * scale) ** 2, 0) / n;
    expect(Math.abs(mean - alpha * scale)).toBeLessThan(NORMAL * scale * Math.sqrt(alpha / n));
    // E(x − μ)⁴ − σ⁴ = (2α² + 6α)·scale⁴
    const spread = Math.sqrt((2 * alpha ** 2 + 6 * alpha) / n) * scale ** 2;
    expect(Math.abs(variance - alpha * scale ** 2)).toBeLessThan(NORMAL * spread);
  });

  it("is finite and ≥ 0 for tiny α, where most numbers are 0", () => {
    const values = randomGamma(random(32), 1e-300, [1000]).toTypedArray();
    expect(values.every((x) => x === 0)).toBe(true);
  });

  it("an element does not depend on how many are drawn with it, and both dtypes draw alike", () => {
    const draw = (n: number): NDArray => randomGamma(random(4), 0.8, [n]);
    expect(draw(1501).toTypedArray()).toEqual(draw(5000).toTypedArray().slice(0, 1501));
    const single = randomGamma(random(4), 0.8, [5000], { dtype: "float32" });
    expect(single.toTypedArray()).toEqual(Float32Array.from(draw(5000).toTypedArray()));
  });

  it.each([0, -1, NaN, Infinity])("refuses α = %d", (alpha) => {
    const act = (): unknown => randomGamma(random(0), alpha, [1]);
    expect(act).toThrow(ValueError);
    expect(act).toThrow(`randomGamma: alpha must be finite and > 0; got ${alpha}.`);
  });
});
