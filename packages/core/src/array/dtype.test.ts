import { elementTypes } from "@linnet/kernels";
import { describe, expect, it } from "vitest";
import { type DType, DTypeError, add, array, sum } from "../index.js";
import { type Promote, elementTypeOf, inexactType, promote } from "./dtype.js";

const names = Object.keys(elementTypes) as DType[];
const order = [
  "bool",
  "int8",
  "uint8",
  "int16",
  "uint16",
  "int32",
  "uint32",
  "float32",
  "float64",
  "complex64",
  "complex128",
] as const;
/** The dtypes in which each meets the others, in the order of `names`, as the compiler has them. */
const meetings: { readonly [D in DType]: Row<D, typeof order> } = {
  bool: [
    "bool",
    "int8",
    "uint8",
    "int16",
    "uint16",
    "int32",
    "uint32",
    "float32",
    "float64",
    "complex64",
    "complex128",
  ],
  int8: [
    "int8",
    "int8",
    "int16",
    "int16",
    "int32",
    "int32",
    "float64",
    "float32",
    "float64",
    "complex64",
    "complex128",
  ],
  uint8: [
    "uint8",
    "int16",
    "uint8",
    "int16",
    "uint16",
    "int32",
    "uint32",
    "float32",
    "float64",
    "complex64",
    "complex128",
  ],
  int16: [
    "int16",
    "int16",
    "int16",
    "int16",
    "int32",
    "int32",
    "float64",
    "float32",
    "float64",
    "complex64",
    "complex128",
  ],
  uint16: [
    "uint16",
    "int32",
    "uint16",
    "int32",
    "uint16",
    "int32",
    "uint32",
    "float32",
    "float64",
    "complex64",
    "complex128",
  ],
  int32: [
    "int32",
    "int32",
    "int32",
    "int32",
    "int32",
    "int32",
    "float64",
    "float32",
    "float64",
    "complex64",
    "complex128",
  ],
  uint32: [
    "uint32",
    "float64",
    "uint32",
    "float64",
    "uint32",
    "float64",
    "uint32",
    "float32",
    "float64",
    "complex64",
    "complex128",
  ],
  float32: [
    "float32",
    "float32",
    "float32",
    "float32",
    "float32",
    "float32",
    "float32",
    "float32",
    "float64",
    "complex64",
    "complex128",
  ],
  float64: [
    "float64",
    "float64",
    "float64",
    "float64",
    "float64",
    "float64",
    "float64",
    "float64",
    "float64",
    "complex128",
    "complex128",
  ],
  complex64: [
    "complex64",
    "complex64",
    "complex64",
    "complex64",
    "complex64",
    "complex64",
    "complex64",
    "complex64",
    "complex128",
    "complex64",
    "complex128",
  ],
  complex128: [
    "complex128",
    "complex128",
    "complex128",
    "complex128",
    "complex128",
    "complex128",
    "complex128",
    "complex128",
    "complex128",
    "complex128",
    "complex128",
  ],
};

type Row<D extends DType, T extends readonly DType[]> = { readonly [I in keyof T]: Promote<D, T[I]> };

const meet = (a: DType, b: DType): DType => promote(elementTypes[a], elementTypes[b]).name;

/** The integers that a dtype holds; a float or complex one holds all that matter here. */
function range(dtype: DType): readonly [number, number] {
  const { kind, shift } = elementTypes[dtype];
  const bits = 8 << shift;
  if (kind === "bool") return [0, 1];
  if (kind === "int") return [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
  return kind === "uint" ? [0, 2 ** bits - 1] : [-Infinity, Infinity];
}

describe("promotion", () => {
  it("is at run time what it is for the compiler", () => {
    for (const a of order) expect(order.map((b) => meet(a, b))).toEqual(meetings[a]);
  });

  it("is symmetric and idempotent, and bool is its neutral element", () => {
    for (const a of names) {
      expect(meet(a, a)).toBe(a);
      expect(meet("bool", a)).toBe(a);
      for (const b of names) expect(meet(a, b)).toBe(meet(b, a));
    }
  });

  it("never takes an integer to one that cannot hold it", () => {
    for (const a of names) {
      for (const b of names) {
        const [low, high] = range(meet(a, b));
        const [least, most] = [0, 1].map((end) => [a, b].map((dtype) => range(dtype)[end]).filter(Number.isFinite));
        expect([...least, ...most].every((value) => low <= value && value <= high)).toBe(true);
      }
    }
  });

  it("is associative within the kinds that the Array API orders: integers of one sign, floats, complex numbers", () => {
    const ordered: DType[][] = [
      ["bool", "uint8", "uint16", "uint32", "float32", "float64"],
      ["bool", "int8", "int16", "int32", "float32", "float64", "complex64", "complex128"],
      ["int8", "uint8", "int16", "uint16", "int32"],
    ];
    for (const group of ordered) {
      for (const a of group) {
        for (const b of group) for (const c of group) expect(meet(meet(a, b), c)).toBe(meet(a, meet(b, c)));
      }
    }
  });

  it("takes an integer beside a float to the float, and what would need 64 bits to float64", () => {
    expect(meet("int32", "float32")).toBe("float32");
    expect(meet("uint32", "int8")).toBe("float64");
    expect(meet("float64", "complex64")).toBe("complex128");
  });

  it("is what arrays do", () => {
    const real = names.filter((name) => elementTypes[name].kind !== "complex" && name !== "bool");
    for (const a of real) {
      for (const b of real) expect(add(array([1], { dtype: a }), array([1], { dtype: b })).dtype).toBe(meet(a, b));
    }
  });
});

describe("dtypes of results", () => {
  it("sums widen to 32 bits of their sign, quotients to floats", () => {
    const sums = names.slice(0, 9).map((dtype) => sum(array([1], { dtype })).dtype);
    const integers = ["int32", "int32", "uint32", "int32", "uint32", "int32", "uint32"];
    expect(sums).toEqual([...integers, "float32", "float64"]);
    const quotients = names.map((name) => inexactType(elementTypes[name]).name);
    expect(quotients).toEqual([...integers.map(() => "float64"), ...names.slice(7)]);
  });

  it("are known by name", () => {
    expect(elementTypeOf("zeros", "int8")).toBe(elementTypes.int8);
    for (const wrong of ["int64", "toString", "", undefined, null, 3]) {
      expect(() => elementTypeOf("zeros", wrong as DType)).toThrow(DTypeError);
    }
    expect(() => elementTypeOf("zeros", "float16")).toThrow(
      'zeros: dtype must be a name that Linnet knows; got dtype "float16". Known: bool, int8, uint8, int16, uint16, int32, uint32, float32, float64, complex64, complex128.',
    );
  });
});
