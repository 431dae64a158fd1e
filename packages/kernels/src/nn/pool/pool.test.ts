import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noise } from "../../conformance/pages.js";
import { fillWith, operand, surroundings, tight, valuesOf } from "../../conformance/operand.js";
import { gamma } from "../../conformance/tolerance.js";
import { type ElementType, float32, float64, int32 } from "../../element-type.js";
import type { Strided } from "../../strided.js";
import * as wasm from "./pool.js";
import * as reference from "./reference.js";
import type { Spans } from "./spans.js";

/** Windows over n elements: any, or pairs side by side. */
const spans = (step: fc.Arbitrary<number>): fc.Arbitrary<Spans & { n: number }> => {
  const any = fc
    .tuple(
      fc.integer({ min: 1, max: 9 }),
      step,
      fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { minLength: 1, maxLength: 7 }),
    )
    .map(([n, by, list]) => {
      const start = list.map(([s]) => s % n);
      const end = list.map(([s, e]) => (s % n) + 1 + (e % (n - (s % n))));
      return { n, start, end, step: by, divisor: end.map((e, i) => e - start[i] + (i % 2)) };
    });
  const pairs = fc.tuple(fc.integer({ min: 1, max: 11 }), fc.nat(1)).map(([count, rest]) => {
    const start = Array.from({ length: count }, (_, i) => 2 * i);
    return { n: 2 * count + rest, start, end: start.map((s) => s + 2), step: 1, divisor: start.map(() => 2) };
  });
  return fc.oneof(any, pairs);
};

const cases = (step: fc.Arbitrary<number>) =>
  fc.record({
    rows: spans(step),
    cols: spans(step),
    planes: fc.integer({ min: 1, max: 3 }),
    type: fc.constantFrom(float32, float64),
    spilled: fc.boolean(),
    levels: fc.constantFrom(2, 1000),
    nan: fc.boolean(),
  });

function filled(type: ElementType, shape: readonly number[], spilled: boolean, value: (i: number) => number): Strided {
  let i = 0;
  return fillWith(operand(type, shape, tight(shape, spilled), 77), () => value(i++));
}

/** What a kernel writes into outputs that held something else, and around which nothing changes. */
function outputs(
  shape: readonly number[],
  types: readonly ElementType[],
  run: (...out: Strided[]) => void,
): number[][] {
  const outs = types.map((type) => operand(type, shape, tight(shape), 55));
  const around = outs.map(surroundings);
  run(...outs);
  expect(outs.map(surroundings)).toEqual(around);
  return outs.map(valuesOf);
}

describe("windows", () => {
  it("have the maximum and the first place that the reference finds, ties and NaN too", () => {
    const law = fc.property(
      cases(fc.integer({ min: 1, max: 3 })),
      ({ rows, cols, planes, type, spilled, levels, nan }) => {
        const random = noise(rows.n * 31 + cols.n);
        const value = (i: number): number => (nan && i % 7 === 3 ? NaN : Math.floor(random(i) * levels) + 0.5);
        const x = filled(type, [planes, rows.n, cols.n], spilled, value);
        const shape = [planes, rows.start.length, cols.start.length];
        const [got, expected] = [wasm, reference].map(({ maxWindows }) =>
          outputs(shape, [type, int32], (y, places) => maxWindows(rows, cols, x, y, places)),
        );
        expect(got).toEqual(expected);
      },
    );
    fc.assert(law, { numRuns: 80 });
  });

  it("have the averages that the reference finds, within γ of the sum of magnitudes, and so have their adjoints", () => {
    const law = fc.property(cases(fc.constant(1)), ({ rows, cols, planes, type, spilled }) => {
      const [shape, counts] = [
        [planes, rows.n, cols.n],
        [planes, rows.start.length, cols.start.length],
      ];
      const pairs = [
        [wasm.averageWindows, reference.averageWindows, shape, counts],
        [wasm.shareWindows, reference.shareWindows, counts, shape],
      ] as const;
      for (const [kernel, meaning, from, to] of pairs) {
        const value = noise(3);
        const x = filled(type, from, spilled, value);
        const sizes = filled(type, from, false, (i) => Math.abs(value(i)));
        const [got] = outputs(to, [type], (y) => kernel(rows, cols, x, y));
        const [exact] = outputs(to, [float64], (y) => meaning(rows, cols, x, y));
        const [size] = outputs(to, [float64], (y) => meaning(rows, cols, sizes, y));
        const bound = gamma(84, type); // a window has at most 81 elements, an element 77 windows
        expect(got.findIndex((value, i) => !(Math.abs(value - exact[i]) <= bound * size[i]))).toBe(-1);
      }
    });
    fc.assert(law, { numRuns: 40 });
  });

  it("take elements from places, and add them up there", () => {
    const places = filled(int32, [2, 2, 2], false, (i) => [0, 5, 5, 3][i % 4]);
    for (const type of [float32, float64]) {
      const x = filled(type, [2, 2, 3], true, (i) => i);
      expect(outputs([2, 2, 2], [type], (y) => wasm.takePlaces(x, places, y))[0]).toEqual([0, 5, 5, 3, 6, 11, 11, 9]);
      const ct = filled(type, [2, 2, 2], true, (i) => i + 1);
      const [sums] = outputs([2, 2, 3], [type], (y) => wasm.addPlaces(ct, places, y));
      expect(sums).toEqual([1, 0, 0, 4, 0, 5, 5, 0, 0, 8, 0, 13]);
    }
  });
});
