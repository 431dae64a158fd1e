import {
  DTypeError,
  LinnetError,
  type NDArray,
  ValueError,
  array,
  broadcastTo,
  complex,
  fromFunction,
  matrixTranspose,
  permuteDims,
  slice,
  zeros,
} from "@linnet/core";
import { describe, expect, it } from "vitest";
import * as linalg from "../index.js";
import { solveTriangular, vectorNorm } from "../index.js";
import { requireFiniteMatrices } from "./operands.js";

type Untyped = (...args: readonly unknown[]) => unknown;
const functions = Object.entries(linalg as unknown as Readonly<Record<string, Untyped>>).filter(
  ([name]) => /^[a-z]/.test(name) && name !== "lowRankUpdate", // which takes a factorization first
);

/** What a function takes beside its first operand. */
const others: Readonly<Record<string, readonly unknown[]>> = {
  changeOfBasis: [zeros([2, 2])],
  coordinatesIn: [zeros([2])],
  subspaceAngles: [zeros([2, 2])],
  distanceToSpan: [zeros([2])],
  project: [zeros([2])],
  eigGeneralized: [zeros([2, 2])],
  eighGeneralized: [zeros([2, 2])],
  expmFrechet: [zeros([2, 2])],
  lstsq: [zeros([2])],
  ridge: [zeros([2]), 1],
  rotationFromEuler: ["ZYX"],
  rotationToEuler: ["ZYX"],
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
    const first = name === "multiDot" ? [bools, bools] : bools;
    expect(() => f(first, ...(others[name] ?? []))).toThrow(DTypeError);
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

  it("finds what is not finite in matrices of any layout", () => {
    const numbers = (bad: number) =>
      fromFunction([3, 4, 5], (i, j, k) => (i === 1 && j === 2 && k === 3 ? bad : i + j + k)) as NDArray;
    const views: readonly ((x: NDArray) => NDArray)[] = [
      (x) => x,
      (x) => x.at(1),
      (x) => matrixTranspose(x),
      (x) => permuteDims(x, [2, 0, 1]),
      (x) => slice(x, ":", "::-1", "::-1"),
      (x) => slice(x, "::-1", "1:", "::3"),
      (x) => broadcastTo(x, [2, 3, 4, 5]),
      (x) => complex(x.mul(0), x),
    ];
    for (const view of views) {
      expect(() => requireFiniteMatrices("op", "a", view(numbers(0)))).not.toThrow();
      for (const bad of [NaN, Infinity]) {
        expect(() => requireFiniteMatrices("op", "a", view(numbers(bad)))).toThrow(ValueError);
      }
    }
    expect(() => requireFiniteMatrices("op", "a", matrixTranspose(numbers(NaN)))).toThrow(
      "op: a must be finite; got NaN at index [1, 3, 2]. Remove or impute such entries.",
    );
  });

  it("a norm has a number for its order, a triangular system a side", () => {
    expect(() => vectorNorm(array([1]), { ord: "2" as unknown as number })).toThrow(
      'vectorNorm: ord must be a number; got "2".',
    );
    expect(() => solveTriangular(array([[1]]), array([1]), "left" as "lower")).toThrow(
      'solveTriangular: triangle must be "lower" or "upper"; got "left".',
    );
  });
});
