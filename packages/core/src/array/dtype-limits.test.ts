import { elementTypes } from "@linnet/kernels";
import { describe, expect, it } from "vitest";
import { type DType, DTypeError, array, finfo, iinfo } from "../index.js";

const named = (kinds: readonly string[]): DType[] =>
  Object.values(elementTypes).flatMap((type) => (kinds.includes(type.kind) ? [type.name] : []));
const floats = ["float32", "float64"] as const;

describe("finfo", () => {
  it.each(floats)("eps of %s is the gap above 1, max the last before infinity", (dtype) => {
    const { bits, eps, max, min, smallestNormal } = finfo(dtype);
    const held = (x: number): number => array(x, { dtype }).item();
    expect(held(1 + eps)).toBe(1 + eps);
    expect(held(1 + eps / 2)).toBe(1);
    expect(held(max)).toBe(max);
    expect(held(max + (max * eps) / 2)).toBe(Infinity);
    expect(min).toBe(-max);
    expect(held(smallestNormal * (1 + eps))).toBe(smallestNormal * (1 + eps));
    expect(held((smallestNormal / 2) * (1 + eps))).toBe(smallestNormal / 2);
    expect(bits).toBe(dtype === "float32" ? 32 : 64);
  });

  it("of a complex dtype, or of an array, is that of its real numbers", () => {
    expect(finfo("complex64")).toStrictEqual(finfo("float32"));
    expect(finfo(array([1], { dtype: "complex128" })).dtype).toBe("float64");
  });

  it.each(named(["bool", "int", "uint"]))("refuses %s", (dtype) => {
    const asked = (): unknown => finfo(dtype as "float32");
    expect(asked).toThrow(DTypeError);
    expect(asked).toThrow(`finfo: dtype must be a float or complex one; got dtype ${dtype}. Use iinfo for integers.`);
  });

  it("refuses what is no dtype", () => {
    const known = Object.keys(elementTypes).join(", ");
    expect(() => finfo("half" as "float32")).toThrow(
      `finfo: dtype must be a name that Linnet knows; got dtype "half". Known: ${known}.`,
    );
  });
});

describe("iinfo", () => {
  it.each(named(["int", "uint"]))("the ends of %s wrap around to one another", (dtype) => {
    const { bits, max, min } = iinfo(dtype as "int8");
    const { array: Elements } = elementTypes[dtype];
    expect(new Elements([max, min, max + 1])).toEqual(new Elements([max, min, min]));
    expect(max - min).toBe(2 ** bits - 1);
    expect(iinfo(array([0], { dtype }) as never)).toEqual(iinfo(dtype as "int8"));
  });

  it.each(named(["bool", "float", "complex"]))("refuses %s", (dtype) => {
    const asked = (): unknown => iinfo(dtype as "int8");
    expect(asked).toThrow(DTypeError);
    expect(asked).toThrow(`iinfo: dtype must be an integer one; got dtype ${dtype}. Use finfo for floats.`);
  });
});
