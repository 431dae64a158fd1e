import { bench, describe } from "vitest";
import { type ElementType, complex128, complex64, float64 } from "./element-type.js";
import { fft } from "./fft.js";
import { rowMajor } from "./layout.js";
import { allocate } from "./memory/heap.js";
import { elements } from "./memory/storage.js";
import type { Strided } from "./strided.js";

function filled(type: ElementType, shape: readonly number[]): Strided {
  const layout = rowMajor(shape);
  const storage = allocate(layout.size << type.shift);
  elements(storage, type).forEach((_, i, data) => (data[i] = Math.sin(i * i)));
  return { type, layout, storage, offset: 0 };
}

const analysis = { sign: -1, scale: 1, half: null, weight: 1 } as const;

describe("fft of one line", () => {
  for (const n of [64, 1000, 1024, 65536, 100000, 99991]) {
    const [x, y] = [filled(complex128, [n]), filled(complex128, [n])];
    bench(`${n} of complex128`, () => fft(analysis, x, 0, y));
  }
  const [single, singles] = [filled(complex64, [65536]), filled(complex64, [65536])];
  bench("65536 of complex64", () => fft(analysis, single, 0, singles));
  const [real, half] = [filled(float64, [65536]), filled(complex128, [32769])];
  bench("65536 of float64 to half a spectrum", () => fft({ ...analysis, half: "out" }, real, 0, half));
  bench("65536 of float64 from half a spectrum", () => fft({ ...analysis, sign: 1, half: "x" }, half, 0, real));
});

describe("fft of many lines", () => {
  const [x, y] = [filled(complex128, [512, 512]), filled(complex128, [512, 512])];
  bench("512 rows of 512", () => fft(analysis, x, 1, y));
  bench("512 columns of 512", () => fft(analysis, x, 0, y));
  const [short, shorts] = [filled(complex128, [10000, 8]), filled(complex128, [10000, 8])];
  bench("10000 rows of 8", () => fft(analysis, short, 1, shorts));
});
