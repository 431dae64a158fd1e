import { describe, expect, it } from "vitest";
import * as core from "../index.js";
import {
  DTypeError,
  type NDArray,
  array,
  broadcastTo,
  complex,
  concat,
  flip,
  permuteDims,
  take,
  where,
} from "../index.js";

/** 1 + 10j, 2 + 11j, … in a matrix. */
function complexMatrix(dtype: "complex64" | "complex128"): NDArray {
  const re = array([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  return complex(re, core.add(re, 9)).astype(dtype);
}

const parts = (x: NDArray): number[] => Array.from(x.toTypedArray());

describe("complex arrays", () => {
  const z = complexMatrix("complex128");

  it.each<[string, (x: NDArray) => unknown, string]>([
    ...["floor", "ceil", "trunc", "relu", "sigmoid", "softplus", "signbit"].map(unary("x", "")),
    ...["max", "min", "argmax", "argmin"].map(unary("x", "Complex numbers have no order.")),
    ...["maximum", "minimum", "less", "lessEqual", "greater", "greaterEqual"].map(
      binary("Complex numbers have no order."),
    ),
    ...["atan2", "hypot", "copysign", "nextafter", "logaddexp", "remainder", "floorDivide"].map(binary("")),
    [
      "astype",
      (x) => x.astype("float64"),
      "complex numbers cannot become real ones; got x complex128 and dtype float64. Take a part first: real(x).",
    ],
    [
      "item",
      (x) => x.at(0, 0).item(),
      "x must be real; got x complex128. Take its parts: real(x).item(), imag(x).item().",
    ],
    ["complex", (x) => complex(x, 0), "parts must be real numbers; got re complex128 and im complex128."],
  ])("are refused by %s, which has no meaning for them", (name, f, message) => {
    expect(() => f(z)).toThrow(DTypeError);
    expect(() => f(z)).toThrow(`${name}: ${message}`);
  });

  it.each(["complex64", "complex128"] as const)("%s elements are moved whole, through any view", (dtype) => {
    const x = complexMatrix(dtype);
    expect(parts(x.T)).toEqual([1, 10, 4, 13, 2, 11, 5, 14, 3, 12, 6, 15]);
    expect(parts(permuteDims(x, [1, 0]).reshape([6]))).toEqual(parts(x.T));
    expect(parts(flip(x))).toEqual([6, 15, 5, 14, 4, 13, 3, 12, 2, 11, 1, 10]);
    expect(parts(x.slice(":", "::2"))).toEqual([1, 10, 3, 12, 4, 13, 6, 15]);
    expect(parts(broadcastTo(x.at(1), [2, 3]))).toEqual([4, 13, 5, 14, 6, 15, 4, 13, 5, 14, 6, 15]);
    expect(parts(take(x.T, [2]))).toEqual([3, 12, 6, 15]);
    expect(parts(concat([x.slice("1:"), x.slice(":1")]))).toEqual([4, 13, 5, 14, 6, 15, 1, 10, 2, 11, 3, 12]);
    expect(parts(where(array([true, false, true]), x, 0))).toEqual([1, 10, 0, 0, 3, 12, 4, 13, 0, 0, 6, 15]);
    expect(parts(x.with([0], 7))).toEqual([7, 0, 7, 0, 7, 0, 4, 13, 5, 14, 6, 15]);
    expect(parts(x.astype("complex128"))).toEqual(parts(x));
    expect(Array.from(x.slice("1:").view())).toEqual([4, 13, 5, 14, 6, 15]);
    expect(String(x.slice("::-1", "::-2"))).toBe("[[6.+15.j 4.+13.j]\n [3.+12.j 1.+10.j]]");
  });

  it("equal real ones only where the imaginary part is zero", () => {
    const real = array([[1, 2, 3]]);
    expect(core.arrayEqual(real.astype("complex64"), real)).toBe(true);
    expect(core.arrayEqual(real, real.astype("complex64"))).toBe(true);
    expect(core.arrayEqual(z.slice("0:1"), real)).toBe(false);
    expect(core.allClose(real, z.slice("0:1"))).toBe(false);
    expect(core.arrayEqual(z.T, z.T)).toBe(true);
  });
});

function unary(operand: string, hint: string) {
  return (name: string): [string, (x: NDArray) => unknown, string] => [
    name,
    (x) => (core as unknown as Record<string, (x: NDArray) => unknown>)[name](x),
    `${operand} must be real; got ${operand} complex128.${hint && ` ${hint}`}`,
  ];
}

function binary(hint: string) {
  return (name: string): [string, (x: NDArray) => unknown, string] => [
    name,
    (x) => (core as unknown as Record<string, (x: NDArray, y: number) => unknown>)[name](x, 2),
    `operands must be real; got a complex128 and b number.${hint && ` ${hint}`}`,
  ];
}
