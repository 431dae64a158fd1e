import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IndexError, type NDArray, ValueError, arange, array, mul, zeros } from "../index.js";
import { checkVjp, floatArrays, floatViews } from "../testing.js";
import { complexArray, numbersOf } from "../testing/fourier-definition.js";
import { fftshift, ifftshift } from "./shift.js";

describe("fftshift and ifftshift", () => {
  it("move element k to k + ⌊n/2⌋, counted round, and back", () => {
    fc.assert(
      fc.property(fc.oneof(floatArrays({ maxAxes: 3 }), floatViews({ maxAxes: 3 })), (x) => {
        expect(ifftshift(fftshift(x)).toTypedArray()).toEqual(x.toTypedArray());
        expect(fftshift(ifftshift(x)).toTypedArray()).toEqual(x.toTypedArray());
        const z = complexArray(x, array([1, 2]));
        expect(numbersOf(ifftshift(fftshift(z)))).toEqual(numbersOf(z));
      }),
      { numRuns: 50 },
    );
    for (let n = 0; n < 7; n++) {
      const expected = Array.from({ length: n }, (_, k) => (k + n - Math.floor(n / 2)) % n);
      expect(fftshift(arange(n)).toArray()).toEqual(expected);
    }
  });

  it("move along the axes given, elements of any dtype", () => {
    const x = arange(6, { dtype: "int32" }).reshape([2, 3]);
    expect(fftshift(x, { axes: 1 }).toArray()).toEqual([
      [2, 0, 1],
      [5, 3, 4],
    ]);
    expect(ifftshift(x, { axes: [-1] }).toArray()).toEqual([
      [1, 2, 0],
      [4, 5, 3],
    ]);
    expect(fftshift(x).toArray()).toEqual([
      [5, 3, 4],
      [2, 0, 1],
    ]);
    expect(fftshift(array([true, false])).toArray()).toEqual([false, true]);
    const point = zeros([]);
    expect(fftshift(point)).not.toBe(point);
    expect(fftshift(point).item()).toBe(0);
  });

  it("take cotangents back to where elements came from", () => {
    const x: NDArray = arange(6).reshape([2, 3]);
    checkVjp((y) => mul(y, fftshift(y)), x);
    checkVjp((y) => mul(y, ifftshift(y, { axes: 1 })), x);
  });

  it.each([
    ["fftshift", fftshift],
    ["ifftshift", ifftshift],
  ] as const)("%s refuses axes that are none", (name, f) => {
    expect(() => f(zeros([2, 3]), { axes: 2 })).toThrow(IndexError);
    expect(() => f(zeros([2, 3]), { axes: 2 })).toThrow(
      `${name}: axis must be an integer in [-2, 1] for an array of 2 axes; got 2.`,
    );
    expect(() => f(zeros([2, 3]), { axes: [1, -1] })).toThrow(`${name}: axes must be distinct; got axis 1 twice.`);
    expect(() => f([1] as unknown as NDArray)).toThrow(ValueError);
    expect(() => f([1] as unknown as NDArray)).toThrow(`${name}: x must be an NDArray; got a list.`);
  });
});
