import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { memoryStats } from "@linnet/kernels";
import { DTypeError, type NDArray, ValueError, arange, scope } from "../index.js";
import { Random, random } from "./random.js";

afterEach(() => {
  vi.restoreAllMocks();
  vi.resetModules();
});

describe("random", () => {
  it("gives these bits for seed 42, for ever", () => {
    const rng = random(42);
    expect(rng.uniform([3]).toArray()).toEqual([0.6129598801477738, 0.07323173687503892, 0.9877186516453577]);
    expect(rng.uniform([2], { dtype: "float32" }).toArray()).toEqual([0.8258668184280396, 0.6583154797554016]);
    expect(rng.normal([3]).toArray()).toEqual([-0.6737237093005941, -0.42139462597592425, 0.7677273914900647]);
    expect(rng.normal([2], { dtype: "float32" }).toArray()).toEqual([1.8477561473846436, 0.5597032904624939]);
    expect(rng.integers(0, 1000, [5]).toArray()).toEqual([225, 743, 479, 182, 358]);
    expect(rng.permutation(6).toArray()).toEqual([3, 1, 5, 4, 0, 2]);
    expect(rng.fold(7).integers(0, 1000, [2]).toArray()).toEqual([642, 690]);
    expect(rng.split(2)[1].integers(0, 1000, [2]).toArray()).toEqual([730, 415]);
  });

  // Seed 0 from tests/kat_vectors of Random123 (philox4x32, 10 rounds), the others computed from the paper's definition.
  it.each([
    [0, [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]],
    [42, [0x9ceaf053, 0x77f5493b, 0x12bf50ad, 0x5742b3d7]],
    [2 ** 52 + 1, [0x4826d576, 0xde54dbd6, 0xf19503bb, 0xccefaa10]],
  ])("seed %d gives the words of Philox4x32-10", (seed, words) => {
    expect(
      random(seed)
        .integers(-(2 ** 31), 2 ** 31, [4])
        .toArray(),
    ).toEqual(words.map((word) => word - 2 ** 31));
  });

  it("gives the same bits where Math.exp, log, pow and the rest round otherwise", async () => {
    const expected = random(3).normal([20_000]).toTypedArray();
    vi.resetModules(); // its tables are made when first needed
    for (const name of ["exp", "expm1", "log", "log1p", "log2", "log10", "pow", "sin", "cos", "tan"] as const) {
      vi.spyOn(Math, name).mockReturnValue(Number.NaN);
    }
    const fresh = await import("./random.js");
    expect(fresh.random(3).normal([20_000]).toTypedArray()).toEqual(expected);
  });

  it("an element does not depend on how many are drawn with it", () => {
    for (const draw of [
      (rng: Random, n: number): NDArray => rng.normal([n]),
      (rng: Random, n: number): NDArray => rng.normal([n], { dtype: "float32" }),
      (rng: Random, n: number): NDArray => rng.uniform([n]),
      (rng: Random, n: number): NDArray => rng.integers(0, 3_000_000_000 - 2 ** 31, [n]),
    ]) {
      const long = draw(random(4), 10_000).toTypedArray();
      expect(draw(random(4), 3001).toTypedArray()).toEqual(long.slice(0, 3001));
    }
  });

  it("gives back the memory that drawing took", () => {
    const rng = random(0);
    const draw = (): void => {
      rng.normal([100_000]).dispose();
      rng.split(10);
    };
    draw();
    const { used } = memoryStats();
    for (let i = 0; i < 20; i++) draw();
    expect(memoryStats().used).toBe(used);
    expect(scope(() => rng.uniform([3])).size).toBe(3);
  });

  it("moves on with every draw", () => {
    const rng = random(0);
    const draws = Array.from({ length: 100 }, () => rng.uniform([]).item());
    expect(new Set(draws).size).toBe(100);
  });

  it("makes arrays of any shape, empty and 0-d ones too", () => {
    const rng = random(0);
    expect(rng.normal([2, 0, 3]).shape).toEqual([2, 0, 3]);
    expect(rng.uniform([]).ndim).toBe(0);
    expect(rng.normal([2, 3], { dtype: "float32" }).dtype).toBe("float32");
    expect(rng.integers(0, 2, [2]).dtype).toBe("int32");
    expect(rng.bernoulli(0.5, [2]).dtype).toBe("bool");
    expect(rng.permutation(0).shape).toEqual([0]);
  });
});

describe("bounds", () => {
  it("uniform stays in [low, high), where rounding would reach high too", () => {
    const next = 1 + 2 * Number.EPSILON;
    const values = random(5).uniform([1000], { low: 1, high: next }).toTypedArray();
    expect(new Set(values)).toEqual(new Set([1, 1 + Number.EPSILON]));
    const single = random(5).uniform([10_000], { low: 1, high: 1.0001, dtype: "float32" }).toTypedArray();
    expect(single.every((x) => x >= 1 && x < Math.fround(1.0001))).toBe(true);
  });

  it("integers stay in [low, high), and reach both ends", () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 4 }), fc.nat(), (low, range, seed) => {
        const values = random(seed)
          .integers(low, low + range, [200])
          .toTypedArray();
        expect(Math.min(...values)).toBe(low);
        expect(Math.max(...values)).toBe(low + range - 1);
      }),
    );
  });

  it("permutation and choice without replacement give distinct numbers below n", () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), fc.nat(), (a, b, seed) => {
        const [k, n] = a < b ? [a, b] : [b, a];
        const chosen = Array.from(random(seed).choice(n, k, { replace: false }).toTypedArray());
        expect(new Set(chosen).size).toBe(k);
        expect(chosen.every((i) => i >= 0 && i < n)).toBe(true);
        expect(Array.from(random(seed).permutation(n).toTypedArray()).toSorted((x, y) => x - y)).toEqual(
          arange(n).toArray(),
        );
      }),
    );
  });

  it("bernoulli with p of 0 and 1 is certain", () => {
    expect(
      random(0)
        .bernoulli(0, [100])
        .toTypedArray()
        .every((b) => b === 0),
    ).toBe(true);
    expect(
      random(0)
        .bernoulli(1, [100])
        .toTypedArray()
        .every((b) => b === 1),
    ).toBe(true);
  });
});

