import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyFloat, anyShape, operands, placements } from "./conformance/arbitraries.js";
import { implementations } from "./conformance/implementations.js";
import { fillWith, indices, operand, placeOf, scalar, surroundings, tight, valuesOf } from "./conformance/operand.js";
import { rounded } from "./conformance/tolerance.js";
import { bool, complex128, complex64, elementTypes, float32, float64, int32, int8, uint8 } from "./element-type.js";
import { elements } from "./memory/storage.js";

const realTypes = Object.values(elementTypes).filter((type) => type.kind !== "complex");
const shapes = fc.oneof(anyShape, fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })));

describe.each(implementations)("copy ($name)", ({ kernels: { copy } }) => {
  it.each(realTypes)("moves $name bit by bit between any strides, and touches nothing else", (type) => {
    const element = type.kind === "float" ? anyFloat : fc.integer({ min: 0, max: type === bool ? 1 : 127 });
    const draw = shapes.chain((shape) =>
      fc.tuple(operands(type, shape, element), placements(shape, false), fc.constant(shape)),
    );
    const law = fc.property(draw, ([x, placement, shape]) => {
      const out = operand(type, shape, placement, 99);
      const around = surroundings(out);
      copy(x, out);
      expect(valuesOf(out)).toEqual(valuesOf(x));
      expect(surroundings(out)).toEqual(around);
    });
    fc.assert(law, { numRuns: 80 });
  });

  it("transposes blocks, edges and power-of-two strides alike", () => {
    for (const type of [float32, float64, int32]) {
      for (const [m, n] of [
        [64, 128],
        [128, 64],
        [33, 70],
        [17, 16],
        [16, 17],
      ]) {
        const x = fillWith(operand(type, [m, n], { ...tight([m, n]), order: [1, 0] }, 0), ([i, j]) => i * n + j);
        const out = operand(type, [m, n], tight([m, n]), 77);
        copy(x, out);
        expect(valuesOf(out)).toEqual(Array.from({ length: m * n }, (_, i) => i));
      }
    }
  });

  it("transposes what caches do not keep", () => {
    const [m, n] = [1100, 1001];
    const x = fillWith(operand(float32, [m, n], { ...tight([m, n]), order: [1, 0] }, 0), ([i, j]) => i * n + j);
    const out = operand(float32, [m, n], tight([m, n]), 77);
    copy(x, out);
    const data = elements(out.storage, float32).subarray(out.offset, out.offset + m * n);
    expect(data.findIndex((v, i) => v !== i)).toBe(-1);
  });

  it("converts between any two real dtypes as typed arrays do; to bool it is x ≠ 0", () => {
    const values = [0, -0, 1, -1, 0.5, 2.9, -2.9, 300, 70000, 2 ** 32 + 5, NaN, Infinity, 1e-310];
    for (const from of realTypes) {
      for (const to of realTypes) {
        const shape = [values.length];
        const x = fillWith(operand(from, shape, tight(shape), 0), ([i]) =>
          from === bool ? Number(values[i] !== 0) : rounded(values[i], from),
        );
        const out = operand(to, shape, tight(shape), 9);
        copy(x, out);
        const expected = valuesOf(x).map((v) => (to === bool ? Number(v !== 0) : rounded(v, to)));
        expect(valuesOf(out)).toEqual(expected);
      }
    }
  });

  it("converts for any strides", () => {
    const pair = fc.constantFrom([float64, float32], [float32, float64], [float64, int8], [uint8, float32]);
    const draw = fc
      .tuple(shapes, pair)
      .chain(([shape, [from, to]]) =>
        fc.tuple(operands(from, shape, fc.integer({ min: 0, max: 100 })), placements(shape, false), fc.constant(to)),
      );
    const law = fc.property(draw, ([x, placement, to]) => {
      const out = operand(to, x.layout.shape, placement, 99);
      const around = surroundings(out);
      copy(x, out);
      expect(valuesOf(out)).toEqual(valuesOf(x));
      expect(surroundings(out)).toEqual(around);
    });
    fc.assert(law, { numRuns: 80 });
  });

  it("spreads one element over all of the output", () => {
    const out = operand(float32, [2, 3], { ...tight([2, 3]), gaps: [1, 2] }, 9);
    copy(scalar(float32, 2.5), out);
    expect(valuesOf(out)).toEqual([2.5, 2.5, 2.5, 2.5, 2.5, 2.5]);
  });

  it("moves complex numbers, and makes complex numbers of real ones", () => {
    const x = operand(complex64, [2, 2], tight([2, 2]), 0);
    elements(x.storage, complex64).set([1, 2, 3, 4, 5, 6, 7, 8], 2 * x.offset);
    const transposed = { ...x, layout: { ...x.layout, strides: [1, 2], contiguous: false } };
    for (const type of [complex64, complex128]) {
      const out = operand(type, [2, 2], tight([2, 2]), 9);
      copy(transposed, out);
      expect([...elements(out.storage, type).subarray(2 * out.offset, 2 * out.offset + 8)]).toEqual([
        1, 2, 5, 6, 3, 4, 7, 8,
      ]);
    }
    const real = fillWith(operand(float64, [2], tight([2]), 0), ([i]) => i + 1);
    const out = operand(complex128, [2], tight([2]), 9);
    copy(real, out);
    expect([...elements(out.storage, complex128).subarray(2 * out.offset, 2 * out.offset + 4)]).toEqual([1, 0, 2, 0]);
  });
});

describe.each(implementations)("select ($name)", ({ kernels: { select } }) => {
  it.each([...realTypes])("takes $name from a where the condition holds, else from b", (type) => {
    const element = type.kind === "float" ? anyFloat : fc.integer({ min: 0, max: type === bool ? 1 : 127 });
    const draw = anyShape.chain((shape) => {
      const operandOrNumber = fc.oneof(
        operands(type, shape, element),
        element.map((value) => scalar(type, value)),
      );
      return fc.tuple(operands(bool, shape, fc.nat(1)), operandOrNumber, operandOrNumber, placements(shape, false));
    });
    const law = fc.property(draw, ([condition, a, b, { lead, spilled }]) => {
      const { shape } = condition.layout;
      const out = operand(type, shape, { ...tight(shape, spilled), lead }, 99);
      const around = surroundings(out);
      select(condition, a, b, out);
      const [c, x, y] = [condition, a, b].map((operandOf) => elements(operandOf.storage, operandOf.type));
      const expected = [...indices(shape)].map((i) =>
        c[placeOf(condition, i)] !== 0 ? x[placeOf(a, i)] : y[placeOf(b, i)],
      );
      expect(valuesOf(out)).toEqual(expected);
      expect(surroundings(out)).toEqual(around);
    });
    fc.assert(law, { numRuns: 40 });
  });

  it("takes both parts of complex numbers", () => {
    const condition = fillWith(operand(bool, [2], tight([2]), 0), ([i]) => i);
    const a = operand(complex64, [2], tight([2]), 1);
    const b = operand(complex64, [2], tight([2]), 2);
    const out = operand(complex64, [2], tight([2]), 9);
    select(condition, a, b, out);
    expect([...elements(out.storage, complex64).subarray(2 * out.offset, 2 * out.offset + 4)]).toEqual([2, 2, 1, 1]);
  });
});
