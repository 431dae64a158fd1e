import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { operands } from "./conformance/arbitraries.js";
import { implementations } from "./conformance/implementations.js";
import { fillWith, indices, operand, placeOf, surroundings, tight, valuesOf } from "./conformance/operand.js";
import { bool, elementTypes, float32, float64, int32 } from "./element-type.js";
import { elements } from "./memory/storage.js";
import type { Strided } from "./strided.js";

const whole = fc.integer({ min: -50, max: 50 });

/** A shape, an axis of it, and positions along the axis, repeated ones among them. */
const selections = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 3 }), fc.nat())
  .chain(([shape, at]) => {
    const axis = at % shape.length;
    const positions = fc.array(fc.nat(shape[axis] - 1), { maxLength: 12 });
    return fc.tuple(fc.constant(shape), fc.constant(axis), positions);
  });

function positionsOf(list: readonly number[], step: number, spilled: boolean): Strided {
  const place = { ...tight([list.length], spilled), gaps: [step] };
  return fillWith(operand(int32, [list.length], place, 0), ([j]) => list[j]);
}

function replaced(index: readonly number[], axis: number, value: number): number[] {
  return index.map((i, k) => (k === axis ? value : i));
}

describe.each(implementations)("gather ($name)", ({ kernels: { gather } }) => {
  it("takes slices along any axis of any strides: out[…, j, …] = x[…, indices[j], …]", () => {
    const types = Object.values(elementTypes).filter((type) => type.kind !== "complex");
    const draw = fc.tuple(selections, fc.constantFrom(...types)).chain(([[shape, axis, list], type]) => {
      const element = type === bool ? fc.nat(1) : fc.nat(100);
      const x = operands(type, shape, element);
      return fc.tuple(x, fc.constant({ axis, list }), fc.constantFrom(1, 2, -1), fc.boolean());
    });
    const law = fc.property(draw, ([x, { axis, list }, step, spilled]) => {
      const shape = replaced(x.layout.shape, axis, list.length);
      const out = operand(x.type, shape, tight(shape, spilled), 99);
      const around = surroundings(out);
      gather(x, positionsOf(list, step, spilled), axis, out);
      const data = elements(x.storage, x.type);
      const expected = [...indices(shape)].map((i) => data[placeOf(x, replaced(i, axis, list[i[axis]]))]);
      expect(valuesOf(out)).toEqual(expected);
      expect(surroundings(out)).toEqual(around);
    });
    fc.assert(law, { numRuns: 150 });
  });
});

describe.each(implementations)("scatter ($name)", ({ kernels: { scatter } }) => {
  it("writes slices over what is there, the last of equal indices", () => {
    const draw = fc.tuple(selections, fc.constantFrom(float32, float64, int32)).chain(([[shape, axis, list], type]) => {
      const x = operands(type, replaced(shape, axis, list.length), whole);
      return fc.tuple(x, fc.constant({ shape, axis, list }), fc.boolean());
    });
    const law = fc.property(draw, ([x, { shape, axis, list }, spilled]) => {
      const out = fillWith(operand(x.type, shape, tight(shape, spilled), 99), ([i]) => i);
      const around = surroundings(out);
      const expected = new Map([...indices(shape)].map((i) => [String(i), i[0]]));
      const data = elements(x.storage, x.type);
      for (const i of indices(x.layout.shape))
        expected.set(String(replaced(i, axis, list[i[axis]])), data[placeOf(x, i)]);
      scatter(x, positionsOf(list, 1, false), axis, out);
      expect(valuesOf(out)).toEqual([...expected.values()]);
      expect(surroundings(out)).toEqual(around);
    });
    fc.assert(law, { numRuns: 100 });
  });
});

describe.each(implementations)("scatterAdd ($name)", ({ kernels: { gather, scatterAdd } }) => {
  it("adds slices to what is there, repeated indices too", () => {
    const draw = fc.tuple(selections, fc.constantFrom(float32, float64, int32)).chain(([[shape, axis, list], type]) => {
      const x = operands(type, replaced(shape, axis, list.length), whole);
      return fc.tuple(x, fc.constant({ shape, axis, list }), fc.boolean());
    });
    const law = fc.property(draw, ([x, { shape, axis, list }, spilled]) => {
      const out = fillWith(operand(x.type, shape, tight(shape, spilled), 99), ([i]) => i);
      const around = surroundings(out);
      const expected = new Map([...indices(shape)].map((i) => [String(i), i[0]]));
      const data = elements(x.storage, x.type);
      for (const i of indices(x.layout.shape)) {
        const target = String(replaced(i, axis, list[i[axis]]));
        expected.set(target, (expected.get(target) ?? 0) + data[placeOf(x, i)]);
      }
      scatterAdd(x, positionsOf(list, 1, spilled), axis, out);
      expect(valuesOf(out)).toEqual([...expected.values()]);
      expect(surroundings(out)).toEqual(around);
    });
    fc.assert(law, { numRuns: 100 });
  });

  it("is the adjoint of gather: ⟨gather(x), y⟩ = ⟨x, scatterAdd(y)⟩", () => {
    const draw = selections.chain(([shape, axis, list]) => {
      const taken = replaced(shape, axis, list.length);
      return fc.tuple(operands(float64, shape, whole), operands(float64, taken, whole), fc.constant({ axis, list }));
    });
    const law = fc.property(draw, ([x, y, { axis, list }]) => {
      const at = positionsOf(list, 1, false);
      const gathered = operand(float64, y.layout.shape, tight(y.layout.shape), NaN);
      gather(x, at, axis, gathered);
      const scattered = fillWith(operand(float64, x.layout.shape, tight(x.layout.shape), NaN), () => 0);
      scatterAdd(y, at, axis, scattered);
      const dot = (a: Strided, b: Strided): number => {
        const values = valuesOf(b);
        return valuesOf(a).reduce((sum, v, i) => sum + v * values[i], 0);
      };
      expect(dot(gathered, y)).toBe(dot(x, scattered)); // integers: exact
    });
    fc.assert(law);
  });
});
