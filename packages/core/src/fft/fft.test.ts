import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  DisposedError,
  IndexError,
  type NDArray,
  ValueError,
  array,
  broadcastTo,
  square,
  zeros,
} from "../index.js";
import { checkJvp, checkVjp, floatArrays, floatViews } from "../testing.js";
import { type Numbers, complexArray, defined, inner, numbersOf, worst } from "../testing/fourier-definition.js";
import { pullback, pushforward } from "../testing/record.js";
import { fft, hfft, ifft, ihfft, irfft, rfft } from "./fft.js";

type Options = { n?: number; axis?: number; norm?: "backward" | "ortho" | "forward" };
type Transform = (x: NDArray, options?: Options) => NDArray;

const transforms: readonly [string, Transform][] = [
  ["fft", fft],
  ["ifft", ifft],
  ["rfft", rfft],
  ["irfft", irfft],
  ["hfft", hfft],
  ["ihfft", ihfft],
];
const floats = { minAxes: 1, maxAxes: 3, minLength: 1, maxLength: 6, low: -2, high: 2 };
const inputs = fc.oneof(floatArrays(floats), floatViews(floats), floatArrays({ ...floats, dtype: "float32" }));
const norms = fc.constantFrom("backward", "ortho", "forward", undefined);

describe.each(transforms)("%s", (name, f) => {
  it("is its definition along any axis, cut or filled up with zeros, under any norm", () => {
    const law = fc.property(inputs, inputs, fc.nat(), fc.option(fc.integer({ min: 1, max: 9 })), norms, draw);
    function draw(x: NDArray, other: NDArray, at: number, length: number | null, norm: Options["norm"]): void {
      const isHalved = name === "rfft" || name === "ihfft";
      const z = isHalved ? x : complexArray(x, other);
      const axis = at % x.ndim;
      const n = length ?? (name === "irfft" || name === "hfft" ? 2 * (x.shape[axis] - 1) : x.shape[axis]);
      if (n === 0) return;
      const y = f(z, { axis: axis - x.ndim, norm, ...(length === null ? {} : { n: length }) });
      const expected = defined(name, z, axis, n, norm);
      expect(y.dtype).toBe(expected.dtype);
      expect(y.shape).toEqual(expected.shape);
      // n products and sums of numbers up to 2√2, by definition and by any algorithm; float32 is rounded once more
      const u = z.type.array === Float32Array ? 2 ** -24 : 2 ** -53;
      expect(worst(numbersOf(y), expected.numbers)).toBeLessThanOrEqual((32 * n * n * 2 ** -53 + 4 * n * u) * 4);
    }
    fc.assert(law, { numRuns: 150 });
  });

  it("takes integers as float64, real numbers for complex ones, and keeps single precision", () => {
    const x = array([1, 2, 3, 4], { dtype: "int32" });
    expect(numbersOf(f(x))).toEqual(numbersOf(f(x.astype("float64"))));
    const [wide, narrow] = name === "irfft" || name === "hfft" ? ["float64", "float32"] : ["complex128", "complex64"];
    expect(f(x).dtype).toBe(wide);
    expect(f(x.astype("uint8")).dtype).toBe(wide);
    expect(f(x.astype("float32")).dtype).toBe(narrow);
    if (name === "rfft" || name === "ihfft") return;
    expect(f(x.astype("complex64")).dtype).toBe(narrow);
    expect(worst(numbersOf(f(x)), numbersOf(f(x.astype("complex128"))))).toBeLessThanOrEqual(40 * 2 ** -53);
  });

  it("has no lines where another axis is empty, and one element where there is one", () => {
    expect(f(zeros([0, 4])).shape).toEqual([0, name === "irfft" || name === "hfft" ? 6 : f(zeros([4])).shape[0]]);
    expect(worst(numbersOf(f(array([3]), { n: 1 })), [[3, 0]])).toBe(0);
    expect(worst(numbersOf(f(broadcastTo(array([1, 2, 3]), [2, 3]))), twice(numbersOf(f(array([1, 2, 3])))))).toBe(0);
  });

  it("has the transpose ⟨F·u, v⟩ = ⟨u, Fᵀ·v⟩, and is its own tangent", () => {
    const shape = [3, 5];
    const wave = (seed: number): NDArray =>
      array(
        Float64Array.from({ length: 15 }, (_, i) => Math.sin(seed + i * seed)),
        { shape },
      );
    const kinds = name === "rfft" || name === "ihfft" ? ["real"] : ["real", "complex"];
    for (const kind of kinds) {
      for (const options of [
        {},
        { axis: 0 },
        { n: 4 },
        { n: 9, norm: "ortho" as const },
        { n: 7, norm: "forward" as const },
      ]) {
        const run = ([x]: readonly NDArray[]): NDArray[] => [f(x, options)];
        const u = kind === "real" ? wave(1) : complexArray(wave(1), wave(2));
        const [y] = run([u]);
        const v = cotangent(y);
        const [pulled] = pullback(run, [u], [v]);
        expect([pulled.dtype, pulled.shape]).toEqual([u.dtype, u.shape]);
        // both sides are sums of at most 15·9 products of numbers below 10
        expect(Math.abs(inner(y, v) - inner(u, pulled))).toBeLessThanOrEqual(15 * 9 * 100 * 2 ** -53 * 16);
        expect(numbersOf(pushforward(run, [u], [u])[0])).toEqual(numbersOf(y));
      }
    }
  });

  it.each<[unknown, Options | undefined, typeof DTypeError | typeof IndexError | typeof ValueError, string]>([
    [[1, 2], {}, ValueError, "x must be an NDArray; got a list. Make one with array(…)."],
    [array([true]), {}, DTypeError, 'x must be numbers; got x bool. Convert it first: x.astype("float64").'],
    [zeros([2, 3]), { axis: 2 }, IndexError, "axis must be an integer in [-2, 1] for an array of 2 axes; got 2."],
    [zeros([2, 3]), { axis: 0.5 }, IndexError, "axis must be an integer in [-2, 1] for an array of 2 axes; got 0.5."],
    [zeros([]), {}, IndexError, "there must be an axis to choose; got a 0-d array."],
    [zeros([2]), { n: 0 }, ValueError, "n must be an integer ≥ 1; got 0."],
    [zeros([2]), { n: 1.5 }, ValueError, "n must be an integer ≥ 1; got 1.5."],
    [zeros([2]), { n: NaN }, ValueError, "n must be an integer ≥ 1; got NaN."],
    [zeros([2]), { norm: "unit" as "ortho" }, ValueError, 'norm must be "backward", "ortho" or "forward"; got "unit".'],
    [zeros([2]), 3 as Options, ValueError, "options must be an object; got 3. Give them by name: { name: value }."],
  ])("refuses %s with %j", (x, options, kind, message) => {
    const call = (): unknown => f(x as NDArray, options);
    expect(call).toThrow(kind);
    expect(call).toThrow(`${name}: ${message}`);
  });

  it("refuses a line of no elements and an array that was given back", () => {
    const own = name === "irfft" || name === "hfft" ? -2 : 0;
    expect(() => f(zeros([3, 0]))).toThrow(`${name}: n must be an integer ≥ 1; got ${own}. Give n.`);
    const gone = zeros([3]);
    gone.dispose();
    expect(() => f(gone)).toThrow(DisposedError);
  });
});

