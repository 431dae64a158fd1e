import { array } from "../array/from-data.js";
import type { NDArray } from "../array/ndarray.js";

/** Complex numbers: real and imaginary parts. */
export type Numbers = readonly (readonly [re: number, im: number])[];

/** The elements of any array, in row-major order. */
export function numbersOf(x: NDArray): Numbers {
  const data = Array.from(x.toTypedArray());
  if (x.type.kind !== "complex") return data.map((re) => [re, 0] as const);
  return Array.from({ length: data.length / 2 }, (_, i) => [data[2 * i], data[2 * i + 1]] as const);
}

/** x + i·y in x's precision and shape; elements of y are taken in turn. */
export function complexArray(x: NDArray, y: NDArray): NDArray {
  const z = array(x.toTypedArray() as Float64Array, { shape: x.shape as number[] }).astype(
    x.type.name === "float32" ? "complex64" : "complex128",
  );
  const parts = z.view() as Float64Array; // a new array of the test's own
  const imaginary = y.toTypedArray();
  for (let i = 0; i < z.size; i++) parts[2 * i + 1] = imaginary[i % imaginary.length];
  return z;
}

/** The largest distance of elements; NaN where there is one. */
export function worst(x: Numbers, y: Numbers): number {
  if (x.length !== y.length) return NaN;
  return Math.max(0, ...x.map(([re, im], i) => Math.hypot(re - y[i][0], im - y[i][1])));
}

/** ⟨x, y⟩ = Re Σ xᵢ·yᵢ, the pairing of cotangents and tangents. */
export function inner(x: NDArray, y: NDArray): number {
  const [a, b] = [numbersOf(x), numbersOf(y)];
  return a.reduce((sum, [re, im], i) => sum + re * b[i][0] - im * b[i][1], 0);
}

/** What a transform of a name gives by its definition: n² products a line. */
export function defined(
  name: string,
  x: NDArray,
  axis: number,
  n: number,
  norm = "backward",
): { dtype: string; shape: number[]; numbers: Numbers } {
  const fromHalf = name === "irfft" || name === "hfft";
  const toHalf = name === "rfft" || name === "ihfft";
  const sign = name === "fft" || name === "rfft" || name === "hfft" ? -1 : 1;
  const divides = norm === (sign < 0 ? "forward" : "backward");
  const scale = norm === "ortho" ? 1 / Math.sqrt(n) : divides ? 1 / n : 1;
  const own: readonly number[] = x.shape;
  const shape = own.toSpliced(axis, 1, toHalf ? Math.floor(n / 2) + 1 : n);
  const input = numbersOf(x);
  const numbers: (readonly [number, number])[] = [];
  const inside = own.slice(axis + 1).reduce((a, b) => a * b, 1);
  const outside = own.slice(0, axis).reduce((a, b) => a * b, 1);
  for (let i = 0; i < outside; i++) {
    for (let j = 0; j < inside; j++) {
      const given = Array.from({ length: own[axis] }, (_, k) => input[(i * own[axis] + k) * inside + j]);
      const line = fromHalf ? completed(given, n) : Array.from({ length: n }, (_, k) => given[k] ?? [0, 0]);
      for (let k = 0; k < shape[axis]; k++) {
        const [re, im] = element(line, k, sign);
        numbers[(i * shape[axis] + k) * inside + j] = [scale * re, fromHalf ? 0 : scale * im];
      }
    }
  }
  const single = x.type.array === Float32Array;
  return { dtype: fromHalf ? (single ? "float32" : "float64") : single ? "complex64" : "complex128", shape, numbers };
}

function completed(half: Numbers, n: number): Numbers {
  return Array.from({ length: n }, (_, k) => {
    const [re, im] = half[Math.min(k, n - k)] ?? [0, 0];
    return [re, k === 0 || 2 * k === n ? 0 : 2 * k > n ? -im : im];
  });
}

function element(line: Numbers, k: number, sign: number): readonly [number, number] {
  let [re, im] = [0, 0];
  line.forEach(([a, b], j) => {
    const angle = (sign * 2 * Math.PI * ((j * k) % line.length)) / line.length;
    re += a * Math.cos(angle) - b * Math.sin(angle);
    im += a * Math.sin(angle) + b * Math.cos(angle);
  });
  return [re, im];
}
