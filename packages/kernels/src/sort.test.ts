import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { operands } from "./conformance/arbitraries.js";
import { implementations } from "./conformance/implementations.js";
import { indices, operand, placeOf, surroundings, tight, valuesOf } from "./conformance/operand.js";
import { type ElementType, bool, elementTypes, int32 } from "./element-type.js";
import { elements } from "./memory/storage.js";

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
  fc.tuple(fc.integer({ min: 30, max: 300 })),
  fc.tuple(fc.integer({ min: 30, max: 90 }), fc.integer({ min: 1, max: 3 })),
);

const cases = fc
  .tuple(shapes, fc.constantFrom(...reals))
  .chain(([shape, type]) => fc.tuple(operands(type, shape, elementsOf(type)), fc.nat(shape.length - 1)));

/** The stable order of a list, NaN last. */
function orderOf(list: readonly number[], descending: boolean): number[] {
  const before = (a: number, b: number): boolean => (Number.isNaN(b) ? !Number.isNaN(a) : descending ? a > b : a < b);
  const order: number[] = [];
  for (const [i, x] of list.entries()) {
    let at = order.length;
    while (at > 0 && before(x, list[order[at - 1]])) at--;
    order.splice(at, 0, i);
  }
  return order;
}

describe.each(implementations)("sort ($name)", ({ kernels: { sort } }) => {
  it("is the stable order along any axis of any strides, NaN last, in either direction", () => {
    const law = fc.property(
      cases,
      fc.boolean(),
      fc.constantFrom("values", "order", "both"),
      fc.boolean(),
      ([x, axis], descending, wanted, spilled) => {
        const { shape } = x.layout;
        const values = operand(x.type, shape, tight(shape, spilled), 1);
        const order = operand(int32, shape, tight(shape, spilled), 77);
        const around = [surroundings(values), surroundings(order)];
        sort(x, axis, descending, wanted === "order" ? null : values, wanted === "values" ? null : order);
        expect([surroundings(values), surroundings(order)]).toEqual(around);
        const data = elements(x.storage, x.type);
        const lane = (index: readonly number[]): number[] =>
          Array.from({ length: shape[axis] }, (_, k) => data[placeOf(x, index.with(axis, k))]);
        const all = [...indices(shape)].map((index) => {
          const list = lane(index);
          const place = orderOf(list, descending)[index[axis]];
          return [list[place], place];
        });
        if (wanted !== "order") expect(valuesOf(values)).toEqual(all.map(([value]) => value));
        if (wanted !== "values") expect(valuesOf(order)).toEqual(all.map(([, place]) => place));
      },
    );
    fc.assert(law, { numRuns: 150 });
  });
});