const twice = (x: Numbers): Numbers => [...x, ...x];

/** Numbers without structure of y's shape and dtype. */
function cotangent(y: NDArray): NDArray {
  const wave = (seed: number): NDArray =>
    array(
      Float64Array.from({ length: y.size }, (_, i) => Math.cos(seed + i * seed)),
      { shape: y.shape as number[] },
    );
  return y.type.kind === "complex" ? complexArray(wave(3), wave(4)) : wave(3);
}

describe("real and complex transforms", () => {
  it("rfft and ihfft refuse complex numbers, of which half a spectrum would not do", () => {
    const z = zeros([4], { dtype: "complex64" });
    expect(() => rfft(z)).toThrow(DTypeError);
    expect(() => rfft(z)).toThrow("rfft: x must be real; got x complex64. Use fft.");
    expect(() => ihfft(z)).toThrow(DTypeError);
    expect(() => ihfft(z)).toThrow("ihfft: x must be real; got x complex64. Use ifft.");
  });

  it("undo one another, for odd lengths too", () => {
    for (const n of [1, 2, 3, 8, 9, 131]) {
      const x = array(Float64Array.from({ length: n }, (_, i) => Math.sin(i + 1)));
      const near = (y: NDArray): void => {
        // two transforms, whose errors are some u·log₂ n, and a chirp's gain
        expect(worst(numbersOf(y), numbersOf(x))).toBeLessThanOrEqual(100 * Math.log2(n + 1) * Math.sqrt(n) * 2 ** -53);
      };
      near(irfft(rfft(x), { n }));
      near(hfft(ihfft(x), { n }));
      near(ifft(fft(x)));
    }
  });

  it("differentiate through complex numbers", () => {
    const x = array([0.3, -1, 0.7, 2, 0.1, -0.4], { shape: [2, 3] });
    const compositions: readonly ((y: NDArray) => NDArray)[] = [
      (y) => square(hfft(fft(y))),
      (y) => square(irfft(ifft(y, { n: 4, axis: 0 }), { n: 5 })),
      (y) => square(irfft(rfft(y), { n: 3, norm: "ortho" })),
      (y) => square(hfft(ihfft(y, { n: 2 }), { n: 7 })),
      (y) => square(irfft(y)),
    ];
    for (const f of compositions) {
      checkVjp(f, x);
      checkJvp(f, x);
    }
    const z = complexArray(x, square(x));
    for (const f of [fft, ifft, irfft, hfft, (y: NDArray) => square(fft(y, { n: 4, norm: "ortho" }))]) {
      checkVjp((y) => f(y), z);
      checkJvp((y) => f(y), z);
    }
    checkVjp((y) => fft(y), x);
    checkVjp((y) => ihfft(y), x);
  });
});
