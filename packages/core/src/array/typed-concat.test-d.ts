import { describe, expectTypeOf, test } from "vitest";
import { type NDArray, type ShapeProblem, array, ones, zeros } from "../index.js";
import { expandDims, squeeze } from "../ops/axes.js";
import { concat, split, stack } from "../ops/concat-split.js";
import { take } from "../ops/gather-scatter.js";
import { oneHot } from "../ops/one-hot.js";
import { takeAlongAxis } from "../ops/take-along-axis.js";
import { diag, diagonal, trace } from "../ops/triangle-diag.js";
import { random } from "../random/random.js";
import type { ConcatRule } from "./typed-concat.js";

describe("concat, stack and split", () => {
  test("add lengths up, and keep what must be equal", () => {
    expectTypeOf(concat([zeros([2, 3]), zeros([4, 3])]).shape).toEqualTypeOf<readonly [6, 3]>();
    expectTypeOf(concat([zeros([2, 3]), zeros([2, 4])], { axis: 1 }).shape).toEqualTypeOf<readonly [2, 7]>();
    expectTypeOf(concat([zeros([2, 3]), zeros([2, 4])], { axis: -1 }).shape).toEqualTypeOf<readonly [2, 7]>();
    expectTypeOf(concat([zeros([60000, 3]), zeros([1, 3])]).shape).toEqualTypeOf<readonly [number, 3]>();
    const some = zeros([2, 3]) as NDArray<"float64", readonly [number, number]>;
    expectTypeOf(concat([some, zeros([4, 3])]).shape).toEqualTypeOf<readonly [number, 3]>();
    expectTypeOf(stack([zeros([2, 3]), zeros([2, 3])]).shape).toEqualTypeOf<readonly [2, 2, 3]>();
    expectTypeOf(stack([zeros([2]), zeros([2]), zeros([2])], { axis: -1 }).shape).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(split(zeros([6, 2]), 3)[0].shape).toEqualTypeOf<readonly [2, 2]>();
    expectTypeOf(split(zeros([6, 2]), [1, 2], { axis: 0 })[0].shape).toEqualTypeOf<readonly [number, 2]>();
  });

  test("promote dtypes", () => {
    const [bytes, floats] = [zeros([2], { dtype: "uint8" }), zeros([2], { dtype: "float32" })];
    expectTypeOf(concat([bytes, floats]).dtype).toEqualTypeOf<"float32">();
    expectTypeOf(stack([bytes, bytes]).dtype).toEqualTypeOf<"uint8">();
    expectTypeOf(concat([array([true]), bytes, floats]).dtype).toEqualTypeOf<"float32">();
  });

  test("take lists of unknown length", () => {
    const list = [zeros([2, 3])];
    expectTypeOf(concat(list).shape).toEqualTypeOf<readonly [number, 3]>();
    expectTypeOf(stack(list).shape).toEqualTypeOf<readonly [number, 2, 3]>();
    expectTypeOf(concat(list).dtype).toEqualTypeOf<"float64">();
    const plain: NDArray[] = list;
    expectTypeOf(concat(plain)).toEqualTypeOf<NDArray>();
    expectTypeOf(stack(plain).shape).toBeAny();
  });

  test("shapes that do not fit do not compile", () => {
    expectTypeOf<ConcatRule<[NDArray<"bool", [2]>, NDArray<"bool", [2, 1]>], 0>>().toEqualTypeOf<
      ShapeProblem<"arrays must have as many axes">
    >();
    // @ts-expect-error concat: dimensions 3 and 4 differ
    concat([zeros([2, 3]), zeros([2, 4])]);
    // @ts-expect-error concat: every element must be an NDArray
    concat([zeros([2]), [1, 2]]);
    // @ts-expect-error concat: arrays must have as many axes
    concat([zeros([2, 3]), zeros([3])]);
    // @ts-expect-error stack: dimensions 3 and 4 differ
    stack([zeros([3]), zeros([4])]);
  });
});

describe("axes", () => {
  test("come and go", () => {
    expectTypeOf(expandDims(zeros([2, 3]), 1).shape).toEqualTypeOf<readonly [2, 1, 3]>();
    expectTypeOf(squeeze(zeros([2, 1, 3]), 1).shape).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(squeeze(zeros([2, 1, 3]), -2).shape).toEqualTypeOf<readonly [2, 3]>();
    expectTypeOf(squeeze(zeros([1, 2, 1])).shape).toEqualTypeOf<readonly [2]>();
    expectTypeOf(squeeze(zeros([1, 2]) as NDArray<"float64", readonly [number, 2]>).shape).toBeAny();
    // @ts-expect-error squeeze: axis 0 must have length 1 and not 2
    squeeze(zeros([2, 1]), 0);
    // @ts-expect-error squeeze: there is no axis 2
    squeeze(zeros([2, 1]), 2);
  });
});

describe("take and its kin", () => {
  test("the shape of indices takes the axis's place", () => {
    const indices = zeros([5, 6], { dtype: "int32" });
    expectTypeOf(take(zeros([2, 3]), indices).shape).toEqualTypeOf<readonly [5, 6, 3]>();
    expectTypeOf(take(zeros([2, 3]), [0, 1], { axis: 1 }).shape).toEqualTypeOf<readonly [2, 2]>();
    expectTypeOf(take(zeros([2, 3]), [0] as number[], { axis: -1 }).shape).toEqualTypeOf<readonly [2, number]>();
    expectTypeOf(oneHot(indices, 10).shape).toEqualTypeOf<readonly [5, 6, 10]>();
    expectTypeOf(oneHot([1, 2], 3, { dtype: "bool" })).toEqualTypeOf<NDArray<"bool", readonly [2, 3]>>();
    expectTypeOf(takeAlongAxis(zeros([5, 9]), indices).shape).toEqualTypeOf<readonly [5, 6]>();
    // @ts-expect-error indices are integers
    take(zeros([2, 3]), ones([2]));
  });
});

describe("diagonals and random arrays", () => {
  test("follow literal lengths", () => {
    expectTypeOf(diag(zeros([4])).shape).toEqualTypeOf<readonly [4, 4]>();
    expectTypeOf(diag(zeros([4]), { offset: 1 }).shape).toEqualTypeOf<readonly [number, number]>();
    expectTypeOf(diagonal(zeros([8, 3, 4])).shape).toEqualTypeOf<readonly [8, 3]>();
    expectTypeOf(diagonal(zeros([60000, 60000])).shape).toEqualTypeOf<readonly [60000]>();
    expectTypeOf(trace(zeros([8, 3, 4], { dtype: "int8" }))).toEqualTypeOf<NDArray<"int32", readonly [8]>>();
    expectTypeOf(random(0).normal([2, 3])).toEqualTypeOf<NDArray<"float64", readonly [2, 3]>>();
    expectTypeOf(random(0).uniform([2], { dtype: "float32" }).dtype).toEqualTypeOf<"float32">();
    expectTypeOf(random(0).permutation(5)).toEqualTypeOf<NDArray<"int32", readonly [5]>>();
    expectTypeOf(random(0).choice(9, 3).shape).toEqualTypeOf<readonly [3]>();
  });
});
