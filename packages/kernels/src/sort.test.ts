import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { operands } from "./conformance/arbitraries.js";
import { implementations } from "./conformance/implementations.js";
import { fillWith, indices, operand, placeOf, surroundings, tight, valuesOf } from "./conformance/operand.js";
import { type ElementType, bool, elementTypes, float32, int16, int32 } from "./element-type.js";
import { elements } from "./memory/storage.js";
import type { Strided } from "./strided.js";

const reals = Object.values(elementTypes).filter(({ kind }) => kind !== "complex");

/** Numbers that a dtype holds, ties and special ones among them. */
function elementsOf(type: ElementType): fc.Arbitrary<number> {
  if (type === bool) return fc.nat(1);
  const few = fc.integer({ min: type.kind === "uint" ? 0 : -3, max: 3 });
  if (type.kind === "float") {
    return fc.oneof(few, fc.double(), fc.constantFrom(NaN, -0, 0, Infinity, -Infinity, 1e-310, -1e-40, 1e300));
  }
  const bits = 8 << type.shift;
  const low = type.kind === "int" ? -(2 ** (bits - 1)) : 0;
  return fc.oneof(few, fc.integer({ min: low, max: low + 2 ** bits - 1 }));
}

const shapes = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 3 }),
  fc.tuple(fc.integer({ min: 15, max: 400 })),
  fc.tuple(fc.integer({ min: 15, max: 90 }), fc.integer({ min: 1, max: 3 })),
);

const cases = fc
  .tuple(shapes, fc.constantFrom(...reals))
  .chain(([shape, type]) => fc.tuple(operands(type, shape, elementsOf(type)), fc.nat(shape.length - 1)));

/** NaN is after all; else by value, so that −0 and 0 are one. */
function compare(a: number, b: number, descending: boolean): number {
  const [x, y] = [Number.isNaN(a), Number.isNaN(b)];
  return x || y ? Number(x) - Number(y) : descending ? Number(a < b) - Number(a > b) : Number(a > b) - Number(a < b);
}

/** The stable order of a list. */
function orderOf(list: readonly number[], descending: boolean): number[] {
  return list.map((_, i) => i).toSorted((i, j) => compare(list[i], list[j], descending)); // toSorted is stable
}

/** The lane along an axis that an element is in. */
function laneOf(x: Strided, axis: number, index: readonly number[]): number[] {
  const data = elements(x.storage, x.type);
  return Array.from({ length: x.layout.shape[axis] }, (_, k) => data[placeOf(x, index.with(axis, k))]);
}

describe.each(implementations)("sort and argsort ($name)", ({ kernels: { argsort, sort } }) => {
  it("are the stable order along any axis of any strides, NaN last, in either direction", () => {
    const law = fc.property(cases, fc.boolean(), fc.boolean(), ([x, axis], descending, spilled) => {
      const { shape } = x.layout;
      const values = operand(x.type, shape, tight(shape, spilled), 1);
      const order = operand(int32, shape, tight(shape, spilled), 77);
      const around = [surroundings(values), surroundings(order)];
      sort(x, axis, descending, values);
      argsort(x, axis, descending, order);
      expect([surroundings(values), surroundings(order)]).toEqual(around);
      const all = [...indices(shape)].map((index) => {
        const list = laneOf(x, axis, index);
        const place = orderOf(list, descending)[index[axis]];
        return [list[place], place];
      });
      expect(valuesOf(values)).toEqual(all.map(([value]) => value));
      expect(valuesOf(order)).toEqual(all.map(([, place]) => place));
    });
    fc.assert(law, { numRuns: 150 });
  });
});

/** Lanes with few values, in order, in order but for a few, and such that pivots taken at even steps are bad. */
const patterns: Readonly<Record<string, (i: number, n: number) => number>> = {
  ascending: (i) => i,
  descending: (i) => -i,
  "up and down": (i, n) => Math.min(i, n - i),
  equal: () => 7,
  "two values": (i) => i % 2,
  "sixteen values in turn": (i) => i % 16,
  "a slow cycle": (i, n) => (i * 7919) % Math.max(1, n >> 4),
  signs: (i) => (i % 3 === 0 ? -0 : i % 3 === 1 ? 0 : i % 7 === 2 ? NaN : (i % 5) - 2),
  "all scales": (i) => (i % 2 ? 1 : -1) * 2 ** (((i * 7919) % 2000) - 1000),
};

