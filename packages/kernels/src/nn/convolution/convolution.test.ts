import fc from "fast-check";
import { afterAll, describe, expect, it, vi } from "vitest";
import { noise } from "../../conformance/pages.js";
import { operand, surroundings, tight, valuesOf, fillWith } from "../../conformance/operand.js";
import { gamma } from "../../conformance/tolerance.js";
import { type ElementType, float32, float64 } from "../../element-type.js";
import { release } from "../../memory/heap.js";
import { configureThreads, readyWorkers, threadCount } from "../../threads/pool.js";
import type { Strided } from "../../strided.js";
import * as wasm from "./convolve.js";
import * as reference from "./reference.js";
import type { Windows } from "./windows.js";

afterAll(() => configureThreads({ count: 1 }));

interface Case {
  readonly type: ElementType;
  readonly how: Windows;
  readonly x: readonly number[];
  readonly w: readonly number[];
  readonly y: readonly number[];
  readonly spilled: boolean;
}

const axis = fc
  .record({
    size: fc.integer({ min: 1, max: 4 }),
    count: fc.integer({ min: 1, max: 19 }),
    stride: fc.integer({ min: 1, max: 3 }),
    dilation: fc.integer({ min: 1, max: 3 }),
    before: fc.integer({ min: 0, max: 3 }),
    behind: fc.integer({ min: 0, max: 3 }),
    rest: fc.nat(1),
  })
  // x has at least an element; one that no window reaches may be left over
  .map((a) => {
    const reach = (a.count - 1) * a.stride + (a.size - 1) * a.dilation + 1;
    return { ...a, extent: Math.max(1, reach - a.before - a.behind + a.rest) };
  });

const cases: fc.Arbitrary<Case> = fc
  .record({
    axes: fc.array(axis, { minLength: 1, maxLength: 3 }),
    images: fc.integer({ min: 1, max: 3 }),
    groups: fc.integer({ min: 1, max: 3 }),
    inputs: fc.integer({ min: 1, max: 3 }),
    outputs: fc.integer({ min: 1, max: 3 }),
    type: fc.constantFrom(float32, float64),
    spilled: fc.boolean(),
  })
  .map(({ axes, images, groups, inputs, outputs, type, spilled }) => {
    // three axes of nineteen places would take the reference too long
    const few = axes.map((a, i) => (i < axes.length - 1 && axes.length > 1 ? Math.min(a.count, 4) : a.count));
    return {
      type,
      spilled,
      how: {
        stride: axes.map((a) => a.stride),
        dilation: axes.map((a) => a.dilation),
        before: axes.map((a) => a.before),
        groups,
      },
      x: [images, groups * inputs, ...axes.map((a) => a.extent)],
      w: [groups * outputs, inputs, ...axes.map((a) => a.size)],
      y: [images, groups * outputs, ...few],
    };
  });

/** An operand full of numbers without structure; f of them, to sum magnitudes. */
function filled(type: ElementType, shape: readonly number[], seed: number, spilled = false): Strided {
  const x = operand(type, shape, tight(shape, spilled), 77);
  const value = noise(seed);
  let i = 0;
  return fillWith(x, () => value(i++));
}

function wide(x: Strided, f: (value: number) => number): Strided {
  const values = valuesOf(x);
  const y = operand(float64, x.layout.shape, tight(x.layout.shape), 0);
  let i = 0;
  return fillWith(y, () => f(values[i++]));
}

type Kernel = (a: Strided, b: Strided, out: Strided) => void;

/** A kernel against the reference in float64, within γ of the number of terms times the sum of magnitudes; it writes nothing else. */
function expectSame(
  type: ElementType,
  [a, b]: readonly Strided[],
  shape: readonly number[],
  kernels: readonly Kernel[],
): void {
  const terms = 4 + a.layout.size + b.layout.size; // more than any sum has
  const [kernel, meaning] = kernels;
  const out = operand(type, shape, tight(shape), NaN);
  const around = surroundings(out);
  kernel(a, b, out);
  expect(surroundings(out)).toEqual(around);
  const [exact, magnitudes] = [(x: number) => x, Math.abs].map((f) => {
    const y = operand(float64, shape, tight(shape), NaN);
    meaning(wide(a, f), wide(b, f), y);
    return valuesOf(y);
  });
  const bound = gamma(terms, type);
  const wrong = valuesOf(out).findIndex((value, i) => !(Math.abs(value - exact[i]) <= bound * magnitudes[i]));
  expect(wrong).toBe(-1);
  for (const { storage } of [a, b, out]) release(storage);
}

