import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type NDArray,
  ShapeError,
  ValueError,
  array,
  countNonzero,
  ones,
  random,
  sub,
  square,
  sum,
} from "@linnet/core";
import { johnsonLindenstraussDimension } from "./johnson-lindenstrauss.js";
import { RandomProjection } from "./random-projection.js";

/** Squared distances of all pairs of rows. */
function pairs(x: NDArray): number[] {
  const n: number = x.shape[0];
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: i }, (_, j): number =>
      (sum(square(sub(x.at(i), x.at(j) as NDArray) as NDArray)) as NDArray).item(),
    ),
  ).flat();
}

describe("RandomProjection", () => {
  const kinds = fc.constantFrom({ kind: "gaussian" as const }, { kind: "sparse" as const, density: 1 / 3 });

  it("keeps squared distances to 1 ± ε with three times the least dimension: but for a probability of n⁻⁴", () => {
    fc.assert(
      fc.property(fc.nat(10_000), kinds, (seed, options) => {
        const [n, distortion] = [10, 0.5];
        const x: NDArray = random(seed).normal([n, 700]);
        const components = 3 * johnsonLindenstraussDimension(n, distortion);
        const projection = RandomProjection.fit(x, { ...options, components, rng: random(seed + 1) });
        const [before, after] = [pairs(x), pairs(projection.transform(x))];
        after.forEach((d, i) => expect(Math.abs(d / before[i] - 1)).toBeLessThanOrEqual(distortion));
      }),
      { numRuns: 5 },
    );
  });

  it("entries have mean 0 and variance 1/k, a share of them not 0", () => {
    const x: NDArray = ones([1, 2500]);
    for (const [options, density] of [
      [{ kind: "gaussian" }, 1],
      [{ kind: "sparse" }, 1 / 50],
      [{ kind: "sparse", density: 1 }, 1],
    ] as const) {
      const R: NDArray = RandomProjection.fit(x, { ...options, components: 100 }).components;
      const [size, kept] = [R.size, countNonzero(R).item()];
      const [total, squares] = [R, square(R) as NDArray].map((v): number => sum(v).item());
      // Five deviations of a mean of N draws; a square has variance 2/k² or (1/density − 1)/k².
      expect(Math.abs(total / size)).toBeLessThanOrEqual(5 / Math.sqrt(100 * size));
      const deviation = Math.sqrt((options.kind === "gaussian" ? 2 : 1 / density - 1) / size);
      expect(Math.abs((squares / size) * 100 - 1)).toBeLessThanOrEqual(5 * deviation + size * Number.EPSILON);
      expect(Math.abs(kept / size - density)).toBeLessThanOrEqual(5 * Math.sqrt((density * (1 - density)) / size));
    }
  });

  it("takes the dimension from the rows and the distortion, keeps float32, goes through JSON to the last bit", () => {
    const x: NDArray = random(1).normal([20, 200], { dtype: "float32" });
    const projection = RandomProjection.fit(x, { distortion: 0.5 });
    expect([projection.components.shape, projection.transform(x).dtype]).toEqual([[144, 200], "float32"]);
    const back = RandomProjection.fromJSON(JSON.stringify(projection));
    expect(JSON.stringify(back)).toBe(JSON.stringify(projection));
    expect(() => RandomProjection.fromJSON({ model: "PCA" })).toThrow(
      'RandomProjection.fromJSON: json must be of a RandomProjection; got model "PCA".',
    );
  });

  it("refuses what it is not defined for", () => {
    const x: NDArray = random(1).normal([20, 30]);
    const fit = (options?: object) => () => RandomProjection.fit(x, options);
    expect(fit()).toThrow(ValueError);
    expect(fit()).toThrow(
      "RandomProjection.fit: a projection must not have more than the 30 columns of x; got 2568 for 20 rows. Allow more distortion, or give components.",
    );
    expect(fit({ components: 0 })).toThrow("RandomProjection.fit: components must be an integer of at least 1; got 0.");
    expect(fit({ components: 2, density: 0.5 })).toThrow(
      'RandomProjection.fit: density must be left out with normal numbers; got 0.5. Set kind: "sparse".',
    );
    expect(fit({ components: 2, kind: "sparse", density: 0 })).toThrow(
      "RandomProjection.fit: density must be in (0, 1]; got 0.",
    );
    expect(fit({ components: 2, kind: "dense" })).toThrow(
      'RandomProjection.fit: kind must be "gaussian" or "sparse"; got "dense".',
    );
    const projection: RandomProjection = RandomProjection.fit(x, { components: 2 });
    expect(() => projection.transform(array([[1]]))).toThrow(ShapeError);
    expect(() => projection.transform(array([[1]]))).toThrow(
      "RandomProjection.transform: x must have the 30 columns that were fitted; got x [1, 1].",
    );
  });
});

describe("johnsonLindenstraussDimension", () => {
  it("is the least k with 2·exp(−k/2·(ε²/2 − ε³/3)) ≤ 2/n²", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1e9 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (n, eps) => {
        const k = johnsonLindenstraussDimension(n, eps);
        const exponent = (j: number): number => (-j / 2) * (eps ** 2 / 2 - eps ** 3 / 3);
        expect(exponent(k)).toBeLessThanOrEqual(-2 * Math.log(n) * (1 - 1e-14));
        expect(exponent(k - 1)).toBeGreaterThan(-2 * Math.log(n) * (1 + 1e-14));
      }),
    );
    expect(johnsonLindenstraussDimension(1)).toBe(1);
  });

  it("refuses what is no count and no distortion", () => {
    expect(() => johnsonLindenstraussDimension(0)).toThrow(
      "johnsonLindenstraussDimension: points must be an integer of at least 1; got 0.",
    );
    expect(() => johnsonLindenstraussDimension(5, 1)).toThrow(
      "johnsonLindenstraussDimension: distortion must be in (0, 1); got 1.",
    );
  });
});
