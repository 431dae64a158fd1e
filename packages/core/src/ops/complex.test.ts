import { describe, expect, it } from "vitest";
import * as core from "../index.js";
import { DTypeError, type NDArray, array, broadcastTo, concat, flip, permuteDims, take, where } from "../index.js";

/** 1 + 10j, 2 + 11j, … in a matrix. */
function complexMatrix(dtype: "complex64" | "complex128"): NDArray {
  const x = array(
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    { dtype },
  );
  const parts = x.view() as Float64Array; // to be written: no operation makes an imaginary part yet
  for (let k = 0; k < 6; k++) parts[2 * k + 1] = 10 + k;
  return x;
}

const parts = (x: NDArray): number[] => Array.from(x.toTypedArray());

describe("complex arrays", () => {
  const z = complexMatrix("complex128");

  it.each<[string, (x: NDArray) => unknown]>([
    ...["abs", "sign", "neg", "square", "sqrt", "reciprocal", "exp", "expm1", "log", "log1p", "sin", "cos"].map(unary),
    ...["tan", "asin", "acos", "atan", "sinh", "cosh", "asinh", "acosh", "atanh", "signbit", "isInf"].map(unary),
    ...["atan2", "hypot", "copysign", "nextafter", "logaddexp", "remainder", "floorDivide"].map(binary),
    ...["bitwiseAnd", "bitwiseOr", "bitwiseXor", "bitwiseLeftShift", "bitwiseRightShift"].map(binary),
    ...["bitwiseInvert"].map(unary),
    ...["tanh", "sigmoid", "relu", "softplus", "floor", "ceil", "round", "trunc", "isNaN", "isFinite"].map(unary),
    ...["sum", "prod", "mean", "variance", "std", "max", "min", "any", "all", "argmax", "argmin"].map(unary),
    ...["logSumExp", "softmax", "logSoftmax", "sort", "argsort", "adjoint", "logicalNot"].map(unary),
    ...["add", "sub", "mul", "div", "pow", "maximum", "minimum", "equal", "notEqual", "less", "greater"].map(binary),
    ["matmul", (x) => x.matmul(x.T)],
    ["cumulativeSum", (x) => core.cumulativeSum(x, { axis: 0 })],
    ["takeAlongAxis", (x) => core.takeAlongAxis(x, core.zeros([2, 3], { dtype: "int32" }))],
    ["scatterAdd", (x) => core.scatterAdd(x, [0], x.slice("0:1"))],
    ["astype", (x) => x.astype("float64")],
    ["toArray", (x) => x.toArray()],
    ["item", (x) => x.at(0, 0).item()],
  ])("are refused by %s, which would compute something else", (name, f) => {
    expect(() => f(z)).toThrow(DTypeError);
    expect(() => f(z)).toThrow(new RegExp(`^${name}: `));
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

function unary(name: string): [string, (x: NDArray) => unknown] {
  return [name, (x) => (core as unknown as Record<string, (x: NDArray) => unknown>)[name](x)];
}

function binary(name: string): [string, (x: NDArray) => unknown] {
  return [name, (x) => (core as unknown as Record<string, (x: NDArray, y: number) => unknown>)[name](x, 2)];
}
