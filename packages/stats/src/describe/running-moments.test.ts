import { describe, expect, it } from "vitest";
import { type NDArray, array, concat, random, repeat, zeros } from "@linnet/core";
import { RunningMoments } from "./running-moments.js";
import { sampleVariance, standardDeviation } from "./sample-variance.js";
import { kurtosis, skewness } from "./skewness-kurtosis.js";

const u = Number.EPSILON / 2;
const numbers = (x: NDArray): readonly number[] => [...x.toTypedArray()];

/** Rows around a large mean, in batches of 1 to 30. */
function batches(seed: number, mean: number): readonly NDArray[] {
  const rng = random(seed);
  return Array.from({ length: 24 }, (_, i) => rng.normal([1 + ((i * 7) % 30), 3], { mean, std: 0.1 }));
}

describe("RunningMoments", () => {
  it("of batches are those of all rows: M₂ to (3·k + 4)·u after k merges, though the mean is a million deviations", () => {
    for (const mean of [0, 1e5]) {
      const parts = batches(1, mean);
      const all: NDArray = concat(parts, { axis: 0 });
      const running = parts.reduce<RunningMoments>((r, part) => r.update(part), RunningMoments.empty(3));
      expect(running.count).toBe(all.shape[0]);
      const limit = (3 * parts.length + 4) * u;
      const exact = numbers(sampleVariance(all));
      numbers(running.variance()).forEach((v, j) => expect(Math.abs(v / exact[j] - 1)).toBeLessThanOrEqual(limit));
      const whole = RunningMoments.fit(all);
      numbers(running.mean).forEach((v, j) =>
        expect(Math.abs(v - whole.mean.toTypedArray()[j])).toBeLessThanOrEqual(u * mean + u),
      );
      // M₃ and M₄ add k terms of the size of Σ|d|³ and Σd⁴: in units of the deviation these are below 4 and 20 times n here.
      const [s, k] = [numbers(skewness(all)), numbers(kurtosis(all))];
      numbers(running.skewness()).forEach((v, j) => expect(Math.abs(v - s[j])).toBeLessThanOrEqual(40 * limit));
      numbers(running.kurtosis()).forEach((v, j) => expect(Math.abs(v - k[j])).toBeLessThanOrEqual(200 * limit));
      expect(running.min.toArray()).toEqual(whole.min.toArray());
      expect(running.max.toArray()).toEqual(whole.max.toArray());
    }
  });

  it("merge in any order and grouping", () => {
    const [a, b, c] = batches(2, 10)
      .slice(3, 6)
      .map((part) => RunningMoments.fit(part));
    const left = a.merge(b).merge(c);
    const right = c.merge(a.merge(RunningMoments.empty(3)).merge(b));
    const limit = 13 * u; // (3·k + 4)·u with k = 3
    numbers(left.m2).forEach((v, j) =>
      expect(Math.abs(v / right.m2.toTypedArray()[j] - 1)).toBeLessThanOrEqual(2 * limit),
    );
    expect(left.count).toBe(right.count);
  });

  it("take weights as frequencies of rows, or as reliabilities", () => {
    const x = random(3).normal([8, 2]);
    const weights = array([1, 2, 0, 3, 1, 4, 1, 2], { dtype: "int32" });
    const running = RunningMoments.empty(2)
      .update(x.slice(":5"), { weights: weights.slice(":5") })
      .update(x.slice("5:"), { weights: weights.slice("5:") });
    const repeated: NDArray = repeat(x, weights, { axis: 0 });
    const close = (a: NDArray, b: NDArray): void =>
      numbers(a).forEach((v, j) => expect(Math.abs(v / numbers(b)[j] - 1)).toBeLessThanOrEqual(20 * u));
    close(running.standardDeviation(), standardDeviation(repeated));
    const reliable = { weights, weighting: "reliability" } as const;
    close(running.variance({ weighting: "reliability" }), sampleVariance(x, reliable));
    const skipped = RunningMoments.fit(array([[1], [99]]), { weights: array([2, 0]) });
    expect([skipped.count, skipped.max.toArray(), skipped.variance().toArray()]).toEqual([2, [1], [0]]);
  });

  it("leave the value they came from as it was, and round-trip through JSON to the last bit", () => {
    const first = RunningMoments.fit(random(4).normal([5, 2], { mean: 3 }));
    const before = JSON.stringify(first);
    const second = first.update(zeros([1, 2]));
    expect(JSON.stringify(first)).toBe(before);
    expect(JSON.stringify(RunningMoments.fromJSON(JSON.parse(JSON.stringify(second))))).toBe(JSON.stringify(second));
    const none = RunningMoments.fromJSON(JSON.stringify(RunningMoments.empty(2)));
    expect(none.min.toArray()).toEqual([Infinity, Infinity]);
    expect(() => RunningMoments.fromJSON({ ...second.toJSON(), m3: [1] })).toThrow(
      "RunningMoments.fromJSON: m3 must be an array { dtype, shape, data }; got a list.",
    );
  });

  it("refuse other columns, missing values and estimates from too few", () => {
    const one = RunningMoments.fit(array([[1, 2]]));
    expect(() => one.variance()).toThrow("RunningMoments.variance: n − ddof must be positive; got n 1 and ddof 1.");
    expect(() => one.update(zeros([1, 3]) as NDArray)).toThrow(
      "RunningMoments.update: x must have the 2 columns that came before; got x [1, 3].",
    );
    expect(() => one.update(array([[1, NaN]]))).toThrow(
      "RunningMoments.update: x must have no missing values; got NaN in column 1, row 0. Fill them with Imputer, or drop such rows.",
    );
    expect(() => one.merge(RunningMoments.empty(3) as never)).toThrow(
      "RunningMoments.merge: both must have the same columns; got mean [2] and other [3].",
    );
    expect(() => RunningMoments.empty(0)).toThrow("RunningMoments.empty: columns must be a positive integer; got 0.");
    expect(Number.isNaN(one.skewness().toArray()[0])).toBe(true);
  });
});