describe("state", () => {
  it("goes through JSON and goes on where it was", () => {
    const rng = random(2 ** 40 + 7);
    rng.normal([5]);
    rng.split(3);
    const copy = Random.fromJSON(JSON.parse(JSON.stringify(rng)));
    expect(copy.normal([7]).toArray()).toEqual(rng.normal([7]).toArray());
    expect(copy.split(1)[0].toJSON()).toEqual(rng.split(1)[0].toJSON());
  });

  it("a clone goes on alone", () => {
    const rng = random(1);
    const clone = rng.clone();
    const expected = rng.uniform([3]).toArray();
    rng.uniform([3]);
    expect(clone.uniform([3]).toArray()).toEqual(expected);
  });

  it("fold depends on the seed alone, split on how often it split, neither on draws", () => {
    const [a, b] = [random(1), random(1)];
    a.normal([10]);
    expect(a.fold(3).toJSON()).toEqual(b.fold(3).toJSON());
    expect(a.split(2).map((r) => r.toJSON())).toEqual(b.split(2).map((r) => r.toJSON()));
    expect(a.split(1)[0].toJSON()).not.toEqual(random(1).split(1)[0].toJSON());
    const before = b.uniform([2]).toArray();
    expect(a.uniform([2]).toArray()).not.toEqual(before);
  });

  it("refuses JSON that is none of its own", () => {
    const good = random(1).toJSON();
    const expected =
      "Random.fromJSON: the state must be what toJSON gave: { algorithm, key, position, children }; got ";
    const bad = [null, 3, {}, { ...good, algorithm: "xoshiro" }, { ...good, key: [1] }, { ...good, position: -1 }];
    for (const state of [...bad, { ...good, key: [1, 2 ** 32] }, { ...good, children: 0.5 }]) {
      expect(() => Random.fromJSON(state)).toThrow(ValueError);
      expect(() => Random.fromJSON(state)).toThrow(`${expected}${JSON.stringify(state)}.`);
    }
    expect(() => Random.fromJSON(undefined)).toThrow(`${expected}undefined.`);
  });
});

describe("bad arguments", () => {
  const rng = random(0);
  it.each<[string, () => unknown, string]>([
    ["a negative seed", () => random(-1), "random: the seed must be an integer in [0, 2⁵³); got -1."],
    ["a fraction for a seed", () => random(0.5), "random: the seed must be an integer in [0, 2⁵³); got 0.5."],
    ["NaN for a seed", () => random(NaN), "random: the seed must be an integer in [0, 2⁵³); got NaN."],
    [
      "an empty interval",
      () => rng.uniform([1], { low: 1, high: 1 }),
      "uniform: low must be less than high, and both finite; got low 1 and high 1.",
    ],
    [
      "an interval that float32 cannot tell apart",
      () => rng.uniform([1], { low: 1, high: 1 + 1e-9, dtype: "float32" }),
      "uniform: low must be less than high, and both finite; got low 1 and high 1.000000001.",
    ],
    [
      "an interval of infinite width",
      () => rng.uniform([1], { low: -1e308, high: 1e308 }),
      "uniform: low must be less than high, and both finite; got low -1e+308 and high 1e+308.",
    ],
    [
      "a negative std",
      () => rng.normal([1], { std: -1 }),
      "normal: mean and std must be finite and std ≥ 0; got mean 0 and std -1.",
    ],
    [
      "an infinite mean",
      () => rng.normal([1], { mean: Infinity }),
      "normal: mean and std must be finite and std ≥ 0; got mean Infinity and std 1.",
    ],
    [
      "no integers between",
      () => rng.integers(2, 2, [1]),
      "integers: low and high must be integers with −2³¹ ≤ low < high ≤ 2³¹; got low 2 and high 2.",
    ],
    [
      "integers beyond int32",
      () => rng.integers(0, 2 ** 31 + 1, [1]),
      "integers: low and high must be integers with −2³¹ ≤ low < high ≤ 2³¹; got low 0 and high 2147483649.",
    ],
    ["a probability above 1", () => rng.bernoulli(1.5, [1]), "bernoulli: p must be in [0, 1]; got 1.5."],
    [
      "a permutation of a fraction",
      () => rng.permutation(1.5),
      "permutation: n must be an integer in [0, 2³¹); got 1.5.",
    ],
    [
      "a choice from nothing",
      () => rng.choice(0, 1),
      "choice: n and k must be counts, and there must be something to choose from; got n 0 and k 1.",
    ],
    [
      "too many without replacement",
      () => rng.choice(2, 3, { replace: false }),
      "choice: k must be at most n without replacement; got n 2 and k 3. Set replace: true to draw some more than once.",
    ],
    ["a negative split", () => rng.split(-1), "split: n must be an integer in [0, 2³¹); got -1."],
    ["a fraction to fold", () => rng.fold(0.5), "fold: i must be an integer in [0, 2⁵³); got 0.5."],
  ])("refuses %s", (_, act, message) => {
    expect(act).toThrow(ValueError);
    expect(act).toThrow(message);
  });

  it("refuses other dtypes", () => {
    const act = (): unknown => rng.normal([1], { dtype: "int32" as "float32" });
    expect(act).toThrow(DTypeError);
    expect(act).toThrow("normal: dtype must be float or complex; got dtype int32.");
  });
});
