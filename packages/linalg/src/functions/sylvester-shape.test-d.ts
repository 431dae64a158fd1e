import { describe, expectTypeOf, test } from "vitest";
import { type NDArray, type ShapeProblem, eye, zeros } from "@linnet/core";
import { logm } from "./logm.js";
import { solveContinuousLyapunov } from "./solve-lyapunov.js";
import { solveSylvester } from "./solve-sylvester.js";
import { sqrtm } from "./sqrtm.js";
import type { BetweenSquares } from "./sylvester-shape.js";

describe("shapes and dtypes of matrix equations and functions are part of the type", () => {
  test("a solution lies between two squares, with leading axes broadcast", () => {
    expectTypeOf(solveSylvester(eye(3), eye(2), zeros([3, 2])).shape).toEqualTypeOf<readonly [3, 2]>();
    expectTypeOf(solveSylvester(zeros([5, 3, 3]), eye(2), zeros([4, 1, 3, 2])).shape).toEqualTypeOf<
      readonly [4, 5, 3, 2]
    >();
    expectTypeOf(solveContinuousLyapunov(eye(3), zeros([7, 3, 3])).shape).toEqualTypeOf<readonly [7, 3, 3]>();
    const single = zeros([2, 2], { dtype: "float32" });
    expectTypeOf(solveSylvester(single, single, single).dtype).toEqualTypeOf<"float32">();
    expectTypeOf(
      solveSylvester(single, single, zeros([2, 2], { dtype: "complex64" })).dtype,
    ).toEqualTypeOf<"complex64">();
    expectTypeOf(solveContinuousLyapunov(zeros([2, 2], { dtype: "int8" }), single).dtype).toEqualTypeOf<"float32">();
  });

  test("functions of a square matrix have its shape", () => {
    expectTypeOf(sqrtm(zeros([4, 3, 3], { dtype: "float32" }))).toEqualTypeOf<NDArray<"float32", readonly [4, 3, 3]>>();
    expectTypeOf(logm(zeros([3, 3], { dtype: "int32" }))).toEqualTypeOf<NDArray<"float64", readonly [3, 3]>>();
  });

  test("dimensions that do not fit carry a sentence", () => {
    expectTypeOf<BetweenSquares<readonly [3, 3], readonly [2, 2], readonly [4, 2], "b", "c">>().toEqualTypeOf<
      ShapeProblem<"rows 3 of a and 4 of c differ">
    >();
    // @ts-expect-error solveSylvester: rows 2 of b and columns 3 of c differ
    solveSylvester(eye(3), eye(2), zeros([3, 3]));
    // @ts-expect-error solveSylvester: the last two axes must be equal
    solveSylvester(eye(3), zeros([2, 3]), zeros([3, 2]));
    // @ts-expect-error sqrtm: the last two axes must be equal
    sqrtm(zeros([2, 3]));
  });

  test("unknown dimensions and ranks", () => {
    const dynamic: NDArray<"float64", readonly [number, number]> = zeros([3, 3]);
    expectTypeOf(solveSylvester(dynamic, eye(2), zeros([3, 2])).shape).toEqualTypeOf<readonly [3, 2]>();
    const any: NDArray = zeros([3, 3]);
    expectTypeOf(solveSylvester(any, any, any).shape).toBeAny();
    expectTypeOf(logm(any).shape).toBeAny();
  });
});
