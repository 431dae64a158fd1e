import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IndexError, type NDArray, ValueError, array, square, zeros } from "../index.js";
import { checkJvp, checkVjp, floatArrays, floatViews } from "../testing.js";
import { complexArray, numbersOf, worst } from "../testing/fourier-definition.js";
import { fft, hfft, ifft, irfft, rfft } from "./fft.js";
import { fftn, ifftn, irfftn, rfftn } from "./fftn.js";

type Options = NonNullable<Parameters<typeof fftn>[1]>;
type Transform = (x: NDArray, options?: Options) => NDArray;

const limits = { minAxes: 1, maxAxes: 3, minLength: 1, maxLength: 5, low: -2, high: 2 };
const inputs = fc.oneof(floatArrays(limits), floatViews(limits), floatArrays({ ...limits, dtype: "float32" }));

describe("fftn and its kin", () => {
  it("are transforms along one axis after the other, to the bit", () => {
    fc.assert(
      fc.property(inputs, fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 2 }), (x, [a, b]) => {
        const z = complexArray(x, x);
        if (x.ndim < 2) return;
        const [s, axes] = [
          [a, b],
          [-1, 0],
        ];
        expect(numbersOf(fftn(z, { s, axes }))).toEqual(numbersOf(fft(fft(z, { axis: 0, n: b }), { n: a })));
        expect(numbersOf(ifftn(z, { s, axes, norm: "ortho" }))).toEqual(
          numbersOf(ifft(ifft(z, { axis: 0, n: b, norm: "ortho" }), { n: a, norm: "ortho" })),
        );
        expect(numbersOf(rfftn(x, { s, axes }))).toEqual(numbersOf(fft(rfft(x, { axis: 0, n: b }), { n: a })));
        expect(numbersOf(irfftn(z, { s, axes }))).toEqual(numbersOf(irfft(ifft(z, { n: a }), { axis: 0, n: b })));
        expect(fftn(z, { s }).shape).toEqual([...z.shape.slice(0, -2), a, b]);
        expect(numbersOf(fftn(z, { s }))).toEqual(numbersOf(fft(fft(z, { n: b }), { axis: -2, n: a })));
      }),
      { numRuns: 60 },
    );
  });

  it("undo one another along all axes", () => {
    fc.assert(
      fc.property(inputs, (x) => {
        const z = complexArray(x, x);
        // six transforms of lines of up to 10 numbers below 3, each off by some u·log₂ n
        const bound = (y: NDArray): number => 3 * 100 * (y.type.array === Float32Array ? 2 ** -24 : 2 ** -53) * 6 * 4;
        expect(worst(numbersOf(ifftn(fftn(z))), numbersOf(z))).toBeLessThanOrEqual(bound(z));
        const back = irfftn(rfftn(x), { s: x.shape as number[] });
        expect(back.dtype).toBe(x.dtype);
        expect(worst(numbersOf(back), numbersOf(x))).toBeLessThanOrEqual(bound(x));
      }),
      { numRuns: 60 },
    );
  });

  it("find one wave in a plane", () => {
    const wave = array(
      Array.from({ length: 24 }, (_, i) => Math.cos(2 * Math.PI * (Math.floor(i / 6) / 4 + (2 * (i % 6)) / 6))),
      { shape: [4, 6] },
    );
    const numbers = numbersOf(fftn(wave));
    numbers.forEach(([re, im], i) => {
      const isPeak = i === 1 * 6 + 2 || i === 3 * 6 + 4;
      expect(Math.hypot(re - (isPeak ? 12 : 0), im)).toBeLessThanOrEqual(24 * 24 * 2 ** -53);
    });
  });

  it("differentiate", () => {
    const x = array([0.3, -1, 0.7, 2, 0.1, -0.4], { shape: [2, 3] });
    for (const f of [
      (y: NDArray) => square(hfft(fftn(y, { norm: "ortho" }))),
      (y: NDArray) => square(irfftn(rfftn(y), { s: [3, 4] })),
      (y: NDArray) => square(irfftn(ifftn(y))),
    ]) {
      checkVjp(f, x);
      checkJvp(f, x);
    }
  });
});

describe.each<[string, Transform]>([
  ["fftn", fftn],
  ["ifftn", ifftn],
  ["rfftn", rfftn],
  ["irfftn", irfftn],
])("%s", (name, f) => {
  it.each<[unknown, unknown, typeof IndexError | typeof ValueError, string]>([
    ["x", {}, ValueError, 'x must be an NDArray; got "x". Make one with array(…).'],
    [zeros([]), {}, IndexError, "there must be an axis to choose; got a 0-d array."],
    [zeros([2, 3]), { axes: [] }, ValueError, "axes must name at least one axis; got []."],
    [zeros([2, 3]), { axes: [0, -2] }, IndexError, "axes must be distinct; got axis 0 twice."],
    [zeros([2, 3]), { axes: [2] }, IndexError, "axis must be an integer in [-2, 1] for an array of 2 axes; got 2."],
    [zeros([2, 3]), { axes: 1 }, ValueError, "axes must be a list; got 1. Write [1]."],
    [zeros([2, 3]), { s: 4 }, ValueError, "s must be a list; got 4. Write [4]."],
    [zeros([2, 3]), { s: [4], axes: [0, 1] }, ValueError, "s must have one length for each axis; got 1 for 2."],
    [zeros([2, 3]), { s: [4, 4, 4] }, ValueError, "s must have one length for each axis; got 3 for 2."],
    [zeros([2, 3]), { s: [4, 0] }, ValueError, "n must be an integer ≥ 1; got 0."],
    [zeros([2, 3]), { norm: 1 }, ValueError, 'norm must be "backward", "ortho" or "forward"; got 1.'],
    [zeros([2, 3]), 0, ValueError, "options must be an object; got 0. Give them by name: { name: value }."],
  ])("refuses %s with %j", (x, options, kind, message) => {
    const call = (): unknown => f(x as NDArray, options as Options);
    expect(call).toThrow(kind);
    expect(call).toThrow(`${name}: ${message}`);
  });
});
