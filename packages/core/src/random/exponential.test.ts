import { describe, expect, it } from "vitest";
import { DTypeError, type NDArray, ValueError } from "../index.js";
import { KOLMOGOROV, NORMAL, kolmogorov } from "../testing/goodness-of-fit.js";
import { randomExponential } from "./exponential.js";
import { type Random, random } from "./random.js";

describe("randomExponential", () => {
  it("gives these bits for seed 42, for ever", () => {
    expect(randomExponential(random(42), [3]).toArray()).toEqual([
      1.7165600484664605, 0.05121552959264663, 0.13561869053791256,
    ]);
  });

  it.each(["float64", "float32"] as const)("%s: the distribution of 10⁶ draws is 1 − e⁻ˣ", (dtype) => {
    const values = randomExponential(random(20), [1_000_000], { dtype }).toTypedArray();
    expect(kolmogorov(values, (x) => -Math.expm1(-x))).toBeLessThan(KOLMOGOROV);
  });

  it("mean and variance are scale and scale²", () => {
    const n = 1_000_000;
    const values = randomExponential(random(21), [n], { scale: 3 }).toTypedArray();
    const mean = values.reduce((a: number, b) => a + b, 0) / n;
    const variance = values.reduce((a: number, b) => a + (b - 3) ** 2, 0) / n;
    expect(Math.abs(mean - 3)).toBeLessThan(NORMAL * (3 / Math.sqrt(n)));
    expect(Math.abs(variance - 9)).toBeLessThan(NORMAL * Math.sqrt((8 * 81) / n)); // E(x − μ)⁴ = 9σ⁴
  });

  it("the tail beyond the ziggurat's base has its share and its shape", () => {
    const R = 7.69711747013105;
    const n = 4_000_000;
    const beyond = randomExponential(random(22), [n])
      .toTypedArray()
      .filter((x) => x > R);
    const share = Math.exp(-R);
    expect(Math.abs(beyond.length - n * share)).toBeLessThan(NORMAL * Math.sqrt(n * share));
    expect(kolmogorov(beyond, (x) => -Math.expm1(R - x))).toBeLessThan(KOLMOGOROV);
  });

  it("an element does not depend on how many are drawn with it", () => {
    const draw = (n: number): NDArray => randomExponential(random(4), [n]);
    expect(draw(3001).toTypedArray()).toEqual(draw(10_000).toTypedArray().slice(0, 3001));
  });

  it("makes arrays of any shape, and zeros at scale 0", () => {
    expect(randomExponential(random(0), [2, 0]).shape).toEqual([2, 0]);
    expect(randomExponential(random(0), []).ndim).toBe(0);
    expect(randomExponential(random(0), [2], { scale: 0 }).toArray()).toEqual([0, 0]);
  });

  it.each<[string, () => unknown, string]>([
    [
      "no stream",
      () => randomExponential(42 as unknown as Random, [1]),
      "randomExponential: rng must be a stream of random numbers; got 42. Make one with random(seed).",
    ],
    [
      "a negative scale",
      () => randomExponential(random(0), [1], { scale: -1 }),
      "randomExponential: scale must be finite and ≥ 0; got -1.",
    ],
    [
      "NaN",
      () => randomExponential(random(0), [1], { scale: NaN }),
      "randomExponential: scale must be finite and ≥ 0; got NaN.",
    ],
  ])("refuses %s", (_, act, message) => {
    expect(act).toThrow(ValueError);
    expect(act).toThrow(message);
  });

  it("refuses other dtypes", () => {
    const act = (): unknown => randomExponential(random(0), [1], { dtype: "int32" as "float32" });
    expect(act).toThrow(DTypeError);
    expect(act).toThrow("randomExponential: dtype must be float32 or float64; got dtype int32.");
  });
});
