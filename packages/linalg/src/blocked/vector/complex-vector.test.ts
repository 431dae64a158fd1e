import { describe, expect, it } from "vitest";
import { addScaled, conjugate, divide, dotc, indexOfLargest, norm2, scale, scaleReal } from "./complex-vector.js";

// x = (1 + 2i, 3 − i), y = (2 − i, 4i), behind one element that must not be touched
const x = Float64Array.of(9, 9, 1, 2, 3, -1);
const y = Float64Array.of(2, -1, 0, 4);

describe("complex vector loops", () => {
  it("dotc conjugates its first vector", () => {
    const out = new Float64Array(2);
    dotc(2, x, 2, y, 0, out);
    expect(Array.from(out)).toEqual([-4, 7]); // (1 − 2i)(2 − i) + (3 + i)·4i
  });

  it("adds multiples of a vector", () => {
    const plain = y.slice();
    addScaled(2, 2, 1, x, 2, plain, 0);
    expect(Array.from(plain)).toEqual([2, 4, 7, 5]); // (2 + i)·x = (5i, 7 + i)
  });

  it("scales and conjugates in place", () => {
    const z = x.slice();
    scale(2, 0, 1, z, 2);
    expect(Array.from(z)).toEqual([9, 9, -2, 1, 1, 3]);
    scaleReal(2, 2, z, 2);
    expect(Array.from(z)).toEqual([9, 9, -4, 2, 2, 6]);
    conjugate(2, z, 2);
    expect(Array.from(z)).toEqual([9, 9, -4, -2, 2, -6]);
  });

  it("norm2 is right at any scale; indexOfLargest counts elements and takes the first of equals", () => {
    for (const s of [1, 1e-300, 1e300]) {
      expect(norm2(2, Float64Array.of(1 * s, 4 * s, 2 * s, 2 * s), 0) / s).toBeCloseTo(5, 13);
    }
    expect(norm2(0, x, 0)).toBe(0);
    expect(indexOfLargest(3, Float64Array.of(1, 1, 2, -2, -4, 0), 0)).toBe(1);
    expect(indexOfLargest(0, x, 0)).toBe(0);
  });

  it("divides without overflow in between", () => {
    const out = [0, 0];
    divide(5, 10, 1, 2, out);
    expect(out).toEqual([5, 0]);
    divide(2 ** 1000, 2 ** 1001, 2 ** 1000, 2 ** 1001, out);
    expect(out).toEqual([1, 0]);
    divide(1, 0, 0, 2, out);
    expect(out).toEqual([0, -0.5]);
  });
});
