import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DTypeError,
  type Integer,
  type NDArray,
  ShapeError,
  ValueError,
  array,
  bitwiseAnd,
  bitwiseInvert,
  bitwiseLeftShift,
  bitwiseOr,
  bitwiseRightShift,
  bitwiseXor,
  zeros,
} from "../index.js";

const dtypes: readonly Integer[] = ["int8", "uint8", "int16", "uint16", "int32", "uint32"];
const integers = fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 });
const of = (dtype: Integer, value: number): NDArray<any> => array([value]).astype("float64").astype(dtype);
const valueOf = (x: NDArray): number => x.at(0).item() as number;

describe("bitwise operations", () => {
  it.each(dtypes)("of %s keep the laws of sets, and the dtype", (dtype) => {
    fc.assert(
      fc.property(integers, integers, (p, q) => {
        const [a, b] = [of(dtype, p), of(dtype, q)];
        const [and, or, xor] = [bitwiseAnd(a, b), bitwiseOr(a, b), bitwiseXor(a, b)];
        expect([and.dtype, or.dtype, xor.dtype]).toEqual([dtype, dtype, dtype]);
        expect(valueOf(and) + valueOf(or)).toBe(valueOf(a) + valueOf(b));
        expect(valueOf(bitwiseXor(xor, b))).toBe(valueOf(a));
        expect(bitwiseInvert(and).toArray()).toEqual(bitwiseOr(bitwiseInvert(a), bitwiseInvert(b)).toArray());
      }),
    );
  });

  it.each(dtypes)("of %s shift as multiplication and division by 2ᵇ, wrapped around", (dtype) => {
    fc.assert(
      fc.property(integers, fc.integer({ min: 0, max: 70 }), (p, count) => {
        const a = of(dtype, p);
        const width = dtype.startsWith("u") ? BigInt.asUintN : BigInt.asIntN;
        const bits = Number(/\d+/.exec(dtype)?.[0]);
        const exact = BigInt(valueOf(a));
        expect(valueOf(bitwiseLeftShift(a, count))).toBe(Number(width(bits, exact << BigInt(count))));
        expect(valueOf(bitwiseRightShift(a, count))).toBe(Number(exact >> BigInt(count)));
      }),
    );
  });

  it("of bools are logic", () => {
    const [p, q] = [array([true, true, false, false]), array([true, false, true, false])];
    expect(bitwiseAnd(p, q).toArray()).toEqual([true, false, false, false]);
    expect(bitwiseOr(p, q).toArray()).toEqual([true, true, true, false]);
    expect(bitwiseXor(p, q).toArray()).toEqual([false, true, true, false]);
    expect(bitwiseInvert(p).toArray()).toEqual([false, false, true, true]);
  });

  it("broadcast and promote, on views and empty arrays too", () => {
    const x = array([[1], [6]], { dtype: "uint8" });
    const mixed = bitwiseOr(x, array([-8, 1], { dtype: "int16" }));
    expect([mixed.dtype, mixed.toArray()]).toEqual([
      "int16",
      [
        [-7, 1],
        [-2, 7],
      ],
    ]);
    expect(bitwiseAnd(x.T, 4).toArray()).toEqual([[0, 4]]);
    expect(bitwiseInvert(x.slice("::-1")).toArray()).toEqual([[249], [254]]);
    expect(bitwiseLeftShift(array(3, { dtype: "int32" }), 4).item()).toBe(48);
    expect(bitwiseXor(zeros([0, 2], { dtype: "int8" }), 1).shape).toEqual([0, 2]);
  });

  it("refuse floats, and pairs that no integer dtype holds", () => {
    const [floats, ints] = [zeros([2]) as NDArray<any>, zeros([2], { dtype: "int32" })];
    expect(() => bitwiseAnd(floats, 1)).toThrow(DTypeError);
    expect(() => bitwiseAnd(floats, 1)).toThrow(
      'bitwiseAnd: operands must meet in an integer dtype or be bool; got a float64 and b 1. Convert first: x.astype("int32").',
    );
    expect(() => bitwiseOr(ints, 0.5)).toThrow("got a int32 and b 0.5.");
    expect(() => bitwiseXor(ints, zeros([2], { dtype: "uint32" }) as NDArray<any>)).toThrow(
      "got a int32 and b uint32.",
    );
    expect(() => bitwiseLeftShift(zeros([1], { dtype: "bool" }) as NDArray<any>, 1)).toThrow(
      "bitwiseLeftShift: operands must meet in an integer dtype; got a bool and b 1.",
    );
    expect(() => bitwiseInvert(floats)).toThrow("bitwiseInvert: x must be integer or bool; got x float64.");
    const untyped = bitwiseAnd as unknown as (a: unknown, b: unknown) => NDArray;
    expect(() => untyped(1, 2)).toThrow("bitwiseAnd: operands must be two arrays, or an array and a number;");
  });

  it("refuse negative counts, and shapes that do not broadcast", () => {
    const [a, b]: NDArray<any>[] = [zeros([2, 3], { dtype: "int8" }), zeros([4], { dtype: "int8" })];
    expect(() => bitwiseRightShift(a, -1)).toThrow(ValueError);
    expect(() => bitwiseRightShift(a, -1)).toThrow(
      "bitwiseRightShift: b must not be negative; got -1. Shift the other way.",
    );
    expect(() => bitwiseAnd(a, b)).toThrow(ShapeError);
    expect(() => bitwiseAnd(a, b)).toThrow("bitwiseAnd: dimensions 3 and 4 do not broadcast; got a [2, 3] and b [4].");
  });
});