describe("sort (wasm) on long lanes", () => {
  const { sort } = implementations[1].kernels;
  const lengths = [16, 17, 255, 256, 257, 1536, 4096];

  it.each(Object.keys(patterns))("%s, in every dtype and direction", (name) => {
    for (const type of reals) {
      for (const n of type === int16 || type === float32 ? [...lengths, 70_001] : lengths) {
        const list = Array.from({ length: n }, (_, i) => patterns[name](i, n));
        const x = fillWith(operand(type, [n], tight([n]), 0), ([i]) => list[i]);
        const values = valuesOf(x); // as the dtype has them
        for (const descending of [false, true]) {
          const out = operand(type, [n], tight([n]), 1);
          sort(x, 0, descending, out);
          const sorted = values.toSorted((a, b) => compare(a, b, descending));
          const found = valuesOf(out);
          expect(found.findIndex((value, i) => !Object.is(value, sorted[i]))).toBe(-1);
        }
      }
    }
  });
});

describe("sort (wasm) of lanes that lie apart", () => {
  it.each([1535, 1536, 2000])("%i float32 each, signs of zero and NaN among them, touching nothing else", (n) => {
    const x = fillWith(
      operand(float32, [n, 3], tight([n, 3]), 0),
      ([i, j]) => patterns["signs"](3 * i + j, n) * (i % 97),
    );
    for (const descending of [false, true]) {
      const out = operand(float32, [n, 3], tight([n, 3]), 77);
      const around = surroundings(out);
      implementations[1].kernels.sort(x, 0, descending, out);
      expect(surroundings(out)).toEqual(around);
      for (let j = 0; j < 3; j++) {
        const sorted = laneOf(x, 0, [0, j]).toSorted((a, b) => compare(a, b, descending));
        const found = laneOf(out, 0, [0, j]);
        expect(found.findIndex((value, i) => !Object.is(value, sorted[i]))).toBe(-1);
      }
    }
  });
});

describe.each(implementations)("argpartition and argselect ($name)", ({ kernels: { argpartition, argselect } }) => {
  it("argpartition has those before an element, its equals, and those after it, each in their order", () => {
    const draw = cases.filter(([x]) => x.layout.size > 0);
    const law = fc.property(draw, fc.nat(), fc.boolean(), fc.boolean(), ([x, axis], at, descending, spilled) => {
      const { shape } = x.layout;
      const kth = at % shape[axis];
      const order = operand(int32, shape, tight(shape, spilled), 77);
      const around = surroundings(order);
      argpartition(x, axis, kth, descending, order);
      expect(surroundings(order)).toEqual(around);
      const all = [...indices(shape)].map((index) => {
        const list = laneOf(x, axis, index);
        const pivot = list[orderOf(list, descending)[kth]];
        const side = (k: number): number => Math.sign(compare(list[k], pivot, descending));
        return list.map((_, k) => k).toSorted((j, k) => side(j) - side(k))[index[axis]];
      });
      expect(valuesOf(order)).toEqual(all);
    });
    fc.assert(law, { numRuns: 150 });
  });

  it("argselect finds where argsort has the elements of some ranks, of each row its own", () => {
    const draw = fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 300 }), fc.nat(5), fc.constantFrom(...reals));
    const law = fc.property(
      draw.chain(([m, n, count, type]) =>
        fc.tuple(operands(type, [m, n], elementsOf(type)), operands(int32, [m, count], fc.nat(n - 1))),
      ),
      fc.boolean(),
      ([x, ranks], spilled) => {
        const { shape } = ranks.layout;
        const wanted = operand(int32, shape, tight(shape, spilled), 0);
        const list = valuesOf(ranks);
        let next = 0;
        fillWith(wanted, () => list[next++]);
        const places = operand(int32, shape, tight(shape, spilled), 77);
        argselect(x, wanted, places);
        const orders = Array.from({ length: shape[0] }, (_, i) => orderOf(laneOf(x, 1, [i, 0]), false));
        expect(valuesOf(places)).toEqual(list.map((rank, i) => orders[Math.floor(i / shape[1])][rank]));
      },
    );
    fc.assert(law, { numRuns: 100 });
  });
});
