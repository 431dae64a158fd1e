import { DTypeError, LinnetError, ValueError, array, zeros } from "@linnet/core";
import { describe, expect, it } from "vitest";
import * as linalg from "./index.js";
import { solveTriangular, vectorNorm } from "./index.js";

type Untyped = (...args: readonly unknown[]) => unknown;
const functions = Object.entries(linalg as unknown as Readonly<Record<string, Untyped>>).filter(([name]) =>
  /^[a-z]/.test(name),
);

/** What a function takes beside its first operand. */
const others: Readonly<Record<string, readonly unknown[]>> = {
  lstsq: [zeros([2])],
  solve: [zeros([2])],
  solveBanded: [zeros([2]), { lower: 1 }],
  solveToeplitz: [zeros([2, 2]), zeros([2, 2, 1])],
  solveTriangular: [zeros([2]), "lower"],
};

describe("operands that no type has checked", () => {
  it.each(functions)("%s refuses what is no array, and bools", (name, f) => {
    for (const wrong of [undefined, null, 2, "a", [[1]], {}, new Float64Array(4)]) {
      expect(() => f(wrong, wrong)).toThrow(LinnetError);
      expect(() => f(wrong, wrong)).toThrow(new RegExp(`^${name}: `));
    }
    const bools = zeros([2, 2], { dtype: "bool" });
    expect(() => f(bools, ...(others[name] ?? []))).toThrow(DTypeError);
  });

  it.each(["svd", "qr", "lu", "pinv", "matrixRank", "matrixNorm", "vectorNorm", "cond"])(
    "%s takes options by name",
    (name) => {
      const f = (linalg as unknown as Readonly<Record<string, Untyped>>)[name];
      const a = array([[2]]);
      expect(() => f(a, 1)).toThrow(ValueError);
      expect(() => f(a, 1)).toThrow(`${name}: options must be an object; got 1. Give them by name: { name: value }.`);
      expect(f(a, null)).toBeDefined();
    },
  );

  it("a norm has a number for its order, a triangular system a side", () => {
    expect(() => vectorNorm(array([1]), { ord: "2" as unknown as number })).toThrow(
      'vectorNorm: ord must be a number; got "2".',
    );
    expect(() => solveTriangular(array([[1]]), array([1]), "left" as "lower")).toThrow(
      'solveTriangular: triangle must be "lower" or "upper"; got "left".',
    );
  });
});
