import { describe, expect, it } from "vitest";
import { type NDArray, arange, array, concat, exp, linspace, random, trapezoid, zeros } from "@linnet/core";
import { NotPositiveDefiniteError } from "@linnet/linalg";
import { covariance } from "./covariance.js";
import { KernelDensity } from "./kernel-density.js";

/** Ten points of whole numbers: (7·i + i²) mod 11 and (5·i² + i) mod 13. */
const points = array(Array.from({ length: 10 }, (_, i) => [(7 * i + i * i) % 11, (5 * i * i + i) % 13]));
const places = array([
  [3, 4],
  [0.5, 11],
  [-9, 20],
]);

function expectClose(got: NDArray, expected: readonly number[], limit: number): void {
  got.toTypedArray().forEach((v, i) => expect(Math.abs(v / expected[i] - 1)).toBeLessThanOrEqual(limit));
}

describe("KernelDensity", () => {
  it("is SciPy 1.17.1's gaussian_kde: rules of the bandwidth, weights, one column", () => {
    const limit = 100 * Number.EPSILON; // exponents of up to 40 carry their own rounding
    const scott = KernelDensity.fit(points);
    expectClose(
      scott.evaluate(places) as NDArray,
      [0.004289879063006015, 0.0027065788791980926, 1.992990461850811e-9],
      limit,
    );
    const weights = arange(1, 11);
    const silverman = KernelDensity.fit(points, { bandwidth: "silverman", weights });
    expectClose(
      silverman.evaluate(places) as NDArray,
      [0.0044267107485144366, 0.0041651088598229705, 7.705351866087535e-7],
      limit,
    );
    expect(Math.abs(silverman.bandwidth - 0.7092334741452768)).toBeLessThanOrEqual(4 * Number.EPSILON);
    const column = points.slice(":", 0);
    expectClose(
      KernelDensity.fit(column, { bandwidth: 0.3 }).evaluate(places.slice(":", 0)),
      [0.02997590984523721, 0.1186104408279669, 2.441783584203318e-13],
      limit,
    );
  });

  it.each(["gaussian", "epanechnikov"] as const)(
    "%s integrates to 1, its logarithm agrees, in one dimension and two",
    (kernel) => {
      const line = KernelDensity.fit(random(1).normal([12]), { kernel });
      const grid: NDArray = linspace(-8, 8, 4001);
      const f = line.evaluate(grid) as NDArray;
      // Trapezoids of width h = 0.004 miss h²/12 times the change of slope, and near kinks of the second kernel as much each.
      expect(Math.abs((trapezoid(f, { x: grid }) as NDArray).item() - 1)).toBeLessThanOrEqual(1e-4);
      const logs = exp(line.logDensity(grid) as NDArray).toTypedArray();
      f.toTypedArray().forEach((v, i) => expect(Math.abs(logs[i] - v)).toBeLessThanOrEqual(1e-12 * v));
      const plane = KernelDensity.fit(points, { kernel });
      const side = Array.from({ length: 161 }, (_, i) => -20 + 0.3125 * i);
      const cells = array(side.flatMap((a) => side.map((b) => [a, b]))) as NDArray;
      const total =
        plane
          .evaluate(cells)
          .toTypedArray()
          .reduce((a, b) => a + b, 0) *
        0.3125 ** 2;
      expect(Math.abs(total - 1)).toBeLessThanOrEqual(2e-3);
    },
  );

  it.each(["gaussian", "epanechnikov"] as const)(
    "draws of %s have the covariance of the points and of the kernel",
    (kernel) => {
      const density = KernelDensity.fit(points, { kernel });
      const n = 20_000;
      const draws: NDArray = density.sample(n, { rng: random(2) });
      const expected = covariance(points, { ddof: 0 })
        .add(covariance(points).mul(density.bandwidth ** 2))
        .toArray();
      const got = covariance(draws).toArray() as number[][];
      // A sample covariance has a standard error of at most √(κ/n)·√(Cⱼⱼ·Cₖₖ), with a kurtosis κ ≤ 3 here: five of them.
      const limit = 5 * Math.sqrt(3 / n);
      got.forEach((row, j) =>
        row.forEach((v, k) =>
          expect(Math.abs(v - expected[j][k])).toBeLessThanOrEqual(limit * Math.sqrt(expected[j][j] * expected[k][k])),
        ),
      );
      expect(density.sample(3).toArray()).toEqual(density.sample(3).toArray());
    },
  );

  it("has logarithms far away, and none where no kernel reaches", () => {
    const x = array([-1, 1]);
    const far = KernelDensity.fit(x, { bandwidth: 1 });
    expect(far.evaluate(array([1e3])).toArray()).toEqual([0]);
    // σ² = 2: the nearer point is 999/√2 deviations away, the other tells nothing.
    const expected = -(999 ** 2) / 4 - Math.log(2) - Math.log(2 * Math.PI * 2) / 2;
    expect(Math.abs(far.logDensity(array([1e3])).item() / expected - 1)).toBeLessThanOrEqual(8 * Number.EPSILON);
    const short = KernelDensity.fit(x, { bandwidth: 1, kernel: "epanechnikov" });
    expect(short.logDensity(array([1e3])).toArray()).toEqual([-Infinity]);
  });

  it("does not lose digits to a large mean", () => {
    const x = random(3).normal([20]).mul(1024).toTypedArray().map(Math.round);
    const [near, away] = [0, 2 ** 40].map((mean) =>
      KernelDensity.fit(array(x).add(mean)).evaluate(array([100 + mean])),
    );
    expect(Math.abs(near.item() / away.item() - 1)).toBeLessThanOrEqual(64 * Number.EPSILON);
  });

  it("round-trips through JSON to the last bit", () => {
    const density = KernelDensity.fit(points, { weights: arange(1, 11), kernel: "epanechnikov" });
    const back = KernelDensity.fromJSON(JSON.stringify(density)) as KernelDensity<2>;
    expect(back.evaluate(places).toArray()).toEqual(density.evaluate(places).toArray());
    expect(() => KernelDensity.fromJSON({ ...density.toJSON(), kernel: "cubic" })).toThrow(
      'KernelDensity.fromJSON: kernel must be "gaussian" or "epanechnikov"; got "cubic".',
    );
  });

  it("refuses constants, dependent columns, one row, and what is unknown", () => {
    expect(() => KernelDensity.fit(array([5, 5]))).toThrow(NotPositiveDefiniteError);
    expect(() => KernelDensity.fit(array([5, 5]))).toThrow(
      "KernelDensity.fit: covariance must be positive definite; got pivot 0.00 at index 0.",
    );
    const twice = concat([points, points], { axis: 1 }) as NDArray;
    expect(() => KernelDensity.fit(twice)).toThrow("KernelDensity.fit: covariance must be positive definite");
    expect(() => KernelDensity.fit(array([5]))).toThrow("KernelDensity.fit: x must have at least two rows; got x [1].");
    expect(() => KernelDensity.fit(points, { kernel: "cubic" as "gaussian" })).toThrow(
      'KernelDensity.fit: kernel must be known; got "cubic". Known: gaussian, epanechnikov.',
    );
    expect(() => KernelDensity.fit(points, { bandwidth: -1 })).toThrow(
      'KernelDensity.fit: bandwidth must be "scott", "silverman" or a positive number; got -1.',
    );
    const density = KernelDensity.fit(points);
    expect(() => density.evaluate(zeros([2, 3]) as NDArray)).toThrow(
      "KernelDensity.evaluate: x must have the 2 columns that were fitted; got x [2, 3].",
    );
    expect(() => density.sample(-1)).toThrow(
      "KernelDensity.sample: the number of draws must be an integer ≥ 0; got -1.",
    );
  });
});