describe("convolutions", () => {
  it("are what the reference is, for any windows, spilled or not", () => {
    const law = fc.property(cases, ({ type, how, x, w, y, spilled }) => {
      expectSame(type, [filled(type, x, 1, spilled), filled(type, w, 2)], y, [
        (a, b, out) => wasm.convolve(how, a, b, null, out),
        (a, b, out) => reference.convolve(how, a, b, null, out),
      ]);
      expectSame(type, [filled(type, y, 3), filled(type, w, 4, spilled)], x, [
        (a, b, out) => wasm.convolveTransposed(how, a, b, out),
        (a, b, out) => reference.convolveTransposed(how, a, b, out),
      ]);
      expectSame(type, [filled(type, x, 5), filled(type, y, 6, spilled)], w, [
        (a, b, out) => wasm.convolveWeights(how, a, b, out),
        (a, b, out) => reference.convolveWeights(how, a, b, out),
      ]);
    });
    fc.assert(law, { numRuns: 40 });
  });

  const plain: Windows = { stride: [1, 1], dilation: [1, 1], before: [1, 1], groups: 1 };

  it.each([
    { of: "many taps and outputs, in blocks and packed tiles", x: [1, 33, 4, 5], w: [35, 33, 3, 3], y: [1, 35, 4, 5] },
    { of: "images of several bands", x: [1, 2, 24, 300], w: [3, 2, 3, 3], y: [1, 3, 24, 300] },
    { of: "more images than parts", x: [19, 1, 5, 5], w: [2, 1, 3, 3], y: [19, 2, 5, 5] },
  ])("are what the reference is, of $of", ({ x, w, y }) => {
    for (const type of [float32, float64]) {
      expectSame(type, [filled(type, x, 1), filled(type, w, 2)], y, [
        (a, b, out) => wasm.convolve(plain, a, b, null, out),
        (a, b, out) => reference.convolve(plain, a, b, null, out),
      ]);
      expectSame(type, [filled(type, y, 3), filled(type, w, 4)], x, [
        (a, b, out) => wasm.convolveTransposed(plain, a, b, out),
        (a, b, out) => reference.convolveTransposed(plain, a, b, out),
      ]);
      expectSame(type, [filled(type, x, 5), filled(type, y, 6)], w, [
        (a, b, out) => wasm.convolveWeights(plain, a, b, out),
        (a, b, out) => reference.convolveWeights(plain, a, b, out),
      ]);
    }
  });

  it("add a bias for each output, after the sum", () => {
    const [x, w, bias] = [filled(float64, [2, 2, 5, 7], 1), filled(float64, [4, 1, 3, 3], 2), filled(float64, [4], 3)];
    const how = { ...plain, groups: 2 };
    const shape = [2, 4, 5, 7];
    const [without, out] = [0, 1].map(() => operand(float64, shape, tight(shape), NaN));
    wasm.convolve(how, x, w, null, without);
    wasm.convolve(how, x, w, bias, out);
    const addends = valuesOf(bias);
    expect(valuesOf(out)).toEqual(valuesOf(without).map((value, i) => value + addends[Math.floor(i / 35) % 4]));
  });

  it("are nothing where there are no images, and no sum where there is nothing to add", () => {
    const [x, w, y] = [
      [0, 2, 5, 5],
      [3, 2, 3, 3],
      [0, 3, 5, 5],
    ].map((shape) => filled(float64, shape, 1));
    wasm.convolve(plain, x, w, null, y);
    wasm.convolveTransposed(plain, y, w, x);
    wasm.convolveWeights(plain, x, y, w);
    expect(valuesOf(w).every((value) => value === 0)).toBe(true);
  });

  it("give the same bits on any number of threads", async () => {
    const [x, w, y] = [
      [16, 4, 28, 28],
      [8, 4, 3, 3],
      [16, 8, 28, 28],
    ].map((shape, i) => filled(float32, shape, i));
    const results: number[][] = [];
    for (const count of [1, 2, 3]) {
      configureThreads({ count });
      await vi.waitFor(() => expect(readyWorkers()).toBe(threadCount() - 1), { timeout: 10_000, interval: 5 });
      const outs = [y, x, w].map(({ layout }) => operand(float32, layout.shape, tight(layout.shape), NaN));
      wasm.convolve(plain, x, w, null, outs[0]);
      wasm.convolveTransposed(plain, y, w, outs[1]);
      wasm.convolveWeights(plain, x, y, outs[2]);
      results.push(outs.flatMap(valuesOf));
    }
    for (const other of results.slice(1)) expect(other.findIndex((value, i) => value !== results[0][i])).toBe(-1);
  });
});
