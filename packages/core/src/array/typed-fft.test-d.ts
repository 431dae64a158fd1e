import { describe, expectTypeOf, test } from "vitest";
import {
  type NDArray,
  fft,
  fftfreq,
  fftn,
  fftshift,
  hfft,
  ifft,
  ihfft,
  irfft,
  irfftn,
  rfft,
  rfftfreq,
  rfftn,
  zeros,
} from "../index.js";

const x = zeros([3, 100]);
const single = zeros([3, 100], { dtype: "float32" });
const some = zeros([3, 100]) as NDArray<"float64", readonly [number, number]>;
const plain: NDArray = x;

describe("Fourier transforms", () => {
  test("answer complex numbers of the input's precision", () => {
    expectTypeOf(fft(x).dtype).toEqualTypeOf<"complex128">();
    expectTypeOf(ifft(single).dtype).toEqualTypeOf<"complex64">();
    expectTypeOf(fft(zeros([2], { dtype: "int32" })).dtype).toEqualTypeOf<"complex128">();
    expectTypeOf(irfft(rfft(single)).dtype).toEqualTypeOf<"float32">();
    expectTypeOf(hfft(zeros([2], { dtype: "complex128" })).dtype).toEqualTypeOf<"float64">();
    expectTypeOf(fftshift(single)).toEqualTypeOf<typeof single>();
  });

  test("keep shapes, or take the length given", () => {
    expectTypeOf(fft(x).shape).toEqualTypeOf<readonly [3, 100]>();
    expectTypeOf(fft(x, { axis: 0 }).shape).toEqualTypeOf<readonly [3, 100]>();
    expectTypeOf(fft(x, { n: 128 }).shape).toEqualTypeOf<readonly [3, 128]>();
    expectTypeOf(ifft(x, { n: 7, axis: 0, norm: "ortho" }).shape).toEqualTypeOf<readonly [7, 100]>();
    expectTypeOf(fft(x, { n: 7 as number }).shape).toEqualTypeOf<readonly [3, number]>();
    expectTypeOf(fft(x, { n: 7, axis: 1 as number }).shape).toEqualTypeOf<readonly [number, number]>();
    expectTypeOf(fftn(x).shape).toEqualTypeOf<readonly [3, 100]>();
    expectTypeOf(fftn(x, { s: [4, 8] }).shape).toEqualTypeOf<readonly [4, 8]>();
    expectTypeOf(fftn(x, { s: [4] }).shape).toEqualTypeOf<readonly [number, number]>();
    expectTypeOf(fftn(x, { s: [4, 8], axes: [1, 0] }).shape).toEqualTypeOf<readonly [number, number]>();
  });

  test("halve and double lengths of up to three digits", () => {
    expectTypeOf(rfft(x).shape).toEqualTypeOf<readonly [3, 51]>();
    expectTypeOf(rfft(x, { axis: 0 }).shape).toEqualTypeOf<readonly [2, 100]>();
    expectTypeOf(ihfft(x, { n: 9 }).shape).toEqualTypeOf<readonly [3, 5]>();
    expectTypeOf(rfft(zeros([1024])).shape).toEqualTypeOf<readonly [number]>();
    expectTypeOf(rfft(some).shape).toEqualTypeOf<readonly [number, number]>();
    expectTypeOf(irfft(x).shape).toEqualTypeOf<readonly [3, 198]>();
    expectTypeOf(irfft(x, { n: 199 }).shape).toEqualTypeOf<readonly [3, 199]>();
    expectTypeOf(hfft(x, { axis: -2 }).shape).toEqualTypeOf<readonly [number, 100]>();
    expectTypeOf(rfftn(x).shape).toEqualTypeOf<readonly [3, 51]>();
    expectTypeOf(irfftn(x).shape).toEqualTypeOf<readonly [3, 198]>();
    expectTypeOf(rfftn(x, { axes: [0] }).shape).toEqualTypeOf<readonly [number, number]>();
    expectTypeOf(fftfreq(8).shape).toEqualTypeOf<readonly [8]>();
    expectTypeOf(rfftfreq(8).shape).toEqualTypeOf<readonly [5]>();
  });

  test("know nothing of what is not known", () => {
    expectTypeOf(fft(plain).shape).toBeAny();
    expectTypeOf(fft(plain, { n: 4 }).shape).toBeAny();
    expectTypeOf(rfft(plain).shape).toBeAny();
    expectTypeOf(irfftn(plain).shape).toBeAny();
    expectTypeOf(fftn(plain, { s: [4] }).shape).toBeAny();
    expectTypeOf(fft(plain).dtype).toBeAny();
  });
});
