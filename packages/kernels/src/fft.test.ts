import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placements, tameFloat } from "./conformance/arbitraries.js";
import { type Line, completed, exactTransform, minus, norm } from "./conformance/exact-transform.js";
import { boundOfKernel, largeBound } from "./conformance/fft-bounds.js";
import { fillWith, operand, surroundings, tight, valuesOf } from "./conformance/operand.js";
import { release } from "./memory/heap.js";
import { memoryStats } from "./memory/stats.js";
import { partView, realView } from "./complex/parts.js";
import { type ElementType, complex128, complex64, float32, float64 } from "./element-type.js";
import { fft as wasmFft } from "./fft.js";
import type { Fft, Fourier } from "./fft/fourier.js";
import { rootsOfUnity } from "./fft/roots.js";
import { fft as referenceFft } from "./reference/fft.js";
import type { Strided } from "./strided.js";

const U = 2 ** -53;
const lengths = Array.from({ length: 130 }, (_, i) => i + 1);

/** Complex elements in row-major order. */
function numbersOf(x: Strided): Line {
  if (x.type.kind !== "complex") return valuesOf(x).map((re) => [re, 0] as const);
  const [re, im] = [valuesOf(partView(x, 0)), valuesOf(partView(x, 1))];
  return re.map((value, i) => [value, im[i]] as const);
}

/** Numbers without structure in [−1, 1], the same each time. */
function generic(i: number): number {
  const turns = (i + 1) * 0.6180339887498949;
  return 2 * (turns - Math.floor(turns)) - 1;
}

/** An operand of a float dtype, full of generic numbers; a complex one has them as parts. */
function filled(type: ElementType, shape: readonly number[], placement = tight(shape)): Strided {
  const x = operand(type, shape, placement, 77);
  let i = 0;
  for (const part of type.kind === "complex" ? [partView(x, 0), partView(x, 1)] : [x]) {
    const values = valuesOf(part).map(() => generic(i++));
    let next = 0;
    fillWith(part, () => values[next++]);
  }
  return x;
}

const forward: Fourier = { sign: -1, scale: 1, half: null, weight: 1 };

