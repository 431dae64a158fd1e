import { describe, expectTypeOf, test } from "vitest";
import { add, array, matmul, mean, ones, permuteDims, reshape, sum, where, zeros } from "../index.js";
import type { NDArray, ShapeProblem } from "../index.js";
import type { Broadcast, MatMul, Reduced } from "./typed-shape.js";

describe("shapes are part of the type", () => {
  test("creation keeps literal dimensions", () => {
    expectTypeOf(zeros([2, 3])).toEqualTypeOf<NDArray<"float64", readonly [2, 3]>>();
    expectTypeOf(ones([4], { dtype: "int32" })).toEqualTypeOf<NDArray<"int32", readonly [4]>>();
    expectTypeOf(
      array([
        [1, 2, 3],
        [4, 5, 6],
      ]).shape,
    ).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(array([true, false]).dtype).toEqualTypeOf<"bool">();
  });

  test("broadcasting and promotion", () => {
    expectTypeOf(add(zeros([2, 1]), zeros([3], { dtype: "float32" }))).toEqualTypeOf<
      NDArray<"float64", readonly [2, 3]>
    >();
    expectTypeOf(zeros([2, 3], { dtype: "float32" }).mul(2)).toEqualTypeOf<NDArray<"float32", readonly [2, 3]>>();
    expectTypeOf(zeros([5], { dtype: "int8" }).add(zeros([5], { dtype: "uint8" })).dtype).toEqualTypeOf<"int16">();
    expectTypeOf(zeros([5], { dtype: "int8" }).div(2).dtype).toEqualTypeOf<"float64">();
    expectTypeOf(zeros([2, 3]).less(zeros([3]))).toEqualTypeOf<NDArray<"bool", readonly [2, 3]>>();
  });

  test("dimensions that cannot meet carry a sentence", () => {
    expectTypeOf<Broadcast<readonly [2, 3], readonly [4]>>().toEqualTypeOf<
      ShapeProblem<"dimensions 3 and 4 do not broadcast">
    >();
    expectTypeOf<MatMul<readonly [64, 784], readonly [100, 10]>>().toEqualTypeOf<
      ShapeProblem<"inner dimensions 784 and 100 differ">
    >();
    // @ts-expect-error add: dimensions 3 and 4 do not broadcast
    add(zeros([2, 3]), zeros([4]));
    // @ts-expect-error matmul: inner dimensions 3 and 2 differ
    matmul(zeros([2, 3]), zeros([2, 3]));
    // @ts-expect-error matmul: inner dimensions 3 and 2 differ
    zeros([2, 3]).matmul(zeros([2, 3]));
    expectTypeOf(matmul(zeros([2, 3]), zeros([3])).shape).toEqualTypeOf<readonly [2]>();
    expectTypeOf(matmul(zeros([3]), zeros([5, 3, 2])).shape).toEqualTypeOf<readonly [5, 2]>();
    expectTypeOf(matmul(zeros([3]), zeros([3])).shape).toEqualTypeOf<readonly []>();
    // @ts-expect-error matmul: b must have at least one axis
    matmul(zeros([2, 3]), zeros([]));
    // @ts-expect-error matmul: inner dimensions 3 and 4 differ
    matmul(zeros([3]), zeros([4]));
    // @ts-expect-error matmul: inner dimensions 3 and 4 differ
    matmul(zeros([2, 3]), zeros([4]));
  });

  test("matmul over batches, transposes, unknown dimensions", () => {
    const batch = zeros([8, 2, 3]);
    expectTypeOf(matmul(batch, zeros([3, 5])).shape).toEqualTypeOf<readonly [8, 2, 5]>();
    expectTypeOf(zeros([2, 3]).T.shape).toEqualTypeOf<readonly [3, 2]>();
    const x = zeros([2, 3]) as NDArray<"float64", readonly [number, 3]>;
    expectTypeOf(x.matmul(zeros([3, 4])).shape).toEqualTypeOf<readonly [number, 4]>();
    expectTypeOf(x.add(zeros([1, 3])).shape).toEqualTypeOf<readonly [number, 3]>();
    expectTypeOf(permuteDims(batch, [2, 0, 1]).shape).toEqualTypeOf<readonly [3, 8, 2]>();
  });

  test("reductions follow literal axes", () => {
    const x = zeros([2, 3, 4], { dtype: "float32" });
    expectTypeOf(sum(x)).toEqualTypeOf<NDArray<"float32", readonly []>>();
    expectTypeOf(sum(x, { axis: 1 })).toEqualTypeOf<NDArray<"float32", readonly [2, 4]>>();
    expectTypeOf(x.sum({ axis: -1, keepDims: true })).toEqualTypeOf<NDArray<"float32", readonly [2, 3, 1]>>();
    expectTypeOf(x.mean({ axis: 0 }).shape).toEqualTypeOf<readonly [3, 4]>();
    expectTypeOf(mean(zeros([3], { dtype: "int32" })).dtype).toEqualTypeOf<"float64">();
    expectTypeOf<Reduced<readonly [2, 3], undefined, true>>().toEqualTypeOf<readonly [1, 1]>();
  });

  test("reshape and where", () => {
    expectTypeOf(reshape(zeros([6]), [2, 3]).shape).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(zeros([6]).reshape([-1, 3]).shape).toEqualTypeOf<readonly [number, 3]>();
    const x = zeros([2, 3]);
    expectTypeOf(where(x.greater(0), x, 0).shape).toEqualTypeOf<readonly [2, 3]>();
  });

  test("an array of unknown shape meets every other", () => {
    const any: NDArray = zeros([2, 3]);
    expectTypeOf(add(any, zeros([7])).shape).toBeAny();
    const plain: NDArray = matmul(any, any);
    expectTypeOf(plain).toEqualTypeOf<NDArray>();
    const dynamic: NDArray<"float32", readonly [number, 784]> = zeros([64, 784], { dtype: "float32" });
    expectTypeOf(dynamic.dtype).toEqualTypeOf<"float32">();
  });
});
