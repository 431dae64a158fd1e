import { describe, expect, it } from "vitest";
import {
  KOLMOGOROV,
  NORMAL,
  chiSquare,
  critical,
  expectUniform,
  histogram,
  kolmogorov,
  normalCdf,
} from "../testing/goodness-of-fit.js";
import { conj, imag, mul, real } from "../index.js";
import { type Random, random } from "./random.js";

/*
 * Fixed seeds, so that a test gives one answer for ever. Each refuses at a significance of 0.001: of a thousand correct
 * generators, one would fail it.
 */

/** Correlation, times √n: standard normal for independent values. */
function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = x.length;
  const [mx, my] = [x, y].map((v) => Array.from(v).reduce((a, b) => a + b, 0) / n);
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    xx += (x[i] - mx) ** 2;
    yy += (y[i] - my) ** 2;
    xy += (x[i] - mx) * (y[i] - my);
  }
  return (Math.sqrt(n) * xy) / Math.sqrt(xx * yy);
}

const dtypes = ["float32", "float64"] as const;

describe("uniform", () => {
  it.each(dtypes)("%s: 100 bins of 10⁶ draws are equally full, and its distribution is F(x) = x", (dtype) => {
    const values = random(1).uniform([1_000_000], { dtype }).toTypedArray();
    expectUniform(histogram(values, 100, (x) => Math.floor(x * 100)));
    expect(kolmogorov(values, (x) => x)).toBeLessThan(KOLMOGOROV);
  });

  it.each(dtypes)("%s: the last bits are uniform too", (dtype) => {
    const scale = dtype === "float32" ? 2 ** 24 : 2 ** 53;
    const values = random(2).uniform([100_000], { dtype }).toTypedArray();
    expectUniform(histogram(values, 256, (x) => (x * scale) % 256));
  });

  it("draws that follow one another are independent", () => {
    const values = random(3).uniform([100_000]).toTypedArray();
    for (const lag of [1, 2, 3, 4, 1024, 2048]) {
      expect(Math.abs(correlation(values.subarray(lag), values.subarray(0, -lag)))).toBeLessThan(NORMAL);
    }
    const pairs = Array.from(
      { length: 50_000 },
      (_, i) => Math.floor(values[2 * i] * 10) * 10 + Math.floor(values[2 * i + 1] * 10),
    );
    expectUniform(histogram(pairs, 100, (k) => k));
  });
});

