import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillWith, operand, surroundings, tight } from "../conformance/operand.js";
import { type ElementType, type FloatArray, float32, float64 } from "../element-type.js";
import { elements } from "../memory/storage.js";
import type { Strided } from "../strided.js";
import { type AdamCoefficients, adamStep } from "./adam-step.js";
import { type SgdCoefficients, sgdStep } from "./sgd-step.js";
import { adamStepReference, sgdStepReference } from "./step-reference.js";

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const element = fc.oneof(
  { weight: 9, arbitrary: fc.double({ min: -4, max: 4, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1e-30, 1e30, Infinity, -Infinity, NaN) },
);
const sign = fc.constantFrom(1, -1);
const decay = fc.oneof(fc.constant(0), unit);
const places = fc.record({
  type: fc.constantFrom(float32, float64),
  n: fc.integer({ min: 0, max: 70 }),
  spilled: fc.boolean(),
});

/** So many operands of random elements, somewhere in their storages. */
function drawn(count: number): fc.Arbitrary<{ type: ElementType; n: number; spilled: boolean; inputs: Strided[] }> {
  return places.chain(({ type, n, spilled }) =>
    fc
      .array(fc.array(element, { minLength: n, maxLength: n }), { minLength: count, maxLength: count })
      .map((lists) => ({
        type,
        n,
        spilled,
        inputs: lists.map((list) => fillWith(operand(type, [n], tight([n], spilled), 7), ([i]) => list[i])),
      })),
  );
}

function view({ type, storage, offset, layout }: Strided): FloatArray {
  return elements(storage, type).subarray(offset, offset + layout.size) as FloatArray; // the types are floats
}

/** Outputs by the kernel, with what lies around them, and by the reference. */
function expectSame(
  { type, n, spilled }: { type: ElementType; n: number; spilled: boolean },
  count: number,
  kernel: (outputs: Strided[]) => void,
  reference: (outputs: FloatArray[]) => void,
): void {
  const outputs = Array.from({ length: count }, () => operand(type, [n], tight([n], spilled), 99));
  const around = outputs.map(surroundings);
  const expected = outputs.map(() => new type.array(n) as FloatArray);
  kernel(outputs);
  reference(expected);
  expect(outputs.map((out) => Array.from(view(out)))).toEqual(expected.map((values) => Array.from(values)));
  expect(outputs.map(surroundings)).toEqual(around);
}

describe("sgdStep", () => {
  const numbers = fc.record({ sign, decay, momentum: unit, gain: unit, rate: unit, nesterov: fc.boolean() });

  it("gives the bits of the reference with a velocity, and writes nothing else", () => {
    const law = fc.property(drawn(3), numbers, ({ inputs, ...place }, coefficients: SgdCoefficients) => {
      const [x, g, v] = inputs;
      expectSame(
        place,
        2,
        ([nextX, nextV]) => sgdStep([x, g, v], [nextX, nextV], coefficients),
        ([nextX, nextV]) => sgdStepReference([view(x), view(g), view(v)], [nextX, nextV], coefficients),
      );
    });
    fc.assert(law, { numRuns: 150 });
  });

  it("gives the bits of the reference without one", () => {
    const law = fc.property(drawn(2), numbers, ({ inputs: [x, g], ...place }, coefficients: SgdCoefficients) => {
      expectSame(
        place,
        1,
        ([nextX]) => sgdStep([x, g, null], [nextX, null], coefficients),
        ([nextX]) => sgdStepReference([view(x), view(g), null], [nextX, null], coefficients),
      );
    });
    fc.assert(law, { numRuns: 100 });
  });
});

describe("adamStep", () => {
  const numbers = fc.record({
    sign,
    decay,
    shrink: unit,
    beta1: unit,
    beta2: unit,
    root: fc.double({ min: 1, max: 40, noNaN: true }),
    epsilon: fc.double({ min: 1e-10, max: 1, noNaN: true }),
    rate: unit,
  });

  it("gives the bits of the reference, and writes nothing else", () => {
    const law = fc.property(drawn(4), numbers, ({ inputs: [x, g, m, v], ...place }, c: AdamCoefficients) => {
      expectSame(
        place,
        3,
        ([nextX, nextM, nextV]) => adamStep([x, g, m, v, null], [nextX, nextM, nextV, null], c),
        ([nextX, nextM, nextV]) =>
          adamStepReference([view(x), view(g), view(m), view(v), null], [nextX, nextM, nextV, null], c),
      );
    });
    fc.assert(law, { numRuns: 150 });
  });

  it("gives the bits of the reference with a largest moment", () => {
    const law = fc.property(drawn(5), numbers, ({ inputs: [x, g, m, v, h], ...place }, c: AdamCoefficients) => {
      expectSame(
        place,
        4,
        ([nextX, nextM, nextV, nextH]) => adamStep([x, g, m, v, h], [nextX, nextM, nextV, nextH], c),
        ([nextX, nextM, nextV, nextH]) =>
          adamStepReference([view(x), view(g), view(m), view(v), view(h)], [nextX, nextM, nextV, nextH], c),
      );
    });
    fc.assert(law, { numRuns: 150 });
  });
});