describe.each<{ readonly name: string; readonly fft: Fft }>([
  { name: "reference", fft: referenceFft },
  { name: "wasm", fft: wasmFft },
])("fft ($name)", ({ name, fft }) => {
  /** By definition: n products and sums, ‖|F|‖₂ = √n·‖F‖₂, roots at angles that are off by 3u of at most 2π. */
  const bound = (n: number): number =>
    name === "reference" ? Math.sqrt(n) * ((n + 4) * U + 6 * Math.PI * U) : boundOfKernel(n);

  /** A line of numbers without structure, its transform by `fft`, and the bound of the latter's relative error. */
  function line(
    how: Fourier,
    from: ElementType,
    to: ElementType,
    n: number,
  ): { got: Line; exact: Line; bound: number } {
    const halved = (n >> 1) + 1;
    const x = filled(from, [how.half === "x" ? halved : n]);
    const y = operand(to, [how.half === "out" ? halved : n], tight([1]), NaN);
    fft(how, x, 0, y);
    const input = how.half === "x" ? completed(numbersOf(x), n) : numbersOf(x);
    const all = exactTransform(input, how.sign);
    const exact = all.slice(0, y.layout.size);
    const kept = to.kind === "complex" ? exact : exact.map(([re]) => [re, 0] as const);
    // folding is one more stage of radix 2; part of a result is smaller than all of it; float32 is rounded once more
    const whole = norm(all) / norm(kept);
    const relative = (bound(n) + 8 * U) * whole + (to.array === Float32Array ? 2 ** -24 : 0);
    return { got: numbersOf(y), exact: kept, bound: relative };
  }

  it.each([-1, 1] as const)("is Σⱼ e^(%i·2πi·jk/n)·xⱼ within the bound of its algorithm, for every length", (sign) => {
    for (const n of [...lengths, 131, 137, 139, 144, 210, 243, 251, 256, 257, 343]) {
      const { got, exact, bound: most } = line({ ...forward, sign }, complex128, complex128, n);
      expect(norm(minus(got, exact)) / norm(exact), `${n}`).toBeLessThanOrEqual(most);
    }
  });

  it.each([
    { from: float64, to: complex128, half: "out" },
    { from: complex128, to: float64, half: "x" },
    { from: float64, to: complex128, half: null },
    { from: complex128, to: float64, half: null },
    { from: float64, to: float64, half: "out" },
    { from: float64, to: float64, half: "x" },
    { from: float64, to: float64, half: null },
    { from: complex64, to: complex64, half: null },
    { from: float32, to: complex64, half: "out" },
    { from: complex64, to: float32, half: "x" },
    { from: float32, to: complex64, half: null },
    { from: complex64, to: float32, half: null },
  ] as const)("takes $from.name to $to.name, halved: $half", ({ from, to, half }) => {
    for (const n of [...lengths.slice(0, 20), 45, 60, 64, 97, 131, 134]) {
      for (const sign of [-1, 1] as const) {
        const { got, exact, bound: most } = line({ ...forward, sign, half }, from, to, n);
        expect(norm(minus(got, exact)) / norm(exact), `${n}`).toBeLessThanOrEqual(most);
      }
    }
  });

  it("multiplies results by a power of two, and those that have a partner by another, to the bit", () => {
    for (const n of [1, 2, 3, 8, 9, 137]) {
      const halved = [(n >> 1) + 1];
      const [x, z] = [filled(float64, [n]), filled(complex128, halved)];
      const alone = (k: number): boolean => k === 0 || 2 * k === n;
      const run = (how: Fourier, from: Strided, type: ElementType, shape: readonly number[]): Line => {
        const y = operand(type, shape, tight(shape), NaN);
        fft(how, from, 0, y);
        return numbersOf(y);
      };
      const analysis = { ...forward, half: "out" as const };
      const plain = run(analysis, x, complex128, halved);
      const scaled = run({ ...analysis, scale: 4, weight: 2 }, x, complex128, halved);
      expect(scaled).toEqual(plain.map(([re, im], k) => (alone(k) ? [4 * re, 4 * im] : [8 * re, 8 * im])));
      const synthesis = { ...forward, half: "x" as const, sign: 1 as const };
      const weighted = run({ ...synthesis, scale: 2, weight: 0.5 }, z, float64, [n]);
      let k = 0;
      fillWith(partView(z, 0), ([i]) => valuesOf(partView(z, 0))[i] * (alone(k++) ? 2 : 1));
      k = 0;
      fillWith(partView(z, 1), ([i]) => valuesOf(partView(z, 1))[i] * (alone(k++) ? 2 : 1));
      expect(weighted).toEqual(run(synthesis, z, float64, [n]));
    }
  });

  it("gives every line the bits that it has alone, whatever the strides, and touches nothing else", () => {
    const types = fc.constantFrom(
      [complex128, complex128],
      [float64, complex128],
      [complex64, complex64],
      [complex64, float32],
    );
    const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 2 });
    const draw = fc
      .tuple(shapes, fc.constantFrom(1, 2, 3, 4, 6, 7, 12, 40, 131), fc.nat(2), types)
      .chain(([rest, n, place, [from, to]]) => {
        const shape = rest.toSpliced(place, 0, n);
        const axis = Math.min(place, rest.length);
        const list = fc.array(tameFloat, { minLength: 50, maxLength: 50 });
        return fc.record({
          from: fc.constant(from),
          to: fc.constant(to),
          shape: fc.constant(shape),
          axis: fc.constant(axis),
          x: placements(shape),
          y: placements(shape, false),
          list,
        });
      });
    const law = fc.property(draw, ({ from, to, shape, axis, x: xPlacement, y: yPlacement, list }) => {
      const x = operand(from, shape, xPlacement, 77);
      let next = 0;
      for (const part of from.kind === "complex" ? [partView(x, 0), partView(x, 1)] : [x]) {
        fillWith(part, () => list[next++ % list.length]);
      }
      const y = operand(to, shape, yPlacement, NaN);
      const numbers = to.kind === "complex" ? realView(y) : y;
      const around = surroundings(numbers);
      fft(forward, x, axis, y);
      expect(surroundings(numbers)).toEqual(around);
      const [inputs, results] = [numbersOf(x), numbersOf(y)];
      const n = shape[axis];
      const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
      for (let first = 0; first < inputs.length; first++) {
        if (Math.floor(first / inner) % n !== 0) continue;
        const places = Array.from({ length: n }, (_, k) => first + k * inner);
        const alone = operand(from, [n], tight([n]), 77);
        const parts = from.kind === "complex" ? [partView(alone, 0), partView(alone, 1)] : [alone];
        parts.forEach((part, i) => fillWith(part, ([k]) => inputs[places[k]][i]));
        const expected = operand(to, [n], tight([n]), NaN);
        fft(forward, alone, 0, expected);
        expect(places.map((p) => results[p])).toEqual(numbersOf(expected));
      }
    });
    fc.assert(law, { numRuns: 150 });
  });

  it("does nothing for no lines", () => {
    const [x, y] = [0, 1].map(() => operand(complex128, [0, 4], tight([0, 4]), 77));
    fft(forward, x, 1, y);
    expect(surroundings(y).every((value) => value === 77)).toBe(true);
  });
});