describe("normal", () => {
  it.each(dtypes)("%s: 120 bins of 10⁶ draws are as full as the density says, and the distribution is Φ", (dtype) => {
    const values = random(4).normal([1_000_000], { dtype }).toTypedArray();
    const edge = (i: number): number => -3 + i / 20;
    const counts = histogram(values, 120, (x) => Math.min(119, Math.max(0, Math.floor((x + 3) * 20))));
    const expected = counts.map((_, i) => {
      const [low, high] = [i === 0 ? 0 : normalCdf(edge(i)), i === 119 ? 1 : normalCdf(edge(i + 1))];
      return 1_000_000 * (high - low);
    });
    expect(chiSquare(counts, expected)).toBeLessThan(critical[119]);
    expect(kolmogorov(values, normalCdf)).toBeLessThan(KOLMOGOROV);
  });

  it("mean, variance, skewness and kurtosis are 0, 1, 0 and 3", () => {
    const values = Array.from(random(5).normal([1_000_000]).toTypedArray());
    const n = values.length;
    const moment = (k: number): number => values.reduce((sum, x) => sum + x ** k, 0) / n;
    // xᵏ has variance (2k − 1)!! − E[xᵏ]²
    expect(Math.abs(moment(1))).toBeLessThan(NORMAL * Math.sqrt(1 / n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(NORMAL * Math.sqrt(2 / n));
    expect(Math.abs(moment(3))).toBeLessThan(NORMAL * Math.sqrt(15 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(NORMAL * Math.sqrt(96 / n));
  });

  it("the tail beyond the ziggurat's base has its share and its shape, on both sides", () => {
    const R = 3.6541528853610088;
    const share = 1.2901624384e-4; // 1 − Φ(R)
    const n = 4_000_000;
    const values = random(6)
      .normal([n])
      .toTypedArray()
      .filter((x) => Math.abs(x) > R);
    for (const sign of [-1, 1]) {
      const count = values.filter((x) => x * sign > 0).length;
      expect(Math.abs(count - n * share)).toBeLessThan(NORMAL * Math.sqrt(n * share));
    }
    // the mean excess is φ(R)/(1 − Φ(R)) − R, and an excess varies less than an exponential one of that mean
    const excess = Array.from(values, (x) => Math.abs(x) - R);
    const mean = excess.reduce((a, b) => a + b, 0) / excess.length;
    expect(Math.abs(mean - 0.242886)).toBeLessThan(NORMAL * (0.242886 / Math.sqrt(excess.length)));
  });

  it.each(["complex64", "complex128"] as const)("%s: parts are independent, of variance ½ each", (dtype) => {
    const n = 500_000;
    const z = random(12).normal([n], { dtype });
    const [re, im] = [real(z).mul(Math.SQRT2).toTypedArray(), imag(z).mul(Math.SQRT2).toTypedArray()];
    expect(z.dtype).toBe(dtype);
    expect(kolmogorov(re, normalCdf)).toBeLessThan(KOLMOGOROV);
    expect(kolmogorov(im, normalCdf)).toBeLessThan(KOLMOGOROV);
    expect(Math.abs(correlation(re, im))).toBeLessThan(NORMAL);
    // |z|² is exponential with mean 1, so its variance is 1 too
    const power = Array.from(real(mul(z, conj(z))).toTypedArray()).reduce((sum, p) => sum + p, 0) / n;
    expect(Math.abs(power - 1)).toBeLessThan(NORMAL / Math.sqrt(n));
  });

  it("complex numbers are those of their parts in turn, shifted along the real axis and scaled", () => {
    const [parts, z] = [random(7).normal([6]), random(7).normal([3], { dtype: "complex128", mean: 10, std: 2 })];
    const scaled = (parts.toArray() as number[]).map((x) => 2 * Math.SQRT1_2 * x);
    expect(real(z).toArray()).toEqual(scaled.filter((_, i) => i % 2 === 0).map((x) => x + 10));
    expect(imag(z).toArray()).toEqual(scaled.filter((_, i) => i % 2 === 1));
    expect(random(7).normal([0, 2], { dtype: "complex64" }).shape).toEqual([0, 2]);
  });

  it("mean and std shift and scale", () => {
    const [x, y] = [random(7).normal([5]), random(7).normal([5], { mean: 10, std: 2 })];
    expect(y.toArray()).toEqual((x.toArray() as number[]).map((z) => 10 + 2 * z));
  });
});

describe("integers, bernoulli, permutation and choice", () => {
  it("integers are equally likely, also where the range does not divide 2³²", () => {
    expectUniform(histogram(random(8).integers(0, 10, [100_000]).toTypedArray(), 10, (k) => k));
    // a range of ¾·2³²: without rejection two of four quarters of the words would fall on one third of the range
    const wide = random(9)
      .integers(-(2 ** 31), 2 ** 30, [100_000])
      .toTypedArray();
    expectUniform(histogram(wide, 10, (k) => Math.floor((k + 2 ** 31) / (0.3 * 2 ** 30))));
    expectUniform(
      histogram(
        random(10)
          .integers(-(2 ** 31), 2 ** 31, [100_000])
          .toTypedArray(),
        256,
        (k) => k & 255,
      ),
    );
  });

  it("bernoulli is true in a share p", () => {
    for (const p of [0.01, 0.5, 0.9]) {
      const hits = random(11)
        .bernoulli(p, [100_000])
        .toTypedArray()
        .reduce((a: number, b) => a + b, 0);
      expect(Math.abs(hits - 100_000 * p)).toBeLessThan(NORMAL * Math.sqrt(100_000 * p * (1 - p)));
    }
  });

  it("permutations put every element in every place equally often, and all orders of four", () => {
    const rng = random(12);
    const places = Array.from({ length: 10 }, () => new Array<number>(10).fill(0));
    for (let i = 0; i < 10_000; i++)
      rng
        .permutation(10)
        .toTypedArray()
        .forEach((k, place) => places[place][k]++);
    for (const counts of places) expectUniform(counts);
    const orders = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = rng.permutation(4).toTypedArray().join();
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(24);
    const even = new Array<number>(24).fill(1000);
    expect(chiSquare([...orders.values()], even)).toBeLessThan(49.728); // χ² 0.999 for 23
  });

  it("choice without replacement takes each element equally often", () => {
    const rng = random(13);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++)
      rng
        .choice(10, 3, { replace: false })
        .toTypedArray()
        .forEach((k) => counts[k]++);
    // each is drawn with probability 0.3, so its variance is that of 10,000·0.3·0.7, below the 3,000 that χ² supposes
    expectUniform(counts);
  });
});

describe("streams made by split and fold", () => {
  const families: [string, (rng: Random) => Random[]][] = [
    ["split", (rng) => rng.split(8)],
    ["fold", (rng) => Array.from({ length: 8 }, (_, i) => rng.fold(i))],
    ["adjacent seeds", () => Array.from({ length: 8 }, (_, i) => random(i))],
    ["grandchildren", (rng) => rng.split(2).flatMap((child) => [...child.split(2), child.fold(0), child.fold(1)])],
  ];

  it.each(families)("%s: independent of one another and of the parent", (_, make) => {
    const parent = random(14);
    const draws = [parent, ...make(parent)].map((rng) => rng.uniform([20_000]).toTypedArray());
    for (let i = 0; i < draws.length; i++) {
      // 36 pairs each: at 4.4 a side the chance that one of them fails is below 0.001
      for (let j = 0; j < i; j++) expect(Math.abs(correlation(draws[i], draws[j]))).toBeLessThan(4.4);
    }
    const first = draws.map((values) => values[0]);
    expect(new Set(first).size).toBe(first.length);
  });
});
