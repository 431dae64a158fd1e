import { type NDArray, abs, arrayEqual, concat, max, mean, sub, variance } from "@linnet/core";
import { describe, expect, it } from "vitest";
import { prepareDigits } from "./dataset.js";

const digits = prepareDigits();

describe("prepareDigits", () => {
  it("divides the digits in the same way every time", () => {
    const again = prepareDigits();
    expect(arrayEqual(again.test.x, digits.test.x)).toBe(true);
    expect(arrayEqual(again.test.y, digits.test.y)).toBe(true);
    // the first twelve of the split that every quoted accuracy was measured on
    expect(Array.from(digits.test.y.toTypedArray().slice(0, 12))).toEqual([3, 6, 8, 6, 1, 3, 6, 6, 4, 8, 3, 1]);
  });

  it("leaves no digit out and takes none twice", () => {
    const rows = (x: NDArray): string[] => (x.toArray() as number[][]).map((row) => row.join(" ")).toSorted();
    const parts = concat([digits.train.x, digits.test.x]) as NDArray;
    expect(rows(parts)).toEqual(rows(digits.all.x));
  });

  it("gives every class a fifth of its digits to test on, to within one digit", () => {
    const count = (labels: NDArray, digit: number): number =>
      Array.from(labels.toTypedArray()).filter((label) => label === digit).length;
    for (let digit = 0; digit < 10; digit++) {
      const exact = 0.2 * count(digits.labels, digit);
      expect(Math.abs(count(digits.test.y, digit) - exact)).toBeLessThan(1);
    }
    expect([digits.train.y.size, digits.test.y.size]).toEqual([1438, 359]);
  });

  it("standardizes by the training digits alone: their means are 0, their variances 1 or, without ink, 0", () => {
    const n = digits.train.y.size;
    // a mean of n standardized numbers, |zᵢⱼ| ≤ √n: each rounded in the transform, then summed
    const bound = 2 * n * Number.EPSILON * Math.sqrt(n);
    expect((max(abs(mean(digits.train.x, { axis: 0 }))) as NDArray).item()).toBeLessThanOrEqual(bound);
    const spread: NDArray = variance(digits.train.x, { axis: 0 });
    const wrong = Array.from(spread.toTypedArray()).filter((v) => v !== 0 && !(Math.abs(v - 1) <= 2 * bound));
    expect(wrong).toEqual([]);
    const shifted = (max(abs(sub(mean(digits.test.x, { axis: 0 }), 0))) as NDArray).item();
    expect(shifted).toBeGreaterThan(0.01);
  });
});
