import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NDArray, type Random, ShapeError, ValueError, arange, array, random, zeros } from "@linnet/core";
import { trainTestSplit } from "./train-test-split.js";

describe("trainTestSplit", () => {
  it("puts every example into exactly one part, and keeps rows together", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 60 }),
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        fc.nat(99),
        (n, testFraction, seed) => {
          const data = { x: arange(n).reshape([n, 1]) as NDArray, y: arange(n) as NDArray };
          const { train, test } = trainTestSplit(data, { testFraction, rng: random(seed) });
          const all = [...train.y.toTypedArray(), ...test.y.toTypedArray()].toSorted((a, b) => a - b);
          expect(all).toEqual(Array.from({ length: n }, (_, i) => i));
          expect(Array.from(train.x.toTypedArray())).toEqual(Array.from(train.y.toTypedArray()));
          expect(test.y.size).toBe(Math.round(n * testFraction));
        },
      ),
    );
  });

  it("stratified: no class is off by one or more from its exact share", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2, max: 30 }), { minLength: 1, maxLength: 6 }),
        fc.nat(99),
        (sizes, seed) => {
          const labels = array(Int32Array.from(sizes.flatMap((size, c) => Array.from({ length: size }, () => c))));
          fc.pre(labels.size >= 5);
          const { test } = trainTestSplit(labels as NDArray, { stratify: labels, rng: random(seed) });
          sizes.forEach((size, c) => {
            const got = Array.from((test as NDArray).toTypedArray()).filter((label) => label === c).length;
            expect(Math.abs(got - size * 0.2)).toBeLessThan(1);
          });
        },
      ),
    );
  });

  it("same seed, same parts", () => {
    const x: NDArray = arange(100);
    const parts = [1, 1, 2].map((seed) => trainTestSplit(x, { rng: random(seed) }).test.toArray());
    expect(parts[0]).toEqual(parts[1]);
    expect(parts[0]).not.toEqual(parts[2]);
  });

  it("refuses a seed for a stream, and NaN for a label", () => {
    const x: NDArray = zeros([4]);
    expect(() => trainTestSplit(x, { rng: 3 as unknown as Random })).toThrow(
      "trainTestSplit: rng must be a stream; got 3. Make one with random(seed).",
    );
    expect(() => trainTestSplit(x, { stratify: array([0, 0, Number.NaN, 1]) })).toThrow(
      "trainTestSplit: no label may be NaN; got one at index 2.",
    );
  });

  it("refuses fractions outside (0, 1), arrays of other lengths, lone members and empty parts", () => {
    const x: NDArray = zeros([10]);
    expect(() => trainTestSplit(x, { testFraction: 1 })).toThrow(ValueError);
    expect(() => trainTestSplit(x, { testFraction: 1 })).toThrow(
      "trainTestSplit: testFraction must lie between 0 and 1; got 1.",
    );
    expect(() => trainTestSplit({ x, y: zeros([9]) })).toThrow(ShapeError);
    expect(() => trainTestSplit({ x, y: zeros([9]) })).toThrow(
      "trainTestSplit: arrays must have as many examples along axis 0; got x [10] and y [9].",
    );
    expect(() => trainTestSplit(zeros([3]), { stratify: array([0, 0, 1]) })).toThrow(
      "trainTestSplit: each class of stratify must have at least two members; got one of class 1.",
    );
    expect(() => trainTestSplit(zeros([1]))).toThrow("trainTestSplit: both parts must have examples; got 1 and 0.");
  });
});
