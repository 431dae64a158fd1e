import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyFloat, operands, placements, tameFloat, tightPlacements } from "./conformance/arbitraries.js";
import { implementations } from "./conformance/implementations.js";
import { fillWith, indices, operand, placeOf, surroundings, tight, valuesOf } from "./conformance/operand.js";
import { gamma, rounded } from "./conformance/tolerance.js";
import { bool, float32, float64, int32 } from "./element-type.js";
import { elements } from "./memory/storage.js";
import type { ReduceOp } from "./ops/op.js";
import * as ops from "./ops/reduce-ops.js";
import type { Strided } from "./strided.js";

const shapes = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
  fc.tuple(fc.integer({ min: 0, max: 2000 })),
  fc.tuple(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 1, max: 20 })),
);

/** The elements of x that make each element of the output, in row-major order. */
function groups(x: Strided, axes: readonly number[]): number[][] {
  const { shape } = x.layout;
  const data = elements(x.storage, x.type);
  const kept = shape.filter((_, axis) => !axes.includes(axis));
  const reduced = shape.filter((_, axis) => axes.includes(axis));
  return [...indices(kept)].map((outer) =>
    [...indices(reduced)].map((inner) => {
      const [from, along] = [outer.values(), inner.values()];
      return data[
        placeOf(
          x,
          shape.map((_, axis) => (axes.includes(axis) ? along : from).next().value ?? 0),
        )
      ];
    }),
  );
}

describe.each(implementations)("reduce ($name)", ({ kernels: { reduce } }) => {
  const draw = (element: fc.Arbitrary<number>, least = 0) =>
    fc
      .tuple(shapes, fc.constantFrom(float32, float64))
      .filter(([shape]) => shape.every((n) => n >= least))
      .chain(([shape, type]) =>
        fc.tuple(operands(type, shape, element), fc.subarray(shape.map((_, axis) => axis)), fc.boolean()),
      );

  const reduced = (op: ReduceOp, x: Strided, axes: readonly number[], spilled = false): number[] => {
    const shape = x.layout.shape.filter((_, axis) => !axes.includes(axis));
    const type = op.arg ? int32 : x.type;
    const out = operand(type, shape, tight(shape, spilled), op.arg ? 99 : NaN);
    const around = surroundings(out);
    reduce(op, x, axes, out);
    expect(surroundings(out)).toEqual(around);
    return valuesOf(out);
  };

  it("sums any axes within γ·Σ|xᵢ|, γ = γ(44 + log₂ n): a tree over leaves of at most 32 additions", () => {
    const law = fc.property(draw(tameFloat), ([x, axes, spilled]) => {
      const result = reduced(ops.sum, x, axes, spilled);
      groups(x, axes).forEach((group, i) => {
        const scale = group.reduce((s, v) => s + Math.abs(v), 0);
        const exact = group.reduce((s, v) => s + v, 0); // in float64
        const bound = gamma(44 + Math.log2(group.length + 1), x.type) * scale + gamma(group.length, float64) * scale;
        expect(Math.abs(result[i] - exact)).toBeLessThanOrEqual(bound);
      });
    });
    fc.assert(law, { numRuns: 150 });
  });

  it("multiplies any axes within γₙ·Π|xᵢ|", () => {
    const nearOne = fc.double({ min: 0.5, max: 2, noNaN: true });
    const law = fc.property(draw(nearOne), ([x, axes, spilled]) => {
      const result = reduced(ops.prod, x, axes, spilled);
      groups(x, axes).forEach((group, i) => {
        const exact = group.reduce((s, v) => s * v, 1);
        if (exact > 1e30 || exact < 1e-30) return;
        expect(Math.abs(result[i] - exact)).toBeLessThanOrEqual(2 * gamma(group.length + 1, x.type) * exact);
      });
    });
    fc.assert(law, { numRuns: 60 });
  });

  it.each([ops.max, ops.min])("$name of any axes is one of the elements; NaN wins", (op) => {
    const law = fc.property(draw(anyFloat), ([x, axes, spilled]) => {
      const expected = groups(x, axes).map((group) => group.reduce((s, v) => op.reference(s, v), op.init));
      reduced(op, x, axes, spilled).forEach((value, i) =>
        expect(value === expected[i] || Number.isNaN(value)).toBe(true),
      );
      const isNaN = reduced(op, x, axes, spilled).map(Number.isNaN);
      expect(isNaN).toEqual(expected.map(Number.isNaN));
    });
    fc.assert(law, { numRuns: 100 });
  });

  it.each([
    { op: ops.argmax, better: (a: number, b: number) => a > b },
    { op: ops.argmin, better: (a: number, b: number) => a < b },
  ])("$op.name finds the first of the best, or the first NaN", ({ op, better }) => {
    const law = fc.property(draw(anyFloat, 1), ([x, axes, spilled]) => {
      const expected = groups(x, axes).map((group) => {
        const nan = group.findIndex(Number.isNaN);
        const best = group.reduce((s, v) => (better(v, s) ? v : s));
        return nan >= 0 ? nan : group.indexOf(best);
      });
      expect(reduced(op, x, axes, spilled)).toEqual(expected);
    });
    fc.assert(law, { numRuns: 100 });
  });

  it("finds extrema of long rows wherever they are, ties, ∞ beside −∞ and NaN included", () => {
    const n = 21_001; // several leaves of the tree, and more than what is searched at once
    const places = fc.uniqueArray(fc.nat(n - 1), { minLength: 1, maxLength: 4 });
    const special = fc.constantFrom(
      [2, 2, 2, 2],
      [2, NaN, 3, NaN],
      [Infinity, -Infinity, Infinity, 0],
      [-Infinity, NaN, 0, 2],
      [-0, 0, -0, 0],
    );
    const law = fc.property(places, special, fc.constantFrom(float32, float64), (at, values, type) => {
      const x = fillWith(operand(type, [n], tight([n]), 0), ([i]) => (at.includes(i) ? values[at.indexOf(i)] : -1));
      const row = valuesOf(x);
      const largest = Math.max(...row);
      expect(reduced(ops.max, x, [0])[0] + 0).toBe(largest + 0);
      const place = row.findIndex((v) => (Number.isNaN(largest) ? Number.isNaN(v) : v === largest));
      expect(reduced(ops.argmax, x, [0])).toEqual([place]);
      const negated = fillWith(operand(type, [n], tight([n]), 0), ([i]) => -row[i]);
      expect(reduced(ops.min, negated, [0])[0] + 0).toBe(-largest + 0);
      expect(reduced(ops.argmin, negated, [0])).toEqual([place]);
    });
    fc.assert(law, { numRuns: 60 });
  });

  it.each([ops.any, ops.all])("$name of bools and of numbers", (op) => {
    const shape = [3, 4];
    for (const type of [bool, int32, float64]) {
      const x = fillWith(operand(type, shape, tight(shape), 0), ([i, j]) => Number(i === 0 || (i === 1 && j === 2)));
      const out = operand(bool, [3], tight([3]), 9);
      reduce(op, x, [1], out);
      expect(valuesOf(out)).toEqual(op === ops.any ? [1, 1, 0] : [1, 0, 0]);
    }
  });

  it("gives the identity for nothing, and −1 for the place of nothing", () => {
    for (const type of [float32, float64]) {
      const x = operand(type, [2, 0], tight([2, 0]), 0);
      expect([ops.sum, ops.prod, ops.max, ops.min].map((op) => reduced(op, x, [1])[0])).toEqual([
        0,
        1,
        -Infinity,
        Infinity,
      ]);
      expect(reduced(ops.argmax, x, [1])).toEqual([-1, -1]);
    }
  });

  it("sums integers exactly into a float64", () => {
    const x = fillWith(operand(int32, [1000], tight([1000]), 0), () => 2 ** 31 - 1);
    const out = operand(float64, [], tight([]), NaN);
    reduce(ops.sum, x, [0], out);
    expect(valuesOf(out)).toEqual([1000 * (2 ** 31 - 1)]);
  });

  it("gives the same bits twice, and for the same rows elsewhere", () => {
    const law = fc.property(draw(tameFloat), ([x, axes]) => {
      expect(reduced(ops.sum, x, axes)).toEqual(reduced(ops.sum, x, axes, true));
    });
    fc.assert(law, { numRuns: 40 });
  });
});