describe("fft (wasm) of many elements", () => {
  /** Powers of two, smooth numbers, odd ones and primes. */
  const many = [65536, 100000, 59049, 99991, 65535];

  it.each(many)("keeps ‖y‖² = n·‖x‖² and comes back, for n = %i", (n) => {
    const x = filled(complex128, [n]);
    const y = operand(complex128, [n], tight([n]), NaN);
    const back = operand(complex128, [n], tight([n]), NaN);
    wasmFft(forward, x, 0, y);
    wasmFft({ ...forward, sign: 1, scale: 1 / n }, y, 0, back);
    const [input, spectrum] = [numbersOf(x), numbersOf(y)];
    const energy = (line: Line): number => line.reduce((sum, [re, im]) => sum + (re * re + im * im), 0);
    const bound = largeBound(n);
    expect(Math.abs(energy(spectrum) / (n * energy(input)) - 1)).toBeLessThanOrEqual(2 * bound + 2 * n * U);
    expect(Math.sqrt(energy(minus(numbersOf(back), input)) / energy(input))).toBeLessThanOrEqual(2 * bound + U);
  });

  it.each(many)("makes of a shifted unit one root after the other, for n = %i", (n) => {
    const x = operand(complex128, [n], tight([n]), 0);
    const y = operand(complex128, [n], tight([n]), NaN);
    fillWith(partView(x, 0), ([i]) => (i === 3 ? 1 : 0));
    wasmFft(forward, x, 0, y);
    const roots = rootsOfUnity(n);
    const expected = Array.from({ length: n }, (_, k): [number, number] => {
      const at = 2 * ((3 * k) % n);
      return [roots[at], roots[at + 1]];
    });
    const error = Math.sqrt(minus(numbersOf(y), expected).reduce((sum, [re, im]) => sum + re * re + im * im, 0) / n);
    expect(error).toBeLessThanOrEqual(largeBound(n) + 2 * U);
  });

  it("makes new plans as lengths come and forgets old ones", () => {
    const held = (): number => memoryStats().used - memoryStats().free;
    const before = held();
    for (let round = 0; round < 2; round++) {
      for (let n = 20000; n < 32000; n += 997) {
        const x = operand(complex128, [n], tight([n]), 1);
        const y = operand(complex128, [n], tight([n]), NaN);
        wasmFft(forward, x, 0, y);
        const [[re, im]] = numbersOf(y);
        expect(Math.hypot(re - n, im - n)).toBeLessThanOrEqual(largeBound(n) * n * Math.SQRT2);
        for (const { storage } of [x, y]) release(storage);
      }
    }
    // 16 MiB of plans, and the areas to work in
    expect(held() - before).toBeLessThan(2 ** 24 + 2 ** 23);
  });
});
