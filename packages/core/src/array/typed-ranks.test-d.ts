import { describe, expectTypeOf, test } from "vitest";
import {
  type NDArray,
  bincount,
  broadcastTo,
  convolve,
  cross,
  interp,
  meshgrid,
  pad,
  permuteDims,
  putAlongAxis,
  repeat,
  scatterAdd,
  searchsorted,
  split,
  takeAlongAxis,
  topK,
  trace,
  trapezoid,
  tril,
  vander,
  zeros,
} from "../index.js";

const vector = zeros([3]);
const row = zeros([7] as [number]);
const matrix = zeros([2, 3]);
const unranked: NDArray = matrix;
const listed = zeros([2, 3] as number[]);
const indices = zeros([1, 3], { dtype: "int32" });

// What does not compile is asserted with its sentences in tooling/conformance/src/mistakes.ts.
describe("arguments of a number of axes", () => {
  test("compile when they have it, or may have it", () => {
    for (const x of [unranked, listed]) {
      void [convolve(x, vector), interp(x, x, vector), vander(x), trace(x), tril(x), bincount(x), cross(x, vector)];
      void [searchsorted(x, x, { sorter: x }), trapezoid(x, { x }), takeAlongAxis(x, indices), pad(x, [[0, 0]])];
      void [
        putAlongAxis(x, indices, x),
        permuteDims(x, [1, 0]),
        broadcastTo(x, [4, 2, 3]),
        meshgrid([x, row]),
        topK(x, 9),
      ];
    }
    void [scatterAdd(unranked, [0], matrix), scatterAdd(matrix, [0], listed), repeat(listed, [1, 2], { axis: 0 })];
    expectTypeOf(convolve(row, vector).shape).toEqualTypeOf<readonly [number]>();
    expectTypeOf(interp(matrix, row, vector).shape).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(bincount(row, { weights: vector }).shape).toEqualTypeOf<readonly [number]>();
    expectTypeOf(trapezoid(matrix, { x: vector }).shape).toEqualTypeOf<readonly [2]>();
    expectTypeOf(trapezoid(matrix, { x: row, axis: 0 }).shape).toEqualTypeOf<readonly [3]>();
    expectTypeOf(cross(zeros([3, 1]), zeros([3, 4]), { axis: 0 }).shape).toEqualTypeOf<readonly [3, 4]>();
    expectTypeOf(cross(row, vector).shape).toEqualTypeOf<readonly [3]>();
    expectTypeOf(takeAlongAxis(matrix, indices).shape).toEqualTypeOf<readonly [1, 3]>();
    expectTypeOf(broadcastTo(row, [2, 3]).shape).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(permuteDims(matrix, [-1, 0]).shape).toEqualTypeOf<readonly [3, 2]>();
    expectTypeOf(scatterAdd(matrix, [1], zeros([1, 3])).shape).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(scatterAdd(row, indices, zeros([1, 3])).shape).toEqualTypeOf<[number]>();
    expectTypeOf(repeat(matrix, [1, 0, 4], { axis: -1 }).shape).toEqualTypeOf<readonly [2, number]>();
    expectTypeOf(split(matrix, 3, { axis: 1 })[0].shape).toEqualTypeOf<readonly [2, 1]>();
  });

  test("compile with numbers that are not known", () => {
    const k: number = 9;
    expectTypeOf(topK(matrix, k).values.shape).toEqualTypeOf<readonly [2, number]>();
    expectTypeOf(topK(matrix, 1, { axis: k }).values.shape).toEqualTypeOf<readonly [number, number]>();
    expectTypeOf(topK(matrix, 3).values.shape).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(topK(zeros([5000]), 4000).values.shape).toEqualTypeOf<readonly [4000]>();
    void [split(matrix, k, { axis: 1 }), split(matrix, 2, { axis: k }), permuteDims(matrix, [k, 1])];
    void [broadcastTo(matrix, [k, k]), pad(matrix, k), cross(matrix, vector, { axis: k })];
  });
});
