import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyFloat, anyShape, operands, tightPlacements } from "./conformance/arbitraries.js";
import { correctlyRoundedPairs } from "./conformance/correctly-rounded.js";
import { implementations } from "./conformance/implementations.js";
import { fillWith, indices, operand, placeOf, scalar, surroundings, tight, valuesOf } from "./conformance/operand.js";
import { rounded, ulp } from "./conformance/tolerance.js";
import { type ElementType, bool, elementTypes, float32, float64, int32, int8, uint32, uint8 } from "./element-type.js";
import { DisposedError } from "./errors.js";
import { release } from "./memory/heap.js";
import { elements } from "./memory/storage.js";
import { atan2, hypot } from "./ops/arc-ops.js";
import * as bits from "./ops/bit-ops.js";
import { floorDivide, remainder } from "./ops/division-ops.js";
import { copysign, logaddexp, nextafter32, nextafter64 } from "./ops/float-ops.js";
import type { ZipOp } from "./ops/op.js";
import * as ops from "./ops/zip-ops.js";

const all: readonly ZipOp[] = [
  ...Object.values(ops).filter((op) => op !== ops.pow),
  floorDivide,
  remainder,
  copysign,
  logaddexp,
  nextafter32,
  nextafter64,
];
const inexact: readonly ZipOp[] = [atan2, hypot, ops.pow];
/** Ulps of error that the kernels stay below, as measured over 4·10⁶ pairs of float64 against 64-bit mantissas. */
const ulps: Readonly<Record<string, number>> = { atan2: 1.5, hypot: 1.2, pow: 1.2 };
const integer = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe.each(implementations)("zip ($name)", ({ kernels: { zip } }) => {
  it.each(all)("$name is its reference at every index, bit by bit, for any strides", (op) => {
    const draw = fc.tuple(anyShape, fc.constantFrom(float32, float64)).chain(([shape, type]) => {
      const operandOrNumber = fc.oneof(
        operands(type, shape, anyFloat),
        fc.tuple(anyFloat, fc.boolean()).map(([value, spilled]) => scalar(type, value, spilled)),
      );
      return fc.tuple(operandOrNumber, operandOrNumber, tightPlacements(shape), fc.constant({ shape, type }));
    });
    const law = fc.property(draw, ([a, b, placement, { shape, type }]) => {
      const resultType = op.result === "bool" ? bool : type;
      const out = operand(resultType, shape, placement, op.result === "bool" ? 9 : NaN);
      const around = surroundings(out);
      zip(op, a, b, out);
      const [x, y] = [elements(a.storage, type), elements(b.storage, type)];
      const expected = [...indices(shape)].map((i) =>
        rounded(op.reference(x[placeOf(a, i)], y[placeOf(b, i)]), resultType),
      );
      expect(valuesOf(out)).toEqual(expected);
      expect(surroundings(out)).toEqual(around);
    });
    fc.assert(law, { numRuns: 60 });
  });

  it.each(inexact)("$name errs by less than its bound and the one of Math's in ulps, for any strides", (op) => {
    const draw = fc.tuple(anyShape, fc.constantFrom(float32, float64)).chain(([shape, type]) => {
      const operandOrNumber = fc.oneof(
        operands(type, shape, anyFloat),
        anyFloat.map((value) => scalar(type, value)),
      );
      return fc.tuple(operandOrNumber, operandOrNumber, tightPlacements(shape), fc.constant({ shape, type }));
    });
    const law = fc.property(draw, ([a, b, placement, { shape, type }]) => {
      const out = operand(type, shape, placement, 7);
      const around = surroundings(out);
      zip(op, a, b, out);
      const [x, y, z] = [a, b, out].map((operand) => elements(operand.storage, type));
      for (const i of indices(shape)) {
        const value = op.reference(x[placeOf(a, i)], y[placeOf(b, i)]);
        const actual = z[placeOf(out, i)];
        if (value === 0 || !Number.isFinite(rounded(value, type))) expect(actual).toBe(rounded(value, type));
        else expect(Math.abs(actual - value)).toBeLessThanOrEqual((ulps[op.name] + 2) * ulp(value, type));
      }
      expect(surroundings(out)).toEqual(around);
    });
    fc.assert(law, { numRuns: 100 });
  });

  it.each(inexact)("$name of float64 is near the exact value where that is known", (op) => {
    for (const [a, b, value, rest] of correctlyRoundedPairs[op.name]) {
      const out = operand(float64, [1], tight([1]), 0);
      zip(op, scalar(float64, a), scalar(float64, b), out);
      const bound = ulps[op.name] * ulp(value, float64);
      expect(Math.abs(valuesOf(out)[0] - value - rest)).toBeLessThanOrEqual(bound);
    }
  });

  it("pow of small integers is exact wherever a float holds the power", () => {
    const [bases, exponents] = [fc.integer({ min: -60, max: 60 }), fc.integer({ min: 0, max: 12 })];
    const law = fc.property(fc.array(fc.tuple(bases, exponents), { minLength: 1, maxLength: 40 }), (pairs) => {
      for (const type of [float32, float64]) {
        const held = pairs.filter(([a, b]) => Math.abs(a) ** b <= (type === float32 ? 2 ** 24 : 2 ** 53));
        const shape = [held.length];
        const [a, b] = [0, 1].map((i) => fillWith(operand(type, shape, tight(shape), 0), ([k]) => held[k][i]));
        zip(ops.pow, a, b, a);
        expect(valuesOf(a)).toEqual(held.map(([x, y]) => Number(BigInt(x) ** BigInt(y))));
      }
    });
    fc.assert(law);
  });

  it.each([2, 0.5, -1])("pow of any number to the power of %s is the nearest float, whatever stands beside it", (y) => {
    const exact = (x: number): number => (y === 2 ? x * x : y === -1 ? 1 / x : Math.sqrt(x));
    const law = fc.property(fc.array(anyFloat, { minLength: 1, maxLength: 70 }), (values) => {
      for (const type of [float32, float64]) {
        const shape = [values.length];
        const a = fillWith(operand(type, shape, tight(shape), 0), ([i]) => values[i]);
        const out = operand(type, shape, tight(shape), 7);
        const each = fillWith(operand(type, shape, tight(shape), 0), () => y);
        const expected = valuesOf(a).map((x) => {
          if (y === 0.5 && x === 0) return 0;
          return y === 0.5 && x === -Infinity ? Infinity : rounded(exact(x), type);
        });
        for (const b of [scalar(type, y), each]) {
          zip(ops.pow, a, b, out);
          expect(valuesOf(out)).toEqual(expected);
        }
      }
    });
    fc.assert(law);
  });

  it.each(inexact)("$name of a pair does not depend on its neighbours, and works in place", (op) => {
    const law = fc.property(fc.array(fc.tuple(anyFloat, anyFloat), { minLength: 1, maxLength: 90 }), (pairs) => {
      for (const type of [float32, float64]) {
        const shape = [pairs.length];
        const a = fillWith(operand(type, shape, tight(shape), 0), ([i]) => pairs[i][0]);
        const b = fillWith(operand(type, shape, tight(shape), 0), ([i]) => pairs[i][1]);
        const alone = pairs.map(([x, y]) => {
          const out = operand(type, [], tight([]), 0);
          zip(op, scalar(type, x), scalar(type, y), out);
          return valuesOf(out)[0];
        });
        zip(op, a, b, b);
        expect(valuesOf(b)).toEqual(alone);
      }
    });
    fc.assert(law, { numRuns: 40 });
  });

  it.each([ops.add, ops.sub, ops.mul])("$name of int32 wraps around modulo 2³²", (op) => {
    const law = fc.property(fc.array(fc.tuple(integer, integer), { maxLength: 40 }), (pairs) => {
      const shape = [pairs.length];
      const a = fillWith(operand(int32, shape, tight(shape), 0), ([i]) => pairs[i][0]);
      const b = fillWith(operand(int32, shape, tight(shape), 0), ([i]) => pairs[i][1]);
      const out = operand(int32, shape, tight(shape), 0);
      zip(op, a, b, out);
      const exact = (x: bigint, y: bigint): bigint => (op === ops.add ? x + y : op === ops.sub ? x - y : x * y);
      expect(valuesOf(out)).toEqual(pairs.map(([x, y]) => Number(BigInt.asIntN(32, exact(BigInt(x), BigInt(y))))));
    });
    fc.assert(law);
  });

  it.each(Object.values(elementTypes).filter((type) => type.kind !== "complex"))("serves $name", (type) => {
    const out = operand(type, [2, 3], tight([2, 3]), 0);
    const a = fillWith(operand(type, [2, 3], { ...tight([2, 3]), order: [1, 0] }, 0), ([i, j]) => 2 * i + j);
    zip(ops.maximum, a, scalar(type, 1), out);
    expect(valuesOf(out)).toEqual([0, 1, 2, 2, 3, 4].map((x) => rounded(Math.max(x, 1), type)));
  });

  it.each<[ZipOp, (a: bigint, b: bigint) => bigint]>([
    [bits.bitwiseAnd, (a, b) => a & b],
    [bits.bitwiseOr, (a, b) => a | b],
    [bits.bitwiseXor, (a, b) => a ^ b],
    [bits.bitwiseLeftShift, (a, b) => a << (b & 63n)],
    [bits.bitwiseRightShift, (a, b) => a >> (b & 63n)],
    [floorDivide, (a, b) => (a - (((a % (b | 1n)) + (b | 1n)) % (b | 1n))) / (b | 1n)],
  ])("$0.name of integers is that of integers without bounds, wrapped around", (op, exact) => {
    const of = (type: ElementType): fc.Arbitrary<[number, number]> =>
      fc.tuple(integer, integer).map(([a, b]) => [rounded(a, type), rounded(b, type)]);
    for (const type of [int8, uint8, int32, uint32]) {
      const law = fc.property(of(type), ([a, drawn]) => {
        const b = op.name.endsWith("Shift") ? drawn & 63 : op === floorDivide ? Number(BigInt(drawn) | 1n) : drawn;
        const out = operand(type, [1], tight([1]), 0);
        zip(op, scalar(type, a), scalar(type, b), out);
        const value = exact(BigInt(a), BigInt(b));
        const width = 8 << type.shift;
        const expected = type.kind === "int" ? BigInt.asIntN(width, value) : BigInt.asUintN(width, value);
        expect(valuesOf(out)).toEqual([Number(expected)]);
      });
      fc.assert(law);
    }
  });

  it("works in place", () => {
    const a = fillWith(operand(float64, [21], tight([21]), 0), ([i]) => i);
    zip(ops.mul, a, a, a);
    expect(valuesOf(a)).toEqual(Array.from({ length: 21 }, (_, i) => i * i));
  });

  it("compares bytes as numbers", () => {
    const a = fillWith(operand(uint8, [3], tight([3]), 0), ([i]) => 100 * i);
    const out = operand(bool, [3], tight([3]), 9);
    zip(ops.less, a, scalar(uint8, 100), out);
    expect(valuesOf(out)).toEqual([1, 0, 0]);
  });

  it("refuses an operand that was released", () => {
    const a = operand(float64, [3], tight([3]), 0);
    release(a.storage);
    const out = operand(float64, [3], tight([3]), 0);
    expect(() => zip(ops.add, a, out, out)).toThrow(DisposedError);
  });
});

describe("zip (wasm)", () => {
  const { zip } = implementations[1].kernels;
  const a = operand(float64, [3], tight([3]), 0);
  const gone = operand(float64, [3], tight([3]), 0);
  release(gone.storage);

  it("names the operation where an operand was released", () => {
    expect(() => zip(ops.add, a, gone, a)).toThrow(
      "add: the array must be live; got one that was disposed or left its scope. " +
        "Return it from the scope, or copy it first.",
    );
  });

  it("gives long rows, rows of 3 and gathered rows the same bits", () => {
    const long = fillWith(operand(float32, [40, 33], tight([40, 33]), 0), ([i, j]) => Math.sin(33 * i + j));
    const row = fillWith(operand(float32, [33], tight([33]), 0), ([j]) => Math.cos(j));
    const out = operand(float32, [40, 33], tight([40, 33]), NaN);
    const repeated = { ...row, layout: { ...long.layout, strides: [0, 1], contiguous: false } };
    zip(ops.add, long, repeated, out);
    const x = valuesOf(long);
    const y = valuesOf(row);
    expect(valuesOf(out)).toEqual(x.map((value, i) => Math.fround(value + y[i % 33])));
  });
});
