import { describe, expect, it } from "vitest";
import { type NDArray, array, concat, random, repeat, zeros } from "@linnet/core";
import { correlation, covariance } from "./covariance.js";
import { RunningCovariance } from "./running-covariance.js";

const u = Number.EPSILON / 2;

/** The largest difference in units of √(Cⱼⱼ·Cₖₖ). */
function apart(a: NDArray, b: NDArray): number {
  const [x, y] = [a.toArray(), b.toArray()] as [number[][], number[][]];
  return Math.max(...x.flatMap((row, i) => row.map((v, j) => Math.abs(v - y[i][j]) / Math.sqrt(y[i][i] * y[j][j]))));
}

describe("RunningCovariance", () => {
  it("of batches is the covariance of all rows", () => {
    const rng = random(1);
    const parts: readonly NDArray[] = Array.from({ length: 20 }, (_, i) =>
      rng.normal([1 + ((5 * i) % 17), 4], { mean: i }),
    );
    const all: NDArray = concat(parts, { axis: 0 });
    const running = parts.reduce<RunningCovariance>((r, part) => r.update(part), RunningCovariance.empty(4));
    const n: number = all.shape[0];
    // n terms a sum, and three roundings a merge; means of at most 20 against deviations of 5 to 6.
    expect(apart(running.covariance(), covariance(all))).toBeLessThanOrEqual((n + 3 * 20) * u);
    expect(apart(running.correlation(), correlation(all))).toBeLessThanOrEqual(2 * (n + 3 * 20) * u);
    const halves = RunningCovariance.fit(all.slice(":90") as NDArray).merge(
      RunningCovariance.fit(all.slice("90:") as NDArray),
    );
    expect(apart(halves.covariance({ ddof: 0 }), covariance(all, { ddof: 0 }))).toBeLessThanOrEqual((n + 3) * u);
  });

  it("takes weights, and round-trips through JSON to the last bit", () => {
    const x = random(2).normal([6, 2]);
    const weights = array([1, 3, 0, 2, 2, 1], { dtype: "int32" });
    const running = RunningCovariance.fit(x.slice(":3"), { weights: weights.slice(":3") }).update(x.slice("3:"), {
      weights: weights.slice("3:"),
    });
    const repeated: NDArray = repeat(x, weights, { axis: 0 });
    expect(apart(running.covariance(), covariance(repeated))).toBeLessThanOrEqual(20 * u);
    const reliable = { weights, weighting: "reliability" } as const;
    expect(apart(running.covariance({ weighting: "reliability" }), covariance(x, reliable))).toBeLessThanOrEqual(
      20 * u,
    );
    const json = JSON.stringify(running);
    expect(JSON.stringify(RunningCovariance.fromJSON(JSON.parse(json)))).toBe(json);
    expect(() => RunningCovariance.fromJSON({ ...running.toJSON(), scatter: running.toJSON().mean })).toThrow(
      "RunningCovariance.fromJSON: scatter must be [2, 2]; got shape [2] with 2 numbers.",
    );
  });

  it("refuses other columns, constants and estimates from too few", () => {
    const one = RunningCovariance.fit(array([[1, 0.1]]));
    expect(() => one.covariance()).toThrow(
      "RunningCovariance.covariance: n − ddof must be positive; got n 1 and ddof 1.",
    );
    expect(() =>
      one
        .update(
          array([
            [2, 0.1],
            [4, 0.1],
          ]),
        )
        .correlation(),
    ).toThrow("RunningCovariance.correlation: no column may be constant; got column 1. Drop it first.");
    expect(() => one.update(zeros([1, 3]) as NDArray)).toThrow(
      "RunningCovariance.update: x must have the 2 columns that came before; got x [1, 3].",
    );
    expect(() => one.merge(RunningCovariance.empty(3) as never)).toThrow(
      "RunningCovariance.merge: both must have the same columns; got mean [2] and other [3].",
    );
    expect(() => RunningCovariance.empty(1.5)).toThrow(
      "RunningCovariance.empty: columns must be a positive integer; got 1.5.",
    );
  });
});