describe("reduce (wasm)", () => {
  const { reduce } = implementations[1].kernels;
  const n = 10 ** 7;
  const tenth = Math.fround(0.1);
  const many = operand(float32, [n], tight([n]), tenth);

  it.each([
    { shape: [n], axes: [0] },
    { shape: [n / 10, 10], axes: [0] },
    { shape: [10, n / 10], axes: [1] },
  ])("sums float32 0.1 in $shape over $axes to seven digits", ({ shape, axes }) => {
    const x = { ...many, layout: { ...many.layout, shape, strides: shape.length === 1 ? [1] : [shape[1], 1] } };
    const kept = shape.filter((_, axis) => !axes.includes(axis));
    const out = operand(float32, kept, tight(kept), NaN);
    reduce(ops.sum, x, axes, out);
    const exact = (tenth * n) / (kept[0] ?? 1);
    for (const value of valuesOf(out)) expect(Math.abs(value / exact - 1)).toBeLessThan(1e-6);
  });

  it("reduces transposed arrays where they lie", () => {
    const law = fc.property(placements([4, 5], false), (placement) => {
      const x = fillWith(operand(float64, [4, 5], placement, 0), ([i, j]) => 10 * i + j);
      for (const axis of [0, 1]) {
        const out = operand(float64, [axis === 0 ? 5 : 4], tight([5]), NaN);
        reduce(ops.sum, x, [axis], out);
        expect(valuesOf(out)).toEqual(
          axis === 0 ? [0, 1, 2, 3, 4].map((j) => 60 + 4 * j) : [0, 1, 2, 3].map((i) => 50 * i + 10),
        );
      }
    });
    fc.assert(law);
  });

  it("keeps float32 where it is float32", () => {
    const law = fc.property(tightPlacements([3]), (placement) => {
      const x = fillWith(operand(float32, [3], placement, 0), ([i]) => i / 3);
      const out = operand(float32, [], tight([]), NaN);
      reduce(ops.max, x, [0], out);
      expect(valuesOf(out)).toEqual([rounded(2 / 3, float32)]);
    });
    fc.assert(law, { numRuns: 10 });
  });
});
